"""The attendance list: who may mark, what a mark does, and marks that come late, twice or in the wrong order."""

import json
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from academy.models import Event, Intention
from academy.models.people import Role
from cohorts import attending
from cohorts.attending import Mark, apply_marks, let_in, mark_one
from cohorts.models import Attendance, Registration, RegistrationState
from cohorts.refusals import Refused
from tests.gatherings import BEGINS, make_exchange, make_visitors, seat
from tests.world import NOW, grant, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(world):
    return make_exchange(world)


@pytest.fixture
def day(visit):
    return visit.sessions.first()


@pytest.fixture
def lia(world, visit):
    return seat(visit, world.lia)


def address(exchange, session=None, name="attendance_session", city="cascais") -> str:
    return reverse(name, args=[city, exchange.slug, session.key] if session else [city, exchange.slug])


def at(minutes: int):
    return BEGINS + timedelta(minutes=minutes)


def mark(one, there: bool, minutes: int, key: str = "") -> Mark:
    return Mark(key or str(uuid.uuid4()), one.code, there, at(minutes))


def apply(day, world, *marks, late: int = 600) -> list[str]:
    done = apply_marks(day, marks, attending.on_list_of(world.carla, day.exchange), world.carla, at(late))
    return [done[each.key] for each in marks]


class TestAMark:
    def test_it_says_that_somebody_was_there_and_mails_nobody(self, world, day, lia):
        mails, revision = Intention.objects.count(), lia.revision
        assert apply(day, world, mark(lia, True, 0)) == ["done"]
        lia.refresh_from_db()
        assert (lia.state, lia.revision, Intention.objects.count()) == (RegistrationState.ATTENDED, revision, mails)
        row = Attendance.objects.get()
        assert (row.registration, row.exchange_session, row.marked_at, row.marked_by) == (lia, day, at(0), world.carla)

    def test_taking_the_last_one_back_turns_the_state_back(self, world, visit, lia):
        first, second = visit.sessions.all()
        apply(first, world, mark(lia, True, 0))
        apply(second, world, mark(lia, True, 1))
        apply(first, world, mark(lia, False, 2))
        lia.refresh_from_db()
        assert lia.state == RegistrationState.ATTENDED, "they were at the other session"
        apply(second, world, mark(lia, False, 3))
        lia.refresh_from_db()
        assert (lia.state, Attendance.objects.count()) == (RegistrationState.REGISTERED, 0)

    def test_both_stand_in_the_log_without_a_name(self, world, day, lia):
        apply(day, world, mark(lia, True, 0), mark(lia, False, 1))
        lines = Event.objects.filter(object_kind="attendance").order_by("at")
        assert [line.verb for line in lines] == ["was_there", "was_not_there"]
        assert {line.subject for line in lines} == {world.carla.subject} and "Lia" not in json.dumps([line.details for line in lines])

    def test_the_seats_stay_as_they_are(self, world, visit, day, lia):
        apply(day, world, mark(lia, True, 0))
        visit.refresh_from_db()
        assert visit.seats_taken == 1


class TestLateMarks:
    def test_one_sent_twice_counts_once(self, world, day, lia):
        sent = mark(lia, True, 0)
        assert apply(day, world, sent) == ["done"] and apply(day, world, sent) == ["known"]
        assert (Attendance.objects.count(), Event.objects.filter(object_kind="attendance").count()) == (1, 1)

    def test_one_sent_again_after_it_was_taken_back_changes_nothing(self, world, day, lia):
        sent = mark(lia, True, 0)
        apply(day, world, sent)
        apply(day, world, mark(lia, False, 5))
        assert apply(day, world, sent) == ["known"] and Attendance.objects.count() == 0

    def test_what_was_seen_later_holds_whichever_arrives_first(self, world, day, lia):
        early, late = mark(lia, True, 0), mark(lia, False, 5)
        seen = mark(lia, True, 3)
        apply(day, world, seen)
        apply(day, world, late)
        assert apply(day, world, early) == ["older"] and Attendance.objects.count() == 0

    def test_marks_of_one_sending_count_in_their_own_order(self, world, day, lia):
        assert apply(day, world, mark(lia, False, 5), mark(lia, True, 2)) == ["done", "done"]
        assert Attendance.objects.count() == 0

    def test_two_people_marking_the_same_person_do_not_meet(self, world, day, lia):
        assert apply(day, world, mark(lia, True, 0)) == ["done"] and apply(day, world, mark(lia, True, 1)) == ["known"]

    def test_nobody_is_marked_in_the_future(self, world, day, lia):
        apply(day, world, mark(lia, True, 999), late=10)
        assert Attendance.objects.get().marked_at == at(10)

    def test_a_code_of_another_exchange_is_unknown(self, world, day):
        other = seat(make_exchange(world, "other", "Other"), world.marta)
        assert apply(day, world, mark(other, True, 0)) == ["unknown"] and Attendance.objects.count() == 0

    def test_a_cancelled_session_takes_no_marks(self, world, day, lia):
        day.cancelled_at = NOW
        day.save()
        with pytest.raises(Refused):
            apply(day, world, mark(lia, True, 0))

    def test_many_marks_take_as_many_reads_as_one(self, world, visit, day, django_assert_max_num_queries):
        people = [seat(visit, person) for person in make_visitors(world.cascais, 8)]
        marks = [mark(one, True, 0) for one in people]
        apply(day, world, *marks)
        with django_assert_max_num_queries(9):  # sent again: nothing to write
            assert set(apply(day, world, *marks)) == {"known"}


class TestWithoutASeat:
    def test_who_waits_gets_a_free_seat_and_gives_it_back(self, world, visit, day):
        waits = seat(visit, world.lia, RegistrationState.WAITLISTED)
        apply(day, world, mark(waits, True, 0))
        visit.refresh_from_db()
        waits.refresh_from_db()
        assert (visit.seats_taken, waits.state) == (1, RegistrationState.ATTENDED)
        apply(day, world, mark(waits, False, 1))
        visit.refresh_from_db()
        waits.refresh_from_db()
        assert (visit.seats_taken, waits.state) == (0, RegistrationState.WAITLISTED)

    def test_none_is_given_where_none_is_free(self, world):
        small = make_exchange(world, "small", "Small", seats=1)
        seat(small, world.marta)
        waits = seat(small, world.lia, RegistrationState.WAITLISTED)
        assert apply(small.sessions.first(), world, mark(waits, True, 0)) == ["full"] and Attendance.objects.count() == 0

    def test_an_offered_seat_is_taken_by_coming(self, world, visit, day):
        offered = seat(visit, world.lia, RegistrationState.OFFERED)
        apply(day, world, mark(offered, True, 0), mark(offered, False, 1))
        offered.refresh_from_db()
        assert (offered.state, offered.offered_until) == (RegistrationState.REGISTERED, None)

    def test_somebody_unexpected_is_let_in_once(self, world, visit, day):
        one = let_in(day, "Dona Rosa", world.mahdia, world.carla, at(0))
        again = let_in(day, "dona rosa", world.mahdia, world.carla, at(1))
        visit.refresh_from_db()
        assert one == again and (one.state, one.person, one.entered_by, visit.seats_taken) == (RegistrationState.ATTENDED, None, world.carla, 1)
        assert Attendance.objects.count() == 1

    def test_nobody_is_let_in_past_the_seats(self, world):
        small = make_exchange(world, "small", "Small", seats=1)
        seat(small, world.marta)
        with pytest.raises(Refused) as refused:
            let_in(small.sessions.first(), "Dona Rosa", world.cascais, world.carla, at(0))
        assert refused.value.code == "full" and Registration.objects.count() == 1

    def test_a_citys_share_holds_at_the_door_too(self, world):
        shared = make_exchange(world, "shared", "Shared", seats_per_city=1)
        let_in(shared.sessions.first(), "One", world.mahdia, world.carla, at(0))
        with pytest.raises(Refused):
            let_in(shared.sessions.first(), "Two", world.mahdia, world.carla, at(0))
        let_in(shared.sessions.first(), "Three", world.cascais, world.carla, at(0))


class TestWhoMayMark:
    def test_the_list_names_those_who_come_and_no_address(self, client, world, visit, day, lia):
        client.force_login(world.carla)
        page = client.get(address(visit, day)).content.decode()
        assert "Lia Learns" in page and lia.code in page and "lia@people.example" not in page

    def test_an_address_never_stands_in_for_a_name(self, client, world, visit, day):
        seat(visit, make_person("nameless", "", world.cascais))
        client.force_login(world.carla)
        page = client.get(address(visit, day)).content.decode()
        assert "nameless@people.example" not in page and "nameless" in page

    @pytest.mark.parametrize("who", ["lia", "mouna", "nadia", "stranger", "teo"])
    def test_others_find_nothing(self, client, world, visit, day, lia, who):
        client.force_login(getattr(world, who))
        for name in ("attendance_session", "attendance_marks", "attendance_walk_in"):
            for method in (client.get, client.post):
                assert method(address(visit, day, name), {"there": lia.code}).status_code in (404, 405)
        assert client.get(address(visit, name="attendance")).status_code == 404 and Attendance.objects.count() == 0

    def test_who_is_signed_out_is_sent_to_sign_in(self, client, visit, day, lia):
        for name in ("attendance_session", "attendance_marks"):
            answer = client.post(address(visit, day, name), {"there": lia.code})
            assert answer.status_code == 302 and "/account/login/" in answer.url
        assert Attendance.objects.count() == 0

    def test_the_way_back_leads_to_the_desk_or_for_a_facilitator_to_the_exchange(self, client, world, visit, day):
        desk = reverse("desk_exchange", args=["cascais", visit.slug])
        client.force_login(world.carla)
        assert f'href="{desk}"' in client.get(address(visit, day)).content.decode()
        client.force_login(grant(make_person("fay", "Fay Facilitates", world.cascais), Role.FACILITATOR, world.cascais))
        page = client.get(address(visit, day)).content.decode()
        assert f'href="{desk}"' not in page and f'href="{reverse("exchange", args=[visit.slug])}"' in page

    def test_a_facilitator_of_the_host_stands_at_the_door(self, client, world, visit, day, lia):
        client.force_login(grant(make_person("fay", "Fay Facilitates", world.cascais), Role.FACILITATOR, world.cascais))
        assert client.post(address(visit, day), {"there": lia.code}).status_code == 302 and Attendance.objects.count() == 1

    def test_a_co_host_sees_its_own_people_only(self, client, world, visit, day, lia):
        visit.co_hosts.add(world.mahdia)
        own = seat(visit, make_person("amal", "Amal", world.mahdia))
        client.force_login(world.mouna)
        page = client.get(address(visit, day, city="mahdia")).content.decode()
        assert "Amal" in page and "Lia Learns" not in page and lia.code not in page
        assert client.post(address(visit, day, city="mahdia"), {"there": lia.code}).status_code == 404
        assert client.post(address(visit, day, city="mahdia"), {"there": own.code}).status_code == 302

    def test_another_city_in_the_address_is_not_found(self, client, world, visit, day):
        client.force_login(world.carla)
        assert client.get(address(visit, day, city="mahdia")).status_code == 404

    def test_a_session_of_another_exchange_is_not_found(self, client, world, visit):
        other = make_exchange(world, "other", "Other").sessions.first()
        client.force_login(world.carla)
        assert client.get(address(visit, other)).status_code == 404


class TestThePlainForm:
    def test_one_press_marks_and_leads_back_to_the_line(self, client, world, visit, day, lia):
        client.force_login(world.carla)
        answer = client.post(address(visit, day), {"there": lia.code, "q": "lia"})
        assert answer.url == f"{address(visit, day)}?q=lia#r-{lia.code}"
        assert "Take back" in client.get(address(visit, day)).content.decode()
        client.post(address(visit, day), {"away": lia.code})
        assert Attendance.objects.count() == 0

    def test_one_can_look_for_a_name_without_a_script(self, client, world, visit, day, lia):
        seat(visit, world.marta)
        client.force_login(world.carla)
        page = client.get(address(visit, day), {"q": "MART"}).content.decode()
        assert "Marta Mentors" in page and "Lia Learns" not in page

    def test_one_session_needs_no_choosing(self, client, world):
        one = make_exchange(world, "one", "One", sessions=1)
        client.force_login(world.carla)
        assert client.get(address(one, name="attendance")).url == address(one, one.sessions.get())

    def test_several_sessions_are_offered(self, client, world, visit):
        client.force_login(world.carla)
        page = client.get(address(visit, name="attendance")).content.decode()
        assert "Day 1" in page and "Day 2" in page

    def test_walking_in_keeps_what_was_typed_when_it_is_refused(self, client, world):
        small = make_exchange(world, "small", "Small", seats=1)
        seat(small, world.marta)
        client.force_login(world.carla)
        answer = client.post(address(small, small.sessions.first(), "attendance_walk_in"), {"name": "Dona Rosa", "city": world.mahdia.pk})
        assert answer.status_code == 422 and b'value="Dona Rosa"' in answer.content and b"No seat is free" in answer.content

    def test_walking_in_registers_and_marks(self, client, world, visit, day):
        client.force_login(world.carla)
        answer = client.post(address(visit, day, "attendance_walk_in"), {"name": "Dona  Rosa", "city": world.mahdia.pk})
        assert answer.status_code == 302 and Registration.objects.get(guest_name="Dona Rosa").state == RegistrationState.ATTENDED

    def test_a_name_with_a_line_break_is_refused(self, client, world, visit, day):
        client.force_login(world.carla)
        assert client.post(address(visit, day, "attendance_walk_in"), {"name": "Dona\nRosa", "city": world.mahdia.pk}).status_code == 422

    def test_a_longer_list_takes_no_more_queries(self, client, world, visit, day, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.force_login(world.carla)
        client.get(address(visit, day))
        seat(visit, world.lia)
        with CaptureQueriesContext(connection, ) as few:
            client.get(address(visit, day))
        for person in make_visitors(world.mahdia, 12):
            seat(visit, person)
        with django_assert_num_queries(len(few)):
            client.get(address(visit, day))


class TestAPhonesMarks:
    def send(self, client, visit, day, marks, now=1_000_000):
        return client.post(address(visit, day, "attendance_marks"), {"marks": json.dumps({"now": now, "marks": marks})})

    def one(self, lia, **more):
        return {"key": str(uuid.uuid4()), "code": lia.code, "there": True, "at": 990_000, **more}

    def test_they_are_answered_with_the_whole_list(self, client, world, visit, day, lia):
        client.force_login(world.carla)
        sent = self.one(lia)
        answer = self.send(client, visit, day, [sent]).json()
        assert answer == {"states": {lia.code: True}, "answers": {sent["key"]: "done"}}
        assert self.send(client, visit, day, [sent]).json()["answers"] == {sent["key"]: "known"}
        assert client.get(address(visit, day, "attendance_marks")).json() == {"states": {lia.code: True}}

    def test_a_phone_with_a_wrong_clock_is_understood(self, client, world, visit, day, lia):
        """Ten seconds ago by its own clock is ten seconds ago."""
        from django.utils import timezone

        client.force_login(world.carla)
        self.send(client, visit, day, [self.one(lia)])
        assert 9 < (timezone.now() - Attendance.objects.get().marked_at).total_seconds() < 40

    @pytest.mark.parametrize("broken", ["", "{}", "[]", '{"now": "x", "marks": []}', '{"now": 1, "marks": [{"key": "no", "code": "x", "there": 1, "at": 1}]}',
                                        '{"now": 1, "marks": {"a": 1}}', '{"now": 1e999, "marks": [{"key": "5a0fcd0e-4d7a-4a7e-9d50-0a0a0a0a0a0a", "code": "x", "there": 1, "at": 1e999}]}'])
    def test_nonsense_is_refused(self, client, world, visit, day, broken):
        client.force_login(world.carla)
        assert client.post(address(visit, day, "attendance_marks"), {"marks": broken}).status_code == 400

    def test_a_flood_is_refused(self, client, world, visit, day):
        client.force_login(world.carla)
        assert self.send(client, visit, day, [{}] * 501).status_code == 400


def test_the_nearest_session_is_meant_at_the_door(visit):
    first, second = visit.sessions.all()
    assert attending.session_at(visit, at(-60)) == attending.session_at(visit, at(30)) == first
    assert attending.session_at(visit, at(24 * 60 - 30)) == second


def test_one_row_per_person_and_session_whatever_the_code_does(world, day, lia):
    from django.db import IntegrityError

    mark_one(day, lia, True, world.carla, at(0), key="a")
    with pytest.raises(IntegrityError, match=r"there_once_per_session|UNIQUE"):
        Attendance.objects.create(registration=lia, exchange_session=day, marked_at=at(1))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_phones_that_send_the_same_marks_at_once_write_each_once(world):
    import threading

    from django.db import connections

    visit = make_exchange(world)
    day = visit.sessions.first()
    people = [seat(visit, person) for person in make_visitors(world.cascais, 10)]
    sent = [mark(one, True, number, key=f"key-{number}") for number, one in enumerate(people)]
    answers, starts = [], threading.Barrier(8)

    def phone():
        try:
            starts.wait(10)
            answers.append(apply(day, world, *sent))
        finally:
            connections.close_all()

    phones = [threading.Thread(target=phone) for _number in range(8)]
    for each in phones:
        each.start()
    for each in phones:
        each.join()
    assert sorted(answers) == [["done"] * 10] + [["known"] * 10] * 7
    assert Attendance.objects.count() == Event.objects.filter(object_kind="attendance").count() == 10
    visit.refresh_from_db()
    assert visit.seats_taken == 10
