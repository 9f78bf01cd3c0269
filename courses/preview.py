"""A draft as a learner would see it: the same templates, whole, with nothing kept and nothing sent."""

from django.utils.translation import get_language

from courses import release
from courses.lesson_body import direction
from courses.models import CoursePage, LessonPage
from courses.outline import Outline, OutlineLesson
from courses.shared_pages import lesson_html


def preview_outline(course: CoursePage, page: LessonPage) -> tuple[Outline, OutlineLesson]:
    """The outline with drafts in it, and the previewed lesson's place."""
    lessons, section, here = [], "", None
    for index, each in enumerate(LessonPage.objects.child_of(course).order_by("path")):
        if each.pk == page.pk:
            each = page
        section = each.section_title or section
        lessons.append(OutlineLesson(
            key=str(each.translation_key), slug=each.slug, title=each.title, summary=each.summary, section=section,
            starts_section=bool(each.section_title), minutes=each.minutes, required=each.required, completion=each.completion, kind=each.kind,
            rule=release.Group(), index=index, page_id=each.pk, source_page_id=each.pk, language=course.locale.language_code,
            section_language=course.locale.language_code))
        if each is page:
            here = lessons[-1]
    if here is None:  # not yet saved
        here = OutlineLesson(
            key=str(page.translation_key), slug=page.slug or "new", title=page.title, summary=page.summary, section=section, starts_section=False,
            minutes=page.minutes or 1, required=page.required, completion=page.completion, kind=page.kind, rule=release.Group(), index=len(lessons),
            page_id=0, source_page_id=0, language=course.locale.language_code, section_language=course.locale.language_code)
        lessons.append(here)
    outline = Outline(
        course_key=str(course.translation_key), slug=course.slug, title=course.title, language=get_language(), source_language=course.locale.language_code,
        version=0, page_id=course.pk, source_page_id=course.pk, open_to_read=True, tradition=course.tradition,
        lessons_needed=course.lessons_needed, lessons=tuple(lessons))
    return outline, here


def preview_html(request, page: LessonPage) -> str:
    from courses.lesson_holes import outline_item

    course = page.get_parent().specific
    outline, here = preview_outline(course, page)

    def fill(name: str) -> str:
        if name == "outline":
            return "".join(outline_item.__wrapped__(outline, each.index, "open", each.index == here.index) for each in outline.lessons)
        return ""

    return lesson_html(outline, here, page, page, fill=fill, preview=True, text_direction=direction(get_language()))
