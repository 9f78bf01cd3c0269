"""Registering for an exchange, and one's own registration: one address, which shows the form to who is not in, and their place to who is."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy.views.typed_words import sign_in_first, typed_words
from cohorts import registering
from cohorts.answering import AnswerForm, answer_lines
from cohorts.exchange_screen import exchange_context, registration_of
from cohorts.exchange_words import words_of
from cohorts.models import Exchange, Registration
from cohorts.reader_zone import zone_of_reader
from cohorts.refusals import FormChanged, Refused, refuse_unless_open
from cohorts.registration_form import CITY_NEEDED, form_to_register, readers_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request, slug: str):
    exchange = get_object_or_404(Exchange.objects.public().select_related("host_city"), slug=slug)
    here = reverse("registration", args=[slug])
    if not request.user.is_authenticated:
        return sign_in_first(request, here) if request.method == "POST" else redirect_to_login(here)
    mine = registration_of(exchange, request.user)
    if mine is not None and mine.is_in_play:
        return redirect(here) if request.method == "POST" else _mine(request, exchange, mine)
    return _register(request, exchange) if request.method == "POST" else _form(request, exchange)


def _mine(request, exchange: Exchange, mine: Registration) -> HttpResponse:
    return render(request, "cohorts/registration/mine.html", {**screen(request, exchange), "answers": answer_lines(mine, get_language())})


def _form(request, exchange: Exchange, form: AnswerForm | None = None) -> HttpResponse:
    try:
        refuse_unless_open(exchange, timezone.now())
    except Refused as refused:
        return refusal(request, exchange, refused)
    form = form or form_to_register(exchange, request.user, get_language())
    context = {**screen(request, exchange), "form": form, "readers": readers_of(exchange, request.user)}
    return render(request, "cohorts/registration/form.html", context, status=422 if form.errors else 200)


def _register(request, exchange: Exchange) -> HttpResponse:
    form = form_to_register(exchange, request.user, get_language(), request.POST)
    if not form.is_valid():
        return _form(request, exchange, form)
    said = form.cleaned_data
    try:
        made = registering.register(exchange, request.user, city=said.get("city"), organisation=said.get("organisation"), answers=form.answers(),
                                    answers_version=form.form_version, at=timezone.now())
    except FormChanged:
        exchange.refresh_from_db()
        return _form(request, exchange, form_to_register(exchange, request.user, get_language(), request.POST))
    except Refused as refused:
        if refused.code == CITY_NEEDED and "city" in form.fields:
            form.add_error("city", refused.sentence)
            return _form(request, exchange, form)
        return refusal(request, exchange, refused)
    messages.success(request, done_words(made))
    return redirect("registration", slug=exchange.slug)


def done_words(made: Registration) -> str:
    return {
        "registered": _("You have a seat."),
        "requested": _("Your request is with the organisers."),
        "waitlisted": _("You are on the waiting list."),
    }.get(made.state, _("Your registration is kept."))


# Shared with registration_steps ------------------------------------------------------------------------

def screen(request, exchange: Exchange) -> dict:
    words = words_of(exchange, get_language(), drafts=False)
    return exchange_context(exchange, words, request.user, timezone.now(), zone_of_reader(request))


def refusal(request, exchange: Exchange, refused: Refused) -> HttpResponse:
    """Why not, with what was typed given back."""
    context = {**screen(request, exchange), "refused": refused, "typed": typed_words(request)}
    return render(request, "cohorts/registration/refused.html", context, status=409 if request.method == "POST" else 200)
