"""What somebody who asks a hub fills in. Under every field stands why it is asked (mentoring/help_personal_data.py)."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from academy.context import OWN_NAMES
from academy.models import Hub, ServiceKind, Stage, User
from academy.personal_data import why
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from mentoring.models import PriorityKind
from mentoring.models.help_requests import LONGEST
from mentoring.orientation.asking import offered_priorities

MODEL = "mentoring.HelpRequest"
REACH = [("link", gettext_lazy("Only by my private link")), ("email", gettext_lazy("By e-mail")), ("phone", gettext_lazy("By telephone"))]
PRIORITY_WORDS = {PriorityKind.WOMEN: gettext_lazy("I am a woman"), PriorityKind.YOUNG: gettext_lazy("I am young")}


class AskForm(forms.Form):
    stage = forms.ChoiceField(label=gettext_lazy("How far are you?"), choices=Stage.choices, widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(label=gettext_lazy("What kind of help do you need?"), required=False, choices=ServiceKind.choices, widget=forms.CheckboxSelectMultiple)
    words = PlainText(label=gettext_lazy("What do you need, in your own words?"), max_length=LONGEST, rows=6)
    language = forms.ChoiceField(label=gettext_lazy("Which language may we answer in?"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])
    name = SingleLine(label=gettext_lazy("What may we call you?"), max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}))
    reach = forms.ChoiceField(label=gettext_lazy("How may we reach you?"), choices=REACH, initial="link", widget=forms.RadioSelect)
    email = forms.EmailField(label=gettext_lazy("Your e-mail address"), max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}))
    phone = SingleLine(label=gettext_lazy("Your telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}))
    priorities = forms.MultipleChoiceField(label=gettext_lazy("Who goes first here"), required=False, widget=forms.CheckboxSelectMultiple)
    website = forms.CharField(label=gettext_lazy("Leave this empty"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))

    def __init__(self, hub: Hub, person: User, *args, **kwargs) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        for name in ("stage", "kinds", "words", "language", "name", "email", "phone"):
            self.fields[name].help_text = why(MODEL, name)
        self.fields["reach"].help_text = _("One way is enough, and none is fine: the private link leads you to the answer.")
        self.fields["language"].initial = get_language()
        offered = offered_priorities(hub)
        if offered:
            self.fields["priorities"].choices = [(kind, PRIORITY_WORDS[kind]) for kind in offered]
            self.fields["priorities"].help_text = why(MODEL, "goes_first")
        else:
            del self.fields["priorities"]
        if person.is_authenticated:
            self.fields["name"].initial = person.name[:80]
            self.fields["language"].initial = person.language or get_language()
            self.fields["email"].initial = person.email

    @property
    def shown(self) -> list:
        """All bound fields but the trap."""
        return [field for field in self if field.name != "website"]

    def clean_website(self):
        """Programs fill in whatever there is. Whoever did it by mistake is told, and loses nothing."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this empty."))
        return ""

    def clean(self):
        given = super().clean()
        reach = given.get("reach")
        for name, sentence in (("email", _("Write the address we may use, or choose another way.")), ("phone", _("Write the number we may call, or choose another way."))):
            if reach == name and not given.get(name) and name not in self.errors:
                self.add_error(name, sentence)
            elif reach != name:
                given[name] = ""
                self.errors.pop(name, None)
        return given

    def fields_of_request(self) -> dict:
        """For mentoring.orientation.asking.ask."""
        return {name: self.cleaned_data[name] for name in ("stage", "kinds", "words", "language", "name", "email", "phone")} | {"priorities": self.cleaned_data.get("priorities", ())}
