"""The network of hubs, and the figures of one: for everybody."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from academy.models import Hub
from home.hub_figures_page import figures_context, figures_csv
from home.hub_network import network_context
from home.hub_words import hub_words


@require_safe
def hub_network(request):
    return render(request, "home/hub/network.html", network_context(get_language() or "en", timezone.now()))


@require_safe
def hub_figures(request, slug: str):
    """GET ?period=2026-Q3."""
    hub = _open(slug)
    return render(request, "home/hub/figures.html", {**figures_context(hub, request.GET.get("period", "")[:8]), "words": hub_words([hub], get_language() or "en")[hub.pk]})


@require_safe
def hub_figures_csv(request, slug: str):
    hub = _open(slug)
    response = HttpResponse("\ufeff" + figures_csv(hub), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="hub-{hub.city.slug}.csv"'
    return response


def _open(slug: str) -> Hub:
    return get_object_or_404(Hub.objects.open().select_related("city"), city__slug=slug)
