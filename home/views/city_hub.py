"""The hub of a city at its desk: what it is, its words, who does orientation, opening and closing. For the city's own coordinators only."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy.context import OWN_NAMES
from academy.models import Hub, HubText, HubWorker
from academy.refusals import Refused
from home.desk_door import at_desk, only_with_names
from home.hub_desk import desk_context
from home.hub_forms import HubForm, HubTextForm, PersonByAddress
from home.hub_keeping import close_hub, end_worker, name_worker, open_hub, set_up, write_text
from home.hub_standing import why_no_ending, why_not_open


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@only_with_names
def city_hub(request, city):
    """GET: the hub and the directory of the city; POST: name somebody who does orientation."""
    hub, at = Hub.objects.filter(city=city).select_related("city").first(), timezone.now()
    if hub is None:
        return redirect("city_hub_about", slug=city.slug) if request.method != "POST" else get_object_or_404(Hub.objects.none())
    form = PersonByAddress(request.POST if request.method == "POST" else None, asker=request.user, at=at)
    if request.method == "POST" and form.is_valid():
        name_worker(hub, form.person, by=request.user, at=at)
        messages.success(request, _("%(name)s does orientation here from today on, and reads what people ask.") % {"name": form.person})
        return redirect("city_hub", slug=city.slug)
    return render(request, "home/hub/desk.html", {"form": form, **desk_context(hub, timezone.localdate(at), request.GET.get("page", ""))}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@only_with_names
def city_hub_about(request, city):
    hub = Hub.objects.filter(city=city).first()
    form = HubForm(request.POST if request.method == "POST" else None, city=city, hub=hub)
    if request.method == "POST" and form.is_valid():
        set_up(city, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("city_hub", slug=city.slug)
    return render(request, "home/hub/about_form.html", {"city": city, "here": "hub", "hub": hub, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@only_with_names
def city_hub_words(request, city, language: str):
    """The name and the welcome in one of the academy's languages."""
    if language not in dict(settings.LANGUAGES):
        raise Http404(language)
    hub = get_object_or_404(Hub, city=city)
    text = HubText.objects.filter(hub=hub, language=language).first() or HubText(hub=hub, language=language, name=hub.name if hub.language == language else "")
    form = HubTextForm(request.POST if request.method == "POST" else None, text=text)
    if request.method == "POST" and form.is_valid():
        write_text(hub, language, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("city_hub", slug=city.slug)
    context = {"city": city, "here": "hub", "hub": hub, "form": form, "language": language, "language_name": OWN_NAMES[language]}
    return render(request, "home/hub/words_form.html", context, status=422 if form.errors else 200)


@require_POST
@at_desk
@only_with_names
def city_hub_opening(request, city):
    hub, at = get_object_or_404(Hub.objects.select_related("city"), city=city), timezone.now()
    reason = why_not_open(hub, timezone.localdate(at))
    if reason:
        messages.error(request, reason)
    else:
        open_hub(hub, by=request.user, at=at)
        messages.success(request, _("The hub is open: everybody finds it, and may ask it."))
    return redirect("city_hub", slug=city.slug)


@require_POST
@at_desk
@only_with_names
def city_hub_closing(request, city):
    close_hub(get_object_or_404(Hub.objects.select_related("city"), city=city), by=request.user, at=timezone.now())
    messages.success(request, _("The hub is closed: nobody can ask it any more. What was asked goes on."))
    return redirect("city_hub", slug=city.slug)


@require_POST
@at_desk
@only_with_names
def city_hub_worker_end(request, city, pk: int):
    at = timezone.now()
    worker = get_object_or_404(HubWorker.objects.current(timezone.localdate(at)).filter(hub__city=city).select_related("hub__city", "person"), pk=pk)
    reason = why_no_ending(worker, timezone.localdate(at))
    try:
        if not reason:
            end_worker(worker, by=request.user, at=at)
    except Refused as refused:
        reason = str(refused)
    if reason:
        messages.error(request, reason)
    else:
        messages.success(request, _("%(name)s does orientation here no longer. Open requests they looked after passed to colleagues.") % {"name": worker.person})
    return redirect("city_hub", slug=city.slug)
