"""Forms about people of an exchange: a word on a request, a message, and somebody the office enters."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.models import PartnerCity, User
from academy.sanitise import plain
from academy.single_line import SingleLine
from cohorts.answering import AnswerForm
from cohorts.exchange_form import OneParagraph
from cohorts.models import Exchange, RegistrationState

State = RegistrationState
WRITTEN_TO = (State.REGISTERED, State.OFFERED, State.WAITLISTED, State.REQUESTED, State.ATTENDED)


class RefusalForm(forms.Form):
    reason = OneParagraph(label=gettext_lazy("Reason, which they will read"), max_length=500, error_messages={"required": gettext_lazy("Say why. They read this sentence in their mail.")})


class WithdrawalForm(forms.Form):
    reason = OneParagraph(label=gettext_lazy("Reason they gave, if they did"), max_length=500, required=False)


class MessageForm(forms.Form):
    states = forms.MultipleChoiceField(label=gettext_lazy("To those who"), choices=[(state.value, state.label) for state in WRITTEN_TO], widget=forms.CheckboxSelectMultiple,
                                       initial=[State.REGISTERED, State.ATTENDED], error_messages={"required": gettext_lazy("Choose at least one group.")})
    subject = SingleLine(label=gettext_lazy("Subject"), max_length=150)
    text = forms.CharField(label=gettext_lazy("Message"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
                           help_text=gettext_lazy("Plain text. Your name and the address of the exchange are added. Everybody gets it alone."))
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return plain(self.cleaned_data["text"])


class OfficeForm(AnswerForm):
    """Somebody without internet: a person of the city who has an account, or a name and how to reach them; then the same questions."""

    def __init__(self, exchange: Exchange, language: str, cities: list[PartnerCity], data=None) -> None:
        super().__init__(exchange, language, data, None, None, True)
        taken = exchange.registrations.in_play().filter(person__isnull=False).values("person_id")
        people = User.objects.filter(city__in=[each.pk for each in cities], is_active=True, erased_at=None).exclude(pk__in=taken).order_by("name", "pk")
        self.fields["person"] = forms.ModelChoiceField(people, label=_("A person of your city with an account"), required=False, empty_label=_("Nobody of these"))
        self.fields["guest_name"].label = _("Or the name of somebody without one")
        self.fields["guest_name"].required = self.fields["city"].required = False
        self.fields["city"].queryset = PartnerCity.objects.filter(pk__in=[each.pk for each in cities])
        self.fields["city"].help_text = _("For somebody without an account.")
        if len(cities) == 1:
            self.fields["city"].empty_label = None
        self.fields["agreed"] = forms.BooleanField(label=_("They asked us to enter them, and know what we write down"), error_messages={"required": _("Ask them first.")})
        self.order_fields(["form_version", "person", "guest_name", "guest_contact", "city", "agreed"])

    def clean(self) -> dict:
        given = super().clean()
        person, name = given.get("person"), given.get("guest_name")
        if person and name:
            self.add_error("guest_name", _("Choose a person or write a name, one of the two."))
        elif not person and not name and "guest_name" not in self.errors:
            self.add_error("guest_name", _("Choose a person or write a name."))
        elif name and not given.get("city"):
            self.add_error("city", _("Choose the city they come from."))
        elif name and not given.get("guest_contact"):
            self.add_error("guest_contact", _("Say how somebody can reach them: they get no mail."))
        return given
