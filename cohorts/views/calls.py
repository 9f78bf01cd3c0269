"""A city's call of interest as everybody reads it: answering it, changing one's answer by the private link, and the results."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from academy.both_times import moment_words
from academy.models import PartnerCity
from academy.permissions import can
from academy.throttle import hit
from academy.untold_address import untold
from cohorts.models import CallAnswer, CallOfInterest
from cohorts.plan.answering_call import change_answer, fingerprint, private_path, refuse_unless_open, send_answer, take_back
from cohorts.plan.call_answer_form import CallAnswerForm
from cohorts.plan.call_judging import results_of, total_of
from cohorts.plan.call_questions import answer_lines, asked_by
from cohorts.plan.resource_words import use_words
from cohorts.refusals import Refused

ANSWERS, AN_HOUR = 10, 3600  # from one address: a library's or a town hall's, too
MAILS, A_DAY = 5, 86_400  # to one e-mail address: nobody fills somebody else's letter box through us


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call(request, city: str, call: str):
    """POST answers; 409 with what was typed when it is too late, 429 when too many come from one address."""
    found, now = _found(request, city, call), timezone.now()
    if request.method != "POST":
        form = CallAnswerForm(found, person=request.user) if found.is_open(now) else None
        return _page(request, found, form, now)
    form = CallAnswerForm(found, request.POST)
    try:
        refuse_unless_open(found, now)
        if form.is_trapped:
            raise Refused("trapped", _("Leave the field empty that asks for it, then send once more."))
        if not form.is_valid():
            return _page(request, found, form, now, status=422)
        email = form.cleaned_data["email"].lower()
        if not hit("call-answer", get_adapter().get_client_ip(request), ANSWERS, AN_HOUR, now) or (email and not hit("call-answer-mail", email, MAILS, A_DAY, now)):
            form.add_error(None, _("Many answers have come from your connection just now. Please try again in an hour; what you wrote is still here."))
            return _page(request, found, form, now, status=429)
        person = request.user if request.user.is_authenticated else None
        made, _new = send_answer(found, key=form.cleaned_data["key"], person=person, language=get_language() or "en", form_version=form.answered_version, at=now,
                                 **form.fields_of_answer())
    except Refused as refused:
        return _refused(request, found, form, refused, now)
    messages.success(request, _("Your answer has arrived. We have written to you with the link to this page: it is yours alone."))
    return redirect(private_path(made))


@sensitive_variables("token")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, city: str, call: str, token: str):
    """The private page of one answer. POST do=change | take_back while the call is open; ?change=1 shows the form."""
    mine = get_object_or_404(CallAnswer.objects.select_related("call__plan__city", "person"), token_sha256=fingerprint(token), call__slug=call, call__plan__city__slug=city)
    now, form, status = timezone.now(), None, 200
    may_change = mine.call.is_open(now) and mine.withdrawn_at is None and not mine.result
    if request.method == "POST":
        do = request.POST.get("do")
        if do == "take_back":
            if may_change and take_back(mine, at=now):
                messages.success(request, _("Your answer is taken back, and everything in it is gone."))
            else:
                messages.warning(request, _("This answer cannot be taken back any more."))
            return untold(redirect(private_path(mine)))
        if do != "change":
            raise Http404("do")
        form = CallAnswerForm(mine.call, request.POST, answer=mine)
        try:
            refuse_unless_open(mine.call, now)
            if form.is_valid():
                change_answer(mine, form_version=form.answered_version, at=now, **form.fields_of_answer())
                messages.success(request, _("Kept. The city reads what you wrote now."))
                return untold(redirect(private_path(mine)))
            status = 422
        except Refused as refused:
            form.is_valid()
            form.add_error(None, refused.sentence)
            status = 409
    elif may_change and request.GET.get("change"):
        form = CallAnswerForm(mine.call, answer=mine)
    scores = {each.criterion_id: each for each in mine.scores.all()} if mine.result else {}
    criteria = list(mine.call.criteria.all())
    return untold(render(request, "cohorts/plan/call_answer.html", {
        "answer": mine, "call": mine.call, "city": mine.call.plan.city, "form": form, "may_change": may_change, "lines": answer_lines(mine, asked_by(mine.call, retired=True)),
        "uses": use_words(mine.uses), "scored": [(one, scores[one.pk]) for one in criteria if one.pk in scores], "total": total_of(scores.values(), criteria),
        "closes": moment_words(mine.call.closes_at, mine.call.plan.city.time_zone), "token": token}, status=status))


def _found(request, city: str, call: str) -> CallOfInterest:
    """A published call; a draft is there for its city's coordinators, to see how it will look."""
    found = get_object_or_404(CallOfInterest.objects.select_related("plan__city"), slug=call, plan__city__slug=city)
    if not found.is_public and not can(request.user, "call.write", found.plan.city):
        raise Http404("call")
    return found


def _page(request, call: CallOfInterest, form, at, status: int = 200, late: str = ""):
    city: PartnerCity = call.plan.city
    left = (call.closes_at - at).days
    return render(request, "cohorts/plan/call.html", {
        "call": call, "city": city, "form": form, "criteria": list(call.criteria.all()), "is_open": call.is_open(at), "is_over": call.is_over(at), "days_left": left,
        "opens": moment_words(call.opens_at, city.time_zone), "closes": moment_words(call.closes_at, city.time_zone), "results": results_of(call) if call.results_at else None,
        "late": late, "foreign": call.language != get_language(), "keeps": can(request.user, "call.write", city)}, status=status)


def _refused(request, call: CallOfInterest, form, refused: Refused, at):
    """What was typed stays to be copied, also when it is too late to send it."""
    call.refresh_from_db()
    if refused.code in ("closed", "not_open_yet"):
        return _page(request, call, form, at, status=409, late=refused.sentence)
    form.is_valid()
    form.add_error(None, refused.sentence)
    return _page(request, call, form, at, status=409)
