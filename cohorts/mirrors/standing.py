"""Who may do what with what is put to a space's members, on a date: the one place."""

from cohorts.models import ParticipatedSpace, SpaceSeat
from cohorts.spaces.sitting import follows_groups, reads_names, voices


def own_seats(user, space: ParticipatedSpace, on) -> list[SpaceSeat]:
    """The seats this person speaks for on the date `on`; two queries and one more for who speaks for any."""
    if not getattr(user, "is_authenticated", False):
        return []
    mine = [each.seat_id for each in voices(space, on) if each.person_id == user.pk]
    return list(SpaceSeat.objects.filter(pk__in=mine).select_related("organisation")) if mine else []


def may_put(user, space: ParticipatedSpace, on) -> bool:
    """Put a survey or a text to the members, and publish what came of it: the motor group and the city's coordinators."""
    return follows_groups(user, space, on)


def may_compare(user, space: ParticipatedSpace, on) -> bool:
    """Read what each seat said."""
    return reads_names(user, space, on)


def is_running(put, on) -> bool:
    return put.opens_on <= on <= put.closes_on and put.published_at is None
