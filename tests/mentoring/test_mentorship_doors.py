"""Every address of a mentorship, asked four times: signed out, as a stranger whatever their role, by the wrong method, and after the end."""

import pytest
import time_machine
from django.urls import reverse

from academy.models import Event
from mentoring import ending, time_polls
from mentoring.models import ClosingReason, MentoringSession, Mentorship, MentorshipGoal, MentorshipNote
from tests.academy.every_url import KIND_OF
from tests.mentoring.mentorship_story import HOUR, planned
from tests.rounds import make_mentorship
from tests.world import NOW, make_person

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
WRITES = {  # name: what somebody would post
    "mentorship_signature": {"version": "1"}, "mentorship_goals": {"text": "A goal"}, "mentorship_goal": {"what": "reached"}, "mentorship_confirmation": {"minutes": "60"},
    "mentorship_times_choice": {"option": "1"}, "mentorship_times_withdrawal": {}, "mentorship_note_deletion": {}, "mentorship_resumption": {}, "mentorship_closing_begins": {},
    "mentorship_carrying_on": {},
}
READS = {"mentorship", "mentorship_session", "mentorship_session_ics"}
FORMS = {  # name: what somebody would post
    "mentorship_agreement": {"terms": "Others", "version": "1"}, "mentorship_session_new": {"day": "2026-12-08", "begins": "18:00", "ends": "19:00", "place": ""},
    "mentorship_session_change": {"day": "2026-12-08", "begins": "18:00", "ends": "19:00", "place": ""}, "mentorship_session_cancellation": {},
    "mentorship_report": {"happened": "no", "seen": NOW.isoformat()}, "mentorship_times": {"poll": "1"},
    "mentorship_times_new": {"minutes": "60", "day_1": "2026-12-08", "begins_1": "18:00", "day_2": "2026-12-09", "begins_2": "18:00"},
    "mentorship_notes": {"text": "A note"}, "mentorship_pulse": {"value": "5"}, "mentorship_pause": {"until_about": ""}, "mentorship_rematch": {"sure": "on"},
    "mentorship_closing": {"to_partner": "Thanks"}, "mentorship_end": {"reason": "done"},
}
ALL = {**WRITES, **FORMS, **dict.fromkeys(READS)}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pair(world):
    made = make_mentorship(world)
    planned(made)
    MentorshipGoal.objects.create(mentorship=made, text="g", written_by="mentee", written_at=NOW)
    MentorshipNote.objects.create(mentorship=made, side="mentee", text="n", written_at=NOW)
    time_polls.offer(made, world.marta, NOW, [(NOW + n * HOUR, NOW + (n + 1) * HOUR) for n in (30, 50)])
    return made


def address(name: str, pair: Mentorship) -> str:
    more = {"mentorship_goal": lambda: pair.goals.first().pk, "mentorship_note_deletion": lambda: pair.notes.first().pk}.get(name)
    of_session = name in ("mentorship_session", "mentorship_session_change", "mentorship_session_cancellation", "mentorship_report", "mentorship_confirmation", "mentorship_session_ics")
    return reverse(name, args=[pair.pk, *([pair.sessions.first().pk] if of_session else []), *([more()] if more else [])])


def snapshot() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Mentorship, MentoringSession, MentorshipGoal, MentorshipNote, Event)]


def test_the_list_here_is_whole():
    assert {name for name in KIND_OF if name.startswith("mentorship")} == set(ALL)


def test_signed_out_one_is_asked_to_sign_in(pair, client):
    before = snapshot()
    for name, data in ALL.items():
        for answer in (client.get(address(name, pair)), client.post(address(name, pair), data or {})):
            assert answer.status_code in (302, 403, 405), name
            assert answer.status_code != 302 or "/account/login/" in answer.url
    assert snapshot() == before


def test_for_everybody_else_it_is_not_there_whatever_their_role(world, pair, client):
    before = snapshot()
    root = make_person("root", "Root", is_superuser=True, is_staff=True)
    for person in (world.stranger, world.teo, world.carla, world.mouna, world.nadia, root):
        client.force_login(person)
        for name, data in ALL.items():
            answers = [client.post(address(name, pair), data or {})] if name not in READS else []
            answers += [client.get(address(name, pair))] if name not in WRITES else []
            assert [answer.status_code for answer in answers] == [404] * len(answers), (person.email, name)
    assert [rows for rows in snapshot()[:4]] == before[:4]


def test_the_wrong_method_does_nothing(world, pair, client):
    client.force_login(world.lia)
    before = snapshot()
    for name in WRITES:
        assert client.get(address(name, pair)).status_code == 405, name
    for name in READS:
        assert client.post(address(name, pair), {"x": "1"}).status_code == 405, name
    for name in ALL:
        assert client.put(address(name, pair)).status_code == 405 and client.delete(address(name, pair)).status_code == 405, name
    assert snapshot() == before


def test_of_another_mentorship_nothing_is_reached_through_ones_own(world, pair, client):
    mine = make_mentorship(world, mentee=world.teo, mentor=world.mouna, mentoring_round=pair.round)
    client.force_login(world.teo)
    for name in ("mentorship_session", "mentorship_session_change", "mentorship_session_cancellation", "mentorship_report", "mentorship_session_ics"):
        assert client.get(reverse(name, args=[mine.pk, pair.sessions.first().pk])).status_code == 404
    assert client.post(reverse("mentorship_goal", args=[mine.pk, pair.goals.first().pk]), {"what": "reached"}).status_code == 404
    assert client.post(reverse("mentorship_note_deletion", args=[mine.pk, pair.notes.first().pk])).status_code == 404
    assert client.post(reverse("mentorship_times_choice", args=[mine.pk]), {"option": "1"}).status_code == 404


def test_after_the_end_it_is_read_and_no_more_begun(world, pair, client):
    ending.end(pair, ClosingReason.DONE, world.lia, NOW)
    client.force_login(world.lia)
    before = snapshot()
    for name, data in ALL.items():
        if name in ("mentorship_notes", "mentorship_closing", "mentorship_note_deletion"):
            continue  # looking back is allowed
        url = address(name, pair)
        if name not in READS:
            assert client.post(url, data).status_code in (302, 404), name
        if name not in WRITES:
            assert client.get(url).status_code in (200, 302), name
    assert snapshot() == before


def test_every_page_opens_for_both(world, pair, client):
    for person in (world.marta, world.lia):
        client.force_login(person)
        for name in (READS | set(FORMS)):
            assert client.get(address(name, pair)).status_code == 200, name


def test_nobody_is_flooded_with_mails_and_what_was_typed_is_given_back(world, pair, client, monkeypatch):
    monkeypatch.setattr("mentoring.views.mentorship_door.ACTS", 2)
    client.force_login(world.lia)
    for number in range(3):
        answer = client.post(address("mentorship_agreement", pair), {"terms": f"My words, number {number}", "version": str(number + 1)})
    assert answer.status_code == 429 and "My words, number 2" in answer.content.decode()
    pair.refresh_from_db()
    assert pair.terms == "My words, number 1"
    client.force_login(world.marta)
    assert client.post(address("mentorship_signature", pair), {"version": "3"}).status_code == 302
