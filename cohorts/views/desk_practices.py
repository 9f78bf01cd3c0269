"""A city's practices at its coordinators' desk: all of them, and writing one."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.building_skills import built_by, set_built
from academy.models.skills import Builder
from academy.permissions import can
from academy.skills_built_form import SkillsBuiltForm
from cohorts.models import Practice
from cohorts.practice_form import PracticeForm
from cohorts.practice_list import rows_of
from cohorts.practice_writing import NotReady, WrittenMeanwhile, begin, change, publish, take_back
from cohorts.views.desk_page import for_city, seen_by


@require_safe
@for_city()
def practices(request, city):
    language = get_language() or "en"
    found = list(Practice.objects.at_desk_of(request.user).filter(city=city).annotate(
        adapted=Count("adaptations", filter=Q(adaptations__withdrawn_at__isnull=True))).order_by("-changed_at", "-pk"))
    rows = rows_of(found, built_by(Builder.PRACTICE, [each.key for each in found]), language)
    return render(request, "cohorts/desk/practices.html", {
        "city": city, "may_open": can(request.user, "practice.write", city), "drafts": [row for row in rows if not row.practice.is_public],
        "shown": [row for row in rows if row.practice.is_public], "trail": _trail(city)[:1]})


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("practice.write")
def new(request, city):
    form = PracticeForm(city, request.POST if request.method == "POST" else None)
    skills = SkillsBuiltForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() & skills.is_valid():
        now = timezone.now()
        with transaction.atomic():
            made = begin(city, by=request.user, at=now, **form.fields_of_practice())
            set_built(Builder.PRACTICE, made.key, skills.levels(), request.user, now)
        return _turned(request, made, now)
    return _page(request, city, form, skills, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("practice.write")
def edit(request, city, practice: str):
    """POST do=keep | publish | take_back keeps what is written, too; 409 when somebody else kept first."""
    found = get_object_or_404(Practice.objects.kept_by(request.user).filter(city=city).select_related("exchange"), slug=practice)
    form = PracticeForm(city, request.POST if request.method == "POST" else None, practice=found)
    skills = SkillsBuiltForm(request.POST if request.method == "POST" else None, built=built_by(Builder.PRACTICE, [found.key]).get(str(found.key), []))
    if request.method != "POST" or not (form.is_valid() & skills.is_valid()):
        return _page(request, city, form, skills, found)
    now = timezone.now()
    try:
        with transaction.atomic():
            change(found, seen=seen_by(request), by=request.user, at=now, **form.fields_of_practice())
            set_built(Builder.PRACTICE, found.key, skills.levels(), request.user, now)
    except WrittenMeanwhile as meanwhile:
        form.data = form.data.copy()
        form.data["seen"] = meanwhile.practice.changed_at.isoformat()
        form.add_error(None, _("Somebody else changed this practice after you opened it. Below is what you typed; look at what stands now, then keep it once more if it still holds."))
        return _page(request, city, form, skills, found, status=409)
    return _turned(request, found, now)


def _turned(request, practice: Practice, at):
    """After keeping: publish or take back, if that was the button."""
    do = request.POST.get("do", "keep")
    back = redirect("desk_practice", city=practice.city.slug, practice=practice.slug)
    if do == "publish":
        try:
            publish(practice, by=request.user, at=at)
        except NotReady:
            messages.warning(request, _("Kept as a draft. Before it can be published, write the sentence for the list and how it works."))
            return back
        messages.success(request, _("Published. Everybody finds it now."))
        return redirect("desk_practices", city=practice.city.slug)
    if do == "take_back":
        take_back(practice, by=request.user, at=at)
        messages.success(request, _("Taken back. Only your city finds it now; who adapted it stays."))
        return back
    if do != "keep":
        raise Http404("do")
    messages.success(request, _("Kept.") if practice.is_public else _("Kept as a draft. Only the coordinators of your city see it."))
    return back


def _trail(city) -> list[tuple[str, str]]:
    return [(reverse("city_desk", args=[city.slug]), _("Desk of %(city)s") % {"city": city.name}), (reverse("desk_practices", args=[city.slug]), _("Practices"))]


def _page(request, city, form, skills, practice: Practice | None, status: int = 200):
    wrong = bool(form.errors or skills.errors)
    return render(request, "cohorts/desk/practice.html", {
        "city": city, "form": form, "skills": skills, "practice": practice, "wrong": wrong, "trail": _trail(city),
        "page_title": practice.title if practice else _("Tell a practice")}, status=status if status != 200 else 422 if wrong else 200)
