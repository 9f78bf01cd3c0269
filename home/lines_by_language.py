"""Words in several languages, typed as lines: a code, a colon, the words. English is needed, since the others fall back to it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.single_line import refuse_control_characters


def as_typed(texts: dict[str, str]) -> str:
    """English first."""
    return "\n".join(f"{code}: {text}" for code, text in sorted(texts.items(), key=lambda each: (each[0] != "en", each[0])))


class LinesByLanguage(forms.CharField):
    """Cleaned to {language code: text}; {} when empty and not required."""

    def __init__(self, *, longest: int, rows: int = 3, **options) -> None:
        options.setdefault("help_text", gettext_lazy("One line for each language: its code, a colon, the words, such as: en: First steps"))
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **options)
        self.longest = longest

    def prepare_value(self, value):
        return as_typed(value) if isinstance(value, dict) else value

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(as_typed(initial) if isinstance(initial, dict) else initial, data)

    def clean(self, value) -> dict[str, str]:
        texts: dict[str, str] = {}
        for number, line in enumerate(super().clean(value).splitlines(), 1):
            if not line.strip():
                continue
            code, colon, text = (part.strip() for part in line.partition(":"))
            code = code.lower()
            if not colon or not text or not (code.isascii() and 2 <= len(code) <= 5 and code.replace("-", "").isalpha()):
                raise forms.ValidationError(_("Line %(number)d: write a code, a colon and the words, such as: pt: Primeiros passos"), params={"number": number})
            if code in texts:
                raise forms.ValidationError(_("Line %(number)d: “%(code)s” stands there twice."), params={"number": number, "code": code})
            if len(text) > self.longest:
                raise forms.ValidationError(_("Line %(number)d: at most %(most)d letters."), params={"number": number, "most": self.longest})
            refuse_control_characters(text)
            texts[code] = text
        if texts and "en" not in texts:
            raise forms.ValidationError(_("Write it in English too: the other languages fall back to it."))
        return texts
