"""Endorsements: mine, and those I am asked for. Each is loaded through the person: for everybody else it is not there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.models import Endorsement, Skill
from academy.throttle import hit
from home import endorsing
from home.skill_forms import AskForm, GiveForm
from home.standing_words import level_words
from home.whom_to_ask import whom_to_ask

READS_AND_WRITES = ["GET", "HEAD", "POST"]
A_DAY, QUESTIONS = 86_400, 10  # each is a mail to somebody


def _rows(queryset) -> list[dict]:
    return [{"own": one, "asked": level_words(one.asked_level), "said": level_words(one.level) if one.level else ""}
            for one in queryset.select_related("skill", "person", "endorser")]


@never_cache
@login_required
@require_safe
def mine(request):
    asked_of = Endorsement.objects.asked_of(request.user)
    return render(request, "home/skills/endorsements.html", {
        "to_answer": _rows(asked_of.waiting()), "given": _rows(asked_of.standing()), "asked": _rows(Endorsement.objects.asked_by(request.user))})


@never_cache
@login_required
@require_http_methods(READS_AND_WRITES)
def new(request):
    """Ask somebody for one skill."""
    at = timezone.now()
    acquaintances = whom_to_ask(request.user, timezone.localdate(at))
    form = AskForm(request.POST if request.method == "POST" else None, acquaintances=acquaintances, initial={"skill": request.GET.get("skill", "")})
    status = 200
    if request.method == "POST" and acquaintances and form.is_valid():
        refused = _refusal(request.user, form, at)
        if not refused:
            messages.success(request, _("Asked. They read your sentence, and nothing else of your skills."))
            return redirect("my_endorsements")
        form.add_error(None, refused[1])
        status = refused[0]
    return render(request, "home/skills/endorsement_new.html", {"form": form, "acquaintances": acquaintances}, status=status if status != 200 or not form.errors else 422)


def _refusal(person, form: AskForm, at) -> tuple[int, str] | None:
    """Ask; or (status, why not)."""
    said = form.cleaned_data
    if not endorsing.may_ask_more(person):
        return 422, _("You have asked for many that are still without an answer. Take one back, or wait a while.")
    if not hit("endorsement", str(person.pk), QUESTIONS, A_DAY, at):
        return 429, _("That was a lot for one day. Please go on tomorrow.")
    made = endorsing.ask(person, form.acquaintances[said["whom"]], Skill.objects.get(code=said["skill"]), said["level"], said["sentence"], at)
    return None if made else (422, _("You asked this person for this skill not long ago."))


@never_cache
@login_required
@require_http_methods(READS_AND_WRITES)
def one(request, pk: int):
    """What I am asked for: yes, at a level and in words of mine, or quietly no."""
    asked = get_object_or_404(Endorsement.objects.asked_of(request.user).waiting().select_related("skill", "person"), pk=pk)
    saying_no = request.method == "POST" and "no" in request.POST
    form = GiveForm(request.POST if request.method == "POST" and not saying_no else None, initial={"level": asked.asked_level})
    if saying_no:
        endorsing.decline(asked, timezone.now())
        messages.success(request, _("All right. Nobody is told."))
        return redirect("my_endorsements")
    if request.method == "POST" and form.is_valid():
        if endorsing.give(asked, form.cleaned_data["level"], form.cleaned_data["words"], timezone.now()):
            messages.success(request, _("Thank you. It stands with their skills now, and you can withdraw it at any time."))
        return redirect("my_endorsements")
    return render(request, "home/skills/endorsement.html", {"asked": asked, "level": level_words(asked.asked_level), "form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def withdrawal(request, pk: int):
    """Either side: a question taken back by who asked, a yes that no longer counts."""
    own = get_object_or_404(Endorsement.objects.of(request.user).select_related("skill", "person"), pk=pk)
    if own.endorser_id == request.user.pk and own.given_at is None:
        raise Http404  # a question is not theirs to take back: they answer it
    if endorsing.withdraw(own, timezone.now()):
        messages.success(request, _("Withdrawn."))
    return redirect("my_endorsements")
