"""Confirming an entry of the directory by the link in a mail: anybody who has it, without an account."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy.directory.confirm_links import read_confirm_link
from academy.directory.confirming import confirm
from academy.models import DirectoryEntry, Hub, Service
from academy.untold_address import untold


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry_confirmation(request, token: str):
    """GET shows what is confirmed, because mail scanners follow links; POST does it, once or ten times."""
    at = timezone.now()
    on = timezone.localdate(at)
    read = read_confirm_link(token, on)
    entry = DirectoryEntry.objects.listed().select_related("organisation__city").filter(key=read[0]).first() if read else None
    if entry is None:
        raise Http404("entry_confirmation")
    done = entry.confirmed_on is not None and entry.confirmed_on >= read[1]
    if request.method == "POST":
        if not done:
            confirm(entry, None, at)
        return untold(redirect("entry_confirmation", token))
    city = entry.organisation.city
    return untold(render(request, "academy/directory/confirm.html", {
        "entry": entry, "organisation": entry.organisation, "city": city, "done": done, "hub": Hub.objects.open().filter(city=city).first(),
        "services": Service.objects.listed(on).filter(entry=entry), "places": entry.places.filter(ended_on=None),
        "keeps": DirectoryEntry.objects.kept_by(request.user, on).filter(pk=entry.pk).exists()}))
