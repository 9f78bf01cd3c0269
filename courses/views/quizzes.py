"""A learner's quiz: what awaits, an attempt, its result. Everything is loaded through the person and the lesson."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses import quizzing
from courses.models import Quiz, QuizAttempt
from courses.quiz_screen import first_field, in_words, plain, question_fields, question_result, safe
from courses.reading import Reading, open_lesson


@never_cache
@require_safe
@open_lesson
def quiz(request, read: Reading, quiz_slug: str):
    """What awaits, the attempts made, and the way in."""
    found = _quiz_of(read, quiz_slug)
    return render(request, "courses/quiz/quiz.html", {**_frame(read, found), "attempts": _tries(read, found).submitted()})


@require_POST
@open_lesson
def attempts(request, read: Reading, quiz_slug: str):
    """POST: start an attempt, or go on with the open one."""
    found = _quiz_of(read, quiz_slug)
    try:
        started, made = quizzing.start(read.person, found, read.lesson, read.now)
    except quizzing.NoAttemptsLeft:
        messages.warning(request, _("You have used all attempts at this quiz. What you answered, and what was right, is below."))
        return redirect("quiz", read.outline.slug, read.lesson.slug, found.slug)
    except quizzing.NothingToAsk:
        messages.warning(request, _("This quiz has no questions yet. Please come back later."))
        return redirect("quiz", read.outline.slug, read.lesson.slug, found.slug)
    if not made and request.POST.get("act") != "continue":
        messages.info(request, _("You had begun this attempt already. Here it is, with the answers you kept."))
    return redirect("quiz_attempt", read.outline.slug, read.lesson.slug, found.slug, started.number)


@never_cache
@require_http_methods(["GET", "POST"])
@open_lesson
def attempt(request, read: Reading, quiz_slug: str, number: int):
    """The form. POST act: save (keep and go on later), submit, or anyway (submit with gaps)."""
    found = _quiz_of(read, quiz_slug)
    tried = get_object_or_404(_tries(read, found), number=number)
    if request.method == "GET":
        if not tried.is_open:
            return redirect("quiz_result", read.outline.slug, read.lesson.slug, found.slug, number)
        return _form(request, read, found, tried, quizzing.asked_in(tried, get_language()))
    asked = quizzing.keep(tried, request.POST, get_language())
    if asked is None:
        return _handed_in_before(request, read, found, tried)
    act = request.POST.get("act")
    gaps = {each.gap for each in asked} - {""}
    differ = any(each.other is not None for each in asked)
    if "too_long" in gaps or differ or (gaps and act not in ("save", "anyway")):
        return _form(request, read, found, tried, asked, errors=act != "save", differ=differ)
    if act == "save":
        messages.success(request, _("Your answers are kept. Go on whenever you like."))
        return redirect("quiz", read.outline.slug, read.lesson.slug, found.slug)
    if not quizzing.submit(read, tried, read.now):
        return _handed_in_before(request, read, found, tried)
    return redirect("quiz_result", read.outline.slug, read.lesson.slug, found.slug, number)


@never_cache
@require_safe
@open_lesson
def result(request, read: Reading, quiz_slug: str, number: int):
    found = _quiz_of(read, quiz_slug)
    tried = get_object_or_404(_tries(read, found), number=number)
    if tried.is_open:
        return redirect("quiz_attempt", read.outline.slug, read.lesson.slug, found.slug, number)
    return _result(request, read, found, tried)


def _quiz_of(read: Reading, quiz_slug: str) -> Quiz:
    """The quiz, if this lesson shows it; otherwise it does not exist here."""
    found = Quiz.objects.filter(pk__in=quizzing.quizzes_in(read.lesson), slug=quiz_slug).first()
    if found is None:
        raise Http404(quiz_slug)
    return found


def _tries(read: Reading, quiz: Quiz):
    return QuizAttempt.objects.of(read.person).filter(quiz=quiz)


def _frame(read: Reading, quiz: Quiz) -> dict:
    """What every quiz page says: where it is, what it asks for, what is left."""
    language, mine = get_language(), _tries(read, quiz)
    started = mine.open().first()
    made = mine.submitted().count()
    return {"reading": read, "outline": read.outline, "lesson": read.lesson, "quiz": quiz, "title": quiz.title_in(language), "open_attempt": started,
            "attempts_left": quiz.attempts_left(made), "best": mine.submitted().order_by("-percent").first(),
            "has_passed": mine.passed().exists(), "is_done": read.lesson.key in read.done,
            "title_language": "" if language == read.outline.source_language or quiz.titles.get(language) else read.outline.source_language}


def _form(request, read: Reading, quiz: Quiz, tried: QuizAttempt, asked: list, errors: bool = False, differ: bool = False):
    questions = [question_fields(each, read.outline.source_language, read.outline.language, errors) for each in asked]
    wrong = [{**each, "field": first_field(each)} for each in questions if each["error"] or each["other"]]
    only_gaps = not differ and not any(each.gap == "too_long" for each in asked)
    context = {**_frame(read, quiz), "attempt": tried, "questions": questions, "wrong": wrong, "may_hand_in_anyway": errors and only_gaps, "differ": differ}
    return render(request, "courses/quiz/attempt.html", context, status=422 if wrong else 200)


def _result(request, read: Reading, quiz: Quiz, tried: QuizAttempt, status: int = 200, **more):
    language, frame = get_language(), _frame(read, quiz)
    # What was right is told to those who passed, and to those who cannot try again.
    reveals = frame["has_passed"] or frame["attempts_left"] == 0
    questions = [question_result(each, read.outline.source_language, language, reveals) for each in quizzing.asked_in(tried, language)]
    context = {**frame, "attempt": tried, "questions": questions, "reveals": reveals, **more}
    return render(request, "courses/quiz/result.html", context, status=status)


def _handed_in_before(request, read: Reading, quiz: Quiz, tried: QuizAttempt):
    """A second tab or an old form: the first hand-in stands; what this form said is shown, so that it is not lost."""
    tried.refresh_from_db()
    uncounted = []
    for each in quizzing.asked_in(tried, get_language()):
        said = quizzing.read_answer(each.body, each.id, request.POST)
        if said is not None and said != each.kept:
            uncounted.append({"number": each.number, "text": plain(each.body["text"]), "answer": [safe(line) for line in in_words(each.body, said)]})
    return _result(request, read, quiz, tried, status=409, handed_in_before=True, uncounted=uncounted)
