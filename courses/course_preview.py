"""A course page as a learner would see it: a draft, or the published course as one person or cohort meets it at a given moment."""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import render

from courses import release
from courses.course_screen import course_context
from courses.models import CoursePage, Enrolment, LessonPage
from courses.outline import Outline
from courses.preview import preview_outline
from courses.reading import Standing


def draft_outline(course: CoursePage) -> Outline:
    """Every lesson, drafts too, with its opening rule."""
    pages = list(LessonPage.objects.child_of(course).order_by("path")) if course.pk else []
    outline, _here = preview_outline(course, pages[0] if pages else LessonPage())
    if not pages:
        return replace(outline, lessons=())
    return replace(outline, lessons=tuple(replace(each, rule=release.parse(page.release_rule())) for each, page in zip(outline.lessons, pages, strict=True)))


def preview_draft(request, course: CoursePage, at: datetime, joined: bool) -> HttpResponse:
    """The draft as a visitor sees it or, with `joined`, as somebody who joined this minute."""
    enrolment = Enrolment(course_key=course.translation_key, enrolled_at=at) if joined else None
    standing = Standing(AnonymousUser(), draft_outline(course), enrolment, at)
    return render(request, "courses/course.html", {**course_context(request, standing, course), "preview": True})


def preview_standing(request, standing: Standing) -> HttpResponse:
    """The published course as this person (or somebody new in a cohort) meets it at the standing's moment. Nothing is changed by it."""
    return render(request, "courses/course.html", {**course_context(request, standing), "preview": True})
