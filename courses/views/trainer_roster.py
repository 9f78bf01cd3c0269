"""The roster: who takes part, how far they are, who is stuck, who asks to come in; and the same as a file."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks

from academy.csv_answer import csv_answer
from academy.models import PartnerCity, record
from academy.permissions import can
from courses import enrolling
from courses.cohorts_known import cohorts_of
from courses.models import Enrolment
from courses.models.records import EnrolmentState
from courses.permissions import rows_seen_by
from courses.roster import PAGE_SIZE, SORTS, TILES, in_order, loaded, narrowed, rows
from courses.stuck import stuck
from courses.views.trainer_page import for_course, page, published_outline

FILTERS = ("state", "cohort", "city", "words")


def state_choices() -> list[tuple[str, str]]:
    return [("", _("Everyone taking part")), ("unfinished", _("Under way")), ("not_begun", _("Not begun")), ("stuck", _("Stuck")),
            ("finished", _("Finished")), ("withdrawn", _("Withdrawn"))]


def filtered(request, course, asked):
    """The rows this person sees that the filter (`asked`: a QueryDict) leaves."""
    seen = rows_seen_by(Enrolment.objects.all(), request.user, course)
    state = asked.get("state", "")
    if state in (EnrolmentState.REQUESTED, EnrolmentState.WAITING):
        state = ""
    given = {"cohort": asked.get("cohort", ""), "city": asked.get("city", ""), "words": asked.get("words", "")}
    if state == "stuck":
        return stuck(narrowed(seen, **given), timezone.localdate())
    return narrowed(seen, state=state, **given)


def chosen(request, course, asked):
    """The enrolments ticked in the roster, or everyone the filter leaves; only rows this person sees."""
    if asked.get("everyone"):
        return filtered(request, course, asked)
    ticked = [int(pk) for pk in asked.getlist("who")[:500] if pk.isdigit()]
    return rows_seen_by(Enrolment.objects.all(), request.user, course).filter(pk__in=ticked)


@require_safe
@for_course("course.see_roster")
def roster(request, course):
    outline = published_outline(course)
    asked = request.GET
    sort = asked.get("sort") if asked.get("sort") in SORTS else "name"
    today = timezone.localdate()
    table, shown = [], None
    if outline is not None:
        shown = Paginator(in_order(filtered(request, course, asked), sort, outline), PAGE_SIZE).get_page(asked.get("page"))
        table = rows(loaded(shown.object_list), outline, today)
    mine = can(request.user, "course.author", course)
    keep = {name: asked.get(name) for name in FILTERS if asked.get(name)}
    line = list(rows_seen_by(Enrolment.objects.all(), request.user, course).filter(state__in=[EnrolmentState.REQUESTED, EnrolmentState.WAITING])
                .select_related("person", "person__city").order_by("enrolled_at", "pk")) if mine else []
    return page(
        request, "roster", _("People"), course, "trainer_roster", "group", outline=outline, rows=table, shown=shown, may_write=mine, today=today,
        sort=sort, sorts=SORTS.items(), tiles=[(state, words) for state, words in TILES.items()], state_choices=state_choices(), asked={name: asked.get(name, "") for name in FILTERS},
        cohorts=cohorts_of(course.translation_key), cities=PartnerCity.objects.filter(people__enrolments__course_key=course.translation_key).distinct() if mine else [],
        keep=urlencode(keep), keep_and_sort=urlencode({**keep, "sort": sort}), requests=[one for one in line if one.state == EnrolmentState.REQUESTED],
        waiting=[one for one in line if one.state == EnrolmentState.WAITING],
        actions=[action for hook in hooks.get_hooks("roster_actions") for action in hook(request.user, course)] if mine else [])


@require_safe
@for_course("roster.export")
def roster_csv(request, course):
    """The filtered roster as a file, one column per lesson; who took it out stands in the log."""
    outline = published_outline(course)
    if outline is None:
        messages.info(request, _("The course is not published yet, so nobody is in it."))
        return redirect("trainer_roster", key=course.translation_key)
    enrolments = loaded(list(in_order(filtered(request, course, request.GET), "name", outline).values_list("pk", flat=True)))
    lines = [(
        _("Name"), _("E-mail"), _("City"), _("Cohort"), _("Joined on"), _("Last seen on"), _("Share, per cent"), _("Finished on"), _("Quiz attempts"),
        *(f"{lesson.number}. {lesson.title}" for lesson in outline.lessons))]
    for row in rows(enrolments, outline, timezone.localdate()):
        one, person = row.enrolment, row.person
        lines.append((
            person.name, person.email, person.city.name if person.city else "", one.cohort_slug, one.enrolled_at.date().isoformat(), one.last_seen_on.isoformat() if one.last_seen_on else "",
            row.share, one.finished_at.date().isoformat() if one.finished_at else "", row.attempts, *(str(tile.words) if tile.state else "" for tile in row.tiles)))
    record(request.user, "exported", "roster", course.translation_key, at=timezone.now(), details={"people": len(enrolments)})
    return csv_answer(f"{slugify(course.slug)}-{timezone.localdate():%Y-%m-%d}", lines)


@require_POST
@for_course("enrolment.decide")
def decide(request, course, pk: int):
    """Let a request in, or decline it."""
    enrolment = get_object_or_404(Enrolment.objects.for_course(course.translation_key).select_related("person"), pk=pk)
    accepted = request.POST.get("answer") == "accept"
    if not accepted and request.POST.get("answer") != "decline":
        messages.error(request, _("Say whether you accept or decline."))
    elif enrolling.decide(enrolment, request.user, accepted, timezone.now()):
        words = _("%(name)s is in.") if accepted else _("The request of %(name)s is declined.")
        messages.success(request, words % {"name": enrolment.person})
    else:
        messages.info(request, _("This request was answered already."))
    return redirect(reverse("trainer_roster", args=[course.translation_key]) + "#line")
