"""One exchange at the desk: what it is, what comes next, its numbers; and changing what it is and where."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.building_skills import built_by
from academy.built_line import builds_line
from academy.models.skills import Builder
from academy.permissions import can
from cohorts.changing import ChangedMeanwhile, change_exchange, tells, touches_where
from cohorts.desk_next_step import next_step
from cohorts.exchange_form import WhatForm
from cohorts.exchange_pages import first_page, programme_of
from cohorts.models import RegistrationState
from cohorts.seats import seats_view
from cohorts.themes import keep_themes, themes_of
from cohorts.views.desk_page import at, changed_meanwhile, for_exchange, page, seen_by
from cohorts.who_hears import of_place


@require_safe
@for_exchange(keeps=False)
def exchange(request, exchange):
    now = timezone.now()
    asked = exchange.registrations.filter(state=RegistrationState.REQUESTED).count()
    keeps = can(request.user, "exchange.edit", exchange)
    guests_offered = exchange.registrations.filter(state=RegistrationState.OFFERED, person=None).count()
    marks = can(request.user, "attendance.mark", exchange)
    step = next_step(exchange, now, keeps=keeps, marks=marks, asked=asked, guests_offered=guests_offered)
    return page(request, "exchange", exchange.text.title, exchange, step=step, step_url=at(exchange, step.step) if step.step else "", seats=seats_view(exchange),
                asked=asked, sessions=list(exchange.sessions.all()[:6]), session_count=exchange.sessions.count(), questions=exchange.questions.filter(retired_at=None).count(),
                over=exchange.is_over(now), marks=marks, themes=themes_of(exchange),
                builds=builds_line(built_by(Builder.EXCHANGE, [exchange.key]).get(str(exchange.key), []), get_language()))


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def edit(request, exchange):
    """What it is and where. A change of place is shown as what people will be told, before it is kept."""
    now = timezone.now()
    source = first_page(exchange, request.user).get_latest_revision_as_object()
    programme = programme_of(source)
    themes = themes_of(exchange)
    form = WhatForm(request.POST if request.method == "POST" else None, text_elsewhere=programme is None, also_spoken=exchange.languages, initial={
        **{name: getattr(exchange, name) for name in WhatForm.EXCHANGE_FIELDS}, "title": source.title, "summary": source.summary, "text": programme or "",
        "themes": ", ".join(themes), "seen": exchange.changed_at.isoformat()})
    telling = None
    if request.method == "POST" and form.is_valid():
        fields = form.fields_of_exchange()
        if tells(exchange, now) and touches_where(exchange, fields):
            telling = of_place(exchange, fields)
        if telling is None or form.cleaned_data["told"] == telling.mark:
            words = form.words()
            same = (words.title, words.summary, words.text if words.text is not None else programme) == (source.title, source.summary, programme)
            try:
                with transaction.atomic():
                    told = change_exchange(exchange, fields, seen=seen_by(request), by=request.user, at=now, words=None if same else words)
                    keep_themes(exchange, form.cleaned_data["themes"])
            except ChangedMeanwhile as found:
                changed_meanwhile(form, found)
                return _edit(request, exchange, form, source, status=409)
            messages.success(request, kept_words(told, telling))
            return redirect(at(exchange, "desk_exchange"))
        form.data = form.data.copy()
        form.data["told"] = telling.mark
    return _edit(request, exchange, form, source, telling=telling, status=422 if form.errors else 200)


def _edit(request, exchange, form, source, status: int, telling=None):
    return page(request, "edit", _("What it is, and where"), exchange, form=form, source=source, telling=telling, status=status)


def kept_words(told: bool, telling) -> str:
    if not told or telling is None:
        return _("Kept. Nobody is mailed about it.") if telling is None else _("Kept.")
    count = telling.hearers.by_mail
    return ngettext("Kept. %(count)d person is told by mail.", "Kept. %(count)d people are told by mail.", count) % {"count": count}
