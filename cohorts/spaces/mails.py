"""The mails of spaces and groups: their words are made when they are sent, and only if they are still true then."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context
from cohorts.mail_links import choices_url
from cohorts.models.groups import GroupMembership, GroupTask
from cohorts.models.spaces import SeatDelegation, SeatHolding


def _group_page(group) -> str:
    return absolute_url(reverse("group", args=[group.slug]))


def _space_page(space) -> str:
    return absolute_url(reverse("space", args=[space.slug]))


@mail_context("cohorts/group_asked")
def asked(person, ids: dict) -> dict | None:
    """To an organiser, while the request waits for an answer."""
    waiting = GroupMembership.objects.filter(started_on__isnull=True, finished_on__isnull=True, group__closed_on__isnull=True)
    one = waiting.filter(pk=ids["membership"]).select_related("group__space__city", "person", "organisation").first()
    if one is None or not GroupMembership.objects.current(one.group.space.day_of(timezone.now())).filter(group=one.group, person=person, organises=True).exists():
        return None
    return {"group": one.group, "asker": one.person.get_full_name(), "organisation": one.organisation, "words": one.words, "url": _group_page(one.group) + "#asking", "choices_url": choices_url(),
            "why": _("You get this mail because you organise the working group “%(group)s”.") % {"group": one.group.name}}


@mail_context("cohorts/group_admitted")
def admitted(person, ids: dict) -> dict | None:
    one = GroupMembership.objects.filter(pk=ids["membership"], person=person, started_on__isnull=False, finished_on__isnull=True).select_related("group__space").first()
    return None if one is None else {"group": one.group, "organises": one.organises, "url": _group_page(one.group), "why": _in_or_asked(one.group)}


@mail_context("cohorts/group_refused")
def refused(person, ids: dict) -> dict | None:
    one = GroupMembership.objects.filter(pk=ids["membership"], person=person, started_on__isnull=True, finished_on__isnull=False).select_related("group__space").first()
    return None if one is None else {"group": one.group, "url": _group_page(one.group), "why": _in_or_asked(one.group)}


@mail_context("cohorts/group_task_given")
def task_given(person, ids: dict) -> dict | None:
    """Only while it is this person's and not done."""
    one = GroupTask.objects.open().filter(pk=ids["task"], owner=person, group__closed_on__isnull=True).select_related("group").first()
    if one is None:
        return None
    return {"task": one, "group": one.group, "detail": one.title, "url": _group_page(one.group) + "#tasks", "choices_url": choices_url(), "why": _in_or_asked(one.group)}


@mail_context("cohorts/group_seat_given")
def seat_given(person, ids: dict) -> dict | None:
    one = SeatHolding.objects.filter(pk=ids["holding"], person=person, finished_on__isnull=True).select_related("seat__space", "seat__organisation").first()
    if one is None:
        return None
    return {"space": one.seat.space, "seat": one.seat, "since": one.started_on, "url": _space_page(one.seat.space), "why": _sits(one.seat.space)}


@mail_context("cohorts/group_sits_in")
def sits_in(person, ids: dict) -> dict | None:
    one = SeatDelegation.objects.filter(pk=ids["delegation"], to=person, taken_back_at__isnull=True).select_related(
        "holding__seat__space__city", "holding__seat__organisation", "holding__person").first()
    if one is None or (one.finished_on is not None and one.finished_on <= one.holding.seat.space.day_of(timezone.now())):
        return None
    seat = one.holding.seat
    return {"space": seat.space, "seat": seat, "holder": one.holding.person.get_full_name(), "delegation": one, "url": _space_page(seat.space), "why": _sits(seat.space)}


def _in_or_asked(group) -> str:
    return _("You get this mail because you are in the working group “%(group)s”, or asked to be.") % {"group": group.name}


def _sits(space) -> str:
    return _("You get this mail because of a seat in “%(space)s”.") % {"space": space.name}
