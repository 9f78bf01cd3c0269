"""The form for a place of an organisation: where it is, when it is open, how many seats."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.models import ServicePlace
from academy.single_line import SingleLine
from home.directory_forms import labelled
from home.directory_hours import DAYS, as_typed, day_name, read_hours
from home.unchanged_form import UnchangedForm

AUTO = {"dir": "auto"}
FIELDS = ("name", "address", "town", "latitude", "longitude", "hours_note", "access", "is_workspace", "seats", "seats_free")


ORDER = ("name", "address", "town", *(f"hours_{day}" for day in DAYS), "hours_note", "access", "is_workspace", "seats", "seats_free", "latitude", "longitude")


class Degrees(forms.DecimalField):
    """As a map on the web gives them, kept with four decimals: about ten metres."""

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, max_digits=20, **kwargs)

    def clean(self, value):
        given = super().clean(value)
        return None if given is None else given.quantize(Decimal("0.0001"))


class PlaceForm(UnchangedForm):
    """Opening hours are typed day by day (`hours_mo` … `hours_su`); `fields_kept()` gives them as the model keeps them."""

    name = SingleLine(label=gettext_lazy("Name of the place"), max_length=150, help_text=gettext_lazy("As people there call it."))
    address = SingleLine(max_length=250, required=False, widget=forms.TextInput(attrs=AUTO))
    town = SingleLine(max_length=100, required=False, widget=forms.TextInput(attrs=AUTO))
    access = SingleLine(max_length=300, required=False, widget=forms.TextInput(attrs=AUTO))
    latitude = Degrees(min_value=-90, max_value=90)
    longitude = Degrees(min_value=-180, max_value=180)
    is_workspace = forms.BooleanField(required=False)
    seats = forms.IntegerField(min_value=0, max_value=10_000, required=False)
    seats_free = forms.IntegerField(min_value=0, max_value=10_000, required=False)

    def __init__(self, *args, place: ServicePlace | None = None, **kwargs) -> None:
        place = place or ServicePlace()
        now = {**{name: getattr(place, name) for name in FIELDS}, **{f"hours_{day}": as_typed(place.hours.get(day, [])) for day in DAYS}}
        super().__init__(*args, now=now, **kwargs)
        for day in DAYS:
            self.fields[f"hours_{day}"] = HoursOfADay(label=day_name(day))
        self.fields["hours_mo"].help_text = _("Such as 9:00-13:00, 14:00-17:00, in local time. Leave a day empty when it is closed.")
        self.fields["hours_note"] = SingleLine(max_length=200, required=False, widget=forms.TextInput(attrs=AUTO),
                                               help_text=_("What the days above cannot say, such as “in summer only in the morning”."))
        labelled(self, ServicePlace)
        self.order_fields(ORDER)

    def clean(self) -> dict:
        given = super().clean()
        if (given.get("latitude") is None) != (given.get("longitude") is None) and not self.errors.keys() & {"latitude", "longitude"}:
            self.add_error("latitude" if given.get("latitude") is None else "longitude", _("Give both latitude and longitude, or neither."))
        seats, free = given.get("seats"), given.get("seats_free")
        if free is not None and (seats is None or free > seats) and "seats" not in self.errors:
            self.add_error("seats_free", _("There cannot be more free seats than seats.") if seats is not None else _("Say first how many seats there are in all."))
        return given

    def fields_kept(self) -> dict:
        given = self.cleaned_data
        hours = {day: given[f"hours_{day}"] for day in DAYS if given[f"hours_{day}"]}
        return {**{name: given[name] for name in FIELDS}, "hours": hours}


class HoursOfADay(SingleLine):
    """Typed spans of time; cleaned: [["09:00", "13:00"], …]. What was typed stays in the field."""

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=120, required=False, widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}), **kwargs)

    def clean(self, value):
        return read_hours(super().clean(value))
