"""Projects a hub makes with others: at its own desk for its workers, at an address of their own for everybody."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.models import Hub
from courses.lesson_body import direction
from mentoring.incubation import projects
from mentoring.incubation.acts import press
from mentoring.incubation.project_buttons import project_buttons
from mentoring.incubation.project_forms import ProjectForm
from mentoring.incubation.project_page import read_of, written_of
from mentoring.models import CoProject
from mentoring.orientation.hub_names import name_of
from mentoring.views.incubation_desk import hub_trail
from mentoring.views.orientation_desk import for_worker


@require_safe
@for_worker
def hub_projects(request, hub: Hub, now):
    return render(request, "mentoring/incubation/projects.html", {
        "hub": hub, "city": hub.city, "page_title": _("Projects made together"), "trail": hub_trail(hub), "projects": hub.projects.all()})


@require_http_methods(["GET", "HEAD", "POST"])
@for_worker
def hub_project_new(request, hub: Hub, now):
    form = ProjectForm(request.POST or None, initial={"started_on": hub.city.day_of(now), "language": get_language()})
    if request.method == "POST" and form.is_valid():
        return redirect("hub_project", slug=hub.city.slug, key=projects.write(hub, None, by=request.user, at=now, **form.cleaned_data).key)
    back = reverse("hub_projects", args=[hub.city.slug])
    return render(request, "mentoring/incubation/form.html", {
        "hub": hub, "city": hub.city, "form": form, "page_title": _("Write down a project"), "button": _("Write it down"), "back": back, "wrong": bool(form.errors),
        "trail": hub_trail(hub, (back, _("Projects made together")))}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_worker
def hub_project(request, hub: Hub, now, key):
    """POST do=... (mentoring/incubation/project_buttons.py)."""
    found = get_object_or_404(CoProject.objects.filter(hub=hub).select_related("hub__city"), key=key)
    wrong = press(request, project_buttons(found, request.user, now)) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        return redirect("hub_project", slug=hub.city.slug, key=found.key)
    return render(request, "mentoring/incubation/project_written.html", {
        **written_of(found, now, wrong), "page_title": found.title, "trail": hub_trail(hub, (reverse("hub_projects", args=[hub.city.slug]), _("Projects made together")))},
        status=422 if wrong else 200)


@require_safe
def co_project(request, key):
    """Published, of an open hub."""
    found = get_object_or_404(CoProject.objects.public().filter(hub__in=Hub.objects.open()).select_related("hub__city"), key=key)
    language = get_language() or "en"
    return render(request, "mentoring/incubation/project.html", {
        **read_of(found, timezone.now()), "hub_name": name_of(found.hub, language), "foreign": found.language != language, "direction": direction(found.language)})
