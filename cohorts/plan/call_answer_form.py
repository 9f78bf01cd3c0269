"""What somebody fills in to answer a call: who writes, the idea, the call's questions, and which idle place would help. Each field says why it is asked."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from academy.personal_data import why
from academy.sanitise import plain
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field
from cohorts.answering import as_kept, field_for
from cohorts.models import CallAnswer, CallOfInterest, OrganisationModel, ResourceKind, Use
from cohorts.plan.call_questions import asked_by

WIDE = {"dir": "auto"}
TRAP = "website"  # a field nobody sees: whoever fills it in is a program


class CallAnswerForm(forms.Form):
    """`fields_of_answer()` of a valid form; `answer`: the one that is changed, whose contact stays as it is sent."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)
    form_version = forms.IntegerField(widget=forms.HiddenInput)
    body = SingleLine(label=gettext_lazy("Organisation or collective"), max_length=150, required=False, widget=forms.TextInput(attrs={**WIDE, "autocomplete": "organization"}),
                      help_text=gettext_lazy("Leave it empty if you are just starting: that is no drawback."))
    shows_name = forms.BooleanField(label=gettext_lazy("If our answer is taken up, this name may stand with the results."), required=False,
                                    help_text=gettext_lazy("Otherwise everybody reads what was taken up and why, without your name. People are never named."))
    contact_name = SingleLine(label=gettext_lazy("Name of a contact"), max_length=120, widget=forms.TextInput(attrs={**WIDE, "autocomplete": "name"}))
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}))
    idea = forms.CharField(label=gettext_lazy("What do you want to do, and for whom?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 6, **WIDE}),
                           help_text=gettext_lazy("In your own words; a few sentences are enough."))
    model = forms.ChoiceField(label=gettext_lazy("How do you want to be organised?"), choices=[*OrganisationModel.choices, ("", gettext_lazy("Another way, or not known yet"))],
                              required=False, widget=forms.RadioSelect)
    needs = forms.ChoiceField(label=gettext_lazy("Which idle resource would help you?"), choices=[*ResourceKind.choices, ("", gettext_lazy("None"))], required=False, widget=forms.RadioSelect,
                              help_text=gettext_lazy("We look through what lies idle in the city for something that fits."))
    least_area = forms.IntegerField(label=gettext_lazy("At least how many m²?"), required=False, min_value=1, max_value=1_000_000, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    uses = forms.MultipleChoiceField(label=gettext_lazy("What for?"), choices=Use.choices, required=False, widget=forms.CheckboxSelectMultiple)
    near = SingleLine(label=gettext_lazy("In which part of the city?"), max_length=100, required=False, widget=forms.TextInput(attrs=WIDE), help_text=gettext_lazy("Empty: anywhere."))
    needed_from = day_field(gettext_lazy("From which day?"), required=False)
    website = forms.CharField(label=gettext_lazy("Leave this empty"), required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, call: CallOfInterest, data=None, *, answer: CallAnswer | None = None, person=None) -> None:
        self.questions = asked_by(call)
        self.said_version = (data or {}).get("form_version", "")
        if data is not None:
            data = data.copy()
            data["form_version"] = str(call.form_version)  # shown once more, it is answered as it now stands
        super().__init__(data)
        self.fields["contact_name"].help_text = why("cohorts.CallAnswer", "contact_name")
        self.fields["email"].help_text = _("We write to it twice: now, with a link by which you can change your answer, and when the city has decided. Nobody else reads it.")
        with override(call.language):
            made = [(f"q-{each.key}", field_for(each)) for each in self.questions]
        for (name, field), each in zip(made, self.questions, strict=True):
            field.help_text = each.why
            self.fields[name] = field
        self.order_fields(["key", "form_version", "body", "shows_name", "contact_name", "email", "idea", *[name for name, _field in made], "model", "needs", "least_area", "uses", "near",
                           "needed_from", TRAP])
        self.initial = {"key": uuid.uuid4(), "form_version": call.form_version, "model": "", "needs": ""}
        if person is not None and getattr(person, "is_authenticated", False):
            self.initial |= {"contact_name": person.name, "email": person.email, "body": person.organisation.name if person.organisation_id else ""}
        if answer is not None:
            names = ("key", "body", "shows_name", "contact_name", "email", "idea", "model", "needs", "least_area", "uses", "near", "needed_from")
            self.initial |= {name: getattr(answer, name) for name in names}
            self.initial |= {f"q-{key}": [str(each) for each in value] if isinstance(value, list) else str(value) for key, value in answer.answers.items()}

    @property
    def answered_version(self) -> int:
        said = str(self.said_version)
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(TRAP))

    def clean_idea(self) -> str:
        return plain(self.cleaned_data["idea"])

    def seen_fields(self) -> list:
        """What people fill in, in its order; the trap apart."""
        return [self[name] for name in self.fields if name not in (TRAP, "key", "form_version")]

    def fields_of_answer(self) -> dict:
        given = self.cleaned_data
        kept = {each.key: as_kept(each, value) for each in self.questions if (value := given.get(f"q-{each.key}")) not in (None, "", [])}
        names = ("body", "shows_name", "contact_name", "email", "idea", "model", "needs", "least_area", "uses", "near", "needed_from")
        return {**{name: given[name] for name in names}, "shows_name": given["shows_name"] and bool(given["body"]), "answers": kept}
