"""The cohorts a city runs, at its desk: the list, a new one, changing one. Plain forms, for the city's coordinators."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from academy.models import PartnerCity
from academy.permissions import coordinated_city_ids
from cohorts.cohort_form import CityCohortForm
from cohorts.cohort_list import titles_of
from cohorts.models import Cohort


def of_city(view):
    """`view(request, city, **rest)` for the city's own coordinators; for others it is not there."""
    @never_cache
    @login_required
    @wraps(view)
    def gate(request, city: str, **rest):
        found = get_object_or_404(PartnerCity.objects.filter(pk__in=coordinated_city_ids(request.user)), slug=city)
        return view(request, found, **rest)
    return gate


def _page(request, city, template: str, title: str, status: int = 200, **context):
    trail = [(reverse("city_desk", args=[city.slug]), _("Desk of %(city)s") % {"city": city.name})]
    if template != "list":
        trail.append((reverse("city_cohorts", args=[city.slug]), _("Cohorts")))
    return render(request, f"cohorts/lead/city_{template}.html", {"city": city, "page_title": title, "trail": trail, "wrong": status == 422, **context}, status=status)


@require_safe
@of_city
def cohorts(request, city):
    rows = list(Cohort.objects.filter(city=city).select_related("city").annotate(asking=Count("memberships", filter=Q(memberships__state="asked"))).order_by("-starts_on", "name"))
    titles, now = titles_of([each.course_key for each in rows if each.course_key], get_language()), timezone.now()
    return _page(request, city, "list", _("Cohorts of %(city)s") % {"city": city.name}, rows=[
        {"cohort": each, "course": titles.get(each.course_key, ""), "is_draft": not each.is_public(now), "is_over": each.ends_on < each.day_of(now)} for each in rows])


@require_http_methods(["GET", "HEAD", "POST"])
@of_city
def new(request, city):
    return _edit(request, city, None)


@require_http_methods(["GET", "HEAD", "POST"])
@of_city
def edit(request, city, cohort: str):
    return _edit(request, city, get_object_or_404(Cohort.objects.filter(city=city), slug=cohort))


def _edit(request, city, cohort: Cohort | None):
    form = CityCohortForm(request.POST if request.method == "POST" else None, instance=cohort, city=city, user=request.user, language=get_language())
    if request.method == "POST" and form.is_valid():
        try:
            saved = form.save()
        except IntegrityError:
            form.add_error(None, _("While you were writing, people came in or the short name was taken. Look at the seats and the short name, and keep again."))
        else:
            messages.success(request, _("The cohort is kept."))
            _say_timetable(request, saved.timetable_moved)
            return redirect("lead", slug=saved.slug)
    title = _("Change “%(cohort)s”") % {"cohort": cohort.name} if cohort else _("A new cohort")
    return _page(request, city, "form", title, 422 if form.errors else 200, form=form, cohort=cohort)


def _say_timetable(request, moved: str) -> None:
    if moved == "moved":
        messages.info(request, _("The timetable moved along with the start."))
    elif moved == "kept":
        messages.warning(request, _("The timetable was edited by hand, so it did not move along with the start. Look at its dates."))
    elif moved == "does_not_fit":
        messages.warning(request, _("The timetable no longer fits between start and end, so it did not move. Lay it out anew."))
