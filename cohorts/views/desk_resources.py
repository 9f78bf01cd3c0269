"""The inventories at a city's desk: what lies idle, and what civil society can do; as a table out, and in, all or nothing."""

from functools import wraps

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.csv_answer import csv_answer
from academy.file_reading import read_photo
from academy.permissions import can
from academy.throttle import hit
from cohorts.models import CivilCapacity, Resource, ResourceMatch
from cohorts.plan.civil_capacity import CivilCapacityForm, end_capacity, write_capacity
from cohorts.plan.resource_csv import read_in, rows_out
from cohorts.plan.resource_form import ResourceFileForm, ResourceForm, ResourcePhotoForm
from cohorts.plan.resource_keeping import add_photo, change_resource, enter_resource, say_gone, take_photo_away
from cohorts.refusals import Refused
from cohorts.views.desk_page import for_city, seen_by
from cohorts.views.desk_plan import trail as trail_of_plan
from cohorts.views.resources import drawn

UPLOADS_A_DAY, A_DAY = 300, 86_400


def for_resource(view):
    """View(request, resource, ...): one of the city's, for its coordinators."""
    @wraps(view)
    @for_city("resource.keep")
    def loaded(request, city, key, **more):
        return view(request, get_object_or_404(Resource.objects.kept_by(request.user).filter(city=city).select_related("city"), key=key), **more)
    return loaded


def page(request, template: str, title: str, city, *, status: int = 200, **context):
    trail = trail_of_plan(city)
    if template != "resources_desk":
        trail.append((reverse("desk_resources", args=[city.slug]), _("Inventories")))
    return render(request, f"cohorts/plan/{template}.html", {"city": city, "page_title": title, "trail": trail, "wrong": status in (409, 422), **context}, status=status)


@require_safe
@for_city()
def resources(request, city):
    rows = list(Resource.objects.at_desk_of(request.user).filter(city=city).there().select_related("city").prefetch_related(
        Prefetch("matches", ResourceMatch.objects.standing().select_related("measure"), to_attr="given_to")))
    return page(request, "resources_desk", _("Inventories of %(city)s") % {"city": city.name}, city, rows=rows, map_svg=drawn([each for each in rows if each.shown_at]),
                civil=CivilCapacity.objects.at_desk_of(request.user).filter(city=city, ended_on__isnull=True), keeps=can(request.user, "resource.keep", city))


@require_safe
@for_city()
def resources_csv(request, city):
    found = Resource.objects.at_desk_of(request.user).filter(city=city).there().order_by("pk")
    return csv_answer(f"resources-{city.slug}", rows_out(found, with_notes=can(request.user, "resource.keep", city)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("resource.keep")
def taking_in(request, city):
    """A CSV file: everything in it, or nothing and a report."""
    form, wrong = ResourceFileForm(request.POST or None, request.FILES or None), []
    if request.method == "POST":
        form = ResourceFileForm(request.POST, request.FILES)
        if form.is_valid():
            made, wrong = read_in(city, form.cleaned_data["file"].read(1_000_001), by=request.user, at=timezone.now())
            if not wrong:
                messages.success(request, _("Entered: %(count)s.") % {"count": len(made)})
                return redirect("desk_resources", city=city.slug)
    return page(request, "resource_import", _("Take an inventory in"), city, form=form, report=wrong, status=422 if form.errors or wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("resource.keep")
def new(request, city):
    form = ResourceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = enter_resource(city, by=request.user, at=timezone.now(), shown=form.is_shown, **form.fields_of_resource())
        messages.success(request, _("“%(title)s” is in the inventory. A photo helps.") % {"title": made.title})
        return redirect("desk_resource", city=city.slug, key=made.key)
    return page(request, "resource_edit", _("Enter what lies idle"), city, form=form, resource=None, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_resource
def resource(request, resource):
    form, status = ResourceForm(request.POST if request.method == "POST" else None, resource=resource), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_resource(resource, seen=seen_by(request), by=request.user, at=timezone.now(), shown=form.is_shown, **form.fields_of_resource())
            except Refused as refused:
                resource.refresh_from_db()
                form.data = form.data.copy()
                form.data["seen"] = resource.changed_at.isoformat()
                form.add_error(None, refused.sentence)
                status = 409
            else:
                messages.success(request, _("Kept."))
                return redirect("desk_resources", city=resource.city.slug)
    return _one(request, resource, form, ResourcePhotoForm(auto_id="photo-%s"), status)


def _one(request, resource, form, photo_form, status: int):
    return page(request, "resource_edit", resource.title, resource.city, form=form, resource=resource, photo_form=photo_form, photos=list(resource.photos.all()), status=status)


@require_POST
@for_resource
def photos(request, resource):
    """POST a file with its words, or take=<id> takes one away."""
    if request.POST.get("take", "").isdecimal():
        take_photo_away(get_object_or_404(resource.photos.select_related("resource__city"), pk=int(request.POST["take"])), by=request.user, at=timezone.now())
        messages.info(request, _("The photo is taken away."))
        return redirect("desk_resource", city=resource.city.slug, key=resource.key)
    form, now = ResourcePhotoForm(request.POST, request.FILES, auto_id="photo-%s"), timezone.now()
    if form.is_valid():
        try:
            if not hit("resource-photo", str(request.user.pk), UPLOADS_A_DAY, A_DAY, now):
                raise Refused("too_many", _("That is enough for one day."))
            add_photo(resource, read_photo(form.cleaned_data["file"]), alt=form.cleaned_data["alt"], by=request.user, at=now)
            messages.success(request, _("The photo is there."))
            return redirect("desk_resource", city=resource.city.slug, key=resource.key)
        except Refused as refused:
            form.add_error("file", refused.sentence)
    return _one(request, resource, ResourceForm(resource=resource), form, 422)


@require_POST
@for_resource
def gone(request, resource):
    try:
        say_gone(resource, on=timezone.localdate(), by=request.user, at=timezone.now())
        messages.info(request, _("“%(title)s” is no longer in the inventory.") % {"title": resource.title})
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect("desk_resources", city=resource.city.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("resource.keep")
def civil_new(request, city):
    return _civil(request, city, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("resource.keep")
def civil(request, city, key):
    return _civil(request, city, get_object_or_404(CivilCapacity.objects.kept_by(request.user).filter(city=city, ended_on__isnull=True).select_related("city"), key=key))


def _civil(request, city, row):
    """POST do=keep or do=end."""
    do = request.POST.get("do", "keep")
    if request.method == "POST" and do == "end" and row is not None:
        end_capacity(row, on=timezone.localdate(), by=request.user, at=timezone.now())
        messages.info(request, _("“%(title)s” is no longer in the inventory.") % {"title": row.name})
        return redirect("desk_resources", city=city.slug)
    if request.method == "POST" and do != "keep":
        raise Http404("do")
    form = CivilCapacityForm(city, request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            write_capacity(city, row, skills=form.cleaned_data["skills"], shown=form.cleaned_data["shown"], by=request.user, at=timezone.now(), **form.fields_of_row())
            messages.success(request, _("Kept."))
            return redirect("desk_resources", city=city.slug)
        except Refused as refused:
            form.add_error("name", refused.sentence)
    return page(request, "resource_civil", row.name if row else _("What a body can do"), city, form=form, row=row, status=422 if form.errors else 200)
