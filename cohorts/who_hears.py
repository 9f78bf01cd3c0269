"""What a change will tell people, said to the coordinator before it is kept."""

import hashlib
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from academy.both_times import moment_words, span
from cohorts.changing import WHERE
from cohorts.models import Exchange, ExchangeSession
from cohorts.session_plan import SessionPlan


@dataclass(frozen=True, slots=True)
class Hearers:
    """`by_mail`: people with an account who are in play; `by_office`: those an office has entered and must tell itself."""

    by_mail: int
    by_office: int


@dataclass(frozen=True, slots=True)
class Line:
    subject: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be read before a change is kept. `mark` goes into the form's `told`: it stands for just these lines."""

    lines: list[Line]
    hearers: Hearers

    @property
    def mark(self) -> str:
        return hashlib.sha256("\n".join(f"{each.subject}|{each.before}|{each.now}" for each in self.lines).encode()).hexdigest()[:16]


def hearers(exchange: Exchange) -> Hearers:
    counts = exchange.registrations.in_play().aggregate(mail=Count("pk", filter=Q(person__isnull=False, person__erased_at__isnull=True)), office=Count("pk", filter=Q(person__isnull=True)))
    return Hearers(counts["mail"], counts["office"])


def of_place(exchange: Exchange, fields: dict) -> Telling:
    """The exchange's own place and link, as they are and as `fields` want them."""
    names = {"place_name": _("Place"), "place_address": _("Address"), "online_url": _("Link to join online")}
    lines = [Line(names[name], getattr(exchange, name) or _("none"), fields[name] or _("none")) for name in WHERE if fields[name] != getattr(exchange, name)]
    return Telling(lines, hearers(exchange))


def of_session(session: ExchangeSession, plan: SessionPlan, exchange: Exchange) -> Telling:
    lines = []
    if (plan.starts_at, plan.ends_at) != (session.starts_at, session.ends_at):
        lines.append(Line(session.title, when(session.starts_at, session.ends_at, exchange), when(plan.starts_at, plan.ends_at, exchange)))
    usual = exchange.place_name or _("none")
    if plan.place != session.place:
        lines.append(Line(_("Place"), session.place or usual, plan.place or usual))
    if plan.online_url != session.online_url:
        lines.append(Line(_("Link to join online"), session.online_url or exchange.online_url or _("none"), plan.online_url or exchange.online_url or _("none")))
    return Telling(lines, hearers(exchange))


def when(starts_at, ends_at, exchange: Exchange) -> str:
    there = span(starts_at, ends_at, exchange.time_zone)
    return _("%(day)s, %(hours)s") % {"day": there.day, "hours": there.hours}


def in_words(at, exchange: Exchange) -> str:
    return moment_words(at, exchange.time_zone)
