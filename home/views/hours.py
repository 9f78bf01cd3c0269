"""The solidarity ledger on screen: my hours, and the hours between cities."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from academy.models import PartnerCity, record
from academy.permissions import coordinated_city_ids, sees_network
from home.hours_picture import flows_svg, hours_a_tile
from home.solidarity_ledger import flows_between_cities, own_hours


@never_cache
@login_required
@require_safe
def my_hours(request):
    return render(request, "home/my_hours.html", {"hours": own_hours(request.user)})


@never_cache
@login_required
@require_safe
def network_hours(request):
    """For the network's coordinators, and those of cities that show theirs; a coordinator whose city does not is told how to."""
    own = list(PartnerCity.objects.filter(pk__in=coordinated_city_ids(request.user)))
    if not own and not sees_network(request.user):
        raise Http404
    reads = sees_network(request.user) or any(city.shows_hours for city in own)
    flows = flows_between_cities() if reads else None
    return render(request, "home/network_hours.html", {"flows": flows, "own": own, "picture": flows_svg(flows) if reads else "",
                                                       "per": hours_a_tile(flows) if reads else 0})


@login_required
@require_POST
def city_hours_shown(request, slug: str):
    """A city's coordinators decide whether it shows its hours."""
    city = get_object_or_404(PartnerCity.objects.filter(pk__in=coordinated_city_ids(request.user)), slug=slug)
    shown = request.POST.get("shown") == "yes"
    if PartnerCity.objects.filter(pk=city.pk).exclude(shows_hours=shown).update(shows_hours=shown):
        record(request.user, "showed" if shown else "hid", "city_hours", city.pk, at=timezone.now())
    return redirect("network_hours")
