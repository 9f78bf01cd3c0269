"""A name or a title stands on one line: no control characters, one way of writing each letter (NFC), no stray spaces."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from academy.standards.written_words import hidden_characters


def refuse_control_characters(value: str) -> None:
    if hidden_characters(value):
        raise ValidationError(_("Write this on one line, without hidden characters."))


class SingleLine(forms.CharField):
    default_validators = [refuse_control_characters]

    def to_python(self, value):
        return " ".join(part for part in unicodedata.normalize("NFC", super().to_python(value)).split(" ") if part)
