"""What is counted from the log: each reader, undoing, any order, and how much it costs."""

import random
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.counting_events import count_all, count_waiting
from academy.measures import Count, Line, readers
from academy.models import Event, PersonCell, Tally, Uncounted, record, take_back
from academy.models.places import PartnerCity
from academy.periods import BadPeriod, months, periods_of, validate
from academy.reading_tallies import sums
from tests.world import NOW

db = pytest.mark.django_db
COURSE = "7b0c1f9e-0000-4000-8000-000000000001"
ON = "2026-11-20"
VISIT = {"session": "s", "host": 2, "on": ON}
MINUTES = {"minutes": 45, "skill": "", "level": 0, "city": 2, "on": ON}


def read(verb: str, kind: str, details: dict, *, city: int | None = 1) -> list[tuple]:
    line = Line(NOW, uuid.UUID(int=1), verb, kind, COURSE, city, "", details)
    return [(str(each.measure), each.amount, each.about) for each in readers()[verb, kind](line)]


COHORT = {"course": COURSE, "cohort": "spring"}
ABOUT = (f"course:{COURSE}", "cohort:spring")
READ = [
    ("joined", "course", COHORT, [("joined", 1, ""), *(("joined", 1, about) for about in ABOUT)]),
    ("got_a_place", "course", {}, [("joined", 1, ""), ("joined", 1, ABOUT[0])]),
    ("completed", "lesson", COHORT, [("lessons", 1, ""), *(("lessons", 1, about) for about in ABOUT)]),
    ("reopened", "lesson", {"course": COURSE}, [("lessons", -1, ""), ("lessons", -1, ABOUT[0])]),
    ("finished", "course", COHORT, [("finished", 1, ""), *(("finished", 1, about) for about in ABOUT)]),
    ("attended", "exchange", VISIT, [("met", 1, ""), ("visited", 1, ""), ("visited", 1, "city:2")]),
    ("attended", "exchange", {**VISIT, "host": 1}, [("met", 1, "")]),  # at home
    ("mentored", "mentoring_session", MINUTES, [("gave", 45, ""), ("gave", 45, "city:2")]),
    ("was_mentored", "mentoring_session", {**MINUTES, "city": None}, [("received", 45, "")]),
    ("hosted", "exchange", {"host": 1, "on": ON}, []),
    ("earned", "badge", {}, [("badges", 1, "")]),
    ("assessed", "skills", {"moment": "before", "levels": {"vision": 3}}, []),
    ("assessed", "skills", {"moment": "after", "levels": {"vision": 5, "ethics": 4}, "before": {"vision": 3}},
     [("skill_before", 3, "skill:vision"), ("skill_after", 5, "skill:vision"), ("skill_both", 1, "skill:vision")]),
]


def test_each_line_counts_for_what_it_says_and_for_being_active():
    for verb, kind, details, wanted in READ:
        assert read(verb, kind, details) == [("active", 1, ""), *wanted], (verb, details)


def test_what_is_taken_back_counts_the_exact_opposite():
    for done, undone, kind, details in (("attended", "unattended", "exchange", VISIT), ("mentored", "unmentored", "mentoring_session", MINUTES),
                                        ("was_mentored", "unwas_mentored", "mentoring_session", MINUTES), ("hosted", "unhosted", "exchange", {"host": 1, "on": ON})):
        assert read(undone, kind, details) == [(measure, -amount, about) for measure, amount, about in read(done, kind, details)]


def test_a_visit_and_minutes_belong_to_their_own_day():
    line = Line(NOW + timedelta(days=40), uuid.UUID(int=1), "unattended", "exchange", COURSE, 1, "", VISIT)
    assert {each.on for each in readers()["unattended", "exchange"](line)} == {date(2026, 11, 20)}
    assert Count("met").on is None


def test_months_are_those_of_the_academys_own_clock(settings):
    settings.TIME_ZONE = "Europe/Lisbon"
    assert periods_of(datetime(2026, 7, 31, 23, 30, tzinfo=UTC)) == ("2026-08", "2026")  # summer time
    assert periods_of(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == ("2026-12", "2026")
    settings.TIME_ZONE = "Africa/Tunis"
    assert periods_of(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == ("2027-01", "2027")


def test_a_period_that_is_none_or_ends_before_it_starts_is_refused_in_words():
    assert months("2026-11", "2027-02") == ["2026-11", "2026-12", "2027-01", "2027-02"]
    for first, last in (("2027-01", "2026-12"), ("2026-13", "2026-12"), ("2026", "2027"), ("1000-01", "2999-12"), ("", ""), ("٢٠٢٦-٠١", "2026-02")):
        with pytest.raises(BadPeriod, match=r"\w+ \w+"):
            months(first, last)
    for bad in ("2026-00", "26", "2026-11-01", "'; --"):
        with pytest.raises(BadPeriod):
            validate(bad)


def tallies(measure: str, about: str = "") -> list[tuple]:
    return [(row.city_number, row.period, row.people, row.amount) for row in sums(None, ["2026-11", "2026"], [measure], about)]


@db
def test_people_are_counted_once_and_an_undo_takes_them_out(world):
    count_all()
    lesson = ("lesson", uuid.uuid4())
    for person in (world.lia, world.lia, world.marta):
        record(person, "completed", *lesson, at=NOW, details={"course": COURSE})
    assert count_waiting() == 3
    assert Uncounted.objects.count() == 0
    both = [(world.cascais.pk, "2026", 2, 3), (world.cascais.pk, "2026-11", 2, 3)]
    assert tallies("lessons") == tallies("lessons", "course:") == tallies("lessons", f"course:{COURSE}") == both
    for _again in range(2):
        record(world.lia, "reopened", *lesson, at=NOW, details={"course": COURSE})
    count_all()
    assert tallies("lessons") == [(world.cascais.pk, "2026", 1, 1), (world.cascais.pk, "2026-11", 1, 1)]
    record(world.marta, "reopened", *lesson, at=NOW, details={"course": COURSE})
    count_all()
    assert tallies("lessons") == []
    assert tallies("active") == [(world.cascais.pk, "2026", 2, 6), (world.cascais.pk, "2026-11", 2, 6)]


@db
def test_who_moved_since_is_taken_out_where_they_were_counted(world):
    count_all()
    line = record(world.lia, "attended", "exchange", uuid.uuid4(), at=NOW, details={**VISIT, "host": world.mahdia.pk})
    world.lia.city, world.lia.entry_path = world.mahdia, "student"
    world.lia.save()
    count_all()
    assert [row[0] for row in tallies("visited")] == [world.cascais.pk] * 2
    take_back(line, "unattended", at=NOW + timedelta(days=60))
    count_all()
    assert tallies("visited") == tallies("met") == tallies("active") == []


@db
def test_a_line_nobody_can_read_keeps_no_other_from_being_counted(world, caplog):
    count_all()
    for details in ({}, {"course": COURSE}, {"course": "x" * 200}, {"course": COURSE, "cohort": ["no", "slug"]}):
        record(world.lia, "completed", "lesson", "k", at=NOW, details=details)
    assert count_all() == 4
    assert tallies("lessons", f"course:{COURSE}")[0][2:] == (1, 2)


@db
def test_nothing_waiting_costs_one_query_and_reading_costs_one_at_any_size(world, django_assert_num_queries):
    count_all()
    with django_assert_num_queries(1):
        assert count_waiting() == 0
    for number in range(30):
        record(world.lia, "completed", "lesson", number, at=NOW, details={"course": str(uuid.UUID(int=number))})
    count_all()
    with django_assert_num_queries(1):
        assert len(sums([world.cascais.pk], ["2026"], about="course:")) == 30


@db
def test_counting_many_lines_takes_the_queries_of_few(world):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(lines: int) -> int:
        for number in range(lines):
            record(world.lia, "completed", "lesson", number, at=NOW, details={"course": COURSE})
        with CaptureQueriesContext(connection) as asked:
            assert count_waiting() == lines
        return len(asked)

    cost(1)  # the row that counting stands in line at is made once
    assert cost(2) == cost(40) <= 9


def state() -> tuple[set, set]:
    cells = set(PersonCell.objects.exclude(amount=0).values_list("subject", "period", "measure", "about", "city_number", "entry_path", "amount"))
    return cells, set(Tally.objects.exclude(people=0, amount=0).values_list("city_number", "period", "entry_path", "measure", "about", "people", "amount"))


@db
@settings(max_examples=8)
@given(st.randoms(use_true_random=False), st.integers(1, 9))
def test_any_order_and_any_batches_give_the_same_sums(random: random.Random, batch: int):
    Uncounted.objects.all().delete()
    PersonCell.objects.all().delete()
    Tally.objects.all().delete()
    cities = [PartnerCity.objects.get_or_create(slug=slug, defaults={"name": slug, "country": "PT", "time_zone": "Europe/Lisbon"})[0].pk for slug in ("a-town", "b-town")]
    lines = [Event(at=NOW + timedelta(days=20 * (number % 3)), subject=uuid.UUID(int=number % 4), verb=verb, object_kind=kind, object_key=COURSE, city_id=cities[number % 2],
                   entry_path="", details={**details, "course": COURSE})
             for number, (verb, kind, details, _wanted) in enumerate([*READ, *READ, ("reopened", "lesson", {}, []), ("unattended", "exchange", VISIT, [])])]
    Event.objects.bulk_create(lines)

    def fold(order: list, limit: int) -> tuple:
        PersonCell.objects.all().delete()
        Tally.objects.all().delete()
        for start in range(0, len(order), limit):
            Uncounted.objects.bulk_create([Uncounted(event=each) for each in order[start:start + limit]])
            count_waiting()
        return state()

    once = fold(lines, len(lines))
    random.shuffle(lines)
    assert fold(lines, batch) == once
    assert once[1]


@db
def test_the_worker_counts_with_and_without_a_broker_and_the_night_counts_anew(world, monkeypatch):
    from django.core.management import call_command

    from academy.celery import COUNT, app, schedule

    record(world.lia, "completed", "lesson", "k", at=NOW, details={"course": COURSE})
    for closes_the_tests_connection in ("drain_with_fresh_connection", "refuse_a_wrong_database"):
        monkeypatch.setattr(f"academy.management.commands.outbox_loop.{closes_the_tests_connection}", lambda: 0)
    call_command("outbox_loop", once=True)
    assert tallies("lessons")[0][2:] == (1, 1)
    record(world.lia, "completed", "lesson", "l", at=NOW, details={"course": COURSE})
    assert app.tasks[COUNT]() == 1
    assert COUNT in {each["task"] for each in schedule(reads_mailbox=False).values()}
    Tally.objects.filter(measure="lessons").update(amount=9)
    call_command("nightly")
    assert tallies("lessons")[0][2:] == (1, 2)
