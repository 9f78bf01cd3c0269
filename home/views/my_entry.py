"""An entry of the directory for those who keep it: what stands there, changing it, confirming it, and closing it."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.directory.keeping import change_entry, close_entry, confirm, is_unconfirmed, reopen_entry
from academy.models import DirectoryEntry, Hub
from home.directory_closing import what_closing_does
from home.directory_door import keeps_entry
from home.directory_forms import EntryForm

A_PAGE = 50


class ClosingForm(forms.Form):
    closed_on = forms.DateField(label=gettext_lazy("Closed on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, initial={"closed_on": today.isoformat()}, **kwargs)
        self.today = today

    def clean_closed_on(self) -> date:
        day = self.cleaned_data["closed_on"]
        if day > self.today:
            raise forms.ValidationError(_("Give the day it closed: today or earlier. Until it closes, people should find it."))
        return day


@require_safe
@never_cache
@login_required
def entries(request):
    """Everything the reader keeps, what wants confirming first."""
    today = timezone.localdate()
    mine = DirectoryEntry.objects.kept_by(request.user, today).select_related("organisation__city").order_by("closed_on", "confirmed_on", "organisation__name", "pk")
    page = Paginator(mine, A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    hubs = {hub.city_id: hub for hub in Hub.objects.filter(city__in={each.organisation.city_id for each in shown})}
    for each in shown:
        each.unconfirmed = is_unconfirmed(each, hubs.get(each.organisation.city_id), today)
    return render(request, "home/directory/my_entries.html", {"page": page, "entries": shown})


@require_safe
@keeps_entry
def my_entry(request, entry):
    today = timezone.localdate(request.at)
    services, places = list(entry.services.all()), list(entry.places.all())
    hub = Hub.objects.filter(city=entry.organisation.city_id).first()
    return render(request, "home/directory/my_entry.html", {
        "entry": entry, "organisation": entry.organisation, "unconfirmed": is_unconfirmed(entry, hub, today),
        "services": [each for each in services if each.ended_on is None or each.ended_on > today], "places": [each for each in places if each.ended_on is None],
        "ended_services": [each for each in services if each.ended_on and each.ended_on <= today], "ended_places": [each for each in places if each.ended_on]})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def my_entry_change(request, entry):
    form = EntryForm(request.POST if request.method == "POST" else None, entry=entry)
    if request.method == "POST" and form.is_valid():
        try:
            change_entry(entry, by=request.user, at=request.at, **form.cleaned_data)
        except IntegrityError:  # the same name, given to another organisation at the same moment
            form.add_error("name", _("There is an organisation of this name in the city already."))
        else:
            messages.success(request, _("Kept."))
            return redirect("my_entry", entry.key)
    name = DirectoryEntry.objects.values_list("organisation__name", flat=True).get(pk=entry.pk)
    return render(request, "home/directory/entry_form.html", {"entry": entry, "name": name, "form": form, "heading": _("The organisation")}, status=422 if form.errors else 200)


@require_POST
@keeps_entry
def my_entry_confirmation(request, entry):
    confirm(entry, request.user, request.at)
    messages.success(request, _("Thank you: the entry and all its services are confirmed as of today."))
    return redirect("my_entry", entry.key)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def my_entry_closing(request, entry):
    form = ClosingForm(request.POST if request.method == "POST" else None, today=timezone.localdate(request.at))
    if request.method == "POST" and form.is_valid():
        close_entry(entry, on=form.cleaned_data["closed_on"], by=request.user, at=request.at)
        messages.success(request, _("The organisation stands as closed. Nobody finds it in the directory any more."))
        return redirect("my_entry", entry.key)
    context = {"entry": entry, "name": entry.organisation.name, "form": form, **what_closing_does(entry, request.user, timezone.localdate(request.at))}
    return render(request, "home/directory/closing.html", context, status=422 if form.errors else 200)


@require_POST
@keeps_entry
def my_entry_reopening(request, entry):
    reopen_entry(entry, by=request.user, at=request.at)
    messages.success(request, _("The organisation stands in the directory again. Look whether everything still holds, and confirm it."))
    return redirect("my_entry", entry.key)
