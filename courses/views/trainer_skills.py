"""Which skills the lessons of a course build, as one table."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from academy.building_skills import built_by, set_built
from academy.level_words import LEVELS
from academy.models.skills import Builder
from courses.course_skills_form import CourseSkillsForm
from courses.tree import lessons_of
from courses.versions import touch
from courses.views.trainer_page import for_course, page


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("course.author")
def skills(request, course):
    """POST act=columns shows the table for the skills chosen and keeps nothing yet; act=keep keeps it."""
    lessons = lessons_of(course)
    built = built_by(Builder.LESSON, [lesson.translation_key for lesson in lessons])
    keeps = request.method == "POST" and request.POST.get("act") == "keep"
    form = CourseSkillsForm(request.POST if request.method == "POST" else None, lessons=lessons, built=built)
    if keeps and form.is_valid():
        now, changed = timezone.now(), 0
        with transaction.atomic():
            for key, levels in form.levels().items():
                if levels != form.stands[key]:
                    changed += set_built(Builder.LESSON, key, levels, request.user, now)
            if changed:
                touch(course.translation_key)
        messages.success(request, ngettext("Kept: %(count)d lesson changed.", "Kept: %(count)d lessons changed.", changed) % {"count": changed})
        return redirect("trainer_skills", key=course.translation_key)
    return page(request, "skills", _("Skills this course builds"), course, "trainer_skills", "tag", form=form, levels=LEVELS.items(),
                wrong=keeps and bool(form.errors), status=422 if keeps and form.errors else 200)
