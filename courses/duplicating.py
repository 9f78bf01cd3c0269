"""Making a new course of an old one: its pages as drafts, its questions and quizzes, all or nothing.

Only the first language is copied, as it is published or, where it never was, as it was last saved. What people did stays with the old course.
"""

import uuid
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from academy.building_skills import copy_built
from academy.models import record
from academy.models.skills import Builder
from courses.lesson_text import with_changed_links
from courses.models.content import CoursePage, LessonPage
from courses.models.quizzes import Question, QuestionVersion, Quiz
from courses.tree import lessons_of


@transaction.atomic
def duplicate(course: CoursePage, title: str, slug: str, by, at: datetime) -> CoursePage:
    """A draft of everything in `course` under a new title, with keys of its own. ValidationError when the address is taken."""
    catalogue = course.get_parent()
    if CoursePage.objects.filter(slug=slug).exists() or not CoursePage._slug_is_available(slug, catalogue):
        raise ValidationError({"slug": _("Another course has this address already.")})
    # Wagtail's own right to copy was asked by course.author and course.create, which are narrower.
    made = course.copy(to=catalogue, recursive=True, copy_revisions=False, keep_live=False, user=by, log_action="wagtail.copy",
                       update_attrs={"title": title, "draft_title": title, "slug": slug, "owner": by}).specific
    quizzes = _copy_bank(course.translation_key, made.translation_key)
    old, new = lessons_of(course), lessons_of(made)
    pages = {course.pk: made.pk, **{one.pk: other.pk for one, other in zip(old, new, strict=True)}}
    for lesson in new:
        _mend(lesson, pages, quizzes, by)
    for one, other in zip(old, new, strict=True):
        copy_built(Builder.LESSON, one.translation_key, other.translation_key, by, at)
    record(by, "duplicated", "course", course.translation_key, at=at, details={"into": str(made.translation_key)})
    return made


def _copy_bank(old_key, new_key) -> dict[int, int]:
    """Questions that are in use, with their present wording as version 1, and the quizzes over them. {old quiz id: new quiz id}."""
    versions: dict = {}
    for version in QuestionVersion.objects.filter(question__course_key=old_key, question__retired_at=None).order_by("number"):
        versions[version.question_id] = version
    questions, wordings = [], []
    for question in Question.objects.filter(course_key=old_key, retired_at=None):
        if question.pk in versions:
            said = versions[question.pk]
            question.pk, question.course_key = uuid.uuid4(), new_key
            questions.append(question)
            said.pk, said.question, said.number = None, question, 1
            wordings.append(said)
    Question.objects.bulk_create(questions)
    QuestionVersion.objects.bulk_create(wordings)
    renamed = {}
    for quiz in Quiz.objects.filter(course_key=old_key):
        old = quiz.pk
        quiz.pk, quiz.course_key, quiz._state.adding = None, new_key, True
        quiz.save(force_insert=True)
        renamed[old] = quiz.pk
    return renamed


def _mend(lesson: LessonPage, pages: dict[int, int], quizzes: dict[int, int], by) -> None:
    """Links, quizzes and opening rules that pointed into the old course point into the new one."""
    body = with_changed_links(list(lesson.body.get_prep_value()), pages)
    for block in body:
        if block["type"] == "quiz" and block["value"].get("quiz") in quizzes:
            block["value"]["quiz"] = quizzes[block["value"]["quiz"]]
        block["id"] = str(uuid.uuid4())  # reflections are known by their block
    release = _rules_changed(list(lesson.release.get_prep_value()), pages)
    field = LessonPage._meta.get_field
    lesson.body, lesson.release = field("body").to_python(body), field("release").to_python(release)
    lesson.save(clean=False)
    lesson.save_revision(user=by, changed=True, clean=False)


def _rules_changed(rules: list[dict], pages: dict[int, int]) -> list[dict]:
    for rule in rules:
        if rule["type"] == "after_course":
            rule["value"] = pages.get(rule["value"], rule["value"])
        elif rule["type"] == "group":
            rule["value"]["rules"] = _rules_changed(rule["value"]["rules"], pages)
    return rules
