"""A working group: begun, joined by its door, organised, with tasks, left and closed; the board of all; what its people find on their own space."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.models import Event
from cohorts.models import GroupDoor, GroupKind, GroupMembership, GroupTask, WorkingGroup
from cohorts.models.mail_choices import DigestLine, MailChoice
from cohorts.spaces import joining, sitting, tasking
from cohorts.spaces.board import board_of
from cohorts.spaces.own_tasks import own_groups_and_tasks
from tests.cohorts.mails import send_all
from tests.gatherings import make_exchange, make_session
from tests.space_world import hold_seat, join_group, make_group, make_seat, make_space, make_task
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TODAY, NEXT_WEEK = date(2026, 11, 22), date(2026, 11, 29)
PAGE = "/en/groups/markets/"
WORDS = {"name": "Markets", "theme": "Markets for everybody", "initial_proposal": "Begin with one.", "language": "en", "door": "asked", "starts_on": "2026-11-22", "ends_on": "2027-03-01"}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_motor_group_and_the_coordinators_begin_groups(world, client):
    space = make_space(world)
    join_group(make_group(space, "motor", kind=GroupKind.MOTOR, door=GroupDoor.NAMED), world.marta)
    hold_seat(make_seat(space), world.teo)
    address = "/en/spaces/table/groups/new/"
    for person in (world.stranger, world.teo, world.mouna, world.nadia):
        client.force_login(person)
        assert {client.get(address).status_code, client.post(address, WORDS).status_code, client.get("/en/spaces/table/board/").status_code} == {404}, person
    client.force_login(world.marta)
    for typed, words in [({"email": "nobody@people.example"}, "Nobody has an account"), ({"ends_on": "2026-01-01"}, "cannot end before it starts"), ({"name": "Two\u2028lines"}, "one line")]:
        answer = client.post(address, {**WORDS, "email": world.marta.email, **typed})
        assert answer.status_code == 422 and words in answer.content.decode()
    assert client.post(address, {**WORDS, "email": world.lia.email}).url == PAGE
    made = WorkingGroup.objects.get(slug="markets")
    assert sitting.organises(world.lia, made, TODAY) and not sitting.organises(world.marta, made, TODAY) and sitting.may_see_inside(world.marta, made, TODAY)
    client.force_login(world.carla)
    assert client.post(address, {**WORDS, "kind": "motor", "name": "Another motor", "email": world.carla.email}).status_code == 302, "the kind is not asked while there is a motor group"
    assert WorkingGroup.objects.get(slug="another-motor").kind == GroupKind.WORKING


def test_each_door_lets_in_whom_it_says(world, client):
    space = make_space(world)
    for door in GroupDoor.values:
        join_group(make_group(space, door, door=door), world.marta, organises=True)
    assert "/account/login/" in client.post("/en/groups/asked/membership/").url
    client.force_login(world.stranger)
    assert {client.get(f"/en/groups/{door}/").status_code for door in GroupDoor.values} == {200}
    for _twice in range(2):
        assert client.post("/en/groups/anybody/membership/", {}).status_code == 302
        assert client.post("/en/groups/asked/membership/", {"words": "I sell lemons."}).status_code == 302
    assert client.post("/en/groups/named/membership/", {}).status_code == 422
    rows = dict(GroupMembership.objects.filter(person=world.stranger).values_list("group__slug", "started_on"))
    assert rows == {"anybody": TODAY, "asked": None}
    assert "You asked to join" in client.get("/en/groups/asked/").content.decode() and "Marta Mentors" not in client.get("/en/groups/asked/").content.decode()
    assert client.post("/en/groups/asked/leaving/").status_code == 302 and not GroupMembership.objects.filter(person=world.stranger, group__slug="asked", finished_on=None).exists()
    client.force_login(world.mouna)  # of another city, whose organisation she brings or not
    world.mouna.organisation = world.cooperative
    world.mouna.save()
    client.post("/en/groups/anybody/membership/", {"for_organisation": "on"})
    assert GroupMembership.objects.get(person=world.mouna).organisation == world.cooperative


def test_organisers_admit_refuse_and_name(world, client, mailoutbox):
    group = make_group(make_space(world))
    join_group(group, world.marta, organises=True)
    join_group(group, world.teo)
    MailChoice.objects.create(person=world.marta, daily_digest=True)
    asked = [joining.join(person, group, NOW, words="Let me <in>") for person in (world.lia, world.stranger)]
    answers = [f"{PAGE}requests/{each.pk}/" for each in asked]
    for person in (world.teo, world.lia, world.carla, world.mouna):
        client.force_login(person)
        assert {client.post(answers[0], {"answer": "admit"}).status_code, client.post(f"{PAGE}members/", {"email": world.lia.email}).status_code,
                client.get(f"{PAGE}words/").status_code, client.post(f"{PAGE}closing/", {"closing_words": "x"}).status_code} == {404}, person
    client.force_login(world.marta)
    assert "Let me &lt;in&gt;" in client.get(PAGE).content.decode()
    assert client.get(answers[0]).status_code == 405 and client.post(answers[0], {"answer": "maybe"}).status_code == 404
    client.post(answers[0], {"answer": "admit"})
    client.post(answers[1], {"answer": "refuse"})
    client.post(answers[1], {"answer": "admit"})
    assert client.post(f"{PAGE}members/", {"email": world.nadia.email, "organises": "on"}).status_code == 302
    again = client.post(f"{PAGE}members/", {"email": world.lia.email})
    assert again.status_code == 422 and "in the group already" in again.content.decode()
    client.post(f"{PAGE}members/{GroupMembership.objects.get(person=world.teo).pk}/organiser/")
    assert set(sitting.members(group, TODAY)) == {world.marta.pk, world.teo.pk, world.lia.pk, world.nadia.pk}
    assert all(sitting.organises(each, group, TODAY) for each in (world.nadia, world.teo)) and not sitting.organises(world.lia, group, TODAY)
    send_all()
    assert sorted((mail.to[0].split(" ")[0], mail.subject) for mail in mailoutbox) == [
        ("Lia", "You are in the working group “Markets”"), ("Nadia", "You are in the working group “Markets”"), ("Some", "Your request to join “Markets”")]
    assert set(DigestLine.objects.values_list("person", "template")) == {(world.marta.pk, "cohorts/group_asked")}, "who chose one mail a day gets what can wait there"


def test_the_last_organiser_names_another_before_leaving(world, client):
    group = make_group(make_space(world))
    join_group(group, world.marta, organises=True)
    other = join_group(group, world.lia)
    client.force_login(world.marta)
    assert "Name another organiser first" in client.post(f"{PAGE}leaving/", follow=True).content.decode()
    client.post(f"{PAGE}members/{other.pk}/organiser/")
    client.post(f"{PAGE}leaving/")
    assert sitting.members(group, TODAY) == [world.lia.pk]
    assert client.post(f"{PAGE}leaving/").status_code == 404
    GroupMembership.objects.filter(pk=other.pk).update(organises=False)  # as erasure leaves it
    for person, code in ((world.lia, 404), (world.mouna, 404), (world.carla, 302)):
        client.force_login(person)
        assert client.post(f"{PAGE}members/", {"email": world.lia.email}).status_code == code, person
    assert sitting.organises(world.lia, group, TODAY)


def test_the_public_reads_no_names_and_a_rounded_number(world, client):
    group = make_group(make_space(world))
    for person in (world.lia, world.marta, world.teo):
        join_group(group, person, organisation=world.cooperative)
    make_task(group, "Ask the greengrocers", world.lia, date(2026, 11, 1))
    for person in (None, world.stranger, world.mouna, world.nadia):
        client.logout() if person is None else client.force_login(person)
        page = client.get(PAGE).content.decode()
        assert "members: under 5" in page and "Pottery Co-operative" in page and "Begin with one market." in page
        assert "Lia Learns" not in page and "greengrocers" not in page
    for person in (world.lia, world.carla):
        client.force_login(person)
        page = client.get(PAGE).content.decode()
        assert "members: 3" in page and "Lia Learns" in page and "late: it was due on" in page


def test_tasks_are_given_moved_done_and_dropped(world, client, mailoutbox):
    group = make_group(make_space(world))
    join_group(group, world.marta, organises=True)
    for person in (world.lia, world.teo):
        join_group(group, person)
    new = f"{PAGE}tasks/new/"
    client.force_login(world.marta)
    typed = {"title": "Ask the greengrocers", "owner": world.lia.pk, "due_on": "2026-11-29"}
    for wrong, words in [({"owner": world.stranger.pk}, "valid choice"), ({"due_on": "2026-11-21"}, "That day is over"), ({"title": ""}, "required")]:
        answer = client.post(new, {**typed, **wrong})
        assert answer.status_code == 422 and words in answer.content.decode()
    assert client.post(new, typed).status_code == 302
    task = GroupTask.objects.get()
    address = f"{PAGE}tasks/{task.pk}/"
    client.force_login(world.teo)
    assert client.post(new, typed).status_code == 422, "a member takes a task, and gives none"
    assert client.post(new, {**typed, "title": "Own", "owner": world.teo.pk}).status_code == 302
    for person in (world.teo, world.carla, world.stranger):
        client.force_login(person)
        assert client.post(address, {"do": "done"}).status_code == client.get(address).status_code == 404, person
    client.force_login(world.carla)
    assert client.get(new).status_code == 404
    client.force_login(world.lia)
    assert client.post(address, {"do": "drop", "why": ""}).status_code == 422 and client.post(address, {"do": "burn"}).status_code == 404
    assert client.post(address, {"do": "move", "owner": world.lia.pk, "due_on": "2026-12-06"}).status_code == 302
    client.force_login(world.marta)
    assert client.get(address).status_code == 200
    client.post(address, {"do": "move", "owner": world.teo.pk, "due_on": "2026-12-06"})
    task.refresh_from_db()
    assert (task.owner, task.due_on) == (world.teo, date(2026, 12, 6)) and not task.is_late(date(2026, 12, 6)) and task.is_late(date(2026, 12, 7))
    send_all()
    assert [mail.to[0].split(" ")[0] for mail in mailoutbox] == ["Teo"], "Lia has it no longer, and Teo's own task is no news to him"
    client.post(address, {"do": "drop", "why": "They came by themselves"})
    assert "They came by themselves" in client.get(PAGE).content.decode() and not tasking.finish_task(task, world.marta, NOW)
    own = GroupTask.objects.get(title="Own")
    client.force_login(world.teo)
    client.post(f"{PAGE}tasks/{own.pk}/", {"do": "done"})
    own.refresh_from_db()
    assert own.done_on == TODAY
    assert list(Event.objects.filter(object_kind="group_task").order_by("at", "pk").values_list("verb", flat=True).distinct()) != []
    assert sorted(Event.objects.filter(object_kind="group_task").values_list("verb", flat=True)) == ["done", "dropped", "gave", "gave", "moved", "moved"]


def test_a_closed_group_says_what_came_of_it_and_takes_nobody(world, client):
    group = make_group(make_space(world), door=GroupDoor.ANYBODY)
    join_group(group, world.marta, organises=True)
    task = make_task(group, "Left", world.marta, NEXT_WEEK)
    client.force_login(world.marta)
    assert client.post(f"{PAGE}words/", {**WORDS, "name": "Squares"}).status_code == 302 and client.get(f"{PAGE}closing/").status_code == 200
    assert client.post(f"{PAGE}closing/", {"closing_words": " "}).status_code == 422
    assert client.post(f"{PAGE}closing/", {"closing_words": "Two markets opened."}).status_code == 302
    assert client.post(f"{PAGE}tasks/{task.pk}/", {"do": "done"}).status_code == client.get(f"{PAGE}words/").status_code == client.get(f"{PAGE}tasks/new/").status_code == 404
    client.force_login(world.lia)
    page = client.get(PAGE).content.decode()
    assert "Two markets opened." in page and "Squares" in page
    assert client.post(f"{PAGE}membership/", {}).status_code == 422


def test_the_board_shows_what_is_late_first(world, client):
    space = make_space(world)
    fine, quiet, overran = (make_group(space, name) for name in ("fine", "quiet", "overran"))
    for group in (fine, quiet, overran):
        join_group(group, world.marta, organises=True)
    fine.exchange = make_exchange(world, draft=True)  # its two days are in December
    fine.save()
    make_session(fine.exchange, "Before", NOW.replace(day=2))
    WorkingGroup.objects.filter(pk=overran.pk).update(ends_on=date(2026, 11, 1))
    make_task(overran, "Late", world.marta, date(2026, 11, 20))
    make_task(fine, "On its way", world.marta, TODAY)
    make_group(space, "over", closed_on=TODAY, closing_words="Done")
    rows = board_of(space, NOW)
    assert [(row.group.slug, row.late_tasks, row.open_tasks, len(row.late)) for row in rows] == [("overran", 1, 1, 3), ("quiet", 0, 0, 1), ("fine", 0, 1, 0)]
    assert rows[2].quiet_days == 20 and rows[2].next_at == fine.exchange.starts_at.replace(month=12, day=10, hour=9)
    client.force_login(world.carla)
    page = client.get("/en/spaces/table/board/").content.decode()
    assert "2 groups need a word" in page and page.index("Overran") < page.index("Fine") and "1 task is late." in page


def test_the_pages_ask_the_same_however_much_there_is(world, client):
    space = make_space(world)
    group = make_group(space)
    join_group(group, world.marta, organises=True)
    client.force_login(world.marta)
    join_group(make_group(space, "motor", kind=GroupKind.MOTOR), world.marta)

    def grow(people) -> None:
        for number, person in enumerate(people):
            join_group(group, person, organisation=world.cooperative)
            make_task(group, f"Task {number}", person, TODAY)
            make_task(group, "Done", person, TODAY, done_on=TODAY)
            join_group(make_group(space, f"g{person.pk}"), world.marta, organises=True)

    grow([world.lia])
    asked = [_queries(client, PAGE), _queries(client, "/en/spaces/table/board/"), _own(world.marta)]
    grow([world.teo, world.carla, world.mouna, world.nadia])
    assert [_queries(client, PAGE), _queries(client, "/en/spaces/table/board/"), _own(world.marta)] == asked
    assert asked[2] == 4


def test_own_groups_and_tasks(world):
    space = make_space(world)
    group = make_group(space)
    join_group(group, world.lia, organises=True)
    join_group(group, world.teo, since=None)
    late = make_task(group, "Late", world.lia, date(2026, 11, 1))
    make_task(group, "Another's", world.teo, date(2026, 11, 1))
    make_task(group, "Done", world.lia, date(2026, 11, 1), done_on=TODAY)
    left = make_group(space, "left")
    join_group(left, world.lia, until=TODAY)
    make_task(left, "Of a group she has left", world.lia, date(2026, 11, 1))
    found = own_groups_and_tasks(world.lia, TODAY)
    assert ([each.task for each in found.tasks], [each.is_late for each in found.tasks], [each.group for each in found.groups], found.asking) == ([late], [True], [group], 1)
    assert not own_groups_and_tasks(world.stranger, TODAY)


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def _own(person) -> int:
    with CaptureQueriesContext(connection) as asked:
        own_groups_and_tasks(person, TODAY)
    return len(asked)
