"""Invitations and the answers to them."""

import contextlib
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from academy.standards.calendar_entry import NotCalendarText, Party
from academy.standards.itip import CANCEL, REQUEST, NotAReply, Reply, invitation_message, read_reply
from tests.academy.calendar.samples import GOLDEN, LIA, ORGANISER, SERIES, VISIT


@pytest.mark.parametrize(("name", "method", "entries"), [("request.ics", REQUEST, VISIT[:1]), ("cancel.ics", CANCEL, VISIT[:1]), ("request-series.ics", REQUEST, SERIES)])
def test_the_golden_messages(name, method, entries):
    assert invitation_message(method, entries, ORGANISER, LIA) == (GOLDEN / name).read_bytes()


def test_an_invitation_names_its_reader_and_the_academy_and_nobody_else():
    calendar = Calendar.from_ical(invitation_message(REQUEST, VISIT[:1], ORGANISER, LIA))
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["ORGANIZER"], event["ATTENDEE"]) == ("REQUEST", "mailto:academy@tessera.example", "mailto:lia@demo.example")
    assert event["ATTENDEE"].params == {"CN": LIA.name, "CUTYPE": "INDIVIDUAL", "PARTSTAT": "NEEDS-ACTION", "ROLE": "REQ-PARTICIPANT", "RSVP": "TRUE"}


def test_a_cancellation_says_cancelled_and_asks_for_no_answer():
    (event,) = Calendar.from_ical(invitation_message(CANCEL, VISIT[:1], ORGANISER, LIA)).walk("VEVENT")
    assert (event["STATUS"], event["ATTENDEE"].params["RSVP"]) == ("CANCELLED", "FALSE")


@given(st.text(max_size=80).filter(lambda name: not any(ord(letter) < 32 or 127 <= ord(letter) < 160 or letter in "\u2028\u2029\ufffe\uffff" for letter in name)))
def test_a_name_of_any_letters_adds_no_second_attendee(name):
    (event,) = Calendar.from_ical(invitation_message(REQUEST, VISIT[:1], ORGANISER, Party(name, "lia@demo.example"))).walk("VEVENT")
    assert event["ATTENDEE"] == "mailto:lia@demo.example"
    assert event["ATTENDEE"].params.get("CN", "") == name


def test_two_meetings_are_two_messages():
    with pytest.raises(NotCalendarText):
        invitation_message(REQUEST, VISIT, ORGANISER, LIA)
    with pytest.raises(NotCalendarText):
        invitation_message("PUBLISH", VISIT[:1], ORGANISER, LIA)


# Answers -----------------------------------------------------------------------------------------------------

def answer(**changed) -> bytes:
    parts = {"method": "REPLY", "uid": "7d0c-1@academy.example", "attendee": "ATTENDEE;PARTSTAT=DECLINED;CN=\"Reis, Lia\":MAILTO:Lia@Demo.example",
             "rest": "SEQUENCE:2\r\nDTSTAMP:20261122T101500Z\r\nCOMMENT:Sorry", **changed}
    return ("BEGIN:VCALENDAR\r\nPRODID:-//X//Y//EN\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nORGANIZER:mailto:academy@tessera.example\r\n"
            "{attendee}\r\n{rest}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").format(**parts).encode()


def test_it_reads_who_answered_what():
    assert read_reply(answer()) == Reply("7d0c-1@academy.example", "lia@demo.example", "DECLINED", 2, None, datetime(2026, 11, 22, 10, 15, tzinfo=UTC))


def test_it_reads_an_answer_to_one_occurrence():
    reply = read_reply(answer(rest="RECURRENCE-ID;TZID=Europe/Madrid:20270401T100000"))
    assert (reply.recurrence_id, reply.sequence, reply.at) == (datetime(2027, 4, 1, 8, tzinfo=UTC), 0, None)


def test_it_reads_what_real_programs_send():
    bare_lines = answer().replace(b"\r\n", b"\n")
    assert read_reply(bare_lines).partstat == "DECLINED"
    assert read_reply(b"\xef\xbb\xbf" + answer()).partstat == "DECLINED"
    folded = answer(attendee="ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACC\r\n EPTED;X-NUM-GUESTS=0:mailto:lia@demo.exa\r\n mple")
    assert (read_reply(folded).partstat, read_reply(folded).attendee) == ("ACCEPTED", "lia@demo.example")


@pytest.mark.parametrize("data", [
    b"", b"\0" * 1000, b"\xff\xfe", b"BEGIN:VCALENDAR", b"hello", answer(method="REQUEST"), answer(method=""), answer(uid=""), answer(uid="x" * 300),
    answer(attendee="SUMMARY:none"), answer(attendee="ATTENDEE;PARTSTAT=ACCEPTED:lia@demo.example"), answer(attendee="ATTENDEE:mailto:lia@demo.example"),
    answer(attendee="ATTENDEE;PARTSTAT=MAYBE:mailto:lia@demo.example"), answer(attendee="ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:c@d"),
    answer(attendee="ATTENDEE;PARTSTAT=ACCEPTED:mailto:not an address"), answer(rest="SEQUENCE:many"), answer(rest="SEQUENCE:-1"), answer(rest="SEQUENCE:99999999999"),
    answer(rest="RECURRENCE-ID;VALUE=DATE:20270401"), answer(rest="DTSTAMP:yesterday"), answer() + answer(), answer(rest="X:" + "y" * 70_000),
    answer(rest="\r\n".join(["BEGIN:VALARM"] * 500)), answer(rest="UID:another"), answer(rest="END:VEVENT\r\nBEGIN:VEVENT\r\nUID:other")])
def test_it_says_no_to_what_is_no_reply(data):
    with pytest.raises(NotAReply):
        read_reply(data)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=2000), st.builds(lambda at, noise: answer()[:at] + noise + answer()[at:], st.integers(0, 330), st.binary(max_size=40)),
                 st.builds(lambda at, length: answer()[:at] + answer()[at + length:], st.integers(0, 330), st.integers(1, 60))))
def test_nothing_but_a_reply_or_one_error_comes_out(data):
    try:
        reply = read_reply(data)
    except NotAReply:
        return
    assert isinstance(reply, Reply) and reply.uid and "@" in reply.attendee and "\n" not in reply.attendee


@pytest.mark.parametrize("data", [answer(rest="X" + ";A=1" * 15_000 + ":1"), answer(rest="X:" + "\\" * 60_000), answer(rest="X;A=\"" + ";=\\" * 19_000),
                                  answer(rest="X" + " " * 60_000 + ":1"), answer(rest="\n " * 950), answer(rest="RRULE:FREQ=SECONDLY;BYSECOND=" + "1," * 29_000)])
def test_a_hostile_answer_takes_no_time(data):
    began = time.process_time()
    with contextlib.suppress(NotAReply):
        read_reply(data)
    assert time.process_time() - began < 2, "a quadratic reader takes far longer"
