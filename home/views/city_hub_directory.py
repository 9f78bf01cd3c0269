"""The directory of a city at its desk: new entries, who keeps an entry, and files that come in and go out. For the city's own coordinators only."""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy.directory.keeping import end_keeper, list_entry, list_new_body, name_keeper
from academy.models import DirectoryEntry, EntryKeeper
from home.desk_door import at_desk, only_with_names
from home.hub_forms import NewEntryForm, PersonByAddress


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@only_with_names
def city_hub_entry_new(request, city):
    """List an organisation, then say the rest on the entry's own pages."""
    form = NewEntryForm(request.POST if request.method == "POST" else None, city=city)
    if request.method == "POST" and form.is_valid():
        given, said = form.cleaned_data, {"by": request.user, "at": timezone.now(), "language": next(iter(city.languages), "en")}
        try:
            if given["organisation"]:
                entry = list_entry(given["organisation"], **said)
            else:
                entry = list_new_body(city, name=given["name"], kind=given["kind"], **said)
        except IntegrityError:  # the same form, sent twice at the same moment
            form.add_error("name", _("There is an organisation of this name in the city already."))
        else:
            messages.success(request, _("The organisation stands in the directory. Say now what it offers, and where."))
            return redirect("my_entry", entry.key)
    return render(request, "home/hub/entry_new.html", {"city": city, "here": "hub", "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@only_with_names
def city_hub_keepers(request, city, key):
    """GET: who keeps an entry; POST: name somebody."""
    entry, at = _entry(city, key), timezone.now()
    form = PersonByAddress(request.POST if request.method == "POST" else None, asker=request.user, at=at)
    if request.method == "POST" and form.is_valid():
        name_keeper(entry, form.person, by=request.user, at=at)
        messages.success(request, _("%(name)s keeps this entry from today on.") % {"name": form.person})
        return redirect("city_hub_keepers", slug=city.slug, key=entry.key)
    keepers = EntryKeeper.objects.current(timezone.localdate(at)).filter(entry=entry).select_related("person").order_by("started_on", "pk")
    return render(request, "home/hub/keepers.html", {"city": city, "here": "hub", "entry": entry, "keepers": keepers, "form": form}, status=422 if form.errors else 200)


@require_POST
@at_desk
@only_with_names
def city_hub_keeper_end(request, city, key, pk: int):
    at = timezone.now()
    keeper = get_object_or_404(EntryKeeper.objects.current(timezone.localdate(at)).filter(entry=_entry(city, key)).select_related("person", "entry__organisation__city"), pk=pk)
    end_keeper(keeper, by=request.user, at=at)
    messages.success(request, _("%(name)s keeps this entry no longer.") % {"name": keeper.person})
    return redirect("city_hub_keepers", slug=city.slug, key=key)


def _entry(city, key) -> DirectoryEntry:
    return get_object_or_404(DirectoryEntry.objects.filter(organisation__city=city).select_related("organisation__city"), key=key)
