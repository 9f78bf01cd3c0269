"""Which exchanges somebody asks for in an address: ?city= theme= language= kind= from= until=. The programme and the feeds read the same.

What cannot be read is left out and said in `notes`, one sentence each; it never fails.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from babel import Locale
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from taggit.models import Tag

from academy.both_times import written_as
from academy.models import PartnerCity
from cohorts.models import Exchange, ExchangeKind
from cohorts.models.exchanges import Exchanges

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: only what some published exchange has."""

    cities: list[PartnerCity]
    themes: list[Tag]
    languages: list[tuple[str, str]]

    @classmethod
    def load(cls) -> "Choices":
        """Three queries, whatever the number of exchanges."""
        public = Exchange.objects.programme().order_by()
        hosting = Exchange.co_hosts.through.objects.filter(exchange__in=public)
        cities = PartnerCity.objects.filter(Q(pk__in=public.values("host_city")) | Q(pk__in=hosting.values("partnercity")))
        themes = Tag.objects.filter(pk__in=Exchange.themes.through.objects.filter(content_object__in=public).values("tag")).order_by("name")
        codes = {code for spoken in public.values_list("languages", flat=True).distinct() for code in spoken}
        return cls(list(cities), list(themes), language_names(codes))


@dataclass(frozen=True, slots=True)
class ExchangeFilter:
    city: str = ""
    theme: str = ""
    language: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    notes: tuple[str, ...] = ()

    @classmethod
    def read(cls, given, choices: Choices) -> "ExchangeFilter":
        """`given`: request.GET or any mapping of strings."""
        notes: list[str] = []

        def one_of(name: str, known, words: str) -> str:
            value = given.get(name, "")[:80]
            if value and value not in known:
                notes.append(words % {"value": value})
                return ""
            return value

        found = cls(
            city=one_of("city", {each.slug for each in choices.cities}, _("No city with an exchange is called “%(value)s”, so exchanges of all cities are shown.")),
            theme=one_of("theme", {each.slug for each in choices.themes}, _("No exchange is about “%(value)s”, so all themes are shown.")),
            language=one_of("language", {code for code, _name in choices.languages}, _("No exchange is held in “%(value)s”, so all languages are shown.")),
            kind=one_of("kind", set(ExchangeKind.values), _("“%(value)s” is no kind of exchange, so all kinds are shown.")),
            since=_day(given.get("from", ""), notes), until=_day(given.get("until", ""), notes))
        if found.since and found.until and found.until < found.since:
            notes.append(_("The last day lies before the first one, so the days were left out."))
            found = replace(found, since=None, until=None)
        return replace(found, notes=tuple(notes))

    def narrow(self, exchanges: Exchanges) -> Exchanges:
        """Those of `exchanges` that fit."""
        if self.city:
            co_hosted = Exchange.co_hosts.through.objects.filter(partnercity__slug=self.city).values("exchange_id")
            exchanges = exchanges.filter(Q(host_city__slug=self.city) | Q(pk__in=co_hosted))
        if self.theme:
            exchanges = exchanges.filter(pk__in=Exchange.themes.through.objects.filter(tag__slug=self.theme).values("content_object"))
        if self.language:  # as text: SQLite cannot look inside a list
            exchanges = exchanges.alias(spoken=Cast("languages", TextField())).filter(spoken__contains=f'"{self.language}"')
        if self.kind:
            exchanges = exchanges.filter(kind=self.kind)
        if self.since:
            exchanges = exchanges.filter(ends_at__gte=_midnight(self.since))
        if self.until:
            exchanges = exchanges.filter(starts_at__lt=_midnight(self.until + timedelta(days=1)))
        return exchanges

    @property
    def is_narrow(self) -> bool:
        return bool(self.pairs())

    def pairs(self) -> dict[str, str]:
        """What was asked and understood, as an address says it."""
        said = {"city": self.city, "theme": self.theme, "language": self.language, "kind": self.kind,
                "from": self.since.isoformat() if self.since else "", "until": self.until.isoformat() if self.until else ""}
        return {name: value for name, value in said.items() if value}

    def query(self, **changes: str) -> str:
        """“?city=cascais&view=month”; empty without anything to say. A change to "" leaves the name out."""
        pairs = {name: value for name, value in {**self.pairs(), **changes}.items() if value}
        return f"?{urlencode(pairs)}" if pairs else ""


def _day(value: str, notes: list[str]) -> date | None:
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        notes.append(_("“%(value)s” is no date we can look for, so it was left out. Write a date like this: 2026-12-10.") % {"value": value[:20]})
        return None
    return day


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def language_names(codes) -> list[tuple[str, str]]:
    """[(code, name in the reader's language)], by name."""
    names = Locale.parse(written_as()).languages
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1].lower())
