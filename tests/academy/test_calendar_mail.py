"""A mail that carries an invitation (RFC 6047): three alternatives, the calendar last, whole on the wire, and the same as a file."""

from email import message_from_bytes, policy

import pytest
from django.core import mail

from academy.mail_message import CalendarPart, build

INVITATION = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:a@b", "SUMMARY:Visita à oficina — زيارة", "END:VEVENT",
    "END:VCALENDAR", ""]).encode()


def sent(**more):
    """The message as the other side reads it."""
    build(key="k", name="Lia", to="lia@example.org", subject="Your seat", text="See you there.",
          **{"calendar": [CalendarPart("REQUEST", INVITATION)], **more}).send()
    return message_from_bytes(mail.outbox[-1].message().as_bytes(linesep="\r\n"), policy=policy.default)


def parts(message) -> list:
    return [part for part in message.walk() if not part.is_multipart()]


def test_it_has_words_the_same_in_html_the_calendar_and_a_file():
    message = sent()
    assert message.get_content_type() == "multipart/mixed"
    alternative, file = message.iter_parts()
    assert alternative.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in alternative.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    assert (file.get_content_type(), file.get_filename(), file.get_content_disposition()) == ("application/ics", "invite.ics", "attachment")
    assert file.get_payload(decode=True) == INVITATION


def test_the_part_says_its_method_and_arrives_whole():
    (calendar,) = [part for part in parts(sent()) if part.get_content_type() == "text/calendar"]
    assert calendar.get_param("method") == "REQUEST" and calendar.get_param("charset").lower() == "utf-8"
    assert calendar.get_content_disposition() is None
    assert calendar.get_payload(decode=True) == INVITATION


def test_several_messages_are_several_parts():
    message = sent(calendar=[CalendarPart("CANCEL", INVITATION), CalendarPart("CANCEL", INVITATION.replace(b"a@b", b"c@b"))])
    assert [part.get_param("method") for part in parts(message) if part.get_content_type() == "text/calendar"] == ["CANCEL", "CANCEL"]
    assert [part.get_filename() for part in parts(message) if part.get_filename()] == ["invite-1.ics", "invite-2.ics"]


def test_without_a_calendar_a_mail_is_as_it_was():
    assert [part.get_content_type() for part in parts(sent(calendar=[]))] == ["text/plain", "text/html"]


def test_a_method_cannot_bring_a_header_along():
    with pytest.raises(ValueError, match="no method"):
        CalendarPart("REQUEST\r\nBcc: eve@example.org", INVITATION)


def test_an_answer_goes_to_the_address_given_and_nowhere_else():
    message = sent(reply_to="reply+1-abc@example.org\r\nBcc: eve@example.org")
    assert message["Bcc"] is None
    assert sent(reply_to="reply+1-abc@example.org")["Reply-To"] == "Tessera <reply+1-abc@example.org>"
    assert sent()["Reply-To"] is None


def test_who_can_stop_a_mail_can_do_it_with_one_click():
    message = sent(unsubscribe_url="https://academy.example.org/en/stop/x/")
    assert (message["List-Unsubscribe"], message["List-Unsubscribe-Post"]) == ("<https://academy.example.org/en/stop/x/>", "List-Unsubscribe=One-Click")
    assert sent()["List-Unsubscribe-Post"] is None
