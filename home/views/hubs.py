"""Hubs for everybody: all of them, and each of them."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from academy.models import Hub
from academy.permissions import can
from home.hub_screen import hub_context, hubs_context


@require_safe
def hubs(request):
    return render(request, "home/hub/hubs.html", hubs_context(get_language()))


@require_safe
def hub(request, slug: str):
    """An open hub; one that is not open yet, or was closed, only to those who set it up."""
    found = get_object_or_404(Hub.objects.select_related("city"), city__slug=slug)
    may_keep = can(request.user, "hub.keep", found)
    if not (found.is_open or may_keep):
        return get_object_or_404(Hub.objects.none())
    return render(request, "home/hub/hub.html", {**hub_context(found, get_language(), timezone.localdate()), "may_keep": may_keep, "may_work": can(request.user, "hub.work", found)})
