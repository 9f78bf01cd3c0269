"""The door of a city's desk: its coordinators, and the network's, who see numbers there and no names. Everyone else finds nothing (404)."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from academy.models import PartnerCity
from academy.permissions import can


def at_desk(view):
    """The view gets the PartnerCity in place of its slug. `request.reads_names`: does this person coordinate this very city?"""
    @never_cache
    @login_required
    @wraps(view)
    def gate(request, slug: str, **rest):
        city = get_object_or_404(PartnerCity.objects.at_desk_of(request.user), slug=slug)
        request.reads_names = can(request.user, "city.coordinate", city)
        return view(request, city, **rest)
    return gate


def only_with_names(view):
    """Below `at_desk`: for the city's own coordinators. To the network's it is not there, nor to anyone else."""
    @wraps(view)
    def gate(request, city: PartnerCity, **rest):
        if not request.reads_names:
            raise Http404(city.slug)
        return view(request, city, **rest)
    return gate
