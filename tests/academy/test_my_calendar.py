"""The page where the address of one's own calendar is made, made anew and taken back."""

import re

import pytest

from academy.erasure import erase_person
from academy.models import Event, FeedToken

pytestmark = pytest.mark.django_db
PAGE, MAKE, TAKE_BACK = "/en/my/calendar/", "/en/my/calendar/address/", "/en/my/calendar/revocation/"


@pytest.fixture
def lia(client, world):
    client.force_login(world.lia)
    return client


def shown_address(answer) -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/feeds/[\w-]{43}\.ics)", answer.content.decode())[1]


def test_the_address_is_shown_once(lia):
    answer = lia.post(MAKE)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"] and answer["Referrer-Policy"] == "strict-origin"
    assert f"webcal://127.0.0.1:8000{shown_address(answer)}" in answer.content.decode()
    assert '<img class="qr" src="data:image/svg+xml' in answer.content.decode()
    assert lia.get(shown_address(answer)).status_code == 200
    assert "/feeds/" not in lia.get(PAGE).content.decode()


def test_it_says_when_it_was_made_and_read_last(lia):
    assert "Make my address" in lia.get(PAGE).content.decode()
    address = shown_address(lia.post(MAKE))
    assert "No calendar has read it yet." in lia.get(PAGE).content.decode()
    lia.get(address)
    assert "Last read by a calendar on" in lia.get(PAGE).content.decode()


def test_a_new_address_says_that_the_old_one_stopped(lia):
    first = lia.post(MAKE)
    assert "has stopped working" not in first.content.decode()
    second = lia.post(MAKE)
    assert "has stopped working" in second.content.decode()
    assert [lia.get(shown_address(answer)).status_code for answer in (first, second)] == [404, 200]


def test_taking_it_back_stops_it_and_twice_does_no_harm(lia):
    address = shown_address(lia.post(MAKE))
    for _press in range(2):
        assert lia.post(TAKE_BACK)["Location"] == PAGE
    assert lia.get(address).status_code == 404
    assert list(Event.objects.filter(object_kind="calendar_address").order_by("at").values_list("verb", flat=True)) == ["gave", "took_back"]


def test_nobody_makes_or_stops_somebody_elses(lia, world):
    from academy.feed_addresses import give_calendar_address
    from tests.world import NOW

    theirs = give_calendar_address(world.mouna, NOW)
    lia.post(MAKE)
    lia.post(TAKE_BACK)
    assert lia.get(theirs.removeprefix("http://127.0.0.1:8000")).status_code == 200


@pytest.mark.parametrize("path", [PAGE, MAKE, TAKE_BACK])
def test_who_is_not_signed_in_signs_in_first(client, world, path):
    answer = client.get(path) if path == PAGE else client.post(path)
    assert answer.status_code == 302 and "/account/login/" in answer["Location"]
    assert not FeedToken.objects.exists()


@pytest.mark.parametrize(("path", "method"), [(PAGE, "post"), (MAKE, "get"), (TAKE_BACK, "get"), (MAKE, "put")])
def test_the_wrong_method_is_refused(lia, path, method):
    assert getattr(lia, method)(path).status_code == 405
    assert not FeedToken.objects.exists()


def test_a_form_of_another_site_makes_nothing(world):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.lia)
    assert strict.post(MAKE).status_code == 403
    assert not FeedToken.objects.exists()


def test_erasing_the_account_erases_its_addresses(lia, world):
    from tests.world import NOW

    address = shown_address(lia.post(MAKE))
    erase_person(world.lia, at=NOW, revoke_certificates=False)
    assert not FeedToken.objects.exists() and lia.get(address).status_code == 404
