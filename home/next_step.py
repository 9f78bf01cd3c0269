"""The steps of a person's own pathway as they stand, and the next one with its reason. The same number of queries, however long the pathway."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.models import OwnPathway, OwnStep, StepKind
from courses.models import CourseVersion
from courses.outline import Outline, outline_for
from home.goal_steps import what_builds
from home.own_pathway import open_goals
from home.pathway_offers import Offers, offers_for
from home.pathway_standing import Done, Known, done_on, what_is_done
from home.step_prospects import MentoringNow, Prospect, Ready, Surroundings, prospect
from mentoring.models import MentoringRound, Mentorship, Participation


@dataclass(frozen=True, slots=True)
class NextStep:
    """`words`: what to do; `reason`: why, in a sentence ("" where there is none to give); `url`: where; `step`: the OwnStep's number."""

    words: str
    reason: str
    url: str
    step: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """One step of the pathway as it stands: done on a day, or what can be done about it now."""

    step: OwnStep
    title: str
    url: str
    done_on: date | None
    prospect: Prospect | None


def next_step(person, language: str, at: datetime, known: Known | None = None) -> NextStep | None:
    """None without a pathway, and when nothing on it is left or possible."""
    return _first(_open_steps(person), person, language, at, known)


def my_next_step(request, known: Known) -> dict:
    """For templates/home/parts/next_step.html: {"next_step": NextStep or None, "has_pathway": bool}. `known`: what my space has read already."""
    steps = _open_steps(request.user)
    return {"next_step": _first(steps, request.user, get_language() or "en", timezone.now(), known),
            "has_pathway": bool(steps) or OwnPathway.objects.of(request.user).open().exists()}


def _open_steps(person) -> list[OwnStep]:
    return list(OwnStep.objects.filter(own_pathway__in=OwnPathway.objects.of(person).open()).select_related("skill", "origin").order_by("position", "pk"))


def _first(steps: list[OwnStep], person, language: str, at: datetime, known: Known | None) -> NextStep | None:
    """As `suggested` of all steps, reading no further than it must: past the first that can be done now, only a seat that is soon gone goes before it."""
    steps = [step for step in steps if step.left_out_at is None]
    if not steps:
        return None
    goals = open_goals(person)

    @cache
    def of_kind(kind: str) -> tuple[Done, Surroundings]:
        mine = [step for step in steps if step.kind == kind]
        done = what_is_done(person, mine, at, known)
        return done, Surroundings(offers_for(person, language, at, mine, lean=True, known=known), goals, {}, _mentoring(person, mine, done, at), language, at)

    looked: list[Looked] = []
    found = False
    for step in steps:
        if found and step.kind != StepKind.EXCHANGE:
            continue
        done, around = of_kind(step.kind)
        if done_on(step, done) is None:
            now = prospect(step, around)
            looked.append(Looked(step, "", "", None, now))
            found = found or now.ready == Ready.NOW
    first = _first_open(looked)
    if first is not None and first.step.kind == StepKind.COURSE:
        around = replace(of_kind(StepKind.COURSE)[1], built=_built(goals))
        first = _with_lesson(first, around, _versions(around.offers, {first.step.object_key}))
    return first and _said(first)


def look_at(steps: list[OwnStep], person, language: str, at: datetime, offers: Offers) -> list[Looked]:
    """Every step of the person's pathway, in its order, those left out too. `offers`: of these steps."""
    done = what_is_done(person, steps, at)
    goals = open_goals(person)
    around = Surroundings(offers, goals, _built(goals), _mentoring(person, steps, done, at), language, at)
    looked = []
    for step in steps:
        day = done_on(step, done)
        looked.append(Looked(step, offers.title_of(step), offers.url_of(step), day, prospect(step, around) if day is None and step.left_out_at is None else None))
    versions = _versions(offers, set(offers.courses))
    return [_with_lesson(each, around, versions) for each in looked]


def suggested(looked: list[Looked]) -> NextStep | None:
    """The first that can be done now; before it only a seat that is soon gone; what waits for a day or an answer only when nothing else is left."""
    first = _first_open(looked)
    return first and _said(first)


def _first_open(looked: list[Looked]) -> Looked | None:
    open_ones = [each for each in looked if each.prospect is not None and each.prospect.ready != Ready.NOTHING]
    return min(open_ones, key=lambda each: each.prospect.ready, default=None)  # of equals the first in the person's order


def _said(looked: Looked) -> NextStep:
    return NextStep(looked.prospect.words, looked.prospect.reason, looked.prospect.url, looked.step.pk)


def _built(goals: list) -> dict:
    return what_builds([goal.skill_id for goal in goals]) if goals else {}


def _versions(offers: Offers, keys: set[str]) -> dict[str, int]:
    """{slug of the course: its version}, of these courses."""
    slugs = [slug for key, (slug, _title) in offers.courses.items() if key in keys]
    return dict(CourseVersion.objects.filter(slug__in=slugs).values_list("slug", "number")) if slugs else {}


def _mentoring(person, steps: list[OwnStep], done: Done, at: datetime) -> MentoringNow:
    """Three queries when a step is about mentoring, else none."""
    if not any(step.kind == StepKind.MENTORING for step in steps):
        return MentoringNow(None, 0, 0)
    entered = Participation.objects.of(person).values("round")
    call = (MentoringRound.objects.announced().filter(Q(city__isnull=True) | Q(city_id=person.city_id), call_opens_at__lte=at, call_closes_at__gt=at, call_closed_at__isnull=True,
                                                      closed_at__isnull=True).exclude(pk__in=entered).order_by("call_closes_at", "pk").values_list("title", "call_closes_at").first())
    return MentoringNow(call, Mentorship.objects.of(person).unfinished().count(), done.hours[-1][1] if done.hours else 0)


def _with_lesson(looked: Looked, around: Surroundings, versions: dict[str, int]) -> Looked:
    """Of a course somebody is in or has a goal for: which lesson comes next, and which builds what they asked for. Outlines are kept in memory."""
    step, now = looked.step, looked.prospect
    if now is None or step.kind != StepKind.COURSE or now.ready != Ready.NOW:
        return looked
    enrolment = around.offers.enrolments.get(step.object_key)
    goal = next((goal for goal in around.goals if step.object_key in around.built[goal.skill_id].courses), None)
    if goal is None and (enrolment is None or not enrolment.done):
        return looked
    slug = around.offers.courses[step.object_key][0]
    if slug not in versions:
        return looked
    outline = outline_for(slug, around.language, versions[slug])
    already = enrolment.done if enrolment is not None else {}
    if already and (lesson := next((each for each in outline.lessons if each.key not in already), None)):
        now = replace(now, words=_("Go on with “%(title)s”: lesson %(number)d") % {"title": outline.title, "number": lesson.number}, url=reverse("lesson", args=[outline.slug, lesson.slug]))
    if goal is not None and (reason := _because_of(goal, outline, already, around)):
        now = replace(now, reason=reason)
    return replace(looked, prospect=now)


def _because_of(goal, outline: Outline, already: dict, around: Surroundings) -> str:
    """“Because you asked for ‘Mobilising others’ at level 3, and lesson 5 builds it.”; "" when its lessons are done."""
    levels = around.built[goal.skill_id].courses[outline.course_key]
    left = [lesson for lesson in outline.lessons if lesson.key in levels and lesson.key not in already]
    if not left:
        return ""
    lesson = next((each for each in left if levels[each.key] >= goal.level), left[0])
    said = {"skill": goal.skill.label_in(around.language), "level": goal.level, "number": lesson.number, "reached": levels[lesson.key]}
    if levels[lesson.key] >= goal.level:
        return _("Because you asked for “%(skill)s” at level %(level)d, and lesson %(number)d builds it.") % said
    return _("Because you asked for “%(skill)s” at level %(level)d, and lesson %(number)d leads there: it builds level %(reached)d.") % said
