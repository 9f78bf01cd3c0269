"""Studies that the members of a space share, and their figures side by side."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.mirrors import studies
from cohorts.mirrors.forms import StudyForm
from cohorts.mirrors.standing import may_put, own_seats
from cohorts.views.mirror_doors import only_if, open_space

MOST = 200


def _shares(user, space, on) -> bool:
    return space.is_open and (bool(own_seats(user, space, on)) or may_put(user, space, on))


@never_cache
@require_safe
def index(request, slug: str):
    space = open_space(slug)
    on = space.day_of(timezone.now())
    found = list(space.studies.select_related("organisation").prefetch_related("figures")[:MOST])
    return render(request, "cohorts/mirrors/studies.html", {
        "space": space, "studies": found, "rows": studies.compare(found), "page_title": _("Studies, side by side"), "may_share": _shares(request.user, space, on),
        "puts": may_put(request.user, space, on)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    space, now = open_space(slug), timezone.now()
    only_if(_shares(request.user, space, space.day_of(now)))
    form = StudyForm(space, request.POST if request.method == "POST" else None, initial={"language": get_language(), "year": now.year, "organisation": request.user.organisation_id})
    if request.method == "POST" and form.is_valid():
        studies.share_study(space, form.figures, by=request.user, at=now, **form.fields_of())
        messages.success(request, _("Shared. It stands beside the others."))
        return redirect("space_studies", space.slug)
    return render(request, "cohorts/mirrors/study_new.html", {"space": space, "form": form, "page_title": _("Share a study")}, status=422 if form.errors else 200)


@require_POST
@login_required
def removal(request, slug: str, pk: int):
    """By whoever shared it, the motor group, or the city's coordinators."""
    space, now = open_space(slug), timezone.now()
    found = get_object_or_404(space.studies.select_related("space"), pk=pk)
    only_if(found.added_by_id == request.user.pk or may_put(request.user, space, space.day_of(now)))
    studies.take_away(found, by=request.user, at=now)
    messages.info(request, _("“%(title)s” is taken away.") % {"title": found.title})
    return redirect("space_studies", space.slug)
