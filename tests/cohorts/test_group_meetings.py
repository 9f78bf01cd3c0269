"""Meetings of a working group: sessions of an exchange, with everybody's seat, calendar, minutes and attendance; and the group's documents."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from academy.calendar_sources import parts_for
from academy.models import Intention
from academy.permissions import can
from cohorts.models import Attendance, Exchange, GroupDocument, GroupMeeting, Registration
from cohorts.refusals import Refused
from cohorts.session_plan import SessionPlan
from cohorts.spaces.group_parts import parts_of_group
from cohorts.spaces.joining import leave, name_member
from cohorts.spaces.meetings import cancel_meeting, change_meeting, plan_meeting
from cohorts.spaces.refusing import NotPossible
from tests.space_world import join_group, make_group, make_space
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PLAN = SessionPlan("First meeting", NOW + timedelta(days=10), NOW + timedelta(days=10, hours=2), place="Town hall, room 2")
LATER = SessionPlan("Second meeting", NOW + timedelta(days=17), NOW + timedelta(days=17, hours=2), online_url="https://meet.example.org/two")


@pytest.fixture
def group(world):
    made = make_group(make_space(world), "procurement")
    join_group(made, world.lia, organises=True)
    join_group(made, world.marta)
    return made


def in_calendar(person) -> set[str]:
    return {entry.title for part in parts_for(person, "en", NOW) for entry in part.make()}


def test_the_first_meeting_is_in_every_members_calendar_and_mail(world, group):
    made = plan_meeting(group, PLAN, "Welcome\n\nThe first draft", by=world.lia, at=NOW)
    group.refresh_from_db()
    assert made.points == ["Welcome", "The first draft"] and group.exchange.is_public and group.exchange.host_city == world.cascais
    assert {each.person for each in Registration.objects.holding_seats().filter(exchange=group.exchange)} == {world.lia, world.marta}
    assert Intention.objects.filter(key__startswith="notice:registration:").count() == 2
    assert len(in_calendar(world.marta)) == 1
    assert group.exchange not in Exchange.objects.programme()
    plan_meeting(group, LATER, "", by=world.lia, at=NOW)
    assert GroupMeeting.objects.filter(group=group, exchange_session__exchange=group.exchange).count() == 2, "one exchange for all meetings"
    assert any("Second meeting" in title for title in in_calendar(world.marta)), "once there are several, each says which it is"
    group.exchange.refresh_from_db()
    assert group.exchange.takes_registrations(NOW + timedelta(days=12)), "others ask for a seat at a later meeting, too"


def test_who_joins_later_has_a_seat_and_who_leaves_has_none(world, group):
    plan_meeting(group, PLAN, "", by=world.lia, at=NOW)
    group.refresh_from_db()
    member = name_member(world.stranger, group, world.lia, NOW)
    assert Registration.objects.holding_seats().filter(exchange=group.exchange, person=world.stranger).exists()
    leave(member, NOW)
    assert not Registration.objects.holding_seats().filter(exchange=group.exchange, person=world.stranger).exists()
    name_member(world.stranger, group, world.lia, NOW)
    assert Registration.objects.holding_seats().filter(exchange=group.exchange, person=world.stranger).count() == 1
    group.exchange.refresh_from_db()
    assert group.exchange.seats_taken == 3


def test_organisers_write_minutes_and_mark_who_is_there_and_nobody_else(world, group):
    plan_meeting(group, PLAN, "", by=world.lia, at=NOW)
    group.refresh_from_db()
    for verb in ("exchange.write_minutes", "attendance.mark"):
        assert can(world.lia, verb, group.exchange) and can(world.carla, verb, group.exchange)
        assert not any(can(who, verb, group.exchange) for who in (world.marta, world.stranger, world.mouna, world.nadia))
    assert not can(world.lia, "exchange.edit", group.exchange), "its place in the programme stays the city's"



def test_how_many_were_there_is_told_to_those_inside_only(world, group):
    made = plan_meeting(group, PLAN, "", by=world.lia, at=NOW)
    group.refresh_from_db()
    seat = Registration.objects.get(exchange=group.exchange, person=world.marta)
    Attendance.objects.create(registration=seat, exchange_session=made.exchange_session, marked_at=PLAN.starts_at)
    after = PLAN.ends_at + timedelta(hours=1)
    told = [parts_of_group(group, who, after, "en")["meetings_past"][0]["there"] for who in (world.marta, world.carla, world.stranger, world.mouna, world.nadia)]
    assert told == [1, 1, 0, 0, 0]


def test_a_changed_and_a_cancelled_meeting_is_told(world, group):
    made = plan_meeting(group, PLAN, "One", by=world.lia, at=NOW)
    group.refresh_from_db()
    moved = SessionPlan("First meeting", PLAN.starts_at + timedelta(hours=1), PLAN.ends_at + timedelta(hours=1), place=PLAN.place)
    assert change_meeting(made, moved, "One\nTwo", seen=group.exchange.changed_at, by=world.lia, at=NOW)
    made = GroupMeeting.objects.select_related("exchange_session").get(pk=made.pk)
    group.exchange.refresh_from_db()
    assert made.points == ["One", "Two"] and made.exchange_session.starts_at == moved.starts_at
    assert cancel_meeting(made, "The hall is flooded", seen=group.exchange.changed_at, by=world.lia, at=NOW)
    made.exchange_session.refresh_from_db()
    assert made.exchange_session.cancelled_reason == "The hall is flooded"


def test_a_closed_group_and_a_space_that_is_not_open_do_not_meet(world, group):
    group.space.opened_on = None
    group.space.save()
    with pytest.raises(NotPossible, match="not open"):
        plan_meeting(group, PLAN, "", by=world.lia, at=NOW)
    group.closed_on, group.closing_words = NOW.date(), "Done."
    group.save()
    with pytest.raises((NotPossible, Refused), match="closed"):
        plan_meeting(group, PLAN, "", by=world.lia, at=NOW)


def test_the_doors_and_the_form(world, group, client):
    address = "/en/groups/procurement/meetings/new/"
    typed = {"title": "Kick-off", "day": "2030-03-04", "begins": "10:00", "ends": "12:00", "agenda": "Who we are"}
    assert client.get(address).status_code == 302
    for who in (world.marta, world.stranger, world.mouna):
        client.force_login(who)
        assert client.get(address).status_code == 404 and client.post(address, typed).status_code == 404
    client.force_login(world.lia)
    answer = client.post(address, typed)
    assert answer.status_code == 422 and "Say where" in answer.content.decode() and "Who we are" in answer.content.decode()
    assert client.post(address, typed | {"place": "Room 3"}).status_code == 302
    meeting = GroupMeeting.objects.get()
    inside = f"/en/groups/procurement/meetings/{meeting.exchange_session.key}/"
    assert "Room 3" in client.get(inside).content.decode()
    assert client.post(inside, typed | {"place": "Room 4", "seen": "2020-01-01T00:00:00+00:00"}).status_code == 409
    assert client.post(f"{inside}cancellation/", {"reason": "", "seen": ""}).status_code == 422
    page = client.get("/en/groups/procurement/").content.decode()
    assert "Kick-off" in page and "Who we are" in page


def test_documents_are_for_the_group_unless_they_are_for_everyone(world, group, client):
    address = "/en/groups/procurement/documents/new/"
    pdf = b"%PDF-1.4 a small one"
    client.force_login(world.stranger)
    assert client.get(address).status_code == 404
    client.force_login(world.marta)
    assert client.post(address, {"title": "Notes", "file": SimpleUploadedFile("notes.pdf", b"MZ not a pdf")}).status_code == 422
    assert client.post(address, {"title": "Notes", "file": SimpleUploadedFile("notes.pdf", pdf)}).status_code == 302
    assert client.post(address, {"title": "Law", "everyone": "on", "file": SimpleUploadedFile("law.pdf", pdf)}).status_code == 302
    notes, law = (GroupDocument.objects.get(title=title) for title in ("Notes", "Law"))
    got = client.get(f"/en/groups/procurement/documents/{notes.pk}/")
    assert b"".join(got.streaming_content) == pdf and got["Content-Disposition"].startswith("attachment") and got["X-Content-Type-Options"] == "nosniff"
    client.logout()
    assert client.get(f"/en/groups/procurement/documents/{notes.pk}/").status_code == 404
    assert client.get(f"/en/groups/procurement/documents/{law.pk}/").status_code == 200
    client.force_login(world.stranger)
    removal = f"/en/groups/procurement/documents/{law.pk}/removal/"
    assert client.get(removal).status_code == 405 and client.post(removal).status_code == 404
    client.force_login(world.lia)
    assert client.post(removal).status_code == 302 and not GroupDocument.objects.filter(pk=law.pk).exists()
