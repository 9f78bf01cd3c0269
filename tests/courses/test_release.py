from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.release import (
    AfterCourse,
    AfterPrevious,
    DaysAfterCohortStart,
    DaysAfterEnrolment,
    Decision,
    Facts,
    Group,
    OnDate,
    Open,
    Override,
    Reason,
    as_data,
    courses_named,
    day_begins,
    decide,
    parse,
    waits_for_previous,
)

NOW = datetime(2027, 1, 10, 9, 0, tzinfo=UTC)
LISBON = ZoneInfo("Europe/Lisbon")
ROME = ZoneInfo("Europe/Rome")


def facts(**changes):
    return Facts(**{"now": NOW, "zone": LISBON, **changes})


def one(rule):
    return Group("all", (rule,))


# --- reading the stored form


def test_it_reads_every_kind_of_rule():
    assert parse(
        {
            "match": "any",
            "rules": [
                {"type": "open"},
                {"type": "after_previous"},
                {"type": "on_date", "at": "2027-01-10T09:00+00:00"},
                {"type": "days_after_enrolment", "days": 3},
                {"match": "all", "rules": [{"type": "days_after_cohort_start", "days": 7}]},
                {"type": "after_course", "course": "c-1", "title": "Basics"},
            ],
        }
    ) == Group(
        "any",
        (
            Open(),
            AfterPrevious(),
            OnDate(NOW),
            DaysAfterEnrolment(3),
            Group("all", (DaysAfterCohortStart(7),)),
            AfterCourse("c-1", "Basics"),
        ),
    )


@pytest.mark.parametrize(
    ("form", "complaint"),
    [
        (None, "rule: a rule is a mapping"),
        ({}, 'match is "all" or "any"'),
        ({"type": "open"}, "outermost form is a group"),
        ({"match": "most", "rules": []}, 'match is "all" or "any"'),
        ({"match": "all"}, "rules is a list"),
        ({"match": "all", "rules": [], "note": 1}, "does not know note"),
        ({"match": "all", "rules": [{"type": "someday"}]}, r"rule.rules\[0\]: unknown type 'someday'"),
        ({"match": "all", "rules": [{"type": ["open"]}]}, "unknown type"),
        ({"match": "all", "rules": [{"type": "open", "days": 1}]}, "does not know days"),
        ({"match": "all", "rules": [{"type": "on_date"}]}, "on_date needs at"),
        ({"match": "all", "rules": [{"type": "on_date", "at": "soon"}]}, "ISO date and time"),
        ({"match": "all", "rules": [{"type": "on_date", "at": 5}]}, "ISO date and time"),
        ({"match": "all", "rules": [{"type": "on_date", "at": "2027-01-10T09:00"}]}, "UTC offset"),
        ({"match": "all", "rules": [{"type": "days_after_enrolment", "days": -1}]}, "whole number"),
        ({"match": "all", "rules": [{"type": "days_after_enrolment", "days": True}]}, "whole number"),
        ({"match": "all", "rules": [{"type": "days_after_cohort_start", "days": "7"}]}, "whole number"),
        ({"match": "all", "rules": [{"type": "after_course", "course": " "}]}, "course's key"),
    ],
)
def test_it_says_what_is_wrong_with_a_bad_form(form, complaint):
    with pytest.raises(ValueError, match=complaint):
        parse(form)


def test_it_refuses_groups_nested_too_deep():
    form = {"match": "all", "rules": []}
    for _ in range(5000):
        form = {"match": "all", "rules": [form]}
    with pytest.raises(ValueError, match="nest at most"):
        parse(form)


# --- single rules


def test_an_empty_group_is_open():
    assert decide(Group("all"), facts()) == Decision(True)
    assert decide(Group("any"), facts()) == Decision(True)


def test_it_waits_for_the_previous_lesson_and_names_it():
    decision = decide(one(AfterPrevious()), facts(previous_title="What is co-production?"))
    assert decision == Decision(False, None, (Reason("after_previous", {"title": "What is co-production?"}),))
    assert decide(one(AfterPrevious()), facts(previous_done=True)).is_open


def test_it_opens_on_the_very_moment_of_its_date():
    assert decide(one(OnDate(NOW)), facts()).is_open
    later = NOW + timedelta(seconds=1)
    assert decide(one(OnDate(later)), facts()) == Decision(False, later, (Reason("on_date", {"at": later}),))


def test_days_after_enrolment_open_at_local_midnight():
    enrolled_at = datetime(2027, 7, 1, 23, 30, tzinfo=UTC)  # already 2 July in Lisbon
    opens_at = datetime(2027, 7, 4, 23, 0, tzinfo=UTC)  # 5 July, 00:00 in Lisbon
    rule = one(DaysAfterEnrolment(3))
    early = decide(rule, facts(enrolled_at=enrolled_at, now=opens_at - timedelta(seconds=1)))
    assert early == Decision(False, opens_at, (Reason("days_after_enrolment", {"days": 3, "at": opens_at}),))
    assert decide(rule, facts(enrolled_at=enrolled_at, now=opens_at)).is_open


def test_it_says_when_someone_is_not_enrolled_or_in_no_cohort():
    assert decide(one(DaysAfterEnrolment(3)), facts()).reasons == (Reason("not_enrolled", {"days": 3}),)
    assert decide(one(DaysAfterCohortStart(7)), facts()).reasons == (Reason("no_cohort", {"days": 7}),)


def test_days_after_the_cohort_starts():
    decision = decide(one(DaysAfterCohortStart(7)), facts(cohort_starts_on=date(2027, 1, 10), zone=ROME))
    assert decision.opens_at == datetime(2027, 1, 16, 23, 0, tzinfo=UTC)
    assert decide(one(DaysAfterCohortStart(0)), facts(cohort_starts_on=date(2027, 1, 10))).is_open


def test_it_waits_for_another_course():
    rule = one(AfterCourse("c-1", "Basics"))
    assert decide(rule, facts()).reasons == (Reason("after_course", {"course": "c-1", "title": "Basics"}),)
    assert decide(rule, facts(finished_courses=frozenset({"c-1"}))).is_open


# --- days when the clocks change


@pytest.mark.parametrize(
    ("zone", "day", "begins"),
    [
        ("Africa/Cairo", date(2027, 4, 30), "2027-04-29T22:00+00:00"),  # 00:00 does not exist: 01:00
        ("America/Toronto", date(1919, 3, 31), "1919-03-31T04:30+00:00"),  # 23:30 jumps to 00:30
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00+00:00"),  # the whole day does not exist
        ("America/Havana", date(2027, 11, 7), "2027-11-07T04:00+00:00"),  # 00:00 exists twice: the first
        ("Europe/Rome", date(2027, 3, 28), "2027-03-27T23:00+00:00"),
        ("Europe/Rome", date(2027, 3, 29), "2027-03-28T22:00+00:00"),
    ],
)
def test_a_day_begins_at_the_first_instant_that_exists(zone, day, begins):
    assert day_begins(day, ZoneInfo(zone)) == datetime.fromisoformat(begins)


@given(
    st.dates(date(1970, 1, 2), date(2090, 1, 1)),
    st.sampled_from(
        ["Africa/Cairo", "Europe/Lisbon", "America/Havana", "Asia/Beirut", "Pacific/Apia", "UTC"]
    ),
)
def test_a_day_never_begins_before_its_date_nor_late(day, name):
    zone = ZoneInfo(name)
    begins = day_begins(day, zone)
    assert begins.astimezone(zone).date() >= day
    assert (begins - timedelta(seconds=1)).astimezone(zone).date() < day


# --- groups


SOON, LATER = NOW + timedelta(days=1), NOW + timedelta(days=5)


def test_all_gives_every_unmet_reason_and_the_latest_date():
    decision = decide(Group("all", (OnDate(SOON), Open(), OnDate(LATER))), facts())
    assert decision == Decision(
        False, LATER, (Reason("on_date", {"at": SOON}), Reason("on_date", {"at": LATER}))
    )


def test_all_has_no_date_when_something_must_be_done_too():
    decision = decide(Group("all", (OnDate(SOON), AfterPrevious())), facts())
    assert decision.opens_at is None
    assert [reason.code for reason in decision.reasons] == ["on_date", "after_previous"]


def test_any_is_open_when_one_is():
    assert decide(Group("any", (OnDate(LATER), AfterPrevious())), facts(previous_done=True)).is_open


def test_any_gives_alternatives_and_the_earliest_date():
    decision = decide(Group("any", (OnDate(LATER), OnDate(SOON), AfterPrevious())), facts())
    assert decision.opens_at == SOON
    (reason,) = decision.reasons
    assert reason.code == "any"
    assert [part.code for part in reason.parts] == ["on_date", "on_date", "after_previous"]


def test_nested_groups_keep_and_apart_from_or():
    rule = Group("all", (AfterPrevious(), Group("any", (OnDate(SOON), AfterCourse("c", "C")))))
    after_previous, either = decide(rule, facts()).reasons
    assert after_previous.code == "after_previous"
    assert either.code == "any"
    assert [part.code for part in either.parts] == ["on_date", "after_course"]


def test_a_group_of_one_adds_no_layer():
    rule = Group("any", (Group("all", (Group("any", (AfterPrevious(),)),)),))
    assert [reason.code for reason in decide(rule, facts()).reasons] == ["after_previous"]


# --- what stands above the rule


def test_what_someone_finished_never_locks_again():
    held_back = Override(closed_until=LATER)
    assert decide(one(AfterPrevious()), facts(done=True, override=held_back)).is_open


def test_an_override_opens_at_once():
    assert decide(one(AfterPrevious()), facts(override=Override())).is_open


def test_an_override_opens_from_a_date_but_never_later_than_the_rule():
    waiting = decide(one(AfterPrevious()), facts(override=Override(opens_at=SOON)))
    assert waiting.opens_at == SOON
    assert [part.code for part in waiting.reasons[0].parts] == ["after_previous", "override"]
    assert decide(one(AfterPrevious()), facts(override=Override(opens_at=NOW))).is_open
    assert decide(one(Open()), facts(override=Override(opens_at=LATER))).is_open


def test_an_override_holds_back_until_a_date_and_then_the_rule_decides():
    override = Override(closed_until=SOON)
    assert decide(one(Open()), facts(override=override)) == Decision(
        False, SOON, (Reason("override", {"at": SOON}),)
    )
    after = decide(one(AfterPrevious()), facts(override=override, now=SOON))
    assert [reason.code for reason in after.reasons] == ["after_previous"]


def test_an_override_cannot_open_and_hold_back():
    with pytest.raises(ValueError, match="not both"):
        Override(opens_at=SOON, closed_until=LATER)


def test_it_refuses_a_time_without_its_zone():
    with pytest.raises(ValueError, match="UTC offset"):
        facts(now=datetime(2027, 1, 1))


def test_it_tells_the_caller_what_to_load():
    rule = Group("all", (Group("any", (AfterCourse("a"), AfterPrevious())), AfterCourse("b")))
    assert courses_named(rule) == {"a", "b"}
    assert waits_for_previous(rule)
    assert not waits_for_previous(one(Open()))


# --- for every rule there is

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
leaves = st.one_of(
    st.just(Open()),
    st.just(AfterPrevious()),
    moments.map(OnDate),
    st.integers(0, 60).map(DaysAfterEnrolment),
    st.integers(0, 60).map(DaysAfterCohortStart),
    st.sampled_from("abc").map(AfterCourse),
)
groups = st.recursive(
    st.builds(Group, st.sampled_from(["all", "any"]), st.lists(leaves, max_size=3).map(tuple)),
    lambda inner: st.builds(
        Group, st.sampled_from(["all", "any"]), st.lists(leaves | inner, max_size=3).map(tuple)
    ),
    max_leaves=5,
)
overrides = st.one_of(
    st.none(),
    st.just(Override()),
    moments.map(lambda at: Override(opens_at=at)),
    moments.map(lambda at: Override(closed_until=at)),
)
anyone = st.builds(
    Facts,
    now=moments,
    zone=st.sampled_from([LISBON, ROME, ZoneInfo("Africa/Tunis")]),
    enrolled_at=st.none() | moments,
    cohort_starts_on=st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    previous_done=st.booleans(),
    finished_courses=st.frozensets(st.sampled_from("abc")),
    override=overrides,
)


def at(person, now):
    return Facts(**{**person.__dict__, "now": now})


@given(groups)
def test_every_rule_survives_being_stored(rule):
    assert parse(as_data(rule)) == rule


@given(groups, anyone)
def test_closed_has_reasons_and_open_has_none(rule, person):
    decision = decide(rule, person)
    assert decision.is_open is (not decision.reasons)
    assert not (decision.is_open and decision.opens_at)


@given(groups, anyone)
def test_it_is_open_when_it_said_it_would_be(rule, person):
    decision = decide(rule, person)
    if decision.opens_at:
        assert decision.opens_at > person.now
        assert decide(rule, at(person, decision.opens_at)).is_open


@given(groups, anyone, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_what_is_open_stays_open_as_time_passes(rule, person, wait):
    if decide(rule, person).is_open:
        assert decide(rule, at(person, person.now + wait)).is_open
