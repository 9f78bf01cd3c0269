"""A cohort's desk: who is in it and how they get on, who asks to come in, taking somebody out, the roster as a file."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.csv_answer import csv_answer
from academy.models import record
from academy.permissions import coordinated_city_ids, sees_network
from academy.single_line import SingleLine
from academy.small_counts import in_words, told
from cohorts import joining
from cohorts.cohort_course import course_outline
from cohorts.cohort_roster import PAGE_SIZE, narrowed, roster_rows
from cohorts.cohort_screen import subgroups
from cohorts.models import CohortMembership, MembershipState
from cohorts.views.facilitator_page import at_desk, leading, page

FILTERS = ("city", "who", "words")


def _asked(request) -> dict[str, str]:
    return {name: request.GET.get(name, "").replace("\x00", "").strip()[:80] for name in FILTERS}


def _members(request, cohort, at):
    seen = CohortMembership.objects.named_for(request.user, cohort).members()
    return narrowed(seen, cohort, cohort.day_of(at), **_asked(request))


@require_safe
@at_desk
def lead(request, cohort):
    now, asked = timezone.now(), _asked(request)
    outline = course_outline(cohort, get_language())
    shown = Paginator(_members(request, cohort, now).select_related("person", "city"), PAGE_SIZE).get_page(request.GET.get("page"))
    line = list(CohortMembership.objects.filter(cohort=cohort, state__in=[MembershipState.ASKED, MembershipState.WAITING]).select_related("person", "city")
                .order_by("place", "pk")) if request.leads else []
    own = coordinated_city_ids(request.user)
    seen_cities = [each if request.leads or (each["city"] and each["city"].pk in own) else {**each, "count": in_words(told(each["count"]))}
                   for each in subgroups(cohort) if request.leads or sees_network(request.user) or each["city"] is not None]
    return page(request, cohort, "people", _("People"), shown=shown, keeps=cohort.city_id in coordinated_city_ids(request.user),
                rows=roster_rows(cohort, list(shown.object_list), outline, now), outline=outline, asked=asked,
                keep=urlencode({name: value for name, value in asked.items() if value}), subgroups=seen_cities, counts_only=not request.leads and sees_network(request.user),
                requests=[one for one in line if one.state == MembershipState.ASKED], waiting=[one for one in line if one.state == MembershipState.WAITING],
                who_choices=[("", _("Everyone")), ("stuck", _("Stuck")), ("not_begun", _("Not begun")), ("finished", _("Finished"))] if outline else [])


@require_safe
@leading
def people_csv(request, cohort):
    """The filtered roster as a file; who took it out stands in the log."""
    now = timezone.now()
    rows = roster_rows(cohort, list(_members(request, cohort, now).select_related("person", "city")), course_outline(cohort, get_language()), now)
    lines = [(_("Name"), _("E-mail"), _("City"), _("In the cohort since"), _("Share, per cent"), _("Lessons done"), _("Last seen on"), _("Finished on"),
              _("Meetings attended"), _("Meetings held"))]
    for row in rows:
        one, person, course = row.membership, row.person, row.enrolment
        lines.append((
            person.name, person.email, one.city.name if one.city else "", cohort.day_of(one.joined_at).isoformat(), "" if row.share is None else row.share, row.done,
            course.last_seen_on.isoformat() if course and course.last_seen_on else "", cohort.day_of(course.finished_at).isoformat() if course and course.finished_at else "",
            row.there, row.held))
    record(request.user, "exported", "cohort", cohort.slug, at=now, details={"people": len(rows)})
    return csv_answer(f"{cohort.slug}-{cohort.day_of(now):%Y-%m-%d}", lines)


class ReasonForm(forms.Form):
    reason = SingleLine(label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("The person reads it in a mail."))


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def answer(request, cohort, pk: int):
    """A request: POST answer=accept, or answer=refuse with a reason."""
    asked = get_object_or_404(CohortMembership.objects.filter(cohort=cohort).select_related("person", "city", "cohort"), pk=pk)
    refusing = request.method == "POST" and request.POST.get("answer") == "refuse"
    form = ReasonForm(request.POST if refusing else None)
    if request.method == "POST" and request.POST.get("answer") == "accept":
        return _answered(request, cohort, asked, joining.decide(asked, request.user, True, timezone.now()))
    if refusing and form.is_valid():
        return _answered(request, cohort, asked, joining.decide(asked, request.user, False, timezone.now(), form.cleaned_data["reason"]))
    return page(request, cohort, "request", _("A request"), one=asked, form=form, open=asked.state == MembershipState.ASKED, status=422 if form.errors else 200)


def _answered(request, cohort, asked, done: bool):
    asked.refresh_from_db()
    if not done:
        messages.info(request, _("This request was answered or taken back already."))
    elif asked.state == MembershipState.WAITING:
        messages.info(request, _("%(name)s waits in line: no seat is free for them at the moment.") % {"name": asked.person})
    elif asked.state == MembershipState.MEMBER:
        messages.success(request, _("%(name)s is in.") % {"name": asked.person})
    else:
        messages.success(request, _("The request of %(name)s is refused.") % {"name": asked.person})
    return redirect("lead", slug=cohort.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def taking_out(request, cohort, pk: int):
    """Take somebody out of the cohort, or out of its line, with a reason."""
    one = get_object_or_404(CohortMembership.objects.filter(cohort=cohort).select_related("person", "city", "cohort"), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if joining.leave(one, timezone.now(), reason=form.cleaned_data["reason"], by=request.user):
            messages.success(request, _("%(name)s is no longer in the cohort.") % {"name": one.person})
        else:
            messages.info(request, _("%(name)s had left before.") % {"name": one.person})
        return redirect("lead", slug=cohort.slug)
    return page(request, cohort, "taking_out", _("Take out of the cohort"), one=one, form=form, status=422 if form.errors else 200)
