"""The one short form that is enough to publish an exchange, and the one that changes what it is."""

from django import forms
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from academy.both_times import place_of
from academy.context import OWN_NAMES
from academy.forms import spoken_languages
from academy.local_times import NoSuchTime, days_later
from academy.sanitise import plain
from academy.single_line import SingleLine
from cohorts.exchange_form_times import SpanForm
from cohorts.exchange_pages import Words, homes
from cohorts.models import ExchangeKind
from cohorts.session_plan import SessionPlan

LINK_NOT_ONE = {"invalid": gettext_lazy("This is no web address. It begins with https://")}
TITLE, SUMMARY = gettext_lazy("Title"), gettext_lazy("In one or two sentences")


class LinkField(forms.URLField):
    def __init__(self, **options) -> None:
        super().__init__(max_length=500, required=False, assume_scheme="https", error_messages=LINK_NOT_ONE, **options)

    def to_python(self, value):
        return super().to_python((value or "").strip())


class OneParagraph(SingleLine):
    """A sentence or two in a box of several lines; a line break typed there is a space."""

    def __init__(self, *, rows: int = 3, **options) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **options)

    def to_python(self, value):
        return super().to_python(" ".join(str(value or "").split()))


class NewExchangeForm(SpanForm):
    """Nothing here that could wait. `plans` of a valid form: its sessions; `words`, `fields`: for cohorts.opening.open_exchange."""

    title = SingleLine(label=TITLE, max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ExchangeKind.choices)
    summary = OneParagraph(label=SUMMARY, max_length=250, help_text=gettext_lazy("This is what people read in the list."))
    days = forms.IntegerField(label=gettext_lazy("How many days in a row"), min_value=1, max_value=14, initial=1)
    place_name = SingleLine(label=gettext_lazy("Place"), max_length=150, required=False, help_text=gettext_lazy("A name people can find. Leave it empty for a meeting online."))
    online_url = LinkField(label=gettext_lazy("Link to join online"), help_text=gettext_lazy("Only people with a seat see it."))
    seats = forms.IntegerField(label=gettext_lazy("Seats in all"), min_value=1, max_value=10_000, initial=25)
    source_language = forms.ChoiceField(label=gettext_lazy("Language you write in"))

    field_order = ["title", "kind", "summary", "source_language", "day", "begins", "ends", "days", "place_name", "online_url", "seats"]

    def __init__(self, city, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.city = city
        self.order_fields(self.field_order)
        codes = list(homes())
        self.fields["source_language"].choices = [(code, OWN_NAMES.get(code, code)) for code in codes]
        self.initial.setdefault("source_language", next((code for code in (get_language(), *city.languages, *codes) if code in codes), None))
        self.initial.setdefault("begins", "09:00")
        self.initial.setdefault("ends", "17:00")
        self.fields["day"].help_text = _("Times below are on the clocks in %(place)s.") % {"place": place_of(self.zone.key)}
        self.plans: list[SessionPlan] = []

    def clean(self) -> dict:
        given = super().clean()
        if "online_url" in given and "place_name" in given and not given["place_name"] and not given["online_url"]:
            self.add_error("place_name", _("Say where it is: a place, a link to join online, or both."))
        if self.span and not self.errors:
            self._plan(given)
        return given

    def _plan(self, given: dict) -> None:
        try:
            for number in range(given["days"]):
                spans = [days_later(at, number, self.zone) if number else at for at in self.span]
                with override(given["source_language"]):
                    title = given["title"] if given["days"] == 1 else _("Day %(number)d") % {"number": number + 1}
                self.plans.append(SessionPlan(title, *spans))
        except NoSuchTime as missing:
            self.add_error("days", _("One of these days has no such hour: the clocks go forward on %(day)s.") % {"day": missing.wall.date().isoformat()})
            self.plans = []

    def words(self) -> Words:
        return Words(self.cleaned_data["title"], self.cleaned_data["summary"])

    def fields_of_exchange(self) -> dict:
        names = ("kind", "place_name", "online_url", "seats", "source_language")
        return {**{name: self.cleaned_data[name] for name in names}, "languages": sorted({self.cleaned_data["source_language"], *self.city.languages})}


class SeenForm(forms.Form):
    """Carries when the exchange was last changed as the person saw it, so that two who write at once notice each other."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class WhatForm(SeenForm):
    """What an exchange is, and where. `told`: the person has read who will get a mail about it."""

    told = forms.CharField(widget=forms.HiddenInput, required=False)
    title = SingleLine(label=TITLE, max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ExchangeKind.choices)
    summary = OneParagraph(label=SUMMARY, max_length=250)
    text = forms.CharField(label=gettext_lazy("Programme and what to know"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
                           help_text=gettext_lazy("An empty line begins a paragraph. Begin lines with “- ” or “1. ” for a list."))
    place_name = SingleLine(label=gettext_lazy("Place"), max_length=150, required=False)
    place_address = SingleLine(label=gettext_lazy("Address"), max_length=250, required=False)
    online_url = LinkField(label=gettext_lazy("Link to join online"), help_text=gettext_lazy("Only people with a seat see it."))
    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages spoken there"), required=False, widget=forms.CheckboxSelectMultiple)
    themes = SingleLine(label=gettext_lazy("Themes"), required=False, max_length=200, help_text=gettext_lazy("Separated by commas, such as housing, care."))

    EXCHANGE_FIELDS = ("kind", "place_name", "place_address", "online_url", "languages")

    def __init__(self, *args, text_elsewhere: bool = False, also_spoken=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = spoken_languages(list(also_spoken))
        if text_elsewhere:
            del self.fields["text"]

    def clean_text(self) -> str:
        return plain(self.cleaned_data["text"]).strip()

    def clean_themes(self) -> list[str]:
        parts = [part.strip() for part in self.cleaned_data["themes"].replace("،", ",").replace(";", ",").split(",")]
        named = list(dict.fromkeys(part.lower() for part in parts if part))
        if len(named) > 10 or any(len(each) > 60 for each in named):
            raise forms.ValidationError(_("Ten themes at most, each a word or two."))
        return named

    def fields_of_exchange(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.EXCHANGE_FIELDS}

    def words(self) -> Words:
        return Words(self.cleaned_data["title"], self.cleaned_data["summary"], self.cleaned_data.get("text"))


class ReasonForm(SeenForm):
    reason = OneParagraph(label=gettext_lazy("Reason, which people will read"), max_length=500,
                          error_messages={"required": gettext_lazy("Say why. People read this sentence in their mail.")})

