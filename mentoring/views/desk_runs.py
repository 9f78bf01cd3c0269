"""Simulations at the desk: asked for, waited for, read, held against each other, taken out as files. Nobody is asked anything by them."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.models import record
from mentoring.closing_call import call_is_over
from mentoring.comparing import Comparison, cannot_compare
from mentoring.matching.writing import as_json
from mentoring.models import MatchingRun, MentoringRound, Purpose
from mentoring.named_lots import NamedLots, takes_part
from mentoring.open_files import input_to_take, result_to_take
from mentoring.publishing import is_still_true
from mentoring.round_form import LabelForm
from mentoring.rule_changes import changes_in_words
from mentoring.rule_words import rules_in_words
from mentoring.rules_form import RulesForm
from mentoring.running import ask_for_run
from mentoring.simulating import may_simulate
from mentoring.simulation_numbers import error_words, numbers_of
from mentoring.step_words import progress_words
from mentoring.views.desk_page import at, for_round, page
from mentoring.waiting_for_run import wait_for

A_PAGE = 20
MOST_PAIRS = 500  # shown on a page; the file has all
JUST_ASKED = 3.0  # seconds the next page waits for the worker


@require_http_methods(["GET", "HEAD", "POST"])
@for_round(keeps=True)
def simulations(request, mentoring_round):
    """All simulations; POST asks for one with the rules as they stand."""
    form = LabelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _ask(request, mentoring_round, mentoring_round.rules, form.cleaned_data["label"])
    runs = mentoring_round.runs.filter(purpose=Purpose.SIMULATION).defer("input", "people").order_by("-asked_at", "-pk")
    shown = Paginator(runs, A_PAGE).get_page(request.GET.get("page"))
    rows = [{"run": run, "url": at(mentoring_round, "round_simulation", pk=run.pk), "objective": (run.result or {}).get("objective"),
             "left": len((run.result or {}).get("unserved", ())), "changes": changes_in_words(mentoring_round.rules, run.rules)} for run in shown]
    return page(request, "simulations", _("Simulations"), mentoring_round, form=form, shown=shown, rows=rows, may=may_simulate(mentoring_round, timezone.now()),
                finished_runs=[row["run"] for row in rows if row["objective"]], status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_round(keeps=True)
def new(request, mentoring_round):
    """Simulate with other rules than those of the round, which stay as they are."""
    given = request.POST if request.method == "POST" else None
    label, form = LabelForm(given), RulesForm(mentoring_round.rules, given, groups_stand=True)
    if request.method == "POST" and all([label.is_valid(), form.is_valid()]):
        return _ask(request, mentoring_round, form.rules(), label.cleaned_data["label"])
    return page(request, "simulation_new", _("Simulate with other rules"), mentoring_round, crumbs=[("round_simulations", _("Simulations"))], form=form, label=label,
                status=422 if form.errors or label.errors else 200)


def _ask(request, mentoring_round, rules: dict, label: str):
    now = timezone.now()
    refusal = may_simulate(mentoring_round, now)
    if refusal:
        messages.error(request, refusal)
        return redirect(at(mentoring_round, "round_simulations"))
    with transaction.atomic():
        run = ask_for_run(mentoring_round, rules=rules, label=label, by=request.user, at=now)
    return redirect(at(mentoring_round, "round_simulation", pk=run.pk) + "?asked")


@require_safe
@for_round(keeps=True)
def simulation(request, mentoring_round, pk: int):
    run = _run(mentoring_round, pk)
    if "asked" in request.GET and not (run.finished_at or run.failed_at):
        wait_for(run, JUST_ASKED)
        run = _run(mentoring_round, pk)
    title = run.label or _("Simulation of %(moment)s") % {"moment": date_format(timezone.localtime(run.asked_at, ZoneInfo(mentoring_round.zone)), "DATETIME_FORMAT")}
    crumbs = [("round_simulations", _("Simulations"))]
    names = NamedLots.of_run(run, request.user) if run.finished_at else NamedLots(mentoring_round, request.user) if run.failed_at else None
    if not run.finished_at:
        return page(request, "simulation_waiting", title, mentoring_round, crumbs=crumbs, run=run, progress=progress_words(run),
                    error=error_words(run, names) if run.failed_at else "")
    now = timezone.now()
    numbers = numbers_of(run, names)
    return page(request, "simulation", title, mentoring_round, crumbs=crumbs, run=run, numbers=numbers, pairs=numbers.pair_rows[:MOST_PAIRS], rules=rules_in_words(run.rules),
                changes=changes_in_words(mentoring_round.rules, run.rules), names=names,
                result_url="" if names.takes_part else at(mentoring_round, "round_result_file", pk=run.pk),
                input_url="" if names.takes_part or mentoring_round.city_id else at(mentoring_round, "round_input_file", pk=run.pk),
                others=_others(mentoring_round, run), call_over=call_is_over(mentoring_round, now), current=mentoring_round.published_at is None and is_still_true(run))


def _run(mentoring_round: MentoringRound, pk: int) -> MatchingRun:
    run = get_object_or_404(mentoring_round.runs.filter(purpose=Purpose.SIMULATION), pk=pk)
    run.round = mentoring_round
    return run


def _others(mentoring_round: MentoringRound, run: MatchingRun):
    return mentoring_round.runs.filter(purpose=Purpose.SIMULATION).finished().exclude(pk=run.pk).only("pk", "label", "purpose", "asked_at")[:A_PAGE]


@require_safe
@for_round(keeps=True)
def comparison(request, mentoring_round):
    """?first=ID&second=ID of two finished simulations of the round."""
    finished = mentoring_round.runs.filter(purpose=Purpose.SIMULATION).finished()
    choices = list(finished.only("pk", "label", "purpose", "asked_at")[:A_PAGE])
    chosen = [finished.filter(pk=int(value)).first() if (value := request.GET.get(name, "")).isdecimal() and len(value) < 10 else None for name in ("first", "second")]
    made, refusal = None, ""
    if all(chosen):
        refusal = cannot_compare(*chosen)
        made = None if refusal else Comparison(*chosen)
    return page(request, "comparison", _("Two simulations side by side"), mentoring_round, crumbs=[("round_simulations", _("Simulations"))], choices=choices,
                first=chosen[0], second=chosen[1], comparison=made, refusal=refusal)


@require_safe
@for_round(keeps=True)
def result_file(request, mentoring_round, pk: int):
    _refuse_who_takes_part(request, mentoring_round)
    return _file(request, mentoring_round, pk, "result", result_to_take)


@require_safe
@for_round(keeps=True)
def input_file(request, mentoring_round, pk: int):
    """Of rounds of the network only: who keeps a city's knows its people by name, and could read off the file who keeps whom away."""
    if mentoring_round.city_id is not None:
        raise Http404("input of a city's round")
    _refuse_who_takes_part(request, mentoring_round)
    return _file(request, mentoring_round, pk, "input", input_to_take)


def _refuse_who_takes_part(request, mentoring_round) -> None:
    """In a file somebody who knows their own lot would find their partner's, and the city of it."""
    if takes_part(mentoring_round, request.user):
        raise Http404("own round")


def _file(request, mentoring_round, pk: int, what: str, taken):
    run = get_object_or_404(mentoring_round.runs.filter(purpose=Purpose.SIMULATION).finished(), pk=pk)
    record(request.user, "took_out_run", "mentoring_round", mentoring_round.pk, at=timezone.now(), details={"run": run.pk, "what": what})
    return HttpResponse(as_json(taken(run)), content_type="application/json", headers={
        "Content-Disposition": f'attachment; filename="{mentoring_round.slug}-{run.pk}-{what}.json"', "X-Content-Type-Options": "nosniff"})
