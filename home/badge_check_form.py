"""What somebody holds out to be checked: pasted words, or a file. Nothing of it is kept."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.upload_quota import NOBODY_MAY_SEND
from courses.verifying import LONGEST_TEXT


class BadgeCheckForm(forms.Form):
    """`given()` of a valid form: the text, or the bytes of the file."""

    file = forms.FileField(label=gettext_lazy("The file of the badge"), required=False, allow_empty_file=True,
                           help_text=gettext_lazy("A picture (PNG or SVG), or a .jwt or .json file, of at most 60 kB."),
                           widget=forms.FileInput(attrs={"accept": ".png,.svg,.json,.jwt,.txt,image/png,image/svg+xml,application/json"}))
    text = forms.CharField(label=gettext_lazy("Or paste its text, or its address"), required=False, max_length=LONGEST_TEXT, strip=True,
                           widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr", "spellcheck": "false", "autocomplete": "off"}))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is not None and file.size > NOBODY_MAY_SEND:
            raise forms.ValidationError(_("This file is larger than any badge of ours."))
        return file

    def clean(self) -> dict:
        given = super().clean()
        if not self.errors and not given.get("file") and not given.get("text"):
            self.add_error("file", _("Choose a file, or paste the badge below."))
        return given

    def given(self) -> bytes | str:
        return self.cleaned_data["file"].read() if self.cleaned_data.get("file") else self.cleaned_data["text"]
