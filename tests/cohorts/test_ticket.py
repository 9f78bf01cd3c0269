"""The ticket, and the door its code opens."""

import re

import pytest
from django.urls import reverse

from cohorts.models import Attendance, RegistrationState
from tests.gatherings import make_exchange, make_session, seat
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(world):
    return make_exchange(world)


@pytest.fixture
def lia(world, visit):
    return seat(visit, world.lia)


def door(one) -> str:
    return reverse("door", args=[one.code])


class TestTheTicket:
    def test_it_carries_the_code_as_a_square_and_in_letters(self, client, world, visit, lia):
        client.force_login(world.lia)
        answer = client.get(reverse("ticket", args=[visit.slug]))
        page = answer.content.decode()
        assert lia.code in page and "Lia Learns" in page and "How neighbours run services" in page and "<svg" in page
        assert answer["Referrer-Policy"] == "strict-origin" and "no-store" in answer["Cache-Control"]

    def test_the_square_says_the_address_of_the_door(self, world, visit, lia, settings):
        """Read by hand: the same matrix that segno makes of the address."""
        import segno
        from django.test import Client

        client = Client()
        client.force_login(world.lia)
        page = client.get(reverse("ticket", args=[visit.slug])).content.decode()
        drawn = re.search(r'<svg[^>]*class="ticket__qr".*?</svg>', page, re.S)[0]
        wanted = segno.make(f"{settings.BASE_URL}/en/door/{lia.code}/", error="m", micro=False)
        assert drawn == wanted.svg_inline(scale=8, border=3, dark="#171b2e", light="#ffffff", omitsize=True, svgclass="ticket__qr", lineclass=None)
        assert "style=" not in drawn

    @pytest.mark.parametrize("state", ["requested", "waitlisted", "offered", "declined", "withdrawn", "rejected"])
    def test_who_has_no_seat_has_no_ticket(self, client, world, visit, state):
        seat(visit, world.lia, state)
        client.force_login(world.lia)
        assert client.get(reverse("ticket", args=[visit.slug])).status_code == 404

    def test_nobody_gets_anothers(self, client, world, visit, lia):
        for person in (world.marta, world.carla):
            client.force_login(person)
            assert client.get(reverse("ticket", args=[visit.slug])).status_code == 404
        client.logout()
        assert "/account/login/" in client.get(reverse("ticket", args=[visit.slug])).url
        client.force_login(world.lia)
        assert client.post(reverse("ticket", args=[visit.slug])).status_code == 405


class TestTheDoor:
    def test_looking_changes_nothing(self, client, world, lia):
        client.force_login(world.carla)
        page = client.get(door(lia)).content.decode()
        assert "Lia Learns" in page and "Is here" in page and Attendance.objects.count() == 0

    def test_one_press_marks_with_the_code(self, client, world, visit, lia):
        client.force_login(world.carla)
        assert client.post(door(lia), {"session": visit.sessions.first().key, "there": "yes"}).url == door(lia)
        assert Attendance.objects.get().way == "code"
        lia.refresh_from_db()
        assert lia.state == RegistrationState.ATTENDED
        client.post(door(lia), {"session": visit.sessions.first().key, "there": "no"})
        assert Attendance.objects.count() == 0

    @pytest.mark.parametrize("who", [None, "lia", "mouna", "nadia", "stranger"])
    def test_it_is_not_there_for_anybody_else(self, client, world, visit, lia, who):
        if who:
            client.force_login(getattr(world, who))
        missing = client.get(reverse("door", args=["no-such-code"]))
        found = client.get(door(lia))
        assert found.status_code == missing.status_code == 404 and b"Is here" not in found.content
        assert client.post(door(lia), {"session": visit.sessions.first().key, "there": "yes"}).status_code == 404 and Attendance.objects.count() == 0

    def test_a_co_host_marks_whoever_shows_a_ticket(self, client, world, visit, lia):
        visit.co_hosts.add(world.mahdia)
        client.force_login(world.mouna)
        assert client.post(door(lia), {"session": visit.sessions.first().key, "there": "yes"}).status_code == 302 and Attendance.objects.count() == 1

    def test_an_old_ticket_opens_nothing_once_the_organisers_have_said_no(self, client, world, visit, lia):
        from cohorts.registering import reject

        reject(lia, world.carla, "Sent by mistake", NOW)
        client.force_login(world.carla)
        assert client.get(door(lia)).status_code == 404
        assert client.post(door(lia), {"session": visit.sessions.first().key, "there": "yes"}).status_code == 404
        lia.refresh_from_db()
        assert lia.state == RegistrationState.REJECTED and Attendance.objects.count() == 0

    def test_a_session_of_another_exchange_is_not_found(self, client, world, lia):
        other = make_exchange(world, "other", "Other").sessions.first()
        client.force_login(world.carla)
        for key in (other.key, "", "nonsense"):
            assert client.post(door(lia), {"session": key, "there": "yes"}).status_code == 404

    def test_without_a_second_factor_it_leads_to_the_reason(self, client, world, lia):
        from academy.models import RoleGrant
        from academy.models.people import Role

        bare = make_person("bare", "Bare", world.cascais)
        RoleGrant.objects.create(person=bare, role=Role.CITY_COORDINATOR, city=world.cascais, started_on=NOW.date())
        client.force_login(bare)
        assert "second-factor/needed" in client.get(door(lia)).url

    def test_no_session_stands(self, client, world, visit, lia):
        visit.sessions.update(cancelled_at=NOW)
        client.force_login(world.carla)
        assert "No session" in client.get(door(lia)).content.decode()

    def test_another_session_can_be_chosen(self, client, world, visit, lia):
        extra = make_session(visit, "Dinner", visit.ends_at)
        client.force_login(world.carla)
        assert "Dinner" in client.get(door(lia)).content.decode()
        client.post(door(lia), {"session": extra.key, "there": "yes"})
        assert Attendance.objects.get().exchange_session == extra
