"""From a draft to what everybody reads. What is still missing is said in plain words before, and asked again inside the transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.exchange_pages import homes, page_in, publish_pages
from cohorts.models import Exchange
from cohorts.seats import lock


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing. `step`: the desk's page where it is written (a URL name)."""

    words: str
    step: str


class NotReady(Exception):
    """Nothing was published. `gaps`: why."""

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__("; ".join(gap.words for gap in gaps))
        self.gaps = gaps


def gaps(exchange: Exchange, at: datetime) -> list[Gap]:
    """What keeps the exchange from being published, in the reader's language."""
    page = page_in(exchange, exchange.source_language)
    sessions = list(exchange.sessions.standing())
    found = []
    if page is None or not page.title.strip() or not page.summary.strip():
        found.append(Gap(_("It needs a title and one or two sentences about it."), "desk_edit"))
    nowhere = not exchange.place_name and not exchange.online_url
    if nowhere and (not sessions or any(not each.place and not each.online_url for each in sessions)):
        found.append(Gap(_("Say where it is: a place, a link to join online, or both."), "desk_edit"))
    if not sessions:
        found.append(Gap(_("It needs a day: add the first session."), "desk_sessions"))
    elif max(each.ends_at for each in sessions) <= at:
        found.append(Gap(_("All its sessions are over. Move them to days to come."), "desk_sessions"))
    if exchange.closes_at is not None and exchange.closes_at <= at:
        found.append(Gap(_("Registration would be closed already: the day you set for it is past."), "desk_seats"))
    if exchange.source_language not in homes():
        found.append(Gap(_("The academy has no home page in the language of its text."), "desk_languages"))
    return found


def publish(exchange: Exchange, *, by, at: datetime) -> bool:
    """Everybody finds it, in every language that has a home page. False when it was published before. NotReady(gaps) when something is missing."""
    with transaction.atomic():
        exchange = lock(exchange.pk)
        if exchange.is_public:
            return False
        missing = gaps(exchange, at)
        if exchange.is_cancelled:
            missing.append(Gap(_("It is cancelled."), "desk_exchange"))
        if missing:
            raise NotReady(missing)
        exchange.published_at = exchange.changed_at = at
        exchange.save(update_fields=["published_at", "changed_at"])
        publish_pages(exchange, by)
        record(by, "published", "exchange", exchange.key, at=at, details={"city": exchange.host_city.slug})
    return True
