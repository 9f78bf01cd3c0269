"""The competence map and one skill, for everybody."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from academy.level_words import LEVELS, stage_label
from academy.models import Skill
from home.skill_map import skill_context, skill_map


@require_safe
def skills(request):
    return render(request, "home/skills/map.html", {"frameworks": skill_map(get_language(), timezone.now())})


@require_safe
def skill(request, code: str):
    found = get_object_or_404(Skill.objects.select_related("parent"), code=code)
    if found.is_heading:
        return redirect(f"{reverse('skills')}#{found.code}")
    levels = [{"level": level, "words": words, "stage": stage_label(level)} for level, words in LEVELS.items()]
    return render(request, "home/skills/skill.html", {**skill_context(found, get_language(), timezone.now()), "levels": levels})
