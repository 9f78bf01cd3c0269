"""What the page of a cohort shows one reader: facts for everybody; timetable, meetings, people and messages for its members."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count
from django.utils.translation import get_language

from academy.both_times import both_times
from academy.models import PartnerCity
from cohorts import timetable
from cohorts.cohort_course import course_outline
from cohorts.exchange_texts import texts_of
from cohorts.joining import has_seat_for, place_in_line
from cohorts.models import Cohort, CohortFacilitator, CohortInvitation, CohortMembership, CohortMessage
from courses.models import Enrolment
from courses.outline import Outline, OutlineLesson
from courses.reading import Standing
from courses.release_words import moment, sentence

MESSAGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One lesson of the timetable. `opens` and `due` are words in the reader's zone, empty where there is no date."""

    lesson: OutlineLesson
    state: str  # done, open, locked
    opens: str
    due: str
    overdue: bool
    why: str


def due_words(cohort: Cohort, day: date, zone: ZoneInfo) -> str:
    """“13 December 2026” where the reader's day ends with the cohort's; else the moment it ends on their clock."""
    ends = timetable.deadline(cohort, day)
    if ends.astimezone(zone).utcoffset() == ends.astimezone(cohort.zone).utcoffset():
        return moment(timetable.opening(cohort, day), zone)
    return moment(ends, zone)


def lesson_rows(cohort: Cohort, outline: Outline, person, enrolment: Enrolment | None, at: datetime) -> list[LessonRow]:
    zone = ZoneInfo(getattr(person, "zone_name", settings.TIME_ZONE))
    days, decisions = timetable.current(cohort), Standing(person, outline, enrolment, at).decisions()
    done = enrolment.done if enrolment else {}
    rows = []
    for lesson in outline.lessons:
        given, decision = days.get(lesson.key, timetable.Days(None, None)), decisions[lesson.key]
        state = "done" if lesson.key in done else "open" if decision.is_open else "locked"
        rows.append(LessonRow(
            lesson, state, moment(timetable.opening(cohort, given.opens_on), zone) if given.opens_on else "", due_words(cohort, given.due_on, zone) if given.due_on else "",
            given.due_on is not None and state != "done" and timetable.deadline(cohort, given.due_on) <= at,
            "" if state != "locked" or (given.opens_on and timetable.opening(cohort, given.opens_on) > at) else sentence(decision, zone)))
    return rows


def subgroups(cohort: Cohort) -> list[dict]:
    """[{city (None: of no city), count}], the largest first."""
    counts = {row["city_id"]: row["count"] for row in
              CohortMembership.objects.members().filter(cohort=cohort).order_by().values("city_id").annotate(count=Count("pk"))}
    cities = PartnerCity.objects.in_bulk([pk for pk in counts if pk])
    return sorted(({"city": cities.get(pk), "count": count} for pk, count in counts.items()),
                  key=lambda each: (each["city"] is None, -each["count"], each["city"].name if each["city"] else ""))


def cohort_context(request, cohort: Cohort, at: datetime) -> dict:
    """A steady number of queries, however many people are in it."""
    person, language = request.user, get_language()
    signed_in = person.is_authenticated
    mine = CohortMembership.objects.of(person).open().filter(cohort=cohort).first() if signed_in else None
    outline = course_outline(cohort, language)
    exchanges = list(cohort.exchanges.filter(published_at__isnull=False).order_by("starts_at", "pk"))
    texts = texts_of(exchanges, language)
    context = {
        "cohort": cohort, "outline": outline, "exchanges": [{"exchange": each, "text": texts[each.pk]} for each in exchanges], "mine": mine, "subgroups": subgroups(cohort),
        "facilitators": [each.person for each in CohortFacilitator.objects.current(cohort.day_of(at)).filter(cohort=cohort).select_related("person").order_by("person__name")],
        "is_draft": not cohort.is_public(at), "is_over": cohort.day_of(at) > cohort.ends_on, "takes_people": cohort.takes_people(at),
        "free": None if cohort.seats is None else max(cohort.seats - cohort.seats_taken, 0),
        "leads": signed_in and Cohort.objects.led_by(person, cohort.day_of(at)).filter(pk=cohort.pk).exists(),
        "at_desk": signed_in and Cohort.objects.at_desk_of(person, cohort.day_of(at)).filter(pk=cohort.pk).exists(),
    }
    if mine is None:
        context["invitation"] = CohortInvitation.objects.waiting(at).for_person(person).filter(cohort=cohort).first() if signed_in else None
        context["seat_for_me"] = has_seat_for(cohort, person.city_id if signed_in else None)
    elif not mine.is_member:
        context["place"] = place_in_line(mine)
    else:
        context.update(member_context(request, cohort, mine, outline, at))
    return context


def member_context(request, cohort: Cohort, mine: CohortMembership, outline: Outline | None, at: datetime) -> dict:
    asked = request.GET.get("city", "").replace("\x00", "")
    fellows = CohortMembership.objects.members().filter(cohort=cohort).exclude(name_hidden=True).select_related("person", "city").order_by("city__name", "person__name", "pk")
    if asked:
        fellows = fellows.filter(city__isnull=True) if asked == "none" else fellows.filter(city__slug=asked)
    enrolment = Enrolment.objects.of(request.user).filter(course_key=cohort.course_key).first() if outline else None
    meetings = [{"meeting": each, "times": both_times(each.starts_at, each.ends_at, cohort.zone_name, request.user.zone_name), "over": each.ends_at < at}
                for each in cohort.meetings.order_by("starts_at", "pk")]
    coming = [each for each in meetings if not each["over"]]
    return {
        "fellows": list(fellows), "asked_city": asked, "enrolment": enrolment, "lessons": lesson_rows(cohort, outline, request.user, enrolment, at) if outline else [],
        "progress": enrolment.progress_in(outline) if enrolment and outline else None, "next_meeting": next((each for each in coming if not each["meeting"].is_cancelled), None),
        "coming": coming, "past": [each for each in meetings if each["over"]][::-1],
        "was_at": set(mine.attendances.values_list("meeting_id", flat=True)),
        "cohort_messages": CohortMessage.objects.shown_to(mine).select_related("written_by", "city")[:MESSAGES_SHOWN],
    }
