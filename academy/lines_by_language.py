"""A text in several languages, typed as lines: a code, a colon, the words."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.single_line import refuse_control_characters
from academy.standards.written_words import is_language_code


class LinesByLanguage(forms.CharField):
    """Cleaned to {language code: text}; {} when empty and not required. English is needed, since the others fall back to it, unless `english` is False.
    ValidationError names the first line that is wrong."""

    def __init__(self, *, longest: int, rows: int = 3, english: bool = True, **options) -> None:
        options.setdefault("help_text", gettext_lazy("One line for each language: its code, a colon, the words, such as: en: First steps"))
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **options)
        self.longest, self.english = longest, english

    def prepare_value(self, value):
        return as_typed(value) if isinstance(value, dict) else value

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value) -> dict[str, str]:
        texts = texts_typed(super().clean(value), self.longest)
        if self.english and texts and "en" not in texts:
            raise forms.ValidationError(_("Write it in English too: the other languages fall back to it."))
        return texts


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
            raise forms.ValidationError(_("Line %(number)d: write a code, a colon and the words, such as: pt: Primeiros passos"), params={"number": number})
        if code in texts:
            raise forms.ValidationError(_("Line %(number)d: “%(code)s” stands there twice."), params={"number": number, "code": code})
        if len(words) > longest:
            raise forms.ValidationError(_("Line %(number)d: at most %(most)d letters."), params={"number": number, "most": longest})
        refuse_control_characters(words)
        texts[code] = words
    return texts
