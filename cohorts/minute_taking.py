"""Writing minutes: kept with their decisions in one transaction; whoever keeps second is told, and nothing of either is lost."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from academy.models import record
from cohorts.minute_text import to_html
from cohorts.models import Decision, Exchange, ExchangeSession, Minutes
from cohorts.seats import lock


class WrittenMeanwhile(Exception):
    """Somebody kept these minutes since they were opened. `current`: as they stand now. Nothing was changed."""

    def __init__(self, current: Minutes) -> None:
        super().__init__("written meanwhile")
        self.current = current


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A row of the form. `id` of a decision there is, None for a new one; an empty text takes it away."""

    id: int | None
    text: str
    owner: str
    due_on: date | None
    done_on: date | None


def minutes_of(exchange: Exchange, session: ExchangeSession | None) -> Minutes | None:
    return Minutes.objects.filter(exchange=exchange, exchange_session=session).prefetch_related("decisions").select_related("written_by").first()


def keep_minutes(exchange: Exchange, session: ExchangeSession | None, *, text: str, language: str, rows: list[DecisionRow], version: int, by, at: datetime) -> Minutes:
    """Write text and decisions. `version`: the one the writer had before them, 0 for none. Raises WrittenMeanwhile.

    Decisions that the writer did not see, because somebody added them meanwhile, stay as they are.
    """
    with transaction.atomic():
        lock(exchange.pk)  # two first drafts at once would both find none
        kept = Minutes.objects.filter(exchange=exchange, exchange_session=session).first()
        if (kept.version if kept else 0) != version:
            raise WrittenMeanwhile(minutes_of(exchange, session) or Minutes(exchange=exchange, exchange_session=session, version=0, text="", language=language, written_at=at))
        if kept is None:
            kept = Minutes.objects.create(exchange=exchange, exchange_session=session, text=to_html(text), language=language, written_by=by, written_at=at)
        else:
            Minutes.objects.filter(pk=kept.pk).update(text=to_html(text), language=language, written_by=by, written_at=at, version=F("version") + 1)
            kept.refresh_from_db()
        _keep_decisions(kept, rows)
        record(by, "wrote", "minutes", kept.pk, at=at, details={"exchange": str(exchange.key), "version": kept.version})
    return kept


def _keep_decisions(kept: Minutes, rows: list[DecisionRow]) -> None:
    there = {each.pk: each for each in kept.decisions.all()}
    position = 0
    for row in rows:
        found = there.pop(row.id, None) if row.id is not None else None
        if not row.text:
            if found is not None:
                found.delete()
            continue
        if row.id is not None and found is None:
            continue  # taken away by somebody else meanwhile, or never of these minutes
        position += 1
        made = found or Decision(minutes=kept)
        made.position, made.text, made.owner, made.due_on, made.done_on = position, row.text, row.owner, row.due_on, row.done_on
        made.save()
    for unseen in sorted(there.values(), key=lambda each: each.position):
        position += 1
        Decision.objects.filter(pk=unseen.pk).update(position=position)


def publish(minutes: Minutes, by, at: datetime) -> bool:
    """From now on everybody reads them, below the exchange. False when they do already."""
    return _turn(minutes, "published", by, at, at)


def take_back(minutes: Minutes, by, at: datetime) -> bool:
    return _turn(minutes, "took_back", by, at, None)


def _turn(minutes: Minutes, verb: str, by, at: datetime, published_at: datetime | None) -> bool:
    with transaction.atomic():
        turned = Minutes.objects.filter(pk=minutes.pk, published_at__isnull=published_at is not None).update(published_at=published_at)
        if turned:
            record(by, verb, "minutes", minutes.pk, at=at, details={"exchange": str(minutes.exchange.key)})
            minutes.published_at = published_at
    return bool(turned)
