"""Services and places of an entry, for those who keep it: adding, changing, ending, and taking up again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy.directory.keeping import add_place, add_service, change_place, change_service, end_place, end_service
from home.directory_door import keeps_entry
from home.directory_forms import ServiceForm
from home.directory_place_form import PlaceForm


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def my_entry_service(request, entry, pk: int | None = None):
    """A new service without `pk`."""
    service = None if pk is None else get_object_or_404(entry.services, pk=pk)
    form = ServiceForm(request.POST if request.method == "POST" else None, entry=entry, service=service)
    if request.method == "POST" and form.is_valid():
        if service is None:
            add_service(entry, by=request.user, at=request.at, **form.cleaned_data)
        else:
            change_service(service, by=request.user, at=request.at, **form.cleaned_data)
        return _kept(request, entry)
    return _asked(request, entry, form, service.name if service else _("A new service"))


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def my_entry_place(request, entry, pk: int | None = None):
    """A new place without `pk`."""
    place = None if pk is None else get_object_or_404(entry.places, pk=pk)
    form = PlaceForm(request.POST if request.method == "POST" else None, place=place)
    if request.method == "POST" and form.is_valid():
        if place is None:
            add_place(entry, by=request.user, at=request.at, **form.fields_kept())
        else:
            change_place(place, by=request.user, at=request.at, **form.fields_kept())
        return _kept(request, entry)
    return _asked(request, entry, form, place.name if place else _("A new place"))


@require_POST
@keeps_entry
def my_entry_service_end(request, entry, pk: int):
    """No longer offered from today on; sent with `again`, offered again."""
    service = get_object_or_404(entry.services, pk=pk)
    if request.POST.get("again"):
        change_service(service, by=request.user, at=request.at, ended_on=None)
    else:
        end_service(service, on=timezone.localdate(request.at), by=request.user, at=request.at)
    return _kept(request, entry)


@require_POST
@keeps_entry
def my_entry_place_end(request, entry, pk: int):
    """No longer used from today on; sent with `again`, used again, with no service there until somebody says which."""
    place = get_object_or_404(entry.places, pk=pk)
    if request.POST.get("again"):
        change_place(place, by=request.user, at=request.at, ended_on=None)
    else:
        end_place(place, on=timezone.localdate(request.at), by=request.user, at=request.at)
    return _kept(request, entry)


def _kept(request, entry):
    messages.success(request, _("Kept."))
    return redirect("my_entry", entry.key)


def _asked(request, entry, form, heading: str):
    return render(request, "home/directory/entry_form.html", {"entry": entry, "name": entry.organisation.name, "form": form, "heading": heading},
                  status=422 if form.errors else 200)
