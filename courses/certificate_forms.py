"""What people fill in around a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.single_line import SingleLine
from courses.models.certificates import spelled


class CodeForm(forms.Form):
    code = SingleLine(label=_("Code of the certificate"), max_length=60, help_text=_("16 letters and digits. Spaces, dashes and capitals do not matter."),
                      widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none", "dir": "ltr"}),
                      error_messages={"required": _("Write the code that stands on the certificate.")})

    def clean_code(self) -> str:
        code = spelled(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("This cannot be a code of ours. It has 16 letters and digits, never 0, 1, i, l or o, as in abcd-efgh-jkmn-pqrs."))
        return code


class NameForm(forms.Form):
    name = SingleLine(label=_("Your name, as it should stand on the certificate"), max_length=120,
                      widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
                      error_messages={"required": _("Write your name. It is kept in your profile, and you can change it there.")})


class RevocationForm(forms.Form):
    """A trainer says why; the holder need not."""

    reason = SingleLine(label=_("Reason"), max_length=200, help_text=_("It stands on the public check page, so name nobody."),
                        widget=forms.TextInput(attrs={"dir": "auto"}), error_messages={"required": _("Say why, in a few words.")})

    def __init__(self, *args, by_holder: bool, **kwargs) -> None:
        super().__init__(*args, auto_id="revoke-%s", **kwargs)
        if by_holder:
            del self.fields["reason"]
