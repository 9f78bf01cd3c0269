"""The learner's screens: catalogue, course, lesson."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from academy.views.typed_words import sign_in_first
from courses import enrolling
from courses.catalogue import catalogue
from courses.course_screen import course_context
from courses.finishing import unmet_rule
from courses.lesson_body import body_of
from courses.lesson_holes import LessonHoles
from courses.models import CoursePage, Enrolment, LessonPage
from courses.outline import outline_for
from courses.page_response import answer, etag_of
from courses.reading import Reading, locked_page, open_lesson, reading, standing
from courses.shared_pages import shared_lesson


@require_safe
def index(request):
    return render(request, "courses/index.html", catalogue(request))


@require_safe
def course(request, slug: str):
    stand = standing(request, slug)
    return render(request, "courses/course.html", course_context(request, stand))


@require_safe
def lesson(request, slug: str, lesson_slug: str):
    read = reading(request, slug, lesson_slug)
    refused = _refusal(request, read)
    if refused is not None:
        return refused
    _remember(read)
    page = shared_lesson(read.outline, read.lesson)
    return answer(request, page, LessonHoles(request, read), _etag(request, read, page))


def _refusal(request, read: Reading) -> HttpResponse | None:
    """What a reader gets instead of the lesson; None when they may read it."""
    if read.decision.is_open and (read.takes_part or read.outline.open_to_read):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path()) if not read.outline.open_to_read else locked_page(request, read)
    if read.may_author():
        return None
    if not read.takes_part and read.decision.is_open:
        messages.info(request, _("This course is for those who take part. Join it here."))
        return redirect("course", slug=read.outline.slug)
    return locked_page(request, read)


def _remember(read: Reading) -> None:
    """Where to go on next time. Written only when it changes, so that reading on costs no write."""
    if not read.takes_part:
        return
    enrolment, today = read.enrolment, timezone.localdate(read.now)
    if str(enrolment.last_lesson) != read.lesson.key or enrolment.last_seen_on != today:
        Enrolment.objects.filter(pk=enrolment.pk).update(last_lesson=read.lesson.key, last_seen_on=today)


def _etag(request, read: Reading, page) -> str:
    """Covers everything the page is made of; a page with something that cannot be named here is never the same twice."""
    shared = (read.outline.version, read.outline.language, read.lesson.key)
    if not request.user.is_authenticated:
        return etag_of("anonymous", *shared, _closed(read))
    moving = any(name.startswith(("reflection", "quiz")) for name in page.names)
    if moving or len(getattr(request, "_messages", ())):
        return etag_of(read.now.isoformat())  # messages, quiz results and reflections lie outside the enrolment row
    if "CSRF_COOKIE" not in request.META:
        get_token(request)
    enrolment = read.enrolment
    return etag_of(request.user.pk, request.user.name, request.META["CSRF_COOKIE"], *shared, enrolment and enrolment.version,
                   enrolment and enrolment.state, _closed(read))


def _closed(read: Reading) -> str:
    """Which lessons are closed at this moment: time alone can change that."""
    return ",".join(key for key, decision in read.decisions().items() if not decision.is_open)


@require_POST
@open_lesson
def completion(request, read: Reading):
    """POST act=done or act=undone: make or take back the lesson's completion."""
    if request.POST.get("act") == "undone":
        if read.enrolment.undo(read.lesson, read.now):
            messages.info(request, _("Lesson %(number)s is open again. Its place in the log stays.") % {"number": read.lesson.number})
        return redirect("lesson", slug=read.outline.slug, lesson_slug=read.lesson.slug)
    missing = unmet_rule(read)
    if missing:
        messages.warning(request, missing)
        return redirect("lesson", slug=read.outline.slug, lesson_slug=read.lesson.slug)
    read.enrolment.complete(read.outline, read.lesson, read.lesson.completion, read.now)
    following = read.outline.after(read.lesson)
    if read.enrolment.progress_in(read.outline).is_finished:
        messages.success(request, _("That was the last one you needed. The mosaic is complete!"))
        return redirect("course", slug=read.outline.slug)
    messages.success(request, format_html(_("Lesson {number} is done."), number=read.lesson.number))
    goal = following if request.POST.get("then") == "next" and following else read.lesson
    return redirect("lesson", slug=read.outline.slug, lesson_slug=goal.slug)


@require_safe
def lesson_print(request, slug: str, lesson_slug: str):
    read = reading(request, slug, lesson_slug)
    refused = _refusal(request, read)
    return refused if refused is not None else _printed(request, read, [read.lesson])


@require_safe
def course_print(request, slug: str):
    """All lessons that are open to this reader, on paper."""
    stand = standing(request, slug)
    if not (stand.takes_part or stand.outline.open_to_read or stand.may_author()):
        return redirect("course", slug=slug)
    decisions = stand.decisions()
    return _printed(request, stand, [each for each in stand.outline.lessons if decisions[each.key].is_open])


def _printed(request, stand, lessons) -> HttpResponse:
    ids = {each.page_id for each in lessons} | {each.source_page_id for each in lessons}
    pages = {page.pk: page for page in LessonPage.objects.filter(pk__in=ids).select_related("locale")}
    chapters = [{"lesson": each, "blocks": body_of(pages[each.page_id], pages[each.source_page_id])} for each in lessons]
    return render(request, "courses/print.html", {"outline": stand.outline, "chapters": chapters, "fill": lambda name: ""})


def render_preview(request, page: LessonPage) -> HttpResponse:
    """A draft lesson as a learner would see it, whole, with nothing kept."""
    from courses.preview import preview_html

    return HttpResponse(preview_html(request, page))


@require_POST
def enrolment(request, slug: str):
    """POST: join the course, or come back to it."""
    if not request.user.is_authenticated:
        return sign_in_first(request, reverse("course", args=[slug]))
    source = get_object_or_404(CoursePage, pk=outline_for(slug, get_language()).source_page_id)
    try:
        made = enrolling.join(request.user, source, timezone.now(), code=request.POST.get("code", ""))
    except enrolling.WrongCode:
        messages.error(request, _("That code does not open this course. Check it with whoever gave it to you."))
        return redirect(f"{reverse('course', args=[slug])}?code={request.POST.get('code', '')[:40]}")
    messages.success(request, enrolling.words_for(made))
    return redirect("course", slug=slug)


@require_POST
def withdrawal(request, slug: str):
    if not request.user.is_authenticated:
        return sign_in_first(request, reverse("course", args=[slug]))
    stand = standing(request, slug)
    if stand.enrolment is not None and enrolling.withdraw(stand.enrolment, timezone.now(), reason=request.POST.get("reason", "")[:300]):
        messages.info(request, _("You have left the course. Everything you did is kept: come back whenever you like."))
    return redirect("course", slug=slug)
