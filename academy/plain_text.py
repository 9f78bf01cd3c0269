"""A form field for several lines: no markup, no hidden characters, one way of writing each letter."""

from django import forms

from academy.sanitise import plain


class PlainText(forms.CharField):
    def __init__(self, *, rows: int = 5, **options) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "dir": "auto"}))
        super().__init__(**options)

    def to_python(self, value) -> str:
        return plain(super().to_python(value)).strip()
