"""What is different about an exchange since a moment: said as “before” and “now”, where now is when the mail is written.

Whoever changes an exchange takes `snapshot(exchange)` first and hands it to tell_everyone(..., before=it). It holds no link in
clear: the outbox keeps it for weeks.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cohorts.mail_words import span_words
from cohorts.models import Exchange, ExchangeSession


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` is empty where it cannot or need not be told; `here`: the time now on the reader's clocks, if that is another."""

    subject: str
    before: str
    now: str
    here: str = ""


def snapshot(exchange: Exchange) -> dict:
    """As JSON: place and link of the exchange, and every session of it, as they are in the database now."""
    kept = Exchange.objects.get(pk=exchange.pk)
    return {"place": _place(kept), "link": _mark(kept.online_url),
            "sessions": {str(each.pk): {"title": each.title, "starts_at": each.starts_at.isoformat(), "ends_at": each.ends_at.isoformat(), "place": each.place,
                                        "link": _mark(each.online_url), "cancelled": each.is_cancelled} for each in kept.sessions.all()}}


def differences(exchange: Exchange, before: dict, person) -> list[Difference]:
    """In the active language; empty when all is as it was."""
    found = []
    if before.get("place", _place(exchange)) != _place(exchange):
        found.append(Difference(_("Place"), before["place"], _place(exchange) or _("none")))
    if before.get("link", _mark(exchange.online_url)) != _mark(exchange.online_url):
        found.append(Difference(_("Link to join online"), "", _("changed; you find it on the page")))
    known = before.get("sessions")
    if known is None:
        return found
    for session in exchange.sessions.all():
        found += _of_session(session, exchange, known.get(str(session.pk)), person)
    left = {str(each.pk) for each in exchange.sessions.all()}
    return found + [Difference(was["title"], _when(was, exchange, person)[0], _("no longer planned")) for pk, was in known.items()
                    if pk not in left and not was["cancelled"]]


def _of_session(session: ExchangeSession, exchange: Exchange, was: dict | None, person) -> list[Difference]:
    when, here = span_words(session.starts_at, session.ends_at, exchange, person)
    if was is None:
        return [] if session.is_cancelled else [Difference(session.title, "", _("new: %(when)s") % {"when": when}, here)]
    if session.is_cancelled or was["cancelled"]:
        changed = session.is_cancelled != was["cancelled"]
        return [Difference(session.title, _when(was, exchange, person)[0], _("cancelled") if session.is_cancelled else when)] if changed else []
    found = []
    if (datetime.fromisoformat(was["starts_at"]), datetime.fromisoformat(was["ends_at"])) != (session.starts_at, session.ends_at):
        found.append(Difference(session.title, _when(was, exchange, person)[0], when, here))
    if was["title"] != session.title:
        found.append(Difference(_("Title"), was["title"], session.title))
    if was["place"] != session.place:
        found.append(Difference(_("%(session)s, place") % {"session": session.title}, was["place"] or _place(exchange), session.place or _place(exchange)))
    if was["link"] != _mark(session.online_url):
        found.append(Difference(_("%(session)s, link to join online") % {"session": session.title}, "", _("changed; you find it on the page")))
    return found


def _when(was: dict, exchange: Exchange, person) -> tuple[str, str]:
    return span_words(datetime.fromisoformat(was["starts_at"]), datetime.fromisoformat(was["ends_at"]), exchange, person)


def _place(exchange: Exchange) -> str:
    return ", ".join(part for part in (exchange.place_name, exchange.place_address) if part)


def _mark(link: str) -> str:
    """Enough to see that a link is another, not enough to follow it."""
    return hashlib.sha256(link.encode()).hexdigest()[:16] if link else ""
