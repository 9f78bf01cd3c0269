"""What the buttons of a worker's page do: which form is read, and which verb is called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from mentoring.models import Consent, HelpMessageKind, HelpRequest, Referral
from mentoring.orientation import closing, consenting, receiving, referring, saying, suggesting
from mentoring.orientation.worker_forms import OF_REFERRAL, OF_SUGGESTION, ClosingForm, PutOffForm, SayForm, SuggestForm, prefix

SAYS = {HelpMessageKind.ANSWER: saying.answer, HelpMessageKind.PHONE: saying.note_call, HelpMessageKind.NOTE: saying.note}


@dataclass(frozen=True, slots=True)
class Act:
    """`form` None: a bare button. `run()` calls the verb and gives a sentence; it may raise Refused. `number`: the suggestion or referral it is about."""

    do: str
    number: int | None
    form: object | None
    run: Callable[[], str]


def act_of(request: HelpRequest, do: str, data, by, at: datetime) -> Act:
    """Raises Http404 for what is no button of this page, or is about another request."""
    if do == "take":
        return Act(do, None, None, lambda: saying.take(request, by, at) and _("You look after this request now."))
    if do in ("say", "put_off", "close", "suggest"):
        return _about_request(request, do, data, by, at)
    number = int(data.get("about", "")) if data.get("about", "").isascii() and data.get("about", "").isdigit() else 0
    if do in OF_SUGGESTION:
        return _about_suggestion(get_object_or_404(request.suggestions.select_related("request__hub__city"), pk=number), do, data, by, at)
    if do in OF_REFERRAL or do == "remind":
        found = get_object_or_404(Referral.objects.filter(suggestion__request=request).select_related("suggestion__request__hub__city"), pk=number)
        return _about_referral(found, do, data, by, at)
    raise Http404("do")


def _about_request(request: HelpRequest, do: str, data, by, at: datetime) -> Act:
    form = {"say": lambda: SayForm(data), "put_off": lambda: PutOffForm(data), "close": lambda: ClosingForm(data, prefix="end"), "suggest": lambda: SuggestForm(data, prefix="why")}[do]()

    def run() -> str:
        given = form.cleaned_data
        if do == "say":
            SAYS[given["kind"]](request, given["words"], by, at)
            return _("Written down.")
        if do == "put_off":
            saying.put_off(request, given["on"], by, at)
            return _("It comes up again on that day.")
        if do == "close":
            closing.close(request, given["outcome"], given["outcome_words"], at, by)
            return _("The request is closed.")
        suggesting.suggest(request, data.get("kind", "")[:20], data.get("key", "")[:80], given["why"], by, at)
        return _("Suggested. The person decides.")
    return Act(do, None, form, run)


def _about_suggestion(found, do: str, data, by, at: datetime) -> Act:
    form = OF_SUGGESTION[do](data, prefix=prefix(do, found.pk))

    def run() -> str:
        given = form.cleaned_data
        if do == "take_back":
            suggesting.take_back(found, given["reason"], by, at)
            return _("Taken back.")
        if do == "refer":
            referring.refer(found, given["receiver_name"], given["receiver_email"], by, at, language=given["language"])
            return _("Passed on. If there is no answer in time, it comes back to you.")
        if given["answer"] == Consent.NO:
            consenting.decline(found, at, by=by)
            return _("Written down: no.")
        consenting.agree(found, at, name=given["name"], contact=given["contact"], words=given["words"], by=by)
        return _("Written down: yes.")
    return Act(do, found.pk, form, run)


def _about_referral(found: Referral, do: str, data, by, at: datetime) -> Act:
    if do == "remind":
        return Act(do, found.pk, None, lambda: referring.remind(found, by, at) and _("Asked once more."))
    form = OF_REFERRAL[do](data, prefix=prefix(do, found.pk))

    def run() -> str:
        given = form.cleaned_data
        if do == "receiver":
            referring.change_receiver(found, given["receiver_name"], given["receiver_email"], by, at)
            return _("Somebody else is asked now.")
        if do == "take_up":
            receiving.take_up(found, given["contact_by"], given["words"], at, by)
        elif do == "turn_down":
            receiving.turn_down(found, given["reason"], at, by)
        else:
            receiving.tell_outcome(found, given["outcome"], given["outcome_words"], at, by)
        return _("Written down.")
    return Act(do, found.pk, form, run)
