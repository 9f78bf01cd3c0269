"""How the screens of surveys, contrasts and studies are loaded: a public space for everybody, what is put to it through it, and who may do what there."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cohorts.mirrors.standing import is_running, may_compare, may_put, own_seats
from cohorts.models import ParticipatedSpace


def open_space(slug: str) -> ParticipatedSpace:
    return get_object_or_404(ParticipatedSpace.objects.public().select_related("city"), slug=slug)


def space_to_put_in(request, slug: str) -> ParticipatedSpace:
    """One whose members this person may ask; to everybody else it is not there."""
    space = open_space(slug)
    if not space.is_open or not may_put(request.user, space, space.day_of(timezone.now())):
        raise Http404("space")
    return space


def put_there(request, model, key):
    """(what was put to the members, its standing for this reader). Before its first day only those who put it find it."""
    found = get_object_or_404(model.objects.filter(space__opened_on__isnull=False).select_related("space__city"), key=key)
    on = found.space.day_of(timezone.now())
    standing = {"puts": may_put(request.user, found.space, on), "inside": may_compare(request.user, found.space, on), "running": is_running(found, on),
                "over": on > found.closes_on or found.published_at is not None, "own_seats": own_seats(request.user, found.space, on)}
    if on < found.opens_on and not standing["puts"]:
        raise Http404("not yet")
    return found, standing


def only_if(allowed: bool) -> None:
    if not allowed:
        raise Http404("not yours")
