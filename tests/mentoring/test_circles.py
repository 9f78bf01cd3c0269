from datetime import timedelta

import pytest

from academy.models import Intention
from academy.refusals import Refused
from mentoring import circle_answers, circle_meetings
from mentoring.exclusions import digest_of
from mentoring.laying_circles import lay_circles
from mentoring.leaving import leave
from mentoring.models import Answer, Circle, CircleMeeting, ExcludedPerson, RoundKind
from mentoring.open_files import result_to_take
from mentoring.playing import play_input
from mentoring.round_input import input_of
from mentoring.views import circles as circle_views
from tests.cohorts.mails import send_all, text_of_mail
from tests.mentoring.desk import simulate
from tests.rounds import TUESDAY_EVENING, lay_run, make_round, take_part
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def circle(world):
    """Marta convenes; Lia, Teo and one of Mahdia are asked."""
    made = make_round(world, "circles", closed=True, kind=RoundKind.CIRCLES)
    guest = make_person("guest", "Guest Of Mahdia", world.mahdia)
    convenor = take_part(made, world.marta, offers={"bookkeeping": 4}, capacity=4)
    members = [take_part(made, person, wants={"bookkeeping": (1, 3)}, hours=hours) for person, hours in (
        (world.lia, TUESDAY_EVENING), (world.teo, TUESDAY_EVENING), (guest, [hour + 1 for hour in TUESDAY_EVENING]))]
    run = lay_run(made, [(convenor, member) for member in members])
    (laid,) = lay_circles(run, NOW)
    assert lay_circles(run, NOW) == []
    return laid


def say(circle, **answers) -> Circle:
    for login, said in answers.items():
        circle = circle_answers.answer(circle, circle.seats.get(person__email__startswith=f"{login}@").person, said, at=LATER)
    return circle


def test_the_run_of_a_round_of_circles_is_played_and_checked(world):
    made = make_round(world, "real", closed=True, kind=RoundKind.CIRCLES)
    take_part(made, world.marta, offers={"bookkeeping": 4}, capacity=4)
    for person in (world.lia, world.teo):
        take_part(made, person, wants={"bookkeeping": (1, 3)})
    result = play_input(input_of(made, made.rules).data)
    assert len(result["pairs"]) == 2 and result["dissolved"] == []


def test_it_forms_when_all_have_said_yes_and_only_then_names_are_shown(circle, world, client):
    client.force_login(world.lia)
    page = client.get(f"/en/my/mentoring/circles/{circle.pk}/").content.decode()
    assert "Bookkeeping" in page and "4 people" in page and "18:00" in page
    assert not any(word in page for word in ("Marta", "Teo", "Guest", "@example", "Mahdia"))
    formed = say(circle, marta=Answer.YES, lia=Answer.YES, teo=Answer.YES, guest=Answer.YES)
    assert formed.formed_at == LATER
    page = client.get(f"/en/my/mentoring/circles/{circle.pk}/").content.decode()
    assert all(word in page for word in ("Marta Mentors", "Guest Of Mahdia", world.teo.email))


def test_three_are_enough_and_who_said_not_now_is_not_in_it(circle):
    formed = say(circle, marta=Answer.YES, lia=Answer.YES, teo=Answer.NOT_NOW, guest=Answer.YES)
    assert formed.formed_at and formed.seats.filter(left_at__isnull=True).count() == 3


@pytest.mark.parametrize("answers", [{"teo": Answer.NOT_NOW, "lia": Answer.NOT_NOW}, {"marta": Answer.NOT_NOW}])
def test_two_or_no_convenor_make_no_circle(circle, answers):
    assert say(circle, **answers).lapsed_at == LATER
    with pytest.raises(Refused):
        say(circle, guest=Answer.YES)


def test_silence_ends_with_the_time_to_answer(circle):
    say(circle, marta=Answer.YES, lia=Answer.YES, teo=Answer.YES)
    settled = circle_answers.settle(circle, circle.answer_by)
    assert settled.formed_at and settled.seats.filter(left_at__isnull=True).count() == 3
    assert circle_answers.settle(circle, circle.answer_by + timedelta(days=1)).formed_at == settled.formed_at


def test_who_got_no_seat_is_told_so(world):
    made = make_round(world, "left", closed=True, kind=RoundKind.CIRCLES)
    alone = take_part(made, world.carla, wants={"law": (0, 3)})
    convenor, members = take_part(made, world.marta, offers={"bookkeeping": 4}, capacity=4), [take_part(made, each, wants={"bookkeeping": (0, 3)}) for each in (world.lia, world.teo)]
    run = lay_run(made, [(convenor, member) for member in members])
    run.people = {**run.people, alone.lot: alone.pk}
    run.save()
    lay_circles(run, NOW)
    told = [text_of_mail(mail) for mail in send_all() if world.carla.email in mail["To"]]
    assert len(told) == 1 and "no seat for you" in told[0] and "/rounds/left/reasons/" in told[0]


def test_a_round_that_closes_asks_nobody_any_more(circle, world):
    from mentoring.closing_round import close_round

    close_round(circle.round, "Too few of us this winter.", by=world.nadia, at=LATER)
    circle.refresh_from_db()
    assert circle.lapsed_at == LATER and Intention.objects.filter(key__contains="circle_lapsed").count() == 4


def test_meetings_reach_every_calendar_and_are_called_off_there(circle, world, client):
    from academy.calendar_sources import parts_for

    say(circle, marta=Answer.YES, lia=Answer.YES, teo=Answer.YES, guest=Answer.YES)
    with pytest.raises(Refused):
        circle_meetings.plan_meeting(_lapsed(circle), world.lia, LATER, starts_at=LATER, ends_at=LATER + timedelta(hours=1), zone="UTC")
    client.force_login(world.lia)
    address = f"/en/my/mentoring/circles/{circle.pk}/meetings/new/"
    assert client.post(address, {"day": "2026-12-01", "begins": "19:00", "ends": "18:00x", "place": "kept"}).status_code == 422
    assert client.post(address, {"day": "2026-12-01", "begins": "18:00", "ends": "19:30", "place": "https://meet.example.org/x"}).status_code == 302
    meeting = CircleMeeting.objects.get()
    entries = [entry for part in parts_for(world.marta, "en", LATER) for entry in part.make()]
    assert [entry.title for entry in entries] == ["Circle: Bookkeeping"] and meeting.ends_at - meeting.starts_at == timedelta(minutes=90)
    client.post(f"/en/my/mentoring/circles/{circle.pk}/meetings/{meeting.pk}/cancellation/")
    entries = [entry for part in parts_for(world.marta, "en", LATER) for entry in part.make()]
    assert [(entry.status, entry.sequence) for entry in entries] == [("CANCELLED", 1)]
    assert parts_for(world.carla, "en", LATER)[-1].rows == ()


def _lapsed(circle) -> Circle:
    return Circle.objects.create(round=circle.round, run=circle.run, theme=circle.theme, proposed_at=NOW, answer_by=LATER, lapsed_at=NOW)


def test_notes_are_not_written_over(circle, world, client):
    say(circle, marta=Answer.YES, lia=Answer.YES, teo=Answer.YES, guest=Answer.YES)
    meeting = circle_meetings.plan_meeting(circle, world.lia, LATER, starts_at=LATER, ends_at=LATER + timedelta(hours=1), zone="UTC")
    client.force_login(world.marta)
    address = f"/en/my/mentoring/circles/{circle.pk}/meetings/{meeting.pk}/notes/"
    assert client.post(address, {"notes": "First", "seen": ""}).status_code == 302
    clash = client.post(address, {"notes": "Second", "seen": ""})
    assert clash.status_code == 409 and "First" in clash.content.decode() and "Second" in clash.content.decode()
    assert CircleMeeting.objects.get().notes == "First"


def test_notes_hold_no_sign_a_database_refuses(circle, world, client):
    say(circle, marta=Answer.YES, lia=Answer.YES, teo=Answer.YES, guest=Answer.YES)
    meeting = circle_meetings.plan_meeting(circle, world.lia, LATER, starts_at=LATER, ends_at=LATER + timedelta(hours=1), zone="UTC")
    client.force_login(world.lia)
    assert client.post(f"/en/my/mentoring/circles/{circle.pk}/meetings/{meeting.pk}/notes/", {"notes": "We\0 met", "seen": "\0"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.notes == "We met"


def test_nobody_floods_a_circle_with_mails(circle, world, client, monkeypatch):
    say(circle, marta=Answer.YES, lia=Answer.YES, teo=Answer.YES, guest=Answer.YES)
    monkeypatch.setattr(circle_views, "ACTS", 2)
    client.force_login(world.lia)
    form = {"day": "2026-12-01", "begins": "18:00", "ends": "19:30", "place": "Town hall"}
    answers = [client.post(f"/en/my/mentoring/circles/{circle.pk}/meetings/new/", form) for _time in range(3)]
    assert [each.status_code for each in answers] == [302, 302, 429] and CircleMeeting.objects.count() == 2
    assert "Town hall" in answers[2].content.decode(), "what was typed is not lost"


@pytest.mark.parametrize("formed", [True, False])
def test_who_leaves_the_round_leaves_its_circles(circle, world, formed):
    say(circle, marta=Answer.YES, lia=Answer.YES, **({"teo": Answer.YES, "guest": Answer.YES} if formed else {}))
    entry = circle.seats.get(person=world.lia).participation
    assert leave(entry, world.lia, LATER) and not leave(entry, world.lia, LATER)
    assert not Circle.objects.of(world.lia).exists() and circle.seats.filter(left_at__isnull=True).count() == 3
    assert Intention.objects.filter(key__contains="circle_left").count() == (3 if formed else 0)


def test_nobody_sits_in_a_circle_with_somebody_they_would_rather_not_meet(world):
    made = make_round(world, "apart", closed=True, kind=RoundKind.CIRCLES)
    take_part(made, world.marta, offers={"bookkeeping": 4}, capacity=5)
    entries = [take_part(made, person, wants={"bookkeeping": (1, 3)}) for person in (world.lia, world.teo, world.carla, make_person("guest", "Guest Of Mahdia", world.mahdia))]
    ExcludedPerson.objects.create(participation=entries[0], address_digest=digest_of(world.teo.email))
    run = simulate(made)
    seated = {pair["mentee"] for pair in run.result["pairs"]}
    assert len(seated) == 3 and not {entries[0].lot, entries[1].lot} <= seated
    assert "kept_apart" not in result_to_take(run)


def test_strangers_find_nothing(circle, world, client):
    pages = ["", "answer/", "meetings/new/", "leaving/", "closing/"]
    base = f"/en/my/mentoring/circles/{circle.pk}/"
    assert client.get(base).status_code == 302
    for person in (world.carla, world.nadia, world.stranger, world.mouna):
        client.force_login(person)
        assert {client.post(base + page, {"answer": "yes"}).status_code for page in pages[1:]} == {404} and client.get(base).status_code == 404
    client.force_login(world.lia)
    assert client.get(base + "answer/").status_code == 405


def test_who_leaves_is_out_and_only_the_convenor_closes(circle, world, client):
    say(circle, marta=Answer.YES, lia=Answer.YES, teo=Answer.YES, guest=Answer.YES)
    base = f"/en/my/mentoring/circles/{circle.pk}/"
    client.force_login(world.teo)
    client.post(base + "closing/")
    assert Circle.objects.get(pk=circle.pk).closed_at is None
    client.post(base + "leaving/")
    assert client.get(base).status_code == 404
    assert Intention.objects.filter(key__startswith=f"mail:circle:{circle.pk}:circle_left").count() == 3
    client.force_login(world.marta)
    client.post(base + "closing/")
    assert Circle.objects.get(pk=circle.pk).closed_at


def test_the_mails_say_no_name_before_it_has_formed(circle, world):
    asked = {mail["To"]: f"{mail['Subject']} {text_of_mail(mail)}" for mail in send_all()}
    words = next(words for address, words in asked.items() if world.lia.email in address)
    assert len(asked) == 4 and "Bookkeeping" in words and f"/circles/{circle.pk}/" in words
    assert not any(word in words.replace("Lia Learns", "") for word in ("Marta", "Teo", "Guest", "Mahdia"))


def test_my_circles_cost_the_same_for_one_and_many(circle, world, django_assert_num_queries):
    from mentoring.own_circles import own_circles

    with django_assert_num_queries(2):
        assert len(own_circles(world.lia, NOW)) == 1


def test_when_who_convened_leaves_another_does_and_closing_calls_off_what_was_planned(circle, world):
    say(circle, marta=Answer.YES, lia=Answer.YES, teo=Answer.YES, guest=Answer.YES)
    meeting = circle_meetings.plan_meeting(circle, world.lia, LATER, starts_at=LATER + timedelta(days=3), ends_at=LATER + timedelta(days=3, hours=1), zone="UTC")
    circle_answers.leave_circle(circle.seats.get(person=world.marta), LATER)
    following = circle.seats.get(convenes=True)
    assert following.left_at is None and following.person != world.marta
    assert circle_answers.close_circle(circle, following.person, LATER)
    meeting.refresh_from_db()
    assert meeting.cancelled_at == LATER and meeting.sequence == 1
