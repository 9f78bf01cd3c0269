"""What civil society can do, as bodies and collectives say of themselves: written down by coordinators, shown with their word, ended when it no longer holds."""

from datetime import date, datetime

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.context import OWN_NAMES
from academy.models import Organisation, PartnerCity, record
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from academy.skill_choices import choosable, grouped_choices
from academy.wall_time_fields import day_field
from cohorts.models import CivilCapacity, PeopleSize
from cohorts.plan.call_form import WIDE
from cohorts.refusals import Refused

FIELDS = ("name", "organisation", "words", "language", "people", "spaces", "said_on")


class CivilCapacityForm(forms.Form):
    name = SingleLine(label=gettext_lazy("Body or collective"), max_length=150, widget=forms.TextInput(attrs=WIDE))
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Organisation"), required=False, empty_label=gettext_lazy("None of these"))
    words = PlainText(label=gettext_lazy("What it can do, in its own words"), max_length=2000, rows=4, help_text=gettext_lazy("Only what it says of itself. Name no people."))
    language = forms.ChoiceField(label=gettext_lazy("Language you write in"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES])
    skills = forms.MultipleChoiceField(label=gettext_lazy("Skills"), required=False, widget=forms.SelectMultiple(attrs={"size": 8}))
    people = forms.ChoiceField(label=gettext_lazy("People it can bring"), choices=[("", gettext_lazy("Not said")), *PeopleSize.choices], required=False)
    spaces = SingleLine(label=gettext_lazy("Rooms and places it can share"), max_length=300, required=False, widget=forms.TextInput(attrs=WIDE))
    said_on = day_field(gettext_lazy("It said so on"))
    shown = forms.BooleanField(label=gettext_lazy("It agreed that everybody may read this"), required=False)

    def __init__(self, city: PartnerCity, *args, row: CivilCapacity | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(city=city)
        self.fields["skills"].choices = grouped_choices(choosable(row.skills.values_list("pk", flat=True) if row else ()))
        if row is not None:
            self.initial = {**{name: getattr(row, name) for name in FIELDS}, "organisation": row.organisation_id, "shown": row.shown_at is not None,
                            "skills": [str(pk) for pk in row.skills.values_list("pk", flat=True)]}

    def fields_of_row(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS}


def write_capacity(city: PartnerCity, row: CivilCapacity | None, *, skills, shown: bool, by, at: datetime, **fields) -> CivilCapacity:
    """A new row (`row` None) or a changed one. Raises Refused when the body is in the list already."""
    with transaction.atomic():
        PartnerCity.objects.filter(pk=city.pk).update(name=city.name)  # takes the row: the same body entered twice at once comes one after the other
        if CivilCapacity.objects.filter(city=city, name=fields["name"], ended_on__isnull=True).exclude(pk=row.pk if row else None).exists():
            raise Refused("there", _("This body is in the list already."))
        shown_at = ((row.shown_at if row else None) or at) if shown else None
        if row is None:
            row = CivilCapacity.objects.create(city=city, made_by=by, changed_at=at, shown_at=shown_at, **fields)
        else:
            for name, value in {**fields, "shown_at": shown_at, "changed_at": at}.items():
                setattr(row, name, value)
            row.save()
        row.skills.set(skills)
        record(by, "wrote", "civil_capacity", row.pk, at=at, details={"city": city.slug})
    return row


def end_capacity(row: CivilCapacity, *, on: date, by, at: datetime) -> bool:
    with transaction.atomic():
        ended = CivilCapacity.objects.filter(pk=row.pk, ended_on__isnull=True).update(ended_on=on, shown_at=None, changed_at=at)
        if ended:
            record(by, "ended", "civil_capacity", row.pk, at=at, details={"city": row.city.slug})
    return bool(ended)
