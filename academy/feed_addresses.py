"""The secret address of a person's own calendar: given in clear once, given anew, taken back."""

from django.db import transaction
from django.urls import reverse

from academy.emails import absolute_url
from academy.models import FeedToken, User, record

CALENDAR = "calendar"


def calendar_address(token: str) -> str:
    return absolute_url(reverse("personal_calendar", args=[token]))


def live_calendar(person) -> FeedToken | None:
    return FeedToken.objects.live().filter(person=person, purpose=CALENDAR).first()


def give_calendar_address(person, at) -> str:
    """A new address; the one before stops working at once. It cannot be shown again: only its hash is kept."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)  # two windows at once: the later press wins
        token = FeedToken.objects.issue(person, CALENDAR, at)
        record(person, "gave", "calendar_address", person.subject, at=at)
    return calendar_address(token)


def take_calendar_address_back(person, at) -> bool:
    """False when there was none (a double click changes nothing)."""
    with transaction.atomic():
        taken = FeedToken.objects.live().filter(person=person, purpose=CALENDAR).update(revoked_at=at)
        if taken:
            record(person, "took_back", "calendar_address", person.subject, at=at)
    return bool(taken)


def used_today(token: FeedToken, day) -> None:
    """Kept by day only, and written once a day: programs ask every few minutes."""
    if token.last_used_on != day:
        FeedToken.objects.filter(pk=token.pk).update(last_used_on=day)
