"""What somebody fills in to register: the organisers' questions, and for whom they come. Each field says who reads it."""

from django import forms
from django.utils.translation import gettext as _

from academy.models import Organisation
from cohorts.answering import AnswerForm, registration_form
from cohorts.models import Exchange

CITY_NEEDED = "city_needed"


def form_to_register(exchange: Exchange, person, language: str, data=None) -> AnswerForm:
    """Fields first that say for whom they come: `city` when the person has none, `organisation` (theirs by default) when there is any to choose."""
    form = registration_form(exchange, language, data, person=person)
    bodies = Organisation.objects.select_related("city").order_by("city__name", "name")
    if person.city_id:
        bodies = bodies.filter(city_id=person.city_id)
    if bodies.exists():
        field = forms.ModelChoiceField(bodies, label=_("Organisation"), required=False, initial=person.organisation_id, empty_label=_("None of these"),
                                       help_text=_("It stands beside your name on the list, which the organisers read. Empty if you come for yourself."))
        field.label_from_instance = (lambda body: body.name) if person.city_id else (lambda body: f"{body.name} ({body.city.name})")
        form.fields["organisation"] = field
    if "city" in form.fields:
        form.fields["city"].help_text = " ".join(filter(None, [str(form.fields["city"].help_text), _("The coordinators of this city see that you come.")]))
    form.order_fields(["form_version", "city", "organisation"])
    return form


def readers_of(exchange: Exchange, person) -> str:
    """Who reads the name and the answers, in two sentences. Held true by Registration.objects.named_for and the rule attendance.mark."""
    door = _("Your name alone is also read by those who mark who is there.")
    if person.city_id and person.city_id != exchange.host_city_id:
        return _("Your name and your answers are read by the coordinators of %(host)s, who prepare the exchange, and by those of %(city)s, your city.") % {
            "host": exchange.host_city.name, "city": person.city.name} + " " + door
    return _("Your name and your answers are read by the coordinators of %(host)s, who prepare the exchange.") % {"host": exchange.host_city.name} + " " + door
