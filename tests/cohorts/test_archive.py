"""What stays of an exchange, on its page: for everyone, for those who took part, and never who was one of a few."""

from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as some

from cohorts import surveying
from cohorts.archive import archive_of
from cohorts.attending import mark_one
from cohorts.counting import FEW, counted
from cohorts.minute_taking import DecisionRow, keep_minutes, publish
from cohorts.models import ExchangeFile
from tests.gatherings import BEGINS, make_exchange, make_visitors, seat
from tests.world import NOW

db = pytest.mark.django_db
AFTER = BEGINS + timedelta(days=60)


@given(some.dictionaries(some.text(min_size=1, max_size=5), some.integers(0, 40), max_size=6))
def test_numbers_never_tell_how_few(people):
    rows, total = counted(people.items())
    assert {row.name: row.count for row in rows} == {name: count if count >= FEW else None for name, count in people.items() if count}
    assert total == (None if any(0 < count < FEW for count in people.values()) else sum(people.values()))


@pytest.fixture
def visit(world):
    return make_exchange(world)


def read(client, visit, person=None) -> str:
    with time_machine.travel(AFTER, tick=False):
        if person is not None:
            client.force_login(person)
        return client.get(f"/en/exchanges/{visit.slug}/").content.decode()


@db
class TestThePage:
    def test_nothing_is_said_where_nothing_stays(self, client, visit):
        assert "What stays" not in read(client, visit)

    def test_published_minutes_and_what_became_of_decisions(self, client, world, visit):
        rows = [DecisionRow(None, "Open a kitchen", "The parish", date(2027, 1, 1), None), DecisionRow(None, "Write to Mahdia", "", None, date(2026, 12, 20))]
        kept = keep_minutes(visit, None, text="We met & talked.", language="en", rows=rows, version=0, by=world.carla, at=NOW)
        assert "We met" not in read(client, visit), "a draft"
        publish(kept, world.carla, NOW)
        page = read(client, visit)
        for words in ("What stays", "We met &amp; talked.", "Open a kitchen", "The parish", "still open; it was due on 1 January 2027", "done on 20 December 2026"):
            assert words in page, words

    def test_attendance_is_shown_in_numbers_without_names(self, client, world, visit):
        people = [*make_visitors(world.cascais, 6), *make_visitors(world.mahdia, 2)]
        for number, person in enumerate(people):
            for session in visit.sessions.all():
                mark_one(session, seat(visit, person) if session == visit.sessions.first() else visit.registrations.get(person=person), True, world.carla, AFTER, key=f"{number}-{session.pk}")
        page = read(client, visit)
        assert "Cascais <strong>6</strong>" in page and "Mahdia <strong>a few</strong>" in page and "in all" not in page and "Visitor" not in page

    def test_files_are_shown_to_whom_they_are_meant(self, client, world, visit):
        for title, everyone in (("For all", True), ("For guests", False)):
            ExchangeFile.objects.create(exchange=visit, kind="document", file="exchanges/x.pdf", title=title, size=1, everyone=everyone, added_at=NOW)
        assert "For all" in read(client, visit) and "For guests" not in read(client, visit)
        seat(visit, world.lia, "attended")
        assert "For guests" in read(client, visit, world.lia)

    def test_opinions_are_shown_when_nobody_can_answer_any_more(self, client, world, visit):
        for person in make_visitors(world.cascais, 5):
            surveying.answer(seat(visit, person, "attended"), {"use": 5, "keep": "Private words"}, visit.ends_at + timedelta(days=1))
        with time_machine.travel(visit.ends_at + timedelta(days=2), tick=False):
            assert "anonymous survey" not in client.get(f"/en/exchanges/{visit.slug}/").content.decode()
        page = read(client, visit)
        assert "5 people answered the anonymous survey." in page and "Private words" not in page

    def test_only_who_keeps_it_is_led_to_the_desk(self, client, world, visit):
        keep = keep_minutes(visit, None, text="x", language="en", rows=[], version=0, by=world.carla, at=NOW)
        publish(keep, world.carla, NOW)
        assert "Write minutes" not in read(client, visit)
        assert "Write minutes" in read(client, visit, world.carla)


@db
def test_more_of_everything_takes_no_more_queries(world, visit, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def fill(number):
        other = visit.sessions.all()[number]
        rows = [DecisionRow(None, f"Decision {each}", "", None, None) for each in range(number * 3 + 1)]
        publish(keep_minutes(visit, other, text="x", language="en", rows=rows, version=0, by=world.carla, at=NOW), world.carla, NOW)
        for each in range(number * 4 + 1):
            ExchangeFile.objects.create(exchange=visit, kind="photo", file="exchanges/x.jpg", title=str(each), size=1, everyone=True, added_at=NOW)

    fill(0)
    archive_of(visit, world.stranger, "en", AFTER)  # reads the stranger's roles, once
    with CaptureQueriesContext(connection) as few:
        archive_of(visit, world.stranger, "en", AFTER)
    fill(1)
    with django_assert_num_queries(len(few)):
        archive_of(visit, world.stranger, "en", AFTER)
    assert len(few) <= 8
