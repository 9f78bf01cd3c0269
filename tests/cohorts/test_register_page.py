"""Registering on a page, as a plain form: nobody is lost on the way, nothing typed is lost, and pressing twice is pressing once."""

from datetime import timedelta

import pytest

from academy.models import Organisation
from cohorts.models import Exchange, FormQuestion, Registration
from tests.gatherings import make_exchange, make_visitors, seat
from tests.world import NOW, make_person

pytestmark = [pytest.mark.any_database, pytest.mark.django_db, pytest.mark.usefixtures("november")]
PATH = "/en/exchanges/neighbourhood-services/"
FORM = f"{PATH}registration/"


@pytest.fixture
def november(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def exchange(world) -> Exchange:
    return make_exchange(world)


def ask(exchange: Exchange, **fields) -> FormQuestion:
    made = FormQuestion.objects.create(exchange=exchange, **{"words": {"en": {"label": "What do you bring?"}}, **fields})
    Exchange.objects.filter(pk=exchange.pk).update(form_version=exchange.form_version + 1)
    exchange.refresh_from_db()
    return made


def state(person) -> str | None:
    return Registration.objects.of(person).values_list("state", flat=True).first()


def text(answer) -> str:
    return answer.content.decode()


def test_one_button_gives_a_seat_and_says_so(world, client, exchange):
    client.force_login(world.lia)
    assert 'method="post"' in text(client.get(FORM))
    answer = client.post(FORM, {"form_version": 1}, follow=True)
    assert answer.redirect_chain == [(FORM, 302)] and "You have a seat." in text(answer)
    assert state(world.lia) == "registered" and Registration.objects.get().city == world.cascais


def test_pressing_twice_is_pressing_once(world, client, exchange):
    client.force_login(world.lia)
    for _time in range(2):
        assert client.post(FORM, {"form_version": 1}).status_code == 302
    assert Registration.objects.count() == 1 and Exchange.objects.get().seats_taken == 1


def test_who_finds_no_seat_reads_their_place_and_why(world, client):
    exchange = make_exchange(world, seats=1)
    seat(exchange, world.marta)
    seat(exchange, make_visitors(world.mahdia, 1)[0], "waitlisted")
    client.force_login(world.lia)
    assert "Join the waiting list" in text(client.get(FORM))
    page = text(client.post(FORM, {"form_version": 1}, follow=True))
    assert "You are number 2 in the line" in page and "Of those from Cascais you are number 1." in page and "The one seat is taken." in page


def test_a_request_is_with_the_organisers(world, client):
    make_exchange(world, admission="approval")
    client.force_login(world.lia)
    assert "Send my request" in text(client.get(FORM))
    page = text(client.post(FORM, {"form_version": 1}, follow=True))
    assert "The organisers read each request and answer by mail." in page and state(world.lia) == "requested"


def test_who_is_signed_out_signs_in_and_comes_back_to_the_form(client, exchange):
    assert client.get(FORM).url == f"/en/account/login/?next={FORM}"
    assert client.post(FORM, {"form_version": 1}).url == f"/en/account/login/?next={FORM}"
    typed = client.post(FORM, {"form_version": 1, "q-1": "A cake with almonds"})
    assert typed.status_code == 403 and "A cake with almonds" in text(typed) and FORM in text(typed)
    assert not Registration.objects.exists()


def test_answers_are_kept_and_shown_to_their_writer(world, client, exchange):
    question = ask(exchange)
    client.force_login(world.lia)
    assert "are read by the coordinators of Cascais" in text(client.get(FORM))
    page = text(client.post(FORM, {"form_version": 2, f"q-{question.key}": "Tea"}, follow=True))
    assert "What do you bring?" in page and "Tea" in page
    assert Registration.objects.get().answers == {str(question.key): "Tea"}


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(world, client, exchange):
    needed, other = ask(exchange, required=True), ask(exchange)
    client.force_login(world.lia)
    answer = client.post(FORM, {"form_version": exchange.form_version, f"q-{needed.key}": "", f"q-{other.key}": "Almonds"})
    assert answer.status_code == 422 and f'href="#id_q-{needed.key}"' in text(answer) and 'value="Almonds"' in text(answer)
    assert state(world.lia) is None


def test_a_form_changed_under_the_hands_keeps_what_was_typed_and_asks_the_new_question(world, client, exchange):
    first = ask(exchange)
    ask(exchange, words={"en": {"label": "When do you arrive?"}})
    client.force_login(world.lia)
    answer = client.post(FORM, {"form_version": 2, f"q-{first.key}": "Almonds"})
    page = text(answer)
    assert answer.status_code == 422 and "The organisers have changed their questions" in page
    assert 'value="Almonds"' in page and "When do you arrive?" in page and 'name="form_version" value="3"' in page
    assert client.post(FORM, {"form_version": 3, f"q-{first.key}": "Almonds"}).status_code == 302


def test_too_late_says_since_when_and_gives_back_what_was_typed(world, client):
    make_exchange(world, closes_at=NOW - timedelta(hours=1))
    client.force_login(world.lia)
    assert "Registration closed on" in text(client.get(FORM))
    answer = client.post(FORM, {"form_version": 1, "q-1": "A cake with almonds"})
    assert answer.status_code == 409 and "Registration closed on" in text(answer) and "A cake with almonds" in text(answer)
    assert state(world.lia) is None


def test_too_early_says_from_when(world, client):
    make_exchange(world, opens_at=NOW + timedelta(days=1))
    client.force_login(world.lia)
    assert "Registration opens on 23 November 2026, 10:00" in text(client.get(FORM))


def test_a_cancelled_one_says_so(world, client):
    make_exchange(world, cancelled_at=NOW, cancelled_reason="The hall burnt down.")
    client.force_login(world.lia)
    page = text(client.post(FORM, {"form_version": 1}))
    assert "This exchange is cancelled." in page and "The hall burnt down." in page and state(world.lia) is None


def test_a_draft_takes_nobody(world, client):
    make_exchange(world, draft=True)
    for person in (world.lia, world.carla):
        client.force_login(person)
        assert client.get(FORM).status_code == 404 and client.post(FORM).status_code == 404


def test_who_has_no_city_is_asked_for_one_where_seats_are_shared_out(world, client):
    make_exchange(world, seats_per_city=5)
    newcomer = make_person("newcomer", "Nino Newcomer")
    client.force_login(newcomer)
    assert 'name="city"' in text(client.get(FORM))
    refused = client.post(FORM, {"form_version": 1})
    assert refused.status_code == 422 and 'href="#id_city"' in text(refused)
    assert client.post(FORM, {"form_version": 1, "city": world.mahdia.pk}).status_code == 302
    assert Registration.objects.get().city == world.mahdia


def test_nobody_takes_a_seat_of_a_city_that_is_not_theirs(world, client):
    make_exchange(world, seats_per_city=1)
    client.force_login(world.lia)
    client.post(FORM, {"form_version": 1, "city": world.mahdia.pk})
    assert Registration.objects.get().city == world.cascais


def test_the_organisation_is_theirs_unless_they_choose_another_of_their_city(world, client, exchange):
    world.lia.organisation = world.cooperative
    world.lia.save()
    elsewhere = Organisation.objects.create(name="Fishers of Mahdia", city=world.mahdia)
    client.force_login(world.lia)
    page = text(client.get(FORM))
    assert f'value="{world.cooperative.pk}" selected' in page and "Fishers of Mahdia" not in page
    assert client.post(FORM, {"form_version": 1, "organisation": elsewhere.pk}).status_code == 422
    client.post(FORM, {"form_version": 1, "organisation": world.cooperative.pk})
    assert Registration.objects.get().organisation == world.cooperative


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
@pytest.mark.parametrize("step", ["", "withdrawal/", "offer/", "answers/"])
def test_no_other_method(world, client, exchange, method, step):
    client.force_login(world.lia)
    assert getattr(client, method)(f"{FORM}{step}").status_code == 405


# What one does with it ---------------------------------------------------------------------------------

@pytest.mark.parametrize("step", ["withdrawal/", "offer/", "answers/"])
def test_a_stranger_and_another_citys_coordinator_have_nothing_there(world, client, exchange, step):
    seat(exchange, world.lia, "offered")
    for person in (world.stranger, world.mouna, world.nadia):
        client.force_login(person)
        assert client.get(f"{FORM}{step}").status_code == 404
        assert client.post(f"{FORM}{step}", {"act": "accept"}).status_code == 404
    assert state(world.lia) == "offered"


@pytest.mark.parametrize("step", ["withdrawal/", "offer/", "answers/"])
def test_signed_out_one_signs_in_first(client, world, exchange, step):
    seat(exchange, world.lia, "offered")
    assert "/account/login/" in client.get(f"{FORM}{step}").url
    assert "/account/login/" in client.post(f"{FORM}{step}", {"act": "accept"}).url
    assert state(world.lia) == "offered"


def test_withdrawing_asks_once_more_and_passes_the_seat_on(world, client):
    exchange = make_exchange(world, seats=1)
    client.force_login(world.lia)
    client.post(FORM, {"form_version": 1})
    seat(exchange, world.marta, "waitlisted")
    assert "Your seat goes to the next in line" in text(client.get(f"{FORM}withdrawal/")) and state(world.lia) == "registered"
    assert client.post(f"{FORM}withdrawal/", {"reason": "Ill"}).url == PATH
    assert (state(world.lia), state(world.marta)) == ("withdrawn", "offered")
    assert Registration.objects.of(world.lia).get().reason == "Ill"
    assert client.post(f"{FORM}withdrawal/").url == PATH, "twice is once"


def test_an_offer_says_until_when_on_both_clocks_and_is_taken(world, client):
    exchange = make_exchange(world)
    visitor = make_visitors(world.mahdia, 1)[0]
    seat(exchange, visitor, "offered")
    client.force_login(visitor)
    page = text(client.get(f"{FORM}offer/"))
    assert "until 24 November 2026, 10:00 (Lisbon, UTC+0); for you 24 November 2026, 11:00" in page
    assert client.post(f"{FORM}offer/", {"act": "dance"}).url == f"{FORM}offer/" and state(visitor) == "offered"
    assert "The seat is yours." in text(client.post(f"{FORM}offer/", {"act": "accept"}, follow=True)) and state(visitor) == "registered"


def test_an_offer_is_given_to_the_next(world, client):
    exchange = make_exchange(world, seats=1)
    seat(exchange, world.lia, "offered")
    seat(exchange, world.marta, "waitlisted")
    client.force_login(world.lia)
    client.post(f"{FORM}offer/", {"act": "decline"})
    assert (state(world.lia), state(world.marta)) == ("declined", "offered")


def test_a_yes_that_comes_too_late_says_so_and_how_to_go_on(world, client, exchange):
    seat(exchange, world.lia, "offered", at=NOW - timedelta(days=3))
    client.force_login(world.lia)
    answer = client.post(f"{FORM}offer/", {"act": "accept"})
    assert answer.status_code == 409 and "The time to say yes has run out" in text(answer) and "Register again" in text(answer)
    assert state(world.lia) == "declined"


def test_answers_are_changed_until_the_deadline(world, client, exchange):
    question = ask(exchange)
    client.force_login(world.lia)
    client.post(FORM, {"form_version": 2, f"q-{question.key}": "Tea"})
    assert 'value="Tea"' in text(client.get(f"{FORM}answers/"))
    assert client.post(f"{FORM}answers/", {"form_version": 2, f"q-{question.key}": "Coffee"}).url == FORM
    assert Registration.objects.get().answers == {str(question.key): "Coffee"}
    Exchange.objects.update(answers_until=NOW - timedelta(minutes=1))
    assert client.get(f"{FORM}answers/").url == FORM
    assert client.post(f"{FORM}answers/", {"form_version": 2, f"q-{question.key}": "Rum"}).status_code == 409
    assert Registration.objects.get().answers == {str(question.key): "Coffee"}


def test_answers_to_a_form_that_changed_are_asked_once_more(world, client, exchange):
    question = ask(exchange)
    client.force_login(world.lia)
    client.post(FORM, {"form_version": 2, f"q-{question.key}": "Tea"})
    ask(exchange, words={"en": {"label": "When do you arrive?"}})
    answer = client.post(f"{FORM}answers/", {"form_version": 2, f"q-{question.key}": "Coffee"})
    assert answer.status_code == 422 and "When do you arrive?" in text(answer) and 'value="Coffee"' in text(answer)


def test_who_was_not_admitted_reads_why_and_cannot_ask_again(world, client, exchange):
    seat(exchange, world.lia, "rejected", reason="For neighbours of the river only.")
    client.force_login(world.lia)
    page = text(client.get(PATH))
    assert "For neighbours of the river only." in page and f'href="{FORM}"' not in page
    assert client.post(FORM, {"form_version": 1}).status_code == 409 and state(world.lia) == "rejected"
