"""My skills: where I stand, the evidence behind each mark, goals, a file of it. Only the person themselves opens these pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from academy.csv_answer import csv_answer
from academy.models import SelfAssessment, Skill, SkillGoal
from home.evidence_words import told
from home.skill_forms import GoalForm
from home.skill_goal_setting import lay_aside, set_goal
from home.skills_picture import key_svg
from home.standing import Standing, my_skills, standing_in
from home.standing_words import as_rows, level_words, shown


@never_cache
@login_required
@require_safe
def mine(request):
    return _page(request)


def _page(request, form: GoalForm | None = None):
    at = timezone.now()
    skills = my_skills(request.user, at)
    return render(request, "home/skills/mine.html", {
        "skills": skills, "areas": _shown(skills.areas), "others": _shown(skills.others), "goals": [shown(each) for each in skills.goals],
        "keys": {kind: key_svg(kind) for kind in ("before", "now", "proof", "goal")}, "form": GoalForm(at=at) if form is None else form}, status=200 if form is None else 422)


def _shown(groups: list[tuple[object, list[Standing]]]) -> list[tuple[str, list[dict]]]:
    return [(str(heading) if heading else "", [shown(each) for each in rows]) for heading, rows in groups]


@never_cache
@login_required
@require_safe
def one(request, code: str):
    """One skill: everything behind its mark."""
    at = timezone.now()
    standing = standing_in(request.user, get_object_or_404(Skill, code=code, is_heading=False), at)
    said = [{"at": each.finished_at, "moment": each.get_moment_display(), "words": level_words(each.answers[code])}
            for each in SelfAssessment.objects.of(request.user).finished().reverse() if code in each.answers]
    language = get_language() or "en"
    return render(request, "home/skills/one.html", {
        "row": shown(standing), "standing": standing, "description": standing.skill.description_in(language), "said": said,
        "pieces": told(standing.evidence, request.user, language)})


@never_cache
@login_required
@require_safe
def file(request, form: str):
    """What stands on the page, to take along."""
    rows = as_rows(my_skills(request.user, timezone.now()))
    if form == "json":
        return JsonResponse({"skills": rows}, headers={"Content-Disposition": 'attachment; filename="my-skills.json"', "Cache-Control": "private, no-store"})
    heads = ["skill", "label", "framework", "uri", "before", "now", "pieces_of_evidence", "highest_level_of_evidence", "goal", "goal_by"]
    return csv_answer("my-skills", [heads, *([row[head] for head in heads] for row in rows)])


@login_required
@require_POST
def goals(request):
    """Set a goal, or set it anew."""
    at = timezone.now()
    form = GoalForm(request.POST, at=at)
    if not form.is_valid():
        return _page(request, form)
    said = form.cleaned_data
    if set_goal(request.user, Skill.objects.get(code=said["skill"]), said["level"], said["by_on"], at) is None:
        form.add_error(None, _("You have many goals already. Lay one aside first: a few at a time go further."))
        return _page(request, form)
    messages.success(request, _("Your goal is set."))
    return redirect("my_skills")


@login_required
@require_POST
def goal(request, pk: int):
    """Lay a goal aside: reached, or dropped."""
    own = get_object_or_404(SkillGoal.objects.of(request.user), pk=pk)
    said = request.POST.get("as")
    if said not in ("reached", "dropped"):
        raise Http404
    if lay_aside(own, reached=said == "reached", at=timezone.now()):
        messages.success(request, _("Well done. The goal is laid aside as reached.") if said == "reached" else _("The goal is dropped."))
    return redirect("my_skills")
