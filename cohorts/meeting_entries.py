"""The meetings of a person's cohorts, as their own calendar holds them."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from academy.calendar_sources import PersonalPart, calendar_source
from academy.emails import absolute_url
from academy.standards.calendar_entry import CANCELLED, CONFIRMED, CalendarEntry, plain, web_address
from cohorts.models import CohortMeeting, CohortMembership

PAST_KEPT = timedelta(days=731)
TOMBSTONES_KEPT = timedelta(days=90)


class MeetingRow(NamedTuple):
    """One meeting as it stands for one person: `turn` counts how often they left and came back, which raises the sequence for them alone."""

    key: UUID
    title: str
    cohort: str
    slug: str
    zone: str
    starts_at: datetime
    ends_at: datetime
    place: str
    online_url: str
    sequence: int
    turn: int
    made_at: datetime
    changed_at: datetime
    cancelled: bool


def meetings_of(person, at: datetime) -> tuple[MeetingRow, ...]:
    """By start; of the last two years and to come. Two queries. Who has left a cohort keeps its later meetings as cancelled for 90 days."""
    turns: dict[int, tuple[int, datetime | None]] = {}
    for cohort_id, ended_at in CohortMembership.objects.of(person).exclude(joined_at=None).order_by("joined_at", "pk").values_list("cohort_id", "ended_at"):
        turn = turns[cohort_id][0] + 1 if cohort_id in turns else 0
        turns[cohort_id] = (turn + (ended_at is not None), ended_at)
    if not turns:
        return ()
    found = CohortMeeting.objects.filter(cohort__in=turns, ends_at__gte=at - PAST_KEPT).select_related("cohort", "cohort__city").order_by("starts_at", "pk")
    rows = []
    for each in found:
        turn, left_at = turns[each.cohort_id]
        gone = left_at is not None and each.ends_at > left_at
        if (gone or each.is_cancelled) and each.ends_at < at - TOMBSTONES_KEPT:
            continue
        rows.append(MeetingRow(each.key, each.title, each.cohort.name, each.cohort.slug, each.cohort.zone_name, each.starts_at, each.ends_at, each.place,
                               each.online_url, each.sequence, turn, each.made_at, max(filter(None, (each.changed_at, left_at))), gone or each.is_cancelled))
    return tuple(rows)


@calendar_source
def meetings(person, language: str, at: datetime) -> PersonalPart:
    rows = meetings_of(person, at)
    if not rows:
        return PersonalPart((), list)

    def make() -> list[CalendarEntry]:
        with translation.override(language):
            return [_entry(row) for row in rows]
    return PersonalPart(rows, make, max(row.changed_at for row in rows))


def _entry(row: MeetingRow) -> CalendarEntry:
    title = plain(f"{row.cohort}: {row.title}")
    link = web_address(row.online_url) if not row.cancelled else ""
    return CalendarEntry(
        uid=str(row.key), sequence=row.sequence + row.turn, starts_at=row.starts_at, ends_at=row.ends_at, zone=row.zone,
        title=_("Cancelled: %(title)s") % {"title": title} if row.cancelled else title, last_modified=row.changed_at, created=row.made_at,
        status=CANCELLED if row.cancelled else CONFIRMED, location=plain(row.place) or (_("Online") if row.online_url else ""),
        url=absolute_url(reverse("cohort", args=[row.slug])), conference_url=link, conference_label=_("Join online") if link else "")
