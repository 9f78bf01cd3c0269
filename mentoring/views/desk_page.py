"""The frame of every screen at the desk for mentoring rounds: loaded through the person, with the way back and where the round stands.

A city's round is kept by its coordinators, the network's by the network's; who may only read counts finds the overview. Everybody else finds nothing (404).
"""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from academy.models import PartnerCity
from academy.permissions import can, coordinated_city_ids, sees_network
from mentoring.models import MentoringRound
from mentoring.stage_steps import steps_of


def for_city(verb: str | None = None):
    """View(request, city) for a city's coordinators; with no `verb`, for the network's too."""
    def wrap(view):
        @wraps(view)
        @never_cache
        @login_required
        def loaded(request, city: str):
            found = get_object_or_404(PartnerCity.objects.at_desk_of(request.user), slug=city)
            if verb and not can(request.user, verb, found):
                raise Http404("desk")
            return view(request, found)
        return loaded
    return wrap


def for_network(view):
    """View(request) for the network's coordinators."""
    @wraps(view)
    @never_cache
    @login_required
    def loaded(request):
        if not can(request.user, "network.see"):
            raise Http404("network")
        return view(request)
    return loaded


def for_round(*, keeps: bool):
    """View(request, mentoring_round, ...): one the person keeps, or at least finds at the desk. `mentoring_round.kept`: may they change it?"""
    def wrap(view):
        @wraps(view)
        @never_cache
        @login_required
        def loaded(request, name: str, city: str | None = None, **more):
            mine = MentoringRound.objects.kept_by(request.user) if keeps else MentoringRound.objects.at_desk_of(request.user)
            rows = mine.filter(city__slug=city) if city else mine.filter(city__isnull=True)
            found = get_object_or_404(rows.select_related("city", "published_run"), slug=name)
            found.kept = keeps or can(request.user, "round.keep", found)
            return view(request, found, **more)
        return loaded
    return wrap


def at(mentoring_round: MentoringRound, name: str, **more) -> str:
    """The address of one of the desk's pages of this round."""
    city = {"city": mentoring_round.city.slug} if mentoring_round.city_id else {}
    return reverse(name, kwargs={**city, "name": mentoring_round.slug, **more})


def home_of(user, city: PartnerCity | None) -> list[tuple[str, str]]:
    """The first links of the trail: the desk one came from, and its rounds."""
    if city is not None:
        return [(reverse("city_desk", args=[city.slug]), city.name), (reverse("city_mentoring", args=[city.slug]), _("Mentoring rounds"))]
    if sees_network(user):
        return [(reverse("network_mentoring"), _("Mentoring rounds of the network"))]
    own = PartnerCity.objects.filter(pk__in=coordinated_city_ids(user)).first()
    return home_of(user, own) if own else []


def page(request, template: str, title: str, mentoring_round: MentoringRound, *, crumbs=(), status: int = 200, **context):
    """templates/mentoring/desk/<template>.html. `crumbs`: [(URL name, words)] between the round and this page."""
    now = timezone.now()
    trail = home_of(request.user, mentoring_round.city)
    if template != "round":
        trail.append((at(mentoring_round, "round_desk"), mentoring_round.title))
    trail += [(at(mentoring_round, name), words) for name, words in crumbs]
    return render(request, f"mentoring/desk/{template}.html", {
        "round": mentoring_round, "page_title": title, "trail": trail, "steps": steps_of(mentoring_round, now), "keeps": mentoring_round.kept, "urls": urls(mentoring_round),
        "zone": mentoring_round.zone, "wrong": status == 422, **context}, status=status)


PAGES = ("desk", "edit", "opening", "removal", "rules", "uptake", "simulations", "simulation_new", "comparison", "rulings", "publication", "call_closing", "closing", "archiving")


def urls(mentoring_round: MentoringRound) -> dict[str, str]:
    """The addresses of the round's pages at the desk, by their short names."""
    return {name: at(mentoring_round, f"round_{name}") for name in PAGES}
