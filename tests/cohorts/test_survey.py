"""The survey: once each, from the end on, and nobody finds out who said what."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.urls import reverse

from academy.models import Event
from cohorts import surveying
from cohorts.models import Exchange, Registration, SurveyAnswer
from tests.gatherings import make_exchange, make_visitors, seat

db = pytest.mark.django_db
AFTER = "2026-12-20T10:00:00+00:00"  # nine days after the last session
SAID = {"use": 5, "people": 4, "organisation": 3, "access": 2, "keep": "The soup", "change": ""}


@pytest.fixture
def visit(world):
    return make_exchange(world)


def address(exchange) -> str:
    return reverse("survey", args=[exchange.slug])


@db
class TestAnswering:
    def test_it_is_kept_without_person_and_time(self, client, world, visit):
        mine, events = seat(visit, world.lia, "attended"), Event.objects.count()
        client.force_login(world.lia)
        with time_machine.travel(AFTER, tick=False):
            assert client.post(address(visit), SAID).url == address(visit)
            assert "You have answered" in client.get(address(visit)).content.decode()
        kept = SurveyAnswer.objects.get()
        assert kept.answers == {"use": 5, "people": 4, "organisation": 3, "access": 2, "keep": "The soup"}
        mine.refresh_from_db()
        assert mine.survey_answered and Event.objects.count() == events, "a line in the log would have a time and a person"

    def test_once_each(self, client, world, visit):
        seat(visit, world.lia, "attended")
        client.force_login(world.lia)
        with time_machine.travel(AFTER, tick=False):
            for _try in range(3):
                client.post(address(visit), SAID)
        assert SurveyAnswer.objects.count() == 1

    @pytest.mark.parametrize(("moment", "words"), [("2026-12-11T16:00:00+00:00", "opens when the exchange is over"), ("2027-01-10T17:00:01+00:00", "closed on")])
    def test_not_before_the_end_and_not_after_thirty_days(self, client, world, visit, moment, words):
        seat(visit, world.lia)
        client.force_login(world.lia)
        with time_machine.travel(moment, tick=False):
            assert words in client.get(address(visit)).content.decode()
            client.post(address(visit), SAID)
        assert not SurveyAnswer.objects.exists()

    def test_it_says_until_when_and_what_is_promised(self, client, world, visit):
        seat(visit, world.lia)
        client.force_login(world.lia)
        with time_machine.travel(AFTER, tick=False):
            page = client.get(address(visit)).content.decode()
        assert "10 January 2027" in page and "What we promise" in page and "What we cannot promise" in page

    @pytest.mark.parametrize("sent", [{}, {"use": "9"}, {"keep": "x" * 1001}, {"use": "5; drop"}])
    def test_what_cannot_be_is_refused(self, client, world, visit, sent):
        seat(visit, world.lia)
        client.force_login(world.lia)
        with time_machine.travel(AFTER, tick=False):
            assert client.post(address(visit), sent).status_code == 422
        assert not SurveyAnswer.objects.exists() and not Registration.objects.get().survey_answered

    @pytest.mark.parametrize("state", ["requested", "waitlisted", "offered", "declined", "withdrawn", "rejected", None])
    def test_only_for_those_who_had_a_seat(self, client, world, visit, state):
        if state:
            seat(visit, world.lia, state)
        client.force_login(world.lia)
        with time_machine.travel(AFTER, tick=False):
            assert client.get(address(visit)).status_code == 404 and client.post(address(visit), SAID).status_code == 404

    def test_who_is_signed_out_signs_in_first(self, client, visit):
        assert "/account/login/" in client.post(address(visit), SAID).url

    def test_a_cancelled_exchange_asks_nothing(self, world, visit):
        mine = seat(visit, world.lia)
        Exchange.objects.update(cancelled_at=visit.ends_at, cancelled_reason="Rain")
        assert not surveying.answer(mine, SAID, visit.ends_at + timedelta(days=2))


@db
class TestResults:
    def give(self, world, visit, count):
        for number, person in enumerate(make_visitors(world.cascais, count)):
            assert surveying.answer(seat(visit, person, "attended"), {"use": 5 if number else 1, "keep": f"Words {number}"}, visit.ends_at + timedelta(days=1))

    def test_nothing_is_shown_of_four(self, client, world, visit):
        self.give(world, visit, 4)
        assert surveying.results_of(visit) is None
        client.force_login(world.carla)
        page = client.get(reverse("survey_results", args=["cascais", visit.slug])).content.decode()
        assert "Words" not in page and "Fewer than 5 people" in page

    def test_five_are_shown_as_sums(self, client, world, visit):
        self.give(world, visit, 5)
        found = surveying.results_of(visit)
        assert found.answered == 5 and [count for _words, count, _share in found.opinions[0].counts] == [4, 0, 0, 0, 1]
        client.force_login(world.carla)
        page = client.get(reverse("survey_results", args=["cascais", visit.slug])).content.decode()
        assert all(f"Words {number}" in page for number in range(5)) and "visitor" not in page.lower()

    def test_nothing_is_shown_while_answers_arrive(self, client, world, visit):
        """Two looks, before and after the sixth answer, would differ by that answer alone: its ticks and its words."""
        client.force_login(world.carla)
        self.give(world, visit, 6)
        results = reverse("survey_results", args=["cascais", visit.slug])
        with time_machine.travel(AFTER, tick=False):
            page = client.get(results).content.decode()
        assert "Words" not in page and "people answered" not in page and "The survey is open until" in page and "Fewer than" not in page
        with time_machine.travel("2027-01-11T10:00:00+00:00", tick=False):
            assert "Words 5" in client.get(results).content.decode()

    def test_words_are_shuffled(self, world, visit):
        self.give(world, visit, 8)
        assert len({tuple(surveying.results_of(visit).words[0][1]) for _again in range(12)}) > 1

    @pytest.mark.parametrize("who", ["lia", "mouna", "nadia", "stranger"])
    def test_nobody_else_reads_them(self, client, world, visit, who):
        client.force_login(getattr(world, who))
        assert client.get(reverse("survey_results", args=["cascais", visit.slug])).status_code == 404


# What the database itself gives away --------------------------------------------------------------------

def on_disk(table: str, columns: str) -> list[tuple]:
    """Rows in the order they lie in, with what the database notes about each: the transaction that wrote it, where it can be asked."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT {columns}, xmin::text FROM {table} ORDER BY ctid")
        else:
            cursor.execute(f"SELECT {columns}, rowid FROM {table} ORDER BY rowid")
        return cursor.fetchall()


def linked(order_of_answering: list[int]) -> int:
    """How many people somebody who reads the disk would match with their answers: by order, and by the transaction both rows share."""
    answers = on_disk("cohorts_surveyanswer", "answers")
    said = [int(str(row[0]).split('"who": ')[1].rstrip("}").rstrip('"')) if isinstance(row[0], str) else row[0]["who"] for row in answers]
    by_order = sum(said[place] == who for place, who in enumerate(order_of_answering))
    if connection.vendor != "postgresql":
        return by_order
    wrote = {}
    for who, flag, xmin in on_disk("cohorts_registration", "id, survey_answered"):
        if flag:
            wrote.setdefault(xmin, []).append(who)
    by_transaction = sum(wrote.get(row[-1]) == [who] for row, who in zip(answers, said, strict=True))
    return max(by_order, by_transaction)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestTheDatabase:
    def people(self, world, visit, count=40) -> list[Registration]:
        return [seat(visit, person, "attended") for person in make_visitors(world.cascais, count)]

    def test_it_does_not_know_who_said_what(self, world):
        visit = make_exchange(world, seats=60)
        people = self.people(world, visit)
        for one in people:
            assert surveying.answer(one, {"who": one.pk}, visit.ends_at + timedelta(days=1))
        assert linked([one.pk for one in people]) <= 8, "about one in forty is right by chance"
        ids = [str(row[0]).replace("-", "") for row in on_disk("cohorts_surveyanswer", "id")]
        assert ids == sorted(ids) and len(ids) == 40
        if connection.vendor == "postgresql":
            assert len({row[-1] for row in on_disk("cohorts_surveyanswer", "id")} | {row[-1] for row in on_disk("cohorts_registration", "id")}) == 1

    def test_the_naive_way_would_tell(self, world, monkeypatch):
        """The negative control: the same with a plain insert, and this test sees everybody."""
        visit = make_exchange(world, seats=60)
        people = self.people(world, visit)
        monkeypatch.setattr(surveying, "shuffle_in", lambda exchange, answers: SurveyAnswer.objects.create(exchange=exchange, answers=answers))
        for one in people:
            surveying.answer(one, {"who": one.pk}, visit.ends_at + timedelta(days=1))
        assert linked([one.pk for one in people]) == 40

    def test_no_column_of_an_answer_leads_to_a_person(self):
        fields = {field.name: field for field in SurveyAnswer._meta.get_fields()}
        assert set(fields) == {"id", "exchange", "answers"} and [field.name for field in Registration._meta.get_fields() if "survey" in field.name] == ["survey_answered"]

    def test_a_person_who_sends_twice_at_once_counts_once(self, world):
        visit = make_exchange(world)
        one = seat(visit, world.lia, "attended")
        answered, starts = [], threading.Barrier(8)

        def send():
            try:
                starts.wait(10)
                answered.append(surveying.answer(one, {"use": 5}, visit.ends_at + timedelta(days=1)))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=send) for _number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answered) == [False] * 7 + [True] and SurveyAnswer.objects.count() == 1

    def test_an_answer_that_fails_half_way_leaves_nothing(self, world, monkeypatch):
        visit = make_exchange(world)
        one = seat(visit, world.lia, "attended")

        def fails(*_arguments):
            raise RuntimeError("the server died")

        monkeypatch.setattr(surveying, "shuffle_in", fails)
        with pytest.raises(RuntimeError), transaction.atomic():
            surveying.answer(one, {"use": 5}, visit.ends_at + timedelta(days=1))
        one.refresh_from_db()
        assert not one.survey_answered and not SurveyAnswer.objects.exists()
