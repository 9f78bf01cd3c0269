"""The form people fill in to register: its questions at the desk, and how it will look."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.answering import registration_form
from cohorts.asking import CannotAsk, answered_keys, ask_own, ask_ready, move_question, stop_asking
from cohorts.exchange_form_questions import QuestionForm
from cohorts.models import ReadyQuestion
from cohorts.question_words import questions_of
from cohorts.ready_questions import READY
from cohorts.views.desk_page import at, for_exchange, page


@require_safe
@for_exchange(keeps=True)
def questions(request, exchange):
    asked = questions_of(exchange, get_language())
    used = {each.question.ready for each in asked}
    return page(request, "form", _("Questions to those who register"), exchange, asked=asked, answered=answered_keys(exchange),
                ready=[(name, ReadyQuestion(name).label, READY[name].label) for name in READY if name not in used])


@require_POST
@for_exchange(keeps=True)
def ready(request, exchange):
    """POST ready=diet: one of our questions, with one click."""
    name = request.POST.get("ready", "")
    if name not in READY:
        raise Http404("ready question")
    try:
        ask_ready(exchange, name, by=request.user, at=timezone.now())
    except CannotAsk as refused:
        messages.error(request, refused.words)
    return redirect(at(exchange, "desk_form") + f"#ready-{name}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def add(request, exchange):
    return _write(request, exchange, None, _("A question of your own"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def question(request, exchange, key):
    found = get_object_or_404(exchange.questions.filter(retired_at=None, ready=""), key=key)
    return _write(request, exchange, found, _("Change this question"))


def _write(request, exchange, found, title: str):
    asked = questions_of(exchange, get_language())
    places = {each.question.pk: place for place, each in enumerate(asked)}
    earlier = asked if found is None else asked[:places[found.pk]]
    initial = QuestionForm.initial_of(found, exchange.source_language, exchange.form_version) if found else {"version": exchange.form_version}
    form = QuestionForm(earlier, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            ask_own(exchange, found, language=exchange.source_language, words=form.words(), version=form.cleaned_data["version"] or 0, by=request.user, at=timezone.now(),
                    **form.fields_of_question())
        except CannotAsk as refused:
            form.add_error(refused.field, refused.words)
            form.data = form.data.copy()
            form.data["version"] = exchange.form_version
        else:
            messages.success(request, _("Kept."))
            return redirect(at(exchange, "desk_form"))
    return page(request, "question", title, exchange, crumbs=[("desk_form", _("Questions to those who register"))], form=form, question=found, status=422 if form.errors else 200)


@require_POST
@for_exchange(keeps=True)
def place(request, exchange, key):
    """POST to=up or to=down."""
    found = get_object_or_404(exchange.questions.filter(retired_at=None), key=key)
    found.exchange = exchange
    try:
        move_question(found, request.POST.get("to") == "up", by=request.user, at=timezone.now())
    except CannotAsk as refused:
        messages.warning(request, refused.words)
    return redirect(at(exchange, "desk_form") + f"#q-{key}")


@require_POST
@for_exchange(keeps=True)
def retirement(request, exchange, key):
    found = get_object_or_404(exchange.questions.filter(retired_at=None), key=key)
    found.exchange = exchange
    gone = stop_asking(found, by=request.user, at=timezone.now())
    messages.success(request, _("The question is gone.") if gone else _("It is no longer asked. What people answered stays readable."))
    return redirect(at(exchange, "desk_form"))


@require_safe
@for_exchange(keeps=True)
def preview(request, exchange):
    """The form as people see it, to try what hangs on what; without a button, and sent nowhere."""
    form = registration_form(exchange, get_language(), person=request.user)
    return page(request, "form_preview", _("As people see it"), exchange, crumbs=[("desk_form", _("Questions to those who register"))], form=form)
