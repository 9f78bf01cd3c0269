"""Private reflections, the learning log, and tasks. A reflection is found through its writer and nobody else."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.finishing import unmet_rule
from courses.learning_log import as_text, by_course
from courses.models import LessonPage, ReflectionEntry, TaskSubmission
from courses.models.content import CompletionRule
from courses.models.writing import WrittenElsewhere
from courses.reading import Reading, open_lesson
from courses.writing_forms import ReflectionForm, TaskForm


@never_cache
@require_http_methods(["GET", "POST"])
@open_lesson
def reflection(request, read: Reading, block_id: UUID):
    """One reflection on its own page. POST keeps it; what cannot be kept comes back as it was typed."""
    prompt = _prompt_of(read, block_id)
    if request.method == "GET":
        mine = ReflectionEntry.objects.of(read.person).filter(lesson_key=read.lesson.key, block_id=block_id).first()
        form = ReflectionForm(initial={"text": mine.text if mine else "", "version": mine.version if mine else 0})
        return _reflection_page(request, read, prompt, form, mine)
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        return _reflection_page(request, read, prompt, form, status=422)
    text, seen = form.cleaned_data["text"], form.cleaned_data["version"]
    if not text and not seen:
        form.add_error("text", _("Nothing is written yet. A sentence is enough."))
        return _reflection_page(request, read, prompt, form, status=422)
    try:
        with transaction.atomic():
            ReflectionEntry.write(read.person, read.outline.course_key, read.lesson, block_id, prompt["prompt"], text, seen, read.now)
            finished = text and _complete(read, CompletionRule.REFLECTION)
    except WrittenElsewhere as found:
        again = ReflectionForm({"text": text, "version": found.entry.version})
        return _reflection_page(request, read, prompt, again, found.entry, status=409, elsewhere=found.entry.text)
    _say_what_happened(request, read, text, finished)
    return redirect("lesson", read.outline.slug, read.lesson.slug)


def _say_what_happened(request, read: Reading, text: str, finished: bool) -> None:
    if finished:
        messages.success(request, _("Your reflection is kept, for your eyes only. Lesson %(number)s is done.") % {"number": read.lesson.number})
    elif text:
        messages.success(request, _("Your reflection is kept, for your eyes only."))
    elif read.lesson.key in read.done:
        messages.info(request, _("Your reflection is empty now. The lesson stays done; you can say “Not done after all” at its end."))
    else:
        messages.info(request, _("Your reflection is empty now."))


def _prompt_of(read: Reading, block_id: UUID) -> dict:
    """{prompt, hint} of the reflection with this id in the lesson; 404 where the lesson has none."""
    pages = LessonPage.objects.in_bulk({read.lesson.page_id, read.lesson.source_page_id})
    for page in (pages.get(read.lesson.page_id), pages.get(read.lesson.source_page_id)):
        for block in page.body.raw_data if page else ():
            if block["type"] == "reflection" and str(block.get("id")) == str(block_id):
                return {"id": str(block_id), "prompt": block["value"]["prompt"], "hint": block["value"].get("hint", "")}
    raise Http404(block_id)


def _complete(read: Reading, rule: str) -> bool:
    return read.lesson.completion == rule and not unmet_rule(read) and read.enrolment.complete(read.outline, read.lesson, rule, read.now)


def _reflection_page(request, read: Reading, prompt: dict, form, entry=None, status: int = 200, elsewhere: str | None = None):
    context = {"reading": read, "outline": read.outline, "lesson": read.lesson, "prompt": prompt, "form": form, "entry": entry, "elsewhere": elsewhere}
    return render(request, "courses/writing/reflection.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@open_lesson
def task(request, read: Reading):
    """The task of the lesson, what was handed in and what the trainers answered. POST hands in."""
    if read.lesson.completion != CompletionRule.TASK:
        raise Http404("task")
    if request.method == "GET":
        return _task_page(request, read, TaskForm())
    form = TaskForm(request.POST)
    if not form.is_valid():
        return _task_page(request, read, form, status=422)
    with transaction.atomic():
        TaskSubmission.hand_in(read.enrolment, read.lesson, form.cleaned_data["text"], form.cleaned_data["link"], read.now)
        finished = _complete(read, CompletionRule.TASK)
    if finished:
        messages.success(request, _("Handed in. Lesson %(number)s is done, and the trainers can read your work.") % {"number": read.lesson.number})
    else:
        messages.success(request, _("Handed in. The trainers see what you handed in last first."))
    return redirect("task", read.outline.slug, read.lesson.slug)


def _task_page(request, read: Reading, form, status: int = 200):
    page = read.lesson_page()
    mine = TaskSubmission.objects.of(read.person).for_lesson(read.lesson.key).select_related("answered_by")
    context = {"reading": read, "outline": read.outline, "lesson": read.lesson, "page": page, "form": form, "handed_in": mine,
               "is_done": read.lesson.key in read.done}
    return render(request, "courses/writing/task.html", context, status=status)


@never_cache
@require_safe
@login_required
def my_log(request):
    """Everything a person wrote for themselves, by course."""
    courses = by_course(request.user)
    count = sum(len(course["entries"]) for course in courses)
    words = ngettext("%(count)s reflection", "%(count)s reflections", count) % {"count": count}
    return render(request, "courses/writing/my_log.html", {"courses": courses, "count": count, "count_in_words": words})


@never_cache
@require_safe
@login_required
def my_log_text(request):
    """The whole log as a text file."""
    response = HttpResponse(as_text(request.user, timezone.localtime()), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="learning-log-{timezone.localdate():%Y-%m-%d}.txt"'
    return response


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def my_log_deletion(request, pk: int):
    """Delete one reflection, after asking. The lesson it belongs to stays as it is."""
    entry = get_object_or_404(ReflectionEntry.objects.of(request.user), pk=pk)
    if request.method == "GET":
        return render(request, "courses/writing/deletion.html", {"entry": entry})
    entry.delete()
    messages.info(request, _("The reflection is deleted. A lesson that it finished stays done."))
    return redirect("my_log")
