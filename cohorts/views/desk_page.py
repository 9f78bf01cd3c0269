"""The frame of every screen at the coordinator's desk for exchanges: loaded through the person, with where one is and what comes next.

Whoever coordinates neither the host city nor a co-host finds nothing here (404); co-hosts' and network coordinators read, the host's change.
"""

from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.models import PartnerCity
from academy.permissions import can, coordinated_city_ids
from cohorts.changing import ChangedMeanwhile
from cohorts.exchange_texts import text_of
from cohorts.models import Exchange

NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def for_city(verb: str | None = None):
    """View(request, city, ...) for the city's coordinators and, where they only read (`verb` None), the network's."""
    def wrap(view):
        @wraps(view)
        @login_required
        def loaded(request, city: str, **more):
            found = get_object_or_404(PartnerCity.objects.at_desk_of(request.user), slug=city)
            if verb and not can(request.user, verb, found):
                raise Http404("desk")
            return view(request, found, **more)
        return loaded
    return wrap


def for_exchange(*, keeps: bool):
    """View(request, exchange, ...): one that the person keeps, or at least finds at the desk. `exchange.desk_city` and `exchange.text` are set."""
    def wrap(view):
        @wraps(view)
        @login_required
        def loaded(request, city: str, exchange: str, **more):
            desk = get_object_or_404(PartnerCity, slug=city)
            mine = Exchange.objects.kept_by(request.user) if keeps else Exchange.objects.at_desk_of(request.user)
            found = get_object_or_404(mine.hosted_by(desk).select_related("host_city"), slug=exchange)
            found.desk_city, found.text = desk, text_of(found, get_language())
            return view(request, found, **more)
        return loaded
    return wrap


def for_people(view):
    """View(request, exchange, ...) for whoever reads names of it: the host's and co-hosts' desks, and any city that people come from.

    `exchange.reads_names`: False for the network's coordinators, who get numbers.
    """
    @wraps(view)
    @login_required
    def loaded(request, city: str, exchange: str, **more):
        desk = get_object_or_404(PartnerCity, slug=city)
        own = desk.pk in coordinated_city_ids(request.user)
        hosted = Exchange.objects.at_desk_of(request.user).hosted_by(desk)
        rows = Exchange.objects.filter(Q(pk__in=hosted.values("pk")) | Q(published_at__isnull=False)) if own else hosted
        found = get_object_or_404(rows.select_related("host_city"), slug=exchange)
        found.desk_city, found.text, found.reads_names = desk, text_of(found, get_language()), bool(coordinated_city_ids(request.user))
        return view(request, found, **more)
    return loaded


def at(exchange: Exchange, name: str, *args) -> str:
    """The address of one of the desk's pages of this exchange."""
    return reverse(name, args=[exchange.desk_city.slug, exchange.slug, *args])


def seen_by(request) -> datetime:
    """What the person's page said about when the exchange was last changed; long ago when it said nothing that makes sense."""
    try:
        said = parse_datetime(request.POST.get("seen", "").replace(" ", "+"))
    except ValueError:
        return NEVER
    return said if said is not None and said.tzinfo is not None and 2000 < said.year < 3000 else NEVER


def page(request, template: str, title: str, exchange: Exchange, *, crumbs=(), status: int = 200, **context):
    """templates/cohorts/desk/<template>.html. `crumbs`: [(URL name, words)] between the exchange and this page."""
    trail = [(reverse("city_desk", args=[exchange.desk_city.slug]), exchange.desk_city.name), (reverse("desk_exchanges", args=[exchange.desk_city.slug]), _("Exchanges"))]
    if template != "exchange":
        own = exchange.desk_city.pk == exchange.host_city_id or can(request.user, "exchange.see_desk", exchange)
        trail.append((at(exchange, "desk_exchange") if own else reverse("exchange", args=[exchange.slug]), exchange.text.title))
    trail += [(at(exchange, name), words) for name, words in crumbs]
    return render(request, f"cohorts/desk/{template}.html", {
        "exchange": exchange, "city": exchange.desk_city, "text": exchange.text, "page_title": title, "trail": trail, "keeps": can(request.user, "exchange.edit", exchange),
        "wrong": status == 422 or status == 409, **context}, status=status)


def changed_meanwhile(form, found: ChangedMeanwhile) -> None:
    """Put the present state into the form's `seen`, so that keeping once more is a choice, and say so at its top."""
    form.data = form.data.copy()
    form.data[form.add_prefix("seen")] = found.exchange.changed_at.isoformat()
    form.add_error(None, _("Somebody else changed this exchange after you opened this page. Below is what you typed; look at what stands now, then keep it once more if it still holds."))
