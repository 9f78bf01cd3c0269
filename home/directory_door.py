"""The door of an entry: those who keep it, who do orientation at the hub of its city, and who coordinate that city. Everyone else finds nothing (404)."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache

from academy.models import DirectoryEntry


def keeps_entry(view):
    """The view gets the DirectoryEntry in place of its key, with organisation and city, and `request.at`, the moment."""
    @never_cache
    @login_required
    @wraps(view)
    def gate(request, key, **rest):
        request.at = timezone.now()
        mine = DirectoryEntry.objects.kept_by(request.user, timezone.localdate(request.at)).select_related("organisation__city")
        return view(request, get_object_or_404(mine, key=key), **rest)
    return gate
