"""One entry as one of the "people" of the format "mentoring-round/1": with a lot for a name, and nothing the matcher does not need."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from mentoring.models import OfferedSkill, Participation, ShortlistEntry, WantedSkill
from mentoring.weekly_hours import utc_hours


def with_values(entries):
    """The Participation QuerySet with every row that `person_of` reads: four queries, whatever the number of entries."""
    return entries.select_related("person__city", "offer", "request").prefetch_related(
        Prefetch("offer__skills", OfferedSkill.objects.select_related("skill").order_by("skill__code")),
        Prefetch("request__skills", WantedSkill.objects.select_related("skill").order_by("skill__code")),
        Prefetch("shortlist", ShortlistEntry.objects.select_related("wished").order_by("place")))


def can_play(entries):
    """Those of a QuerySet the matcher can take: sent in, not taken back, by somebody who is still here and belongs to a partner city."""
    return entries.standing().filter(person__city__isnull=False, person__is_active=True, person__erased_at__isnull=True)


def person_of(participation: Participation, *, monday: date, exclude: Iterable[str] = ()) -> dict:
    """The entry as a person of the format. `participation` comes from `with_values` (no query is made then); `monday` is the round's reference_monday,
    `exclude` the lots of mentoring.exclusions.excluded_lots. Without skills there is no offer (capacity 0) and no request (need 0)."""
    city = participation.person.city
    offer, request = getattr(participation, "offer", None), getattr(participation, "request", None)
    offers = {row.skill.code: row.level for row in offer.skills.all()} if offer else {}
    wants = [{"skill": row.skill.code, "level": row.level, "priority": row.priority} for row in request.skills.all()] if request else []
    wished = [(row.as_mentor, row.wished.lot) for row in participation.shortlist.all()]
    return {
        "id": participation.lot, "city": city.slug if city else "", "country": city.country if city else "",
        "organisation": str(participation.person.organisation_id or ""),  # a number: whoever reads a file of the round learns no name
        "sector": participation.sector, "groups": sorted(participation.groups), "languages": dict(sorted(participation.languages.items())),
        "offers": offers, "wants": wants,
        "availability": [list(hours) for hours in utc_hours(participation.hours, participation.time_zone, monday)],
        "mentor_capacity": offer.capacity if offers else 0, "mentee_need": request.mentors_wanted if wants else 0,
        "exclude": sorted(exclude), "rank_mentors": [lot for as_mentor, lot in wished if not as_mentor], "rank_mentees": [lot for as_mentor, lot in wished if as_mentor],
    }
