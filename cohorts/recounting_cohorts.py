"""The counts of cohorts are totals kept for speed; the memberships are the truth."""

from django.db import transaction

from cohorts.cohort_changes import members_by_city
from cohorts.joining import locked
from cohorts.models import CitySeats, Cohort


def recount_cohort_seats() -> int:
    """Mend counts that differ from the memberships; how many cohorts. One lock at a time."""
    mended = 0
    for known in Cohort.objects.only("pk"):
        with transaction.atomic():
            cohort = locked(known)
            by_city = members_by_city(cohort)
            wrong = [share for share in CitySeats.objects.filter(cohort=cohort) if share.taken != by_city.get(share.city_id, 0)]
            for share in wrong:
                CitySeats.objects.filter(pk=share.pk).update(taken=by_city.get(share.city_id, 0))
            off = cohort.seats_taken != sum(by_city.values())
            if off:
                Cohort.objects.filter(pk=cohort.pk).update(seats_taken=sum(by_city.values()))
            mended += bool(wrong or off)
    return mended
