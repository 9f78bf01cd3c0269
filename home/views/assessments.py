"""Self-assessment, one skill at a time. Each answer is kept at once; what is half filled waits on “my skills”."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from academy.models import Moment, SelfAssessment
from home import assessing
from home.skill_forms import BeginForm, LevelForm
from home.skills_to_assess import all_competences, near_skills
from home.standing_words import level_words

READS_AND_WRITES = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@require_http_methods(READS_AND_WRITES)
def begin(request):
    """Which moment, which skills. Who has begun one already goes on with it."""
    at = timezone.now()
    begun = SelfAssessment.objects.of(request.user).unfinished().first()
    if begun:
        return redirect("my_assessment_end", begun.pk)
    near, every = near_skills(request.user, at), all_competences()
    form = BeginForm(request.POST if request.method == "POST" else None, near=near, every=every,
                     initial={"moment": suggested_moment(request.user), "which": "near" if near else "all"})
    if request.method == "POST" and every and form.is_valid():
        chosen = near if form.cleaned_data["which"] == "near" else every
        made = assessing.begin(request.user, form.cleaned_data["moment"], [each.code for each in chosen], at)
        return _onward(made, made.codes[0])
    return render(request, "home/skills/begin.html", {"form": form, "near": near, "every": every}, status=422 if form.errors else 200)


def suggested_moment(person) -> str:
    """Before, as long as there is nothing; then on the way; from then on afterwards."""
    had = set(SelfAssessment.objects.of(person).finished().values_list("moment", flat=True))
    return Moment.BEFORE if not had else Moment.DURING if had == {Moment.BEFORE} else Moment.AFTER


def _onward(assessment: SelfAssessment, code: str | None):
    return redirect("my_assessment_question", assessment.pk, code) if code else redirect("my_assessment_end", assessment.pk)


@never_cache
@login_required
@require_http_methods(READS_AND_WRITES)
def question(request, pk: int, code: str):
    own = get_object_or_404(SelfAssessment.objects.of(request.user).unfinished(), pk=pk)
    skills = assessing.in_order(own)
    place = next((number for number, each in enumerate(skills) if each.code == code), None)
    if place is None:
        raise Http404
    skill = skills[place]
    if request.method == "POST" and "later" in request.POST:
        return _onward(own, assessing.following_code(own, code))
    form = LevelForm(request.POST if request.method == "POST" else None, label=str(skill), initial={"level": own.answers.get(code)})
    if request.method == "POST" and form.is_valid():
        if not assessing.answer(own, code, form.cleaned_data["level"], timezone.now()):
            messages.warning(request, _("This one was finished meanwhile: nothing in it changes any more."))
            return redirect("my_skills")
        return _onward(own, assessing.following_code(own, code))
    return render(request, "home/skills/question.html", {
        "own": own, "skill": skill, "description": skill.description_in(get_language() or "en"), "form": form, "number": place + 1, "total": len(skills),
        "answered": len(own.answers), "back": skills[place - 1].code if place else ""}, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(READS_AND_WRITES)
def end(request, pk: int):
    """Everything said so far; finish it, or go on with what is open."""
    own = get_object_or_404(SelfAssessment.objects.of(request.user).unfinished(), pk=pk)
    if request.method == "POST":
        if assessing.finish(own, timezone.now()):
            messages.success(request, _("Thank you. Here is where you stand."))
            return redirect("my_skills")
        messages.warning(request, _("Answer at least one skill first."))
        return redirect("my_assessment_end", own.pk)
    rows = [{"skill": each, "words": level_words(own.answers[each.code]) if each.code in own.answers else ""} for each in assessing.in_order(own)]
    return render(request, "home/skills/end.html", {"own": own, "rows": rows, "next": next(iter(own.open_codes), None)})


@login_required
@require_POST
def removal(request, pk: int):
    """Throw away what is half filled."""
    own = get_object_or_404(SelfAssessment.objects.of(request.user).unfinished(), pk=pk)
    if assessing.take_away(own):
        messages.success(request, _("Taken away. What you finished earlier stays."))
    return redirect("my_skills")
