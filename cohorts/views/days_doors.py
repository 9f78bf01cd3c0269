"""An exchange as the screens of its days load it: through the person, the city in the address, and what they may do. All else is 404."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404

from academy.models import PartnerCity
from academy.permissions import can
from cohorts.models import Exchange


def for_exchange(verb: str):
    """View(request, exchange, ...) below /city/<slug>/exchanges/<exchange>/; `exchange.desk_city` is the city whose desk this is, `exchange.has_desk`: may they go there?"""
    def wrap(view):
        @wraps(view)
        @login_required
        def loaded(request, city: str, exchange: str, **more):
            desk = PartnerCity.objects.filter(slug=city).first()
            found = Exchange.objects.hosted_by(desk).select_related("host_city").filter(slug=exchange).first() if desk else None
            if found is None or not can(request.user, verb, found):
                raise Http404("exchange")
            found.desk_city, found.has_desk = desk, can(request.user, "exchange.see_desk", found)
            return view(request, found, **more)
        return loaded
    return wrap
