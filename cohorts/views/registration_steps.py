"""What somebody does with their registration: withdraw, answer an offer, change their answers."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy.views.typed_words import sign_in_first
from cohorts import registering
from cohorts.answering import registration_form
from cohorts.models import Registration, RegistrationState
from cohorts.refusals import FormChanged, Refused
from cohorts.registration_form import readers_of
from cohorts.views.registration import refusal, screen

State = RegistrationState
LONGEST_REASON = 500


def own_registration(view):
    """The view gets the reader's own registration of a published exchange; whoever has none meets 404, whoever is signed out signs in first."""
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def found(request, slug: str):
        if not request.user.is_authenticated:
            back = reverse("registration", args=[slug])
            return sign_in_first(request, back) if request.method == "POST" else redirect_to_login(request.get_full_path())
        rows = Registration.objects.of(request.user).select_related("exchange__host_city", "city", "organisation")
        return view(request, get_object_or_404(rows.filter(exchange__published_at__isnull=False), exchange__slug=slug))
    return found


@own_registration
def withdrawal(request, mine: Registration):
    """GET asks once more; POST with an optional reason withdraws."""
    if not mine.is_in_play:
        messages.info(request, _("You are not registered."))
        return redirect("exchange", slug=mine.exchange.slug)
    if request.method != "POST":
        return render(request, "cohorts/registration/withdrawal.html", screen(request, mine.exchange))
    try:
        registering.withdraw(mine, by=request.user, reason=request.POST.get("reason", "")[:LONGEST_REASON], at=timezone.now())
    except Refused as refused:
        return refusal(request, mine.exchange, refused)
    messages.info(request, _("You have withdrawn. If you held a seat, it goes to the next in line."))
    return redirect("exchange", slug=mine.exchange.slug)


@own_registration
def offer(request, mine: Registration):
    """GET shows the offer and until when it holds; POST act=accept or act=decline answers it."""
    if request.method != "POST":
        return render(request, "cohorts/registration/offer.html", screen(request, mine.exchange)) if mine.state == State.OFFERED else redirect("exchange", slug=mine.exchange.slug)
    try:
        if request.POST.get("act") == "accept":
            registering.accept_offer(mine, at=timezone.now())
            messages.success(request, _("The seat is yours."))
            return redirect("registration", slug=mine.exchange.slug)
        if request.POST.get("act") == "decline":
            left = registering.decline_offer(mine, reason=request.POST.get("reason", "")[:LONGEST_REASON], at=timezone.now())
            messages.info(request, _("You did not take the seat. It goes to the next in line.") if left.state == State.DECLINED else _("There is no offered seat to say no to."))
            return redirect("exchange", slug=mine.exchange.slug)
    except Refused as refused:
        return refusal(request, mine.exchange, refused)
    return redirect("registration_offer", slug=mine.exchange.slug)


@own_registration
def answers(request, mine: Registration):
    """The answers again, to change them until the organisers' deadline."""
    exchange = mine.exchange
    if not mine.is_in_play:
        return redirect("exchange", slug=exchange.slug)
    if not exchange.answers_open(timezone.now()) and request.method != "POST":
        messages.info(request, _("Answers can no longer be changed. Write to the organisers if something is different now."))
        return redirect("registration", slug=exchange.slug)
    form = registration_form(exchange, get_language(), request.POST if request.method == "POST" else None, mine)
    if request.method == "POST" and form.is_valid():
        try:
            registering.change_answers(mine, form.answers(), form.form_version, at=timezone.now())
        except FormChanged:
            exchange.refresh_from_db()
            form = registration_form(exchange, get_language(), request.POST, mine)
        except Refused as refused:
            return refusal(request, exchange, refused)
        else:
            messages.success(request, _("Your answers are changed."))
            return redirect("registration", slug=exchange.slug)
    context = {**screen(request, exchange), "form": form, "readers": readers_of(exchange, request.user)}
    return render(request, "cohorts/registration/answers.html", context, status=422 if form.errors else 200)
