"""The question bank of a course, inside Wagtail's admin: list, write, look back, retire, try out."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses import question_bank
from courses.answer_form import read_answer
from courses.models import Question, Quiz
from courses.question_check import KINDS
from courses.question_forms import KIND_NAMES, ROW_HELP, QuestionForm, made_question, question_rows
from courses.question_typing import to_form
from courses.quiz_screen import plain, question_fields, question_result
from courses.quizzing import Asked
from courses.views.trainer_page import for_course, page

TAB = "trainer_questions"


@require_safe
@for_course("question.edit")
def questions(request, course):
    """Quizzes above, questions by category below; searched by title and category, retired ones apart."""
    words, retired = request.GET.get("q", "").strip()[:100], request.GET.get("retired") == "1"
    found = Question.objects.of_course(course.translation_key).saying(words).with_versions()
    found = found.filter(retired_at__isnull=False) if retired else found.in_use()
    lines = [{"question": each, "version": each.current, "kind": KIND_NAMES.get(each.current.kind, each.current.kind),
              "start": plain(each.current.body["text"])[:110], "languages": sorted(each.current.translations)} for each in found if each.current]
    groups = [{"category": category, "lines": list(group)} for category, group in groupby(lines, key=lambda line: line["question"].category)]
    quizzes = Quiz.objects.of_course(course.translation_key)
    return page(request, "question_bank/list", _("Questions"), course, TAB, "help", groups=groups, count=len(lines), words=words, retired=retired,
                quizzes=quizzes, kinds=KIND_NAMES.items(), has_retired=Question.objects.of_course(course.translation_key).filter(retired_at__isnull=False).exists())


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("question.edit")
def add(request, course, kind: str):
    if kind not in KINDS:
        raise Http404(kind)
    return _form_page(request, course, kind, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("question.edit")
def edit(request, course, pk):
    return _form_page(request, course, None, question_of(course, pk))


def question_of(course, pk) -> Question:
    return get_object_or_404(Question.objects.of_course(course.translation_key), pk=pk)


def _form_page(request, course, kind: str | None, question: Question | None):
    now = question.current if question else None
    kind = kind or now.kind
    if request.method == "POST":
        form, rows = QuestionForm(request.POST, kind=kind), question_rows(kind, request.POST)
        sound = form.is_valid() & (rows is None or rows.is_valid())
        if request.POST.get("act") == "rows":
            return _more_rows(request, course, form, rows, question)
        made = made_question(form, rows, now.body if now else None) if sound else None
        if made and now and (form.cleaned_data["seen"] or 0) < now.number:
            form.add_error(None, _("Somebody saved another version since you opened this page. What you typed is here; save once more to put it in its place."))
            form.data = form.data.copy()
            form.data["seen"] = now.number
        elif made:
            saved = _save(request, course, form, made, question)
            if saved is not None:
                return saved
    else:
        typed, lines = to_form(now.body, now.answer_key) if now else ({"category": request.GET.get("category", "")[:200]}, [])
        kept = {"title": question.title, "category": question.category, "seen": now.number} if now else {}
        form, rows = QuestionForm(initial=typed | kept, kind=kind), question_rows(kind, initial=lines)
    return _show_form(request, course, form, rows, question)


def _save(request, course, form, made, question):
    """The way on once it is kept; None, with the reason in the form, when the title is taken."""
    body, key = made
    now, title, category = timezone.now(), form.cleaned_data["title"], form.cleaned_data["category"]
    try:
        if question is None:
            question = question_bank.add(course.translation_key, category, title, body, key, now, by=request.user)
            messages.success(request, _("“%(title)s” is in the bank.") % {"title": title})
        elif question_bank.change(question, category, title, body, key, now, by=request.user):
            messages.success(request, _("“%(title)s” has a new version. Attempts that began before keep theirs.") % {"title": title})
        else:
            messages.success(request, _("“%(title)s” is kept; its wording is as before.") % {"title": title})
    except question_bank.TitleTaken:
        form.add_error("title", _("This category already has a question with this title."))
        return None
    goal = request.POST.get("act")
    if goal == "another":
        return redirect(f"{reverse('trainer_question_add', args=[course.translation_key, form.kind])}?category={category}")
    return redirect("trainer_question_preview", course.translation_key, question.pk) if goal == "preview" else redirect("trainer_questions", course.translation_key)


def _more_rows(request, course, form, rows, question):
    """The same form with more empty rows: nothing is checked yet, nothing is lost."""
    typed = [{name: row[name].value() for name in row.fields} for row in rows]
    kept = [row for row in typed if any(value not in (None, "", False) for value in row.values())]
    again = QuestionForm(initial={name: form[name].value() for name in form.fields}, kind=form.kind)
    return _show_form(request, course, again, question_rows(form.kind, initial=kept, empty=6), question)


def _show_form(request, course, form, rows, question):
    title = question.title if question else _("New: %(kind)s") % {"kind": KIND_NAMES[form.kind]}
    return page(request, "question_bank/question", title, course, TAB, "help", form=form, rows=rows, question=question, kind_name=KIND_NAMES[form.kind],
                row_help=ROW_HELP.get(form.kind, ""), categories=_categories(course), status=422 if form.is_bound and (form.errors or (rows and not rows.is_valid())) else 200,
                version=question.current if question else None)


def _categories(course) -> list[str]:
    return list(Question.objects.of_course(course.translation_key).order_by("category").values_list("category", flat=True).distinct())


@require_safe
@for_course("question.edit")
def versions(request, course, pk):
    question = question_of(course, pk)
    shown = []
    for version in question.versions.order_by("-number"):
        asked = Asked(version.number, str(version.pk), 0, version.body, version, True)
        shown.append({"version": version, "kind": KIND_NAMES.get(version.kind, version.kind), **question_result(asked, "", "", True)})
    return page(request, "question_bank/versions", _("Versions of “%(title)s”") % {"title": question.title}, course, TAB, "history", question=question, shown=shown)


@require_POST
@for_course("question.edit")
def retirement(request, course, pk):
    """POST act=retire or act=return: out of the draw, or back in it."""
    question = question_of(course, pk)
    if request.POST.get("act") == "return":
        if question.bring_back():
            messages.success(request, _("“%(title)s” can be drawn again.") % {"title": question.title})
    elif question.retire(timezone.now()):
        messages.success(request, _("“%(title)s” is retired: no new attempt draws it. Attempts that have it keep it.") % {"title": question.title})
    question_bank.renew(course.translation_key)
    return redirect("trainer_questions", course.translation_key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("question.edit")
def preview(request, course, pk):
    """The question as a learner meets it; POST tries an answer and keeps nothing."""
    question = question_of(course, pk)
    version = question.current
    told, language = version.body, course.locale.language_code
    answer = read_answer(told, version.pk, request.POST) if request.method == "POST" else None
    asked = Asked(1, str(version.pk), version.pk, told, version, True, answer)
    outcome = question_result(asked, language, language, True) if request.method == "POST" else None
    return render(request, "courses/quiz/preview.html", {"question": question_fields(asked, language, language), "asked": question, "course": course, "outcome": outcome})
