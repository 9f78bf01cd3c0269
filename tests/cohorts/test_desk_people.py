"""The people of an exchange at the desk: names only for those who may know them, decisions, office entries, messages, tables."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.models import Event, Intention, PartnerCity
from cohorts.asking import ask_ready
from cohorts.models import OrganiserMessage, Registration
from tests.gatherings import make_exchange, make_visitors, seat
from tests.world import NOW, make_person

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def sunday(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def made(world):
    return make_exchange(world)


def at(made, name, *args, city="cascais"):
    return reverse(name, args=[city, made.slug, *args])


def get(client, person, *address, **more) -> str:
    client.force_login(person)
    answer = client.get(at(*address, **more))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def amal(world):
    return make_person("amal", "Amal of Mahdia", world.mahdia)


# Who reads what --------------------------------------------------------------------------------------

def test_the_host_sees_everybody_a_visiting_city_its_own_and_the_network_numbers(made, client, world, amal):
    seat(made, world.lia)
    seat(made, amal)
    everybody = get(client, world.carla, made, "desk_people")
    assert "Amal of Mahdia" in everybody and "Lia Learns" in everybody
    own = get(client, world.mouna, made, "desk_people", city="mahdia")
    assert "Amal of Mahdia" in own and "Lia Learns" not in own
    network = get(client, world.nadia, made, "desk_people")
    assert "Amal of Mahdia" not in network and "Lia Learns" not in network and "Mahdia" in network


def test_a_visiting_citys_coordinator_does_not_reach_the_other_citys_people_or_desk(made, client, world, amal):
    lia, own = seat(made, world.lia), seat(made, amal)
    client.force_login(world.mouna)
    assert client.get(at(made, "desk_people")).status_code == 404
    for name in ("desk_person", "desk_approval", "desk_rejection", "desk_withdrawal"):
        for city in ("cascais", "mahdia"):
            address = at(made, name, lia.pk, city=city)
            assert (client.get if name == "desk_person" else client.post)(address, {"reason": "No."}).status_code == 404
    assert client.get(at(made, "desk_person", own.pk, city="mahdia")).status_code == 200
    assert client.post(at(made, "desk_rejection", own.pk, city="mahdia"), {"reason": "No."}).status_code == 404, "the host decides"
    assert Registration.objects.filter(state="registered").count() == 2


@pytest.mark.parametrize("who", ["lia", "stranger", "teo", "marta"])
def test_nobody_else_finds_the_list(made, client, world, who):
    client.force_login(getattr(world, who))
    for name in ("desk_people", "desk_numbers", "desk_people_csv", "desk_entry", "desk_message"):
        assert client.get(at(made, name)).status_code == 404


def test_a_city_finds_at_its_desk_where_its_people_go(made, client, world, amal):
    seat(made, amal)
    client.force_login(world.mouna)
    page = client.get(reverse("desk_exchanges", args=["mahdia"])).content.decode()
    assert "1 of yours" in page and at(made, "desk_people", city="mahdia") in page
    assert reverse("desk_exchange", args=["mahdia", made.slug]) not in page.replace(at(made, "desk_people", city="mahdia"), "")
    assert "Lia" not in page
    assert client.get(at(make_exchange(world, slug="hidden", draft=True), "desk_people", city="mahdia")).status_code == 404, "a draft of another city"


def test_signed_out_one_is_sent_to_sign_in(made, client):
    for name in ("desk_people", "desk_people_csv", "desk_message", "desk_entry"):
        assert "/account/login/" in client.get(at(made, name)).url


def test_the_network_gets_neither_table_nor_message_nor_answers(made, client, world):
    one = seat(made, world.lia)
    client.force_login(world.nadia)
    for name, args in (("desk_numbers", ()), ("desk_people_csv", ()), ("desk_message", ()), ("desk_entry", ()), ("desk_person", (one.pk,))):
        assert client.get(at(made, name, *args)).status_code == 404


def test_the_list_asks_as_much_of_the_database_for_many_as_for_few(made, client, world):
    ask_ready(made, "diet", by=world.carla, at=NOW)
    key = str(made.questions.get().key)
    client.force_login(world.carla)
    counts = []
    for size in (3, 14):
        for person in make_visitors(world.cascais, size, f"w{size}"):
            seat(made, person, "waitlisted", answers={key: [0, 1]})
        client.get(at(made, "desk_people") + "?group=waiting")
        with CaptureQueriesContext(connection) as asked:
            page = client.get(at(made, "desk_people") + "?group=waiting").content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "number 17 in line" in page and "Vegetarian, Vegan" in page


# Deciding --------------------------------------------------------------------------------------------

def test_a_request_is_let_in_or_refused_with_a_reason(made, client, world):
    made.admission = "approval"
    made.save()
    first, second = (seat(made, person, "requested") for person in (world.lia, world.marta))
    client.force_login(world.carla)
    assert "2 people asked" in client.get(at(made, "desk_exchange")).content.decode()
    client.post(at(made, "desk_approval", first.pk))
    assert client.post(at(made, "desk_rejection", second.pk), {"reason": ""}).status_code == 422
    client.post(at(made, "desk_rejection", second.pk), {"reason": "This time for others."})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.reason) == ("registered", "rejected", "This time for others.")
    for name in ("desk_approval", "desk_rejection", "desk_withdrawal"):
        assert client.get(at(made, name, first.pk)).status_code == 405


def test_somebody_who_cannot_come_is_withdrawn_by_their_own_city(made, client, world, amal):
    one = seat(made, amal)
    client.force_login(world.mouna)
    assert client.post(at(made, "desk_withdrawal", one.pk, city="mahdia"), {"reason": "Fell ill."}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.reason) == ("withdrawn", "Fell ill.")


@pytest.mark.parametrize(("act", "state"), [("accept", "registered"), ("decline", "declined")])
def test_the_office_says_what_a_guest_answered_to_an_offer(world, client, act, state):
    full = make_exchange(world, seats=1)
    one = seat(full, None, "offered", at=LATER, guest_name="Dona Rosa", city=world.cascais, entered_by=world.carla)
    assert "people without an account" in get(client, world.carla, full, "desk_exchange") or "person without an account" in get(client, world.carla, full, "desk_exchange")
    assert "They take the seat" in get(client, world.carla, full, "desk_person", one.pk)
    assert client.post(at(full, "desk_offer_answer", one.pk), {"act": act}).status_code == 302
    one.refresh_from_db()
    assert one.state == state


def test_nobody_answers_an_offer_for_somebody_with_an_account(made, client, world):
    one = seat(made, world.lia, "offered", at=LATER)
    client.force_login(world.carla)
    assert client.post(at(made, "desk_offer_answer", one.pk), {"act": "accept"}).status_code == 404


def test_a_coordinator_of_the_network_is_not_sent_to_a_door_that_is_closed(made, client, world):
    assert at(made, "attendance") not in get(client, world.nadia, made, "desk_exchange")


# The office ------------------------------------------------------------------------------------------

def enter(client, made, desk="cascais", **fields):
    return client.post(at(made, "desk_entry", city=desk), {"form_version": "1", "person": "", "guest_name": "", "guest_contact": "", "city": "", "agreed": "on", **fields})


def test_somebody_without_internet_gets_a_seat_and_is_marked(made, client, world):
    client.force_login(world.carla)
    assert client.get(at(made, "desk_entry")).status_code == 200
    assert enter(client, made, guest_name="Old Joaquim", guest_contact="912 000 000", city=world.cascais.pk).status_code == 302
    one = Registration.objects.get()
    assert (one.guest_name, one.city, one.entered_by, one.state) == ("Old Joaquim", world.cascais, world.carla, "registered")
    page = client.get(at(made, "desk_person", one.pk)).content.decode()
    assert "Entered by an office" in page and "912 000 000" in page and one.code in page


def test_a_person_of_the_city_is_entered_as_themselves(made, client, world, amal):
    client.force_login(world.carla)
    assert enter(client, made, person=world.lia.pk).status_code == 302
    assert Registration.objects.get().person == world.lia
    assert enter(client, made, person=amal.pk).status_code == 422, "of another city"


@pytest.mark.parametrize(("fields", "words"), [
    ({}, "Choose a person or write a name"), ({"guest_name": "Old Joaquim", "guest_contact": "912"}, "Choose the city"), ({"guest_name": "Old Joaquim", "city": True}, "how somebody can reach them"),
    ({"guest_name": "Old Joaquim", "guest_contact": "912", "city": True, "agreed": ""}, "Ask them first"), ({"guest_name": "Two\nlines", "guest_contact": "912", "city": True}, "on one line"),
    ({"guest_name": "Old Joaquim", "guest_contact": "912", "city": True, "person": "lia"}, "one of the two"),
])
def test_an_entry_that_cannot_be_says_why(made, client, world, fields, words):
    client.force_login(world.carla)
    fields = {name: world.cascais.pk if value is True else world.lia.pk if value == "lia" else value for name, value in fields.items()}
    answer = enter(client, made, **fields)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Registration.objects.exists()


def test_an_office_enters_its_own_people_only(made, client, world):
    client.force_login(world.mouna)
    for field, other in (("person", world.lia.pk), ("city", world.cascais.pk)):
        assert enter(client, made, desk="mahdia", **{"guest_name": "" if field == "person" else "Hedi", "guest_contact": "71", field: other}).status_code == 422
    assert not Registration.objects.exists()
    assert enter(client, made, desk="mahdia", guest_name="Hedi", guest_contact="71", city=world.mahdia.pk).status_code == 302
    assert Registration.objects.get().city == world.mahdia


def test_after_the_deadline_the_office_is_told_so_too(made, client, world):
    made.closes_at = NOW
    made.save()
    client.force_login(world.carla)
    answer = enter(client, made, guest_name="Late", guest_contact="1", city=world.cascais.pk)
    assert answer.status_code == 422 and "Registration closed on" in answer.content.decode() and not Registration.objects.exists()


# Writing, tables, numbers ----------------------------------------------------------------------------

WRITTEN = {"states": ["registered"], "subject": "The bus", "text": "It leaves at eight.", "form_key": "6f1f7cf4-0000-4000-8000-000000000001"}


def test_a_message_goes_to_chosen_states_once(made, client, world):
    seat(made, world.lia)
    seat(made, world.marta, "waitlisted")
    client.force_login(world.carla)
    for _twice in range(2):
        assert client.post(at(made, "desk_message"), WRITTEN).status_code == 302
    assert OrganiserMessage.objects.get().sent_to == 1
    mails = Intention.objects.filter(kind="mail", payload__template="cohorts/organiser_message")
    assert [each.payload["person"] for each in mails] == [world.lia.pk]


def test_who_is_marked_as_there_is_written_to_with_those_who_have_a_seat(made, client, world):
    client.force_login(world.carla)
    page = client.get(at(made, "desk_message")).content.decode()
    ticked = [field for field in page.split("<input")[1:] if "checked" in field.split(">")[0]]
    assert [word for field in ticked for word in ("registered", "attended", "waitlisted") if f'value="{word}"' in field] == ["registered", "attended"]


def test_the_message_reaches_a_mailbox_in_words(made, world, mailoutbox):
    from academy.emails import deliver
    from cohorts.organiser_messages import write_to

    one = seat(made, world.lia)
    write_to(made, [one], "The bus", "It leaves at eight.", form_key=WRITTEN["form_key"], by=world.carla, at=LATER)
    deliver(Intention.objects.get(kind="mail"))
    mail = mailoutbox[0]
    assert "The bus" in mail.subject and "It leaves at eight." in mail.body and "Carla Coordinates from Cascais" in mail.body
    Registration.objects.filter(pk=one.pk).update(state="withdrawn", changed_at=LATER + timedelta(hours=1))
    deliver(Intention.objects.get(kind="mail"))
    assert len(mailoutbox) == 1, "who has left is left alone"


def test_a_visiting_citys_coordinator_writes_to_their_own_people(made, client, world, amal):
    seat(made, world.lia)
    seat(made, amal)
    client.force_login(world.mouna)
    client.post(at(made, "desk_message", city="mahdia"), WRITTEN)
    assert [each.payload["person"] for each in Intention.objects.filter(kind="mail")] == [amal.pk]


def test_messages_are_throttled(made, client, world):
    seat(made, world.lia)
    client.force_login(world.carla)
    answers = [client.post(at(made, "desk_message"), {**WRITTEN, "form_key": f"6f1f7cf4-0000-4000-8000-0000000001{number:02}"}).status_code for number in range(21)]
    assert answers == [302] * 20 + [422]


def test_the_table_is_safe_in_a_spreadsheet_and_holds_no_address(made, client, world):
    ask_ready(made, "diet", by=world.carla, at=NOW)
    world.lia.name = "=HYPERLINK(1)"
    world.lia.save()
    seat(made, world.lia, answers={str(made.questions.get().key): [0]})
    client.force_login(world.carla)
    answer = client.get(at(made, "desk_people_csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][0] == "'=HYPERLINK(1)" and rows[1][-1] == "Vegetarian"
    assert "@" not in answer.content.decode()
    assert Event.objects.get(verb="exported").details == {"people": 1}


def test_numbers_for_the_kitchen(made, client, world):
    ask_ready(made, "diet", by=world.carla, at=NOW)
    key = str(made.questions.get().key)
    for person, answer in zip(make_visitors(world.cascais, 4), ([0], [0, 2], [], None), strict=True):
        seat(made, person, answers={} if answer is None else {key: answer})
    seat(made, world.lia, "waitlisted", answers={key: [0]})
    page = " ".join(get(client, world.carla, made, "desk_numbers").split())
    assert "<bdi>Vegetarian</bdi></th><td>2</td>" in page and "<bdi>Halal</bdi></th><td>1</td>" in page and "4 people hold a seat" in page


def test_how_many_of_each_city_is_for_those_who_host(world, made, client):
    """Whoever greets people knows them all; the network's coordinators, and those of a city people come from, read no small number of another city."""
    seat(made, world.mouna, "registered")
    seat(made, world.lia, "registered")
    third = PartnerCity.objects.create(name="Larissa", slug="larissa", country="GR", time_zone="Europe/Athens")
    for number in range(6):
        seat(made, make_person(f"b{number}", f"B {number}", third), "registered")
    mahdia, cascais, larissa = ("<bdi>Mahdia</bdi></th><td>{}</td>", "<bdi>Cascais</bdi></th><td>{}</td>", "<bdi>Larissa</bdi></th><td>{}</td>")
    for reader, desk, numbers in ((world.carla, "cascais", (1, 1, 6)), (world.nadia, "cascais", ("under 5", "under 5", 5)), (world.mouna, "mahdia", (1, "under 5", 5))):
        said = get(client, reader, made, "desk_people", city=desk)
        assert [line.format(number) in said for line, number in zip((mahdia, cascais, larissa), numbers, strict=True)] == [True] * 3, reader
    made.quotas.create(city=world.mahdia, seats=2, taken=1)
    assert "1 of 2" in get(client, world.carla, made, "desk_exchange") and "at most 2" in (network := get(client, world.nadia, made, "desk_exchange")) and "1 of 2" not in network
