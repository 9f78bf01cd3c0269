"""Answering by the link in a mail, signed out: it shows before it does, does three things only, and only what the mail told of."""

import pytest
import time_machine
from django.test import Client

from cohorts.mail_links import reply_url
from cohorts.models import Exchange, Registration, RegistrationState
from cohorts.registering import register, withdraw
from tests.cohorts.mails import link_in, send_all
from tests.gatherings import BEGINS, make_exchange
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def seated(world):
    return register(make_exchange(world, seats=1), world.lia, at=NOW)


@pytest.fixture
def offered(world, seated):
    """Marta's registration: she waited, and Lia's seat is offered to her."""
    mine = register(seated.exchange, world.marta, at=NOW)
    withdraw(seated, by=world.lia, at=NOW)
    mine.refresh_from_db()
    return mine


def path(registration) -> str:
    return "/" + reply_url(registration).split("/", 3)[3]


def state_of(registration) -> str:
    return Registration.objects.get(pk=registration.pk).state


class TestLooking:
    def test_it_shows_what_it_is_about_and_changes_nothing(self, client, offered):
        for method in (client.get, client.head):
            assert method(path(offered)).status_code == 200
        page = client.get(path(offered)).content.decode()
        assert "Thursday, 10 December 2026, 09:00–17:00 (Lisbon, UTC+0)" in page
        assert "How neighbours run services" in page and 'value="accept"' in page and 'value="decline"' in page and 'value="withdraw"' not in page
        assert 'name="robots" content="noindex"' in page and state_of(offered) == State.OFFERED
        assert "no-store" in client.get(path(offered))["Cache-Control"]

    def test_it_names_nobody(self, client, offered):
        page = client.get(path(offered)).content.decode()
        assert "Marta" not in page and "Lia" not in page

    def test_the_mail_carries_it(self, client, seated):
        (sent,) = send_all()
        assert client.get(link_in(sent, "/exchanges/reply/")).status_code == 200


class TestAnswering:
    @pytest.mark.parametrize(("chosen", "then"), [("accept", State.REGISTERED), ("decline", State.DECLINED)])
    def test_an_offer(self, client, offered, chosen, then):
        answer = client.post(path(offered), {"answer": chosen})
        assert answer.status_code == 302 and answer.url == path(offered)
        assert state_of(offered) == then
        after = client.get(answer.url)
        assert after.status_code == 200 and "from an earlier mail" not in after.content.decode()

    def test_a_seat_is_given_back(self, client, seated):
        client.post(path(seated), {"answer": "withdraw"})
        assert state_of(seated) == State.WITHDRAWN and Exchange.objects.get().seats_taken == 0

    def test_waiting_and_asking_end_too(self, client, world, seated):
        waiting = register(seated.exchange, world.marta, at=NOW)
        client.post(path(waiting), {"answer": "withdraw"})
        assert state_of(waiting) == State.WITHDRAWN

    def test_twice_is_once(self, client, offered):
        client.post(path(offered), {"answer": "accept"})
        again = client.post(path(offered), {"answer": "accept"})
        assert again.status_code == 409 and state_of(offered) == State.REGISTERED

    def test_a_form_from_elsewhere_does_nothing(self, offered):
        assert Client(enforce_csrf_checks=True).post(path(offered), {"answer": "accept"}).status_code == 403
        assert state_of(offered) == State.OFFERED


class TestOnlyWhatTheMailToldOf:
    def test_an_earlier_link_does_nothing_to_a_later_state(self, client, world, seated):
        earlier = path(seated)
        withdraw(seated, by=world.lia, at=NOW)
        register(seated.exchange, world.lia, at=NOW)
        assert client.post(earlier, {"answer": "withdraw"}).status_code == 409
        assert state_of(seated) == State.REGISTERED
        assert "from an earlier mail" in client.get(earlier).content.decode()

    @pytest.mark.parametrize("chosen", ["accept", "decline", "reject", "", "attended"])
    def test_nothing_else_can_be_chosen(self, client, seated, chosen):
        assert client.post(path(seated), {"answer": chosen}).status_code == 409
        assert state_of(seated) == State.REGISTERED

    def test_an_offer_that_ran_out_cannot_be_taken(self, client, offered, clock):
        clock.move_to(offered.offered_until)
        assert client.post(path(offered), {"answer": "accept"}).status_code == 409
        assert state_of(offered) != State.REGISTERED

    def test_when_it_is_over_or_cancelled_there_is_nothing_to_answer(self, client, seated, clock):
        Exchange.objects.update(cancelled_at=NOW, cancelled_reason="Storm.")
        assert "cancelled" in client.get(path(seated)).content.decode() and client.post(path(seated), {"answer": "withdraw"}).status_code == 409
        Exchange.objects.update(cancelled_at=None, cancelled_reason="")
        clock.move_to(BEGINS.replace(day=28))
        assert client.post(path(seated), {"answer": "withdraw"}).status_code == 409 and state_of(seated) == State.REGISTERED


class TestForging:
    def test_another_number_needs_another_signature(self, client, world, seated):
        other = register(seated.exchange, world.marta, at=NOW)
        token = path(seated).split("/")[-2]
        for forged in (f"{other.pk}-{token.split('-', 1)[1]}", token[:-1], f"{seated.pk}-2-{token.split('-', 2)[2]}", "made-up", "1-1-"):
            assert client.post(f"/en/exchanges/reply/{forged}/", {"answer": "withdraw"}).status_code == 404
        assert state_of(other) == State.WAITLISTED and state_of(seated) == State.REGISTERED

    def test_who_was_erased_cannot_be_acted_for(self, client, world, seated):
        type(world.lia).objects.filter(pk=world.lia.pk).update(erased_at=NOW)
        assert client.get(path(seated)).status_code == 404

    def test_it_answers_no_other_method(self, client, seated):
        assert client.put(path(seated)).status_code == 405

    def test_logs_cut_it_out(self, seated):
        from academy.logs import cut
        assert cut(path(seated)) == "/en/exchanges/reply/[cut]/"
