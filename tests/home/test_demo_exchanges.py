"""The demo's exchanges: an archive, a full one with people waiting, a cancelled one, and a circle over a clock change."""

import pytest
from wagtail.models import Page

from academy.demo_people import lay_people
from cohorts.models import Attendance, Exchange, Registration, RegistrationState
from home.demo.exchange_files import lay_exchanges
from home.demo.site import lay_site
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def laid(db):
    lay_site(8000)
    lay_people(NOW)
    lay_exchanges(NOW)
    return {each.slug: each for each in Exchange.objects.all()}


def states(exchange) -> list[str]:
    return sorted(exchange.registrations.values_list("state", flat=True))


def test_the_archive_holds_what_is_known_of_cascais_2022(laid):
    made = laid["cascais-2022"]
    assert [f"{each.starts_at:%Y-%m-%d}" for each in made.sessions.all()] == ["2022-11-24", "2022-11-25"]
    assert made.seats == made.registrations.filter(state=RegistrationState.ATTENDED).count() == 25
    assert made.registrations.values("city").distinct().count() == 4
    assert Attendance.objects.filter(registration__exchange=made).count() == 49
    assert made.minutes.get().published_at and made.minutes.get().decisions.count() == 3


def test_a_freed_seat_of_the_full_one_would_go_to_the_learner(laid):
    from cohorts.registering import withdraw

    made = laid["open-kitchens"]
    assert states(made) == ["registered"] * 6 + ["waitlisted"] * 3
    withdraw(made.registrations.get(person__email="mentor@demo.example"), by=None, at=NOW)
    assert Registration.objects.get(exchange=made, person__email="learner@demo.example").state == RegistrationState.OFFERED


def test_the_cancelled_one_says_why_and_stays(laid):
    made = laid["repair-trail"]
    assert made.is_cancelled and made.is_public and made.cancelled_reason


def test_the_circle_stays_at_ten_in_barcelona_and_moves_in_mahdia(laid):
    from zoneinfo import ZoneInfo

    sessions = list(laid["tuesday-circle"].sessions.all())
    assert {each.starts_at.astimezone(ZoneInfo("Europe/Madrid")).hour for each in sessions} == {10}
    assert {each.starts_at.astimezone(ZoneInfo("Africa/Tunis")).hour for each in sessions} == {9, 10}


def test_laying_it_twice_changes_nothing_and_the_tree_is_sound(laid):
    before = Registration.objects.count()
    lay_exchanges(NOW)
    assert Registration.objects.count() == before and len(laid) == 5
    assert not any(Page.find_problems())
