"""Somebody is passed on to an organisation: its named receiver reads what the person agreed to, and answers, without an account."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from academy.refusals import Refused
from academy.throttle import hit
from academy.untold_address import untold
from mentoring.models import Referral, Taken
from mentoring.orientation import receiving
from mentoring.orientation.facts import day
from mentoring.orientation.hub_names import name_of
from mentoring.orientation.receiver_forms import OutcomeForm, TakeUpForm, TurnDownForm

ACTS, WINDOW = 60, 600
FORMS = {"take_up": TakeUpForm, "turn_down": TurnDownForm, "outcome": OutcomeForm}


@sensitive_variables("token")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def referral_answer(request, token: str):
    """POST do=take_up | turn_down | outcome. Over: nothing about the person is shown any more."""
    found = Referral.objects.select_related("suggestion__request__hub__city").find(token)
    if found is None:
        raise Http404("referral")
    now, form, do = timezone.now(), None, request.POST.get("do", "")
    if request.method == "POST":
        if not hit("referral", get_adapter().get_client_ip(request), ACTS, WINDOW, now):
            return untold(render(request, "429.html", status=429))
        if do not in FORMS:
            raise Http404("do")
        form = FORMS[do](request.POST, prefix=do)
        if form.is_valid():
            try:
                _say(found, do, form.cleaned_data, now)
            except Refused as why:
                form.add_error(None, why.sentence)
            else:
                messages.success(request, _("Thank you. The hub and the person know it now."))
                return untold(redirect("referral_answer", token=token))
    return untold(_page(request, found, do, form, now))


def _say(found: Referral, do: str, given: dict, now) -> None:
    if do == "take_up":
        receiving.take_up(found, given["contact_by"], given["words"], now)
    elif do == "turn_down":
        receiving.turn_down(found, given["reason"], now)
    else:
        receiving.tell_outcome(found, given["outcome"], given["outcome_words"], now)


def _page(request, found: Referral, do: str, form, now):
    hub = found.suggestion.request.hub
    forms = {name: form if name == do and form is not None else made(prefix=name) for name, made in FORMS.items()}
    return render(request, "mentoring/orientation/referral.html", {
        "referral": found, "passed": found.suggestion, "hub": hub, "hub_name": name_of(hub, get_language() or "en"), "taken": found.answer == Taken.ACCEPTED,
        "declined": found.answer == Taken.DECLINED, "take_up": forms["take_up"], "turn_down": forms["turn_down"], "outcome": forms["outcome"], "today": day(found.suggestion.request, now),
        "form": form, "wrong": bool(form and form.errors)}, status=422 if form and form.errors else 200)
