"""Words folded for searching: two ways of writing the same word become one. Pure.

Accents and case go, and so do Arabic vowel signs, the tatweel and the seats of the hamza; ta marbuta is read as ha, alef maksura as ya; digits of any script are
read as 0 to 9. Whatever is neither letter nor digit becomes a space.
"""

import unicodedata

# What no decomposition of Unicode takes apart.
_LETTERS = str.maketrans({"ة": "ه", "ى": "ي", "ٱ": "ا", "ـ": "", "ء": "", "ک": "ك", "ی": "ي", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
# Marks that belong to a letter of Arabic writing as accents do to ours are of the same category: Mn.


def folded(text: str) -> str:
    """`text` folded, its words parted by one space."""
    apart = (letter for letter in unicodedata.normalize("NFKD", text.casefold()) if unicodedata.category(letter) != "Mn")
    joined = unicodedata.normalize("NFKC", "".join(apart)).translate(_LETTERS)
    return " ".join("".join(_kept(letter) for letter in joined).split())


def _kept(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    # Marks of scripts that we do not fold (such as vowels of Hindi, Mc) belong to their word.
    return letter if letter.isalnum() or unicodedata.category(letter) == "Mc" else " "
