"""Contacts in words people type to each other before both said yes: what is obvious is refused, with a word on when contact comes.

A person who wants to give away who they are will find a way; this keeps it from happening by habit. Values only, no database.
"""

import re
import unicodedata
from collections.abc import Iterable

EMAIL, LINK, HANDLE, PHONE, NAME = "email", "link", "handle", "phone", "name"

_EMAIL = re.compile(r"[\w.+-]+\s*(?:@|\(at\)|\[at\]|\{at\})\s*[\w-]+(?:\s*(?:\.|\(dot\)|\[dot\])\s*[\w-]+)+", re.IGNORECASE)
# The same spelt out: “lia at example dot org”, “arroba … punto”, “arobase … point”, “chiocciola … punto”.
_SPELT = re.compile(r"\w[\s_]+(?:at[\s_]+\w[\w-]*[\s_]+dot|(?:arroba|arrova|arobase|chiocciola|παπάκι)[\s_]+\w[\w-]*[\s_]+(?:dot|punto|ponto|punt|point|τελεία))[\s_]+"
                    r"(?!on\b|in\b|of\b|and\b)[a-z]{2,}\b|_at_\w+_dot_", re.IGNORECASE)
# The ends of addresses in small letters only: a sentence that begins right after a full stop is no address.
_LINK = re.compile(r"(?:https?|ftp)\s*:|\bwww\.|\b(?:wa|t|fb)\.me\b|\bbit\.ly\b"
                   r"|\b[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.(?-i:com|org|net|eu|info|io|app|coop|me|pt|tn|es|cat|gal|it|gr|fr|de|si|ro|tr|uk|nl|be|ie|co|ai|dev|link|page)\b(?!\.\w)",
                   re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.@])@\w{2,}")
# Digits with spaces, dots, dashes, slashes or brackets between them; a plus or two noughts in front mark an international one.
_DIGITS = re.compile(r"(?<![\w])(\+|00)?\(?\d(?:[\s.\-_/()\u00a0\u202f]{0,2}\d){5,}")
_NO_PHONE = re.compile(r"\b\d{1,3}(?:[ .,']\d{3})*[ .,']000\b|\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[:.h]\d{2}\b|\b(?:19|20)\d\d\s*[-–/]\s*(?:19|20)?\d\d\b")
FEWEST_DIGITS, MOST_DIGITS = 8, 15
FEWEST_WITH_A_PLUS = 7


def contacts_in(text: str, *, own: Iterable[str] = ()) -> list[str]:
    """Which kinds of contact stand in it, each once: EMAIL, LINK, HANDLE, PHONE, NAME. `own`: the writer's full name, organisation and the like,
    which are looked for as they stand; a single short word among them is not, since it may be a word of any sentence."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")  # signs nobody sees hide nothing
    found = [kind for kind, hit in ((EMAIL, _EMAIL.search(plain) or _SPELT.search(plain)), (HANDLE, _HANDLE.search(_EMAIL.sub(" ", plain)))) if hit]
    if _LINK.search(_EMAIL.sub(" ", plain)):
        found.append(LINK)
    if _has_phone(_NO_PHONE.sub(" · ", plain)):
        found.append(PHONE)
    words = _letters(plain)
    if any(len(_letters(each).split()) > 1 and f" {_letters(each)} " in f" {words} " for each in own):
        found.append(NAME)
    return found


def _has_phone(text: str) -> bool:
    for match in _DIGITS.finditer(text):
        digits = sum(letter.isdigit() for letter in match.group())
        if FEWEST_DIGITS <= digits <= MOST_DIGITS or (match.group(1) and digits >= FEWEST_WITH_A_PLUS):
            return True
    return False


def _letters(text: str) -> str:
    """Words in lower case without accents, one space between."""
    flat = "".join(letter for letter in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", flat))
