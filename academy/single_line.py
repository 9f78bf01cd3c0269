"""A name or a title stands on one line: no control characters, one way of writing each letter (NFC), no stray spaces."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Marks that switch the direction of text could make a name read as something else; joiners stay, languages need them.
DIRECTION_MARKS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def refuse_control_characters(value: str) -> None:
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or letter in DIRECTION_MARKS for letter in value):
        raise ValidationError(_("Write this on one line, without hidden characters."))


class SingleLine(forms.CharField):
    default_validators = [refuse_control_characters]

    def to_python(self, value):
        return " ".join(part for part in unicodedata.normalize("NFC", super().to_python(value)).split(" ") if part)
