"""The anonymous survey after an exchange, and its results for those who organised it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from academy.sanitise import plain
from cohorts import surveying
from cohorts.exchange_texts import text_of
from cohorts.models import Exchange
from cohorts.surveying import QUESTIONS, SCALE, WORDS
from cohorts.views.days_doors import for_exchange

LONGEST = 1000
NO_ANSWER = ("", gettext_lazy("No answer"))


class SurveyForm(forms.Form):
    """Every question may be left out; at least one answer is needed to count."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="survey-%s", **kwargs)
        for key, question in QUESTIONS.items():
            self.fields[key] = forms.TypedChoiceField(label=question, required=False, coerce=int, empty_value=None, choices=[*SCALE, NO_ANSWER], widget=forms.RadioSelect)
        for key, question in WORDS.items():
            self.fields[key] = forms.CharField(label=question, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
                                               help_text=_("The organisers read these words. Leave out what would show who you are."))

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Answer at least one question."))
        return {key: plain(value).strip() if isinstance(value, str) else value for key, value in cleaned.items() if value}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def survey(request, slug: str):
    """The questions, for those who had a seat, from the end of the exchange on, for 30 days."""
    exchange = get_object_or_404(Exchange.objects.public().select_related("host_city"), slug=slug)
    registration, now = surveying.invited(request.user, exchange), timezone.now()
    if registration is None:
        raise Http404("survey")
    open_now = surveying.is_open(exchange, now) and not registration.survey_answered
    form = SurveyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and open_now and form.is_valid():
        if surveying.answer(registration, form.cleaned_data, now):
            messages.success(request, _("Thank you. Your answer is in, and cannot be told from the others."))
        return redirect("survey", slug=slug)
    return render(request, "cohorts/days/survey.html", {
        "exchange": exchange, "text": text_of(exchange, get_language()), "form": form, "open": open_now, "answered": registration.survey_answered,
        "over": exchange.is_over(now), "closes_at": surveying.closes_at(exchange), "fewest": surveying.FEWEST,
    }, status=422 if request.method == "POST" and open_now else 200)


@never_cache
@require_safe
@for_exchange("exchange.write_minutes")
def results(request, exchange):
    """For the host city's coordinators: sums and words from five answers on, never who, and only when nobody can answer any more: whoever
    looked before and after an answer would read all of it."""
    open_now = surveying.is_open(exchange, timezone.now())
    return render(request, "cohorts/days/survey_results.html", {
        "exchange": exchange, "text": text_of(exchange, get_language()), "results": None if open_now else surveying.results_of(exchange), "fewest": surveying.FEWEST,
        "closes_at": surveying.closes_at(exchange), "open": open_now})
