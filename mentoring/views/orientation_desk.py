"""A hub's queue, and one request: for those who do orientation at this hub today, and nobody else, whatever their role (404)."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from academy.models import Hub
from academy.refusals import Refused
from mentoring.models import HelpRequest
from mentoring.orientation import numbers_shown
from mentoring.orientation.hub_names import name_of
from mentoring.orientation.queue import queue_of
from mentoring.orientation.worker_acts import act_of
from mentoring.orientation.worker_page import page_of


def for_worker(view):
    """View(request, hub, ...): the city's hub, if this person works there today on its own clocks."""
    @wraps(view)
    @never_cache
    @login_required
    def loaded(request, slug: str, **more):
        now = timezone.now()
        hub = get_object_or_404(Hub.objects.select_related("city"), city__slug=slug)
        hub = get_object_or_404(Hub.objects.worked_by(request.user, hub.city.day_of(now)).select_related("city"), pk=hub.pk)
        return view(request, hub, now, **more)
    return loaded


@require_safe
@for_worker
def hub_queue(request, hub: Hub, now):
    mine_only = request.GET.get("whose") == "mine"
    name = name_of(hub, get_language() or "en")
    return render(request, "mentoring/orientation/queue.html", {
        "hub": hub, "city": hub.city, "hub_name": name, "page_title": name, "mine_only": mine_only, **queue_of(hub, request.user, now, mine_only=mine_only),
        "numbers": numbers_shown.this_year(hub, now)})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_worker
def hub_request(request, hub: Hub, now, number: int):
    """GET ?q=&kind= looks for ways. POST do=... (mentoring/orientation/worker_acts.py)."""
    found = get_object_or_404(HelpRequest.objects.filter(hub=hub).select_related("hub__city", "owner"), pk=number, forgotten_at__isnull=True)
    wrong = None
    if request.method == "POST":
        act = act_of(found, request.POST.get("do", ""), request.POST, request.user, now)
        if act.form is None or act.form.is_valid():
            try:
                messages.success(request, act.run())
            except Refused as why:
                if act.form is None:
                    messages.warning(request, why.sentence)
                else:
                    act.form.add_error(None, why.sentence)
        if act.form is None or act.form.is_valid():
            return redirect("hub_request", slug=hub.city.slug, number=found.pk)
        wrong = (act.do, act.number, act.form)
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("look", asked.get("kind", "")) if request.method == "POST" else asked.get("kind", "")
    context = page_of(found, request.user, now, words=asked.get("q", "")[:100], kind=kind[:20], wrong=wrong)
    name = name_of(hub, get_language() or "en")
    return render(request, "mentoring/orientation/worker_request.html", {
        **context, "page_title": _("Request %(number)d") % {"number": found.pk}, "hub_name": name, "trail": [(reverse("hub_queue", args=[hub.city.slug]), name)],
        "suggesting": (request.POST.get("kind"), request.POST.get("key")) if wrong and wrong[0] == "suggest" else None,
        "wrong_form": wrong[2] if wrong else None}, status=422 if wrong else 200)
