"""Seats, who shares them, and when people may register."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.both_times import place_of
from academy.models import Organisation, PartnerCity
from cohorts.exchange_form_times import WallMoment, WallTimes
from cohorts.models import Admission, Exchange

MOMENTS = ("opens_at", "closes_at", "answers_until")


class SeatsForm(WallTimes):
    """`quotas()` and `fields_of_exchange()` of a valid form. One number for each city, and for organisations that have one."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    seats = forms.IntegerField(label=gettext_lazy("Seats in all"), min_value=1, max_value=10_000)
    seats_per_city = forms.IntegerField(label=gettext_lazy("Seats for one city at most"), min_value=1, required=False, help_text=gettext_lazy("Empty: no limit per city."))
    admission = forms.ChoiceField(label=gettext_lazy("How seats are given"), choices=Admission.choices, widget=forms.RadioSelect)
    opens_at = WallMoment(label=gettext_lazy("Registration opens"), required=False, help_text=gettext_lazy("Empty: when it is published."))
    closes_at = WallMoment(label=gettext_lazy("Registration closes"), required=False, help_text=gettext_lazy("Empty: when the first session begins."))
    answers_until = WallMoment(label=gettext_lazy("Answers can be changed until"), required=False, help_text=gettext_lazy("Empty: until registration closes."))
    offer_hours = forms.IntegerField(label=gettext_lazy("Hours to say yes to an offered seat"), min_value=1, max_value=720)
    co_hosts = forms.ModelMultipleChoiceField(PartnerCity.objects.none(), label=gettext_lazy("Cities that prepare it with you"), required=False, widget=forms.CheckboxSelectMultiple,
                                              help_text=gettext_lazy("Their coordinators find it at their desk, see their own people and mark who is there."))

    def __init__(self, exchange: Exchange, *args, **kwargs) -> None:
        super().__init__(*args, zone=exchange.zone, **kwargs)
        self.exchange = exchange
        cities = list(PartnerCity.objects.order_by("name"))
        self.fields["co_hosts"].queryset = PartnerCity.objects.exclude(pk=exchange.host_city_id).order_by("name")
        for name in MOMENTS:
            self.fields[name].zone = self.zone
        self.fields["opens_at"].help_text = _("Empty: when it is published. Times on the clocks in %(place)s.") % {"place": place_of(self.zone.key)}
        written = list(exchange.quotas.filter(by_default=False).select_related("city", "organisation"))
        self.shares = {f"city_{each.pk}": each for each in cities}
        self.shares |= {f"body_{each.organisation_id}": each.organisation for each in written if each.organisation_id}
        kept = {each.city or each.organisation: each.seats for each in written}
        for name, whose in self.shares.items():
            self.fields[name] = forms.IntegerField(label=whose.name, min_value=0, max_value=10_000, required=False)
            self.initial.setdefault(name, kept.get(whose))
        self.fields["new_body"] = forms.ModelChoiceField(Organisation.objects.select_related("city").order_by("city__name", "name"), label=_("One more organisation"),
                                                         required=False, empty_label=_("None"))
        self.fields["new_body"].label_from_instance = lambda body: f"{body.name} ({body.city.name})"
        self.fields["new_body_seats"] = forms.IntegerField(label=_("Its seats"), min_value=0, max_value=10_000, required=False)

    @property
    def main(self):
        return [self[name] for name in self.fields if name not in self.shares and not name.startswith("new_body") and name != "co_hosts"]

    @property
    def share_fields(self):
        return [self[name] for name in (*self.shares, "new_body", "new_body_seats")]

    @property
    def shares_open(self) -> bool:
        """Is there something in the folded part to be looked at?"""
        return any(field.value() not in (None, "") or field.errors for field in self.share_fields)

    def clean(self) -> dict:
        given = super().clean()
        for name in MOMENTS:
            if given.get(name):
                given[name] = self.moment(given[name].date(), given[name].time(), name)
        if given.get("seats") and given.get("seats_per_city") and given["seats_per_city"] > given["seats"]:
            self.add_error("seats_per_city", _("Seats per city cannot be more than the seats in all."))
        for name in self.shares:
            if given.get("seats") and given.get(name) and given[name] > given["seats"]:
                self.add_error(name, _("That is more than the seats in all."))
        if given.get("opens_at") and given.get("closes_at") and given["closes_at"] <= given["opens_at"]:
            self.add_error("closes_at", _("Registration cannot close before it opens."))
        if given.get("answers_until") and self.exchange.ends_at and given["answers_until"] > self.exchange.ends_at:
            self.add_error("answers_until", _("That is after the exchange is over."))
        if bool(given.get("new_body")) != (given.get("new_body_seats") is not None) and "new_body_seats" not in self.errors:
            self.add_error("new_body_seats", _("Choose an organisation and say how many seats it has."))
        return given

    def quotas(self) -> dict:
        given = self.cleaned_data
        shares = {whose: given[name] for name, whose in self.shares.items() if given.get(name) is not None}
        if given.get("new_body"):
            shares[given["new_body"]] = given["new_body_seats"]
        return shares

    def fields_of_exchange(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("admission", "offer_hours", *MOMENTS)}
