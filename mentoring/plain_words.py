"""A form field for what people write to each other: several lines, no hidden characters, one way of writing each letter."""

from django import forms

from academy.sanitise import plain


class PlainWords(forms.CharField):
    def __init__(self, *, rows: int = 5, **kwargs) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **kwargs)

    def to_python(self, value) -> str:
        return plain(super().to_python(value)).strip()
