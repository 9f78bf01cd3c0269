"""Beginning, pausing, another partner, the closing talk, the end: who is told what, and what stays."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction

from academy.emails import queue_mail
from academy.erasure import erase_person
from academy.models import Event, Intention, User
from academy.outbox_drain import drain
from academy.personal_data import all_exports
from mentoring import beginning, closing_talk, ending, holding, pausing, planning, pulse, rematching, signing, time_polls
from mentoring.mentorship_turn import NotNow
from mentoring.models import ClosingReason, Mentorship, MentorshipStage, RematchRequest
from tests.mentoring.mentorship_story import planned, was
from tests.rounds import make_mentorship, make_round, propose_pair, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def pair(world):
    return make_mentorship(world)


def letters() -> dict[str, list]:
    """{to: [messages]} of what is due now; the box is empty afterwards."""
    drain()
    found: dict[str, list] = {}
    for message in mail.outbox:
        found.setdefault(message.to[0].split("<")[-1].strip(">"), []).append(message)
    mail.outbox.clear()
    return found


LIA, MARTA = "lia@people.example", "marta@people.example"


# Beginning ------------------------------------------------------------------------------------------------

@pytest.fixture
def proposal(world):
    mentoring_round = make_round(world, closed=True)
    asker = take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)})
    asker.request.hope = "Lose my fear of balance sheets."
    asker.request.save()
    return propose_pair(take_part(mentoring_round, world.marta, offers={"bookkeeping": 4}), asker)


def test_it_begins_once_and_tells_each_who_the_other_is(world, proposal):
    made = beginning.begin(proposal, NOW)
    assert beginning.begin(proposal, NOW) == made
    assert (made.mentor, made.mentee, made.started_on, made.planned_end_on) == (world.marta, world.lia, date(2026, 11, 22), date(2027, 6, 30))
    assert Event.objects.filter(verb="began", object_kind="mentorship", object_key=str(made.pk)).count() == 1
    sent = letters()
    assert MARTA in sent[LIA][0].body and "Marta Mentors" in sent[LIA][0].body
    assert LIA in sent[MARTA][0].body and "balance sheets" in sent[MARTA][0].body
    assert "balance sheets" not in sent[LIA][0].body


def test_nothing_that_waits_or_is_logged_holds_a_name_or_an_address(world, proposal):
    beginning.begin(proposal, NOW)
    kept = json.dumps([list(Intention.objects.values_list("key", "payload")), list(Event.objects.values_list("details", flat=True))], default=str)
    for word in ("Marta", "Lia", "people.example", "Cascais"):
        assert word not in kept


# The pulse ------------------------------------------------------------------------------------------------

def test_the_pulse_is_asked_every_four_weeks_and_not_a_third_time_unanswered(world, proposal, clock):
    made = beginning.begin(proposal, NOW)
    letters()
    asked = {LIA: [], MARTA: []}
    for week in range(1, 30):
        clock.move_to(NOW + timedelta(weeks=week, hours=1))
        for to, messages in letters().items():
            asked[to] += [week for message in messages if "How is it going" in message.subject]
        if week == 18:
            pulse.say(made, "mentor", 4, "", NOW + timedelta(weeks=18))
    assert asked[LIA] == [4, 8]
    assert asked[MARTA] == [4, 8, 24, 28], "who says something of their own accord is asked again from there on"


def test_a_pulse_is_replaced_on_the_same_day_and_kept_on_another(world, pair):
    for hours, value in ((0, 2), (1, 3), (30, 5)):
        pulse.say(pair, "mentee", value, "", NOW + timedelta(hours=hours))
    assert list(pair.pulses.order_by("pk").values_list("value", flat=True)) == [3, 5]


# Pausing --------------------------------------------------------------------------------------------------

def test_a_pause_tells_the_partner_and_asks_both_when_it_is_over(world, pair, clock):
    pausing.pause(pair, world.lia, NOW, date(2026, 12, 20))
    assert set(letters()) == {MARTA}
    with pytest.raises(NotNow):
        planned(pair)
    with pytest.raises(NotNow):
        pausing.pause(pair, world.marta, NOW)
    clock.move_to(NOW + timedelta(days=29))
    assert set(letters()) == {LIA, MARTA}
    assert pausing.resume(pair, world.marta, NOW + timedelta(days=29)) and not pausing.resume(pair, world.marta, NOW + timedelta(days=29))
    assert [message.subject for message in letters()[LIA]] == ["Marta takes your mentorship up again"]
    assert planned(pair, starts=NOW + timedelta(days=40), when=NOW + timedelta(days=29))


def test_who_has_taken_it_up_again_is_not_asked_about_the_pause(world, pair, clock):
    pausing.pause(pair, world.lia, NOW, date(2026, 12, 20))
    pausing.resume(pair, world.lia, NOW + timedelta(days=2))
    letters()
    clock.move_to(NOW + timedelta(days=29))
    assert letters() == {}


def test_two_open_pauses_are_refused_by_the_database(pair):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        for _twice in range(2):
            cursor.execute("INSERT INTO mentoring_mentorshippause (mentorship_id, started_on, asked_by) VALUES (%s, '2026-11-22', 'mentor')", [pair.pk])


# Ending ---------------------------------------------------------------------------------------------------

def test_it_ends_for_both_at_once_and_what_was_planned_leaves_the_calendars(world, pair):
    kept, gone = was(pair), planned(pair)
    letters()
    assert ending.end(pair, ClosingReason.NO_TIME, world.lia, NOW)
    assert not ending.end(pair, ClosingReason.DONE, world.marta, NOW)
    for session in (kept, gone):
        session.refresh_from_db()
    assert kept.cancelled_at is None and (gone.cancelled_at, gone.sequence) == (NOW, 1)
    sent = letters()
    assert set(sent) == {LIA, MARTA}
    assert "Lia Learns has ended your mentorship" in sent[MARTA][0].body and "no time any more" in sent[MARTA][0].body
    calendar = next(part for part in sent[MARTA][0].alternatives if part[1].startswith("text/calendar"))
    assert calendar[1] == "text/calendar; method=CANCEL"
    with pytest.raises(NotNow):
        planned(pair)


def test_another_partner_ends_it_kindly_and_fills_the_pool_again(world, pair):
    assert rematching.ask_for_another(pair, world.lia, NOW, "She talks all the time.")
    assert not rematching.ask_for_another(pair, world.marta, NOW)
    pair.refresh_from_db()
    assert (pair.stage(), pair.closing_reason) == (MentorshipStage.CLOSED, ClosingReason.NO_FIT)
    assert Intention.objects.filter(kind="mentoring.fill_pool").count() == 1
    sent = letters()
    assert "says nothing about you" in sent[MARTA][0].body
    assert "talks all the time" not in "".join(message.body for messages in sent.values() for message in messages)
    assert RematchRequest.objects.get().reason == "She talks all the time."


# The closing talk -----------------------------------------------------------------------------------------

def test_each_reads_the_other_once_both_have_written(world, pair):
    with pytest.raises(NotNow):
        closing_talk.write(pair, world.lia, closing_talk.Words("Too early"), NOW)
    closing_talk.begin_closing(pair, world.marta, NOW)
    letters()
    first = closing_talk.write(pair, world.lia, closing_talk.Words("Thanks"), NOW)
    assert not closing_talk.may_read(first, None, NOW)
    first = closing_talk.write(pair, world.lia, closing_talk.Words("Thank you, Marta"), NOW)
    assert letters() == {}
    second = closing_talk.write(pair, world.marta, closing_talk.Words("My pleasure"), NOW)
    assert closing_talk.may_read(first, second, NOW) and closing_talk.may_read(second, first, NOW)
    assert set(letters()) == {LIA, MARTA}
    with pytest.raises(NotNow):
        closing_talk.write(pair, world.lia, closing_talk.Words("Changed my mind"), NOW)


def test_words_are_read_14_days_later_even_when_the_other_stays_silent(world, pair):
    closing_talk.begin_closing(pair, world.marta, NOW)
    words = closing_talk.write(pair, world.lia, closing_talk.Words("Thanks"), NOW)
    assert not closing_talk.may_read(words, None, NOW + timedelta(days=13, hours=23))
    assert closing_talk.may_read(words, None, NOW + timedelta(days=14))


def test_it_closes_by_itself_after_14_days_unless_they_carry_on(world, pair, clock):
    closing_talk.begin_closing(pair, world.marta, NOW)
    closing_talk.carry_on(pair, world.lia, NOW + timedelta(days=1))
    clock.move_to(NOW + timedelta(days=15))
    letters()
    assert Mentorship.objects.get().finished_on is None
    closing_talk.begin_closing(pair, world.lia, NOW + timedelta(days=15))
    clock.move_to(NOW + timedelta(days=30))
    letters()
    pair.refresh_from_db()
    assert (pair.closing_reason, pair.finished_on) == (ClosingReason.TIME, date(2026, 12, 22))


# Erasure and exports --------------------------------------------------------------------------------------

def own_export(person) -> str:
    return json.dumps([[one.name, list(one.rows(person))] for one in all_exports()], default=str)


def fill(world, pair) -> None:
    for side in ("mentor", "mentee"):
        for shared in (True, False):
            pair.notes.create(side=side, text=f"note of the {side}, {'shared' if shared else 'private'}", shared=shared, written_at=NOW)
        pair.pulses.create(side=side, value=2, words=f"pulse of the {side}", at=NOW)
        pair.goals.create(text=f"goal of the {side}", written_by=side, written_at=NOW)
    session = was(pair, world.marta, place="At Marta's, Rua Direita 5")
    session.minutes = "Balance sheets"
    session.save()


def test_an_export_holds_ones_own_notes_and_nobody_elses(world, pair):
    fill(world, pair)
    mine, theirs = own_export(world.lia), own_export(world.marta)
    for word in ("note of the mentee, shared", "note of the mentee, private", "pulse of the mentee", "goal of the mentee"):
        assert word in mine and word not in theirs
    for word in ("note of the mentor, shared", "note of the mentor, private", "pulse of the mentor", "goal of the mentor", "Rua Direita", "Marta Mentors", MARTA):
        assert word not in mine
    for person in (world.carla, world.nadia):
        assert "note of" not in own_export(person) and "pulse of" not in own_export(person)


def test_erasing_ends_it_and_leaves_the_partner_what_is_theirs(world, pair):
    fill(world, pair)
    planned(pair)
    letters()
    erase_person(world.marta, at=NOW)
    pair.refresh_from_db()
    assert (pair.stage(), pair.closing_reason) == (MentorshipStage.CLOSED, ClosingReason.LEFT)
    assert set(pair.notes.values_list("text", flat=True)) == {"note of the mentee, shared", "note of the mentee, private"}
    assert list(pair.pulses.values_list("side", flat=True)) == ["mentee"]
    session = pair.sessions.get(cancelled_at=None)
    assert (session.minutes, session.place) == ("Balance sheets", "")
    sent = letters()
    assert "former member has left" in sent[LIA][0].body
    assert not any("Marta" in message.body or "Marta" in message.subject for message in sent[LIA])
    assert MARTA not in sent or all("mentorship" not in message.subject for message in sent[MARTA])


def test_words_nobody_could_read_yet_go_with_their_writer(world, pair):
    closing_talk.begin_closing(pair, world.marta, NOW)
    closing_talk.write(pair, world.marta, closing_talk.Words("My pleasure", "More rounds, please"), NOW)
    erase_person(world.marta, at=NOW + timedelta(days=1))
    assert not pair.feedback.exists()


def test_words_that_were_read_stay_with_the_partner(world, pair):
    closing_talk.begin_closing(pair, world.marta, NOW)
    closing_talk.write(pair, world.marta, closing_talk.Words("My pleasure", "More rounds, please"), NOW)
    closing_talk.write(pair, world.lia, closing_talk.Words("Thanks"), NOW)
    erase_person(world.marta, at=NOW)
    assert list(pair.feedback.order_by("side").values_list("to_partner", "to_academy")) == [("Thanks", ""), ("My pleasure", "")]


# All the mails --------------------------------------------------------------------------------------------

@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_mail_of_a_mentorship_has_its_words(world, pair, clock, language):
    """One story that queues each of them; a mail whose words fail is not sent, and would be missing here."""
    User.objects.update(language=language)
    for person in (world.lia, world.marta):
        person.refresh_from_db()
    with transaction.atomic():
        for person in (world.lia, world.marta):
            queue_mail("mentoring/begun", person, f"begun:{person.pk}", mentorship=pair.pk)
        queue_mail("mentoring/pulse", world.lia, "pulse", mentorship=pair.pk)
    sent = []

    def hear() -> None:
        drain()
        sent.extend(mail.outbox)
        mail.outbox.clear()

    hear()
    signing.sign(pair, world.lia, NOW, version=1)
    hear()
    signing.change_terms(pair, "Other words", world.marta, NOW, seen=1)
    hear()
    poll = time_polls.offer(pair, world.marta, NOW, [(NOW + timedelta(days=day), NOW + timedelta(days=day, hours=1)) for day in (1, 2)])
    hear()
    time_polls.mark(poll, world.lia, {poll.options.first().pk}, NOW)
    hear()
    session = time_polls.choose(poll, poll.options.first().pk, world.marta, NOW, zone="Europe/Lisbon", place="Library")
    hear()
    planning.change(session, world.lia, NOW, place="Café")
    hear()
    planning.cancel(planned(pair, starts=NOW + timedelta(days=9)), world.lia, NOW)
    hear()
    clock.move_to(NOW + timedelta(days=2))
    hear()
    holding.report(session, world.lia, NOW + timedelta(days=2), holding.Report(60))
    hear()
    pausing.pause(pair, world.lia, NOW + timedelta(days=2), date(2026, 11, 25))
    hear()
    clock.move_to(NOW + timedelta(days=4))
    hear()
    pausing.resume(pair, world.lia, NOW + timedelta(days=4))
    hear()
    closing_talk.begin_closing(pair, world.lia, NOW + timedelta(days=4))
    hear()
    for person in (world.lia, world.marta):
        closing_talk.write(pair, person, closing_talk.Words("Thanks"), NOW + timedelta(days=4))
    hear()
    ending.end(pair, ClosingReason.DONE, world.lia, NOW + timedelta(days=4))
    hear()
    # begun 2, pulse 1, agreement 2, times 2, session: planned 2, changed 2, cancelled 2, over 2, confirm 1; paused 1, pause over 2, resumed 1, concluding 1, feedback 2, ended 2
    assert len(sent) == 25
    assert not Intention.objects.filter(dead_at__isnull=False).exists()
    assert all(message.subject and "{" not in message.subject + message.body and "%(" not in message.body for message in sent)
    assert {message.to[0].split("<")[-1].strip(">") for message in sent} == {LIA, MARTA}
