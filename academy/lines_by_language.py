"""A text in several languages, typed as lines: a code, a colon, the words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from academy.single_line import refuse_control_characters
from academy.standards.written_words import is_language_code


def as_typed(texts: dict[str, str]) -> str:
    """{code: words} as lines, English first."""
    return "\n".join(f"{code}: {words}" for code, words in sorted(texts.items(), key=lambda each: (each[0] != "en", each[0])))


def texts_typed(typed: str, longest: int) -> dict[str, str]:
    """{code: words}; ValidationError names the first line that is wrong."""
    texts: dict[str, str] = {}
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip():
            continue
        code, colon, words = (part.strip() for part in line.partition(":"))
        code = code.lower()
        if not colon or not words or not is_language_code(code):
            raise ValidationError(_("Line %(number)d: write a code, a colon and the label, such as: pt: Contabilidade"), params={"number": number})
        if code in texts:
            raise ValidationError(_("Line %(number)d: “%(code)s” stands there twice."), params={"number": number, "code": code})
        if len(words) > longest:
            raise ValidationError(_("Line %(number)d: at most %(most)d letters."), params={"number": number, "most": longest})
        refuse_control_characters(words)
        texts[code] = words
    return texts
