"""Idle resources and answers side by side at a city's desk: proposed with reasons, agreed, set aside."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from academy.plain_text import PlainText
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field
from cohorts.exchange_form import OneParagraph
from cohorts.models import CallAnswer, Resource, ResourceMatch
from cohorts.plan.call_form import WIDE
from cohorts.plan.matching_resources import agree, need_of, propose_again, proposed, set_aside, thing_of
from cohorts.plan.resource_fit import Fit, fit
from cohorts.plan.resource_words import reason_words
from cohorts.refusals import Refused
from cohorts.views.desk_page import for_city
from cohorts.views.desk_resources import page


class AgreeForm(forms.Form):
    """The measure that begins."""

    title = SingleLine(label=gettext_lazy("Title of the measure"), max_length=150, widget=forms.TextInput(attrs=WIDE))
    words = PlainText(label=gettext_lazy("What is done, and for whom"), max_length=3000, rows=4, required=False)
    owner = SingleLine(label=gettext_lazy("Who is responsible"), max_length=150, widget=forms.TextInput(attrs=WIDE), help_text=gettext_lazy("A body or an office rather than a person."))
    due_on = day_field(gettext_lazy("Until"))


class AsideForm(forms.Form):
    why = OneParagraph(label=gettext_lazy("Why it does not fit"), max_length=300, rows=2, help_text=gettext_lazy("Then it is not proposed again."))


def told(found: Fit) -> list[tuple[str, str]]:
    """[(sign, sentence)]: for, against, or neither."""
    return [({True: "good", False: "bad"}.get(each.good, "open"), reason_words(each)) for each in found.reasons]


@require_safe
@for_city("resource.keep")
def matches(request, city):
    fitting, not_fitting = proposed(city)
    decided = list(ResourceMatch.objects.filter(resource__city=city).select_related("resource", "answer__call", "measure").order_by("-pk")[:100])
    return page(request, "matches", _("What lies idle, and who could use it"), city, fitting=[(each, told(each.fit)) for each in fitting],
                not_fitting=[(each, told(each.fit)) for each in not_fitting], agreed=[each for each in decided if each.agreed_at and not each.given_back_at],
                aside=[each for each in decided if each.set_aside_at])


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("resource.keep")
def match(request, city, resource, answer):
    """POST do=agree | aside | again."""
    thing = get_object_or_404(Resource.objects.kept_by(request.user).filter(city=city).select_related("city"), key=resource)
    asked = get_object_or_404(CallAnswer.objects.named_for(request.user).standing().filter(call__plan__city=city).select_related("call__plan__city"), key=answer)
    do, now = request.POST.get("do"), timezone.now()
    # A measure is public: who answered, and in what words, is filled in beforehand only where they said that their name may be shown.
    open_about_it = asked.shows_name or not asked.body
    title = _("%(place)s for %(body)s") % {"place": thing.title, "body": asked.body or _("people who are just starting")} if open_about_it else thing.title
    first = {"title": title[:150], "words": asked.idea[:3000] if asked.shows_name else "",
             "due_on": timezone.localdate() + timedelta(days=180)}
    yes = AgreeForm(request.POST if do == "agree" else None, initial=first)
    no = AsideForm(request.POST if do == "aside" else None, auto_id="aside-%s")
    wrong = {"agree": yes, "aside": no}.get(do)
    if do == "again":
        for row in ResourceMatch.objects.filter(resource=thing, answer=asked, set_aside_at__isnull=False).select_related("answer"):
            propose_again(row, by=request.user, at=now)
        return redirect("desk_matches", city=city.slug)
    if request.method == "POST" and wrong is None:
        raise Http404("do")
    status = 422
    if wrong is not None and wrong.is_valid():
        try:
            if do == "agree":
                agree(thing, asked, by=request.user, at=now, **yes.cleaned_data)
                messages.success(request, _("Agreed. The measure stands in the plan, and the resource is kept for it."))
            else:
                set_aside(thing, asked, why=no.cleaned_data["why"], by=request.user, at=now)
                messages.info(request, _("Set aside. It is not proposed again."))
            return redirect("desk_matches", city=city.slug)
        except Refused as refused:
            wrong.add_error(None, refused.sentence)
            status = 409
    found = fit(need_of(asked), thing_of(thing))
    return page(request, "match", thing.title, city, thing=thing, answer=asked, reasons=told(found), fits=found.is_possible, yes=yes, no=no,
                error_form=wrong if wrong is not None and wrong.errors else None, status=status if wrong is not None and wrong.errors else 200)
