"""The directory for everybody: looking for a service, and one organisation."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from academy.models import DirectoryEntry
from home.directory_entry_screen import entry_context
from home.directory_screen import directory_context
from home.directory_wanted import choices, wanted_in


@require_safe
def directory(request):
    offered = choices()
    return render(request, "home/directory/directory.html",
                  directory_context(wanted_in(request.GET, offered), offered, request.GET.get("page", ""), timezone.localdate()))


@require_safe
def directory_entry(request, key):
    """What was listed once, closed or not: old links tell what became of it. Before it is listed, those who keep it read it."""
    today = timezone.localdate()
    found = get_object_or_404(DirectoryEntry.objects.select_related("organisation__city"), key=key)
    context = entry_context(found, request.user, today)
    if found.listed_at is None and not context["may_change"]:
        return get_object_or_404(DirectoryEntry.objects.none())
    return render(request, "home/directory/entry.html", context)
