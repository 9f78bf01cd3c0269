"""What the course page shows one reader: the mosaic, the lessons with their states, where to go on."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.mosaic import course_mosaic_svg
from courses.enrolling import place_in_line
from courses.lesson_body import language_name
from courses.models import CoursePage
from courses.release_words import sentence


def course_context(request, stand, draft: CoursePage | None = None) -> dict:
    """`draft`: a course page that is being edited, shown in place of what is published."""
    outline = stand.outline
    published = CoursePage.objects.filter(pk__in={outline.page_id, outline.source_page_id})
    pages = {draft.pk: draft} if draft is not None else {
        page.pk: page for page in published.prefetch_related("tags", "authors").select_related("city", "locale")}
    page, source = pages[outline.page_id], pages[outline.source_page_id]
    decisions = stand.decisions()
    taking_part = stand.takes_part
    open_keys = {key for key, decision in decisions.items() if decision.is_open}
    progress = stand.enrolment.progress_in(outline, open_keys) if stand.enrolment else None
    rows = [{
        "lesson": lesson, "state": "done" if lesson.key in stand.done else "open" if decisions[lesson.key].is_open else "locked",
        "why": "" if decisions[lesson.key].is_open else sentence(decisions[lesson.key], stand.zone),
        "is_new": bool(progress and progress.is_finished and lesson.key in progress.new_since),
    } for lesson in outline.lessons]
    done_numbers = frozenset(each["lesson"].number for each in rows if each["state"] == "done")
    # A stranger sees the whole picture, as on the lid of a puzzle; who takes part sees their own share of it.
    laid = done_numbers if stand.enrolment is not None else frozenset(range(1, outline.total + 1))
    go_on = _go_on(outline, stand, progress, open_keys)
    certificate = getattr(stand.enrolment, "certificate", None) if stand.enrolment and stand.enrolment.finished_at else None
    return {
        "page": page, "source": source, "outline": outline, "rows": rows, "progress": progress, "enrolment": stand.enrolment,
        "takes_part": taking_part, "go_on": go_on, "certificate": certificate, "place_in_line": _place(stand.enrolment),
        "audiences": _audiences(source), "untranslated": page.locale.language_code != outline.language, "written_in": language_name(page.locale.language_code),
        "share_percent": int(progress.share * 100) if progress else 0, "tags": source.tags.all(), "authors": source.authors.all(),
        "code": request.GET.get("code", "")[:40],
        "mosaic_svg": course_mosaic_svg(outline.total, laid, outline.tradition, go_on.number if go_on and taking_part else None, key="course",
                                        title=_mosaic_title(len(done_numbers), outline.total, stand.enrolment is not None)),
        "course_url": reverse("course", args=[outline.slug]),
    }


def _go_on(outline, stand, progress, open_keys):
    """The lesson to open next: the last one read while it is not done, else the first open one not done."""
    if stand.enrolment is None or not outline.total:
        return outline.lessons[0] if outline.total else None
    last = outline.keys.get(str(stand.enrolment.last_lesson))
    if last is not None and last.key not in stand.done and last.key in open_keys:
        return last
    if progress.next_key:
        return outline.keys[progress.next_key]
    return None


def _place(enrolment) -> int:
    return place_in_line(enrolment) if enrolment is not None and enrolment.state == "waiting" else 0


def _audiences(source) -> list[str]:
    return [words for flag, words in ((source.for_students, _("students")), (source.for_starting, _("people starting out")),
                                      (source.for_practising, _("people already practising"))) if flag]


def _mosaic_title(done: int, total: int, taking_part: bool) -> str:
    if not taking_part:
        return ngettext("A mosaic of %(total)s tile, one for each lesson", "A mosaic of %(total)s tiles, one for each lesson", total) % {"total": total}
    return _("%(done)s of %(total)s tiles laid") % {"done": done, "total": total}
