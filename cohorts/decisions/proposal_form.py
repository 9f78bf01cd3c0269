"""The forms of proposals: writing one, asking to change a paragraph, answering, commenting."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from academy.context import OWN_NAMES
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from cohorts.decisions.proposal_text import LONGEST, MOST_PARAGRAPHS, is_heading, joined, paragraphs
from cohorts.models import AmendmentWay

HOW_TO_WRITE = gettext_lazy("An empty line begins a new paragraph. A line that begins with “## ” is a heading, lines that begin with “- ” are a list. "
                            "Short paragraphs are easier to amend: each is discussed on its own.")


def several_lines(label, *, rows: int, longest: int, help_text="", required: bool = True) -> forms.CharField:
    return PlainText(label=label, max_length=longest, required=required, help_text=help_text, rows=rows)


class ProposalForm(forms.Form):
    """A draft. `seen`: when it was last changed, as its page said."""

    title = SingleLine(label=gettext_lazy("Title"), max_length=150, widget=forms.TextInput(attrs={"dir": "auto"}))
    text = several_lines(gettext_lazy("What you propose"), rows=18, longest=LONGEST, help_text=HOW_TO_WRITE)
    language = forms.ChoiceField(label=gettext_lazy("Language you write in"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, proposal=None, language: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"language": language or get_language() or "en"} if proposal is None else {
            "title": proposal.title, "text": proposal.draft, "language": proposal.language, "seen": proposal.changed_at.isoformat()}

    def clean_text(self) -> str:
        return kept_text(self.cleaned_data["text"])

    def written(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("title", "text", "language")}


class RevisionForm(forms.Form):
    """The whole text anew. `seen`: the number of the version it began from."""

    text = several_lines(gettext_lazy("The whole text"), rows=18, longest=LONGEST * 2, help_text=HOW_TO_WRITE)
    words = SingleLine(label=gettext_lazy("What you changed, and why"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean_text(self) -> str:
        return kept_text(self.cleaned_data["text"])


def kept_text(text: str) -> str:
    parts = paragraphs(text)
    if not parts:
        raise forms.ValidationError(_("Write the text."))
    if len(parts) > MOST_PARAGRAPHS:
        raise forms.ValidationError(_("That is more than %(number)s paragraphs. Make it shorter, or two proposals.") % {"number": MOST_PARAGRAPHS})
    return joined(parts)


class AmendmentForm(forms.Form):
    """Another wording for one paragraph. The button pressed says whether it is changed or struck out; `old` is the paragraph as it stands, empty to add one."""

    text = several_lines(gettext_lazy("How it should read"), rows=8, longest=LONGEST)
    reason = several_lines(gettext_lazy("Why"), rows=4, longest=1000, help_text=gettext_lazy("Everybody who reads the proposal reads this, too; your name only the members do."))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    paragraph = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, old: str = "", way: str = AmendmentWay.CHANGE, seen: int = 1, paragraph: int = 1, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.old, self.way = old, way
        self.fields["text"].required = way != AmendmentWay.STRIKE
        self.fields["text"].error_messages["required"] = _("Write the new words. To take the paragraph away, use the other button.")
        self.initial = {"text": old, "seen": seen, "paragraph": paragraph, "form_key": uuid4()}
        if way == AmendmentWay.ADD:
            self.fields["text"].label = gettext_lazy("The new paragraph")
            self.fields["text"].error_messages["required"] = _("Write the new paragraph.")
        elif is_heading(old):
            self.fields["text"].help_text = gettext_lazy("It begins with “## ”, because it is a heading.")

    def clean(self) -> dict:
        given = super().clean()
        text = joined(paragraphs(given.get("text", "")))
        if self.way != AmendmentWay.STRIKE and "text" in given:
            if not text:
                self.add_error("text", self.fields["text"].error_messages["required"])
            elif self.way == AmendmentWay.CHANGE and text == self.old:
                self.add_error("text", _("This is how it reads already: nothing is changed yet."))
        return {**given, "text": text}


class AnswerForm(forms.Form):
    """Accepting may go without words, rejecting may not."""

    words = several_lines(gettext_lazy("Your answer"), rows=3, longest=1000, required=False,
                          help_text=gettext_lazy("Needed if you reject it: say why. Everybody who reads the proposal reads it."))

    def __init__(self, *args, rejects: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rejects = rejects

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if self.rejects and not words:
            raise forms.ValidationError(_("Say why you reject it."))
        return words


class CommentForm(forms.Form):
    text = several_lines(gettext_lazy("Your comment"), rows=4, longest=3000, help_text=gettext_lazy("Members read it, with your name; the public does not."))
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"form_key": uuid4()}
