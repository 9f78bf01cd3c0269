"""The list of cohorts: mine first, then those to come and under way, then those that are over. A steady number of queries."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language

from cohorts.models import Cohort, CohortMeeting, CohortMembership
from courses.models import CoursePage

OVER_SHOWN = 12


def titles_of(course_keys, language: str) -> dict:
    """{course key: title of the published course}, in the language where there is one, else in its first."""
    found: dict = {}
    for key, code, title, alias in CoursePage.objects.live().public().filter(translation_key__in=set(course_keys)).order_by("pk").values_list(
            "translation_key", "locale__language_code", "title", "alias_of"):
        if alias is None and (key not in found or code == language):
            found[key] = title
    return found


def cohort_list(person, at: datetime) -> dict:
    day = timezone.localdate(at)
    shown = list(Cohort.objects.visible_to(person, day).select_related("city").order_by("starts_on", "name"))
    mine = {each.cohort_id: each for each in CohortMembership.objects.of(person).open()} if person.is_authenticated else {}
    titles = titles_of([each.course_key for each in shown if each.course_key], get_language())
    rows = [{"cohort": each, "mine": mine.get(each.pk), "course": titles.get(each.course_key, ""), "is_draft": not each.is_public(at),
             "free": None if each.seats is None else max(each.seats - each.seats_taken, 0), "takes_people": each.takes_people(at)} for each in shown]
    current = [each for each in rows if each["cohort"].ends_on >= day]
    return {"mine_now": [each for each in current if each["mine"]], "current": [each for each in current if not each["mine"]],
            "over": [each for each in reversed(rows) if each["cohort"].ends_on < day][:OVER_SHOWN],
            "led": Cohort.objects.led_by(person, day).current(day) if person.is_authenticated else []}


def my_lines(person, at: datetime) -> dict:
    """For “my space”: `cohort_lines`, one per cohort one is in or waits for, [{cohort, mine, course, next_meeting}]; `cohorts_led`. Four queries at most."""
    memberships = list(CohortMembership.objects.of(person).open().filter(cohort__ends_on__gte=timezone.localdate(at)).select_related("cohort", "cohort__city")
                       .order_by("cohort__starts_on", "pk"))
    led = list(Cohort.objects.led_by(person, timezone.localdate(at)).current(timezone.localdate(at)))
    if not memberships:
        return {"cohort_lines": [], "cohorts_led": led}
    coming: dict = {}
    for meeting in CohortMeeting.objects.standing().upcoming(at).filter(cohort__in=[each.cohort_id for each in memberships if each.is_member]):
        coming.setdefault(meeting.cohort_id, meeting)
    titles = titles_of([each.cohort.course_key for each in memberships if each.cohort.course_key], get_language())
    lines = [{"cohort": each.cohort, "mine": each, "course": titles.get(each.cohort.course_key, ""), "next_meeting": coming.get(each.cohort_id)} for each in memberships]
    return {"cohort_lines": lines, "cohorts_led": led}
