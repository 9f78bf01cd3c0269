"""The demo's rounds: one over, one with mentorships at every stage, one open with forty entries over eight cities, ready to simulate."""

import pytest
from django.utils import timezone

from academy.demo_people import lay_people
from academy.models import Intention, User
from home.demo.mentoring_rounds import lay_rounds
from home.demo.site import lay_site
from home.solidarity_ledger import own_hours
from mentoring.models import MatchProposal, MentoringRound, Mentorship, Stage
from mentoring.models.mentorships import MentorshipStage
from mentoring.playing import play_input
from mentoring.round_input import input_of
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def laid(db):
    lay_site(8000)
    lay_people(NOW)
    lay_rounds(NOW)
    return {each.slug.split("-")[0]: each for each in MentoringRound.objects.all()}


def test_every_stage_can_be_seen_nothing_is_laid_twice_and_the_open_call_can_be_played(laid):
    lay_rounds(NOW)
    assert {name: each.stage(NOW) for name, each in laid.items()} == {"spring": Stage.CLOSED, "autumn": Stage.ACTIVE, "winter": Stage.CALL_OPEN}
    stages = {each.stage() for each in Mentorship.objects.all()}
    assert stages >= {MentorshipStage.ACTIVE, MentorshipStage.PAUSED, MentorshipStage.CONCLUDING, MentorshipStage.CLOSED}
    assert MatchProposal.objects.open().get().offer.participation.person.email == "trainer@demo.example"
    mentor = User.objects.get(email="mentor@demo.example")
    assert own_hours(mentor).given == 135 and own_hours(mentor).received == 120
    assert not Intention.objects.filter(done_at__isnull=True, run_at__lte=timezone.now(), key__contains="mentor").exists()
    can_be_simulated_and_leaves_some_over_with_reasons(laid["winter"])


def can_be_simulated_and_leaves_some_over_with_reasons(winter):
    entries = winter.participations.standing()
    assert entries.count() == 40 and entries.values("person__city").distinct().count() == 8
    result = play_input(input_of(winter, winter.rules).data)
    assert result["objective"]["served"] >= 15 and len(result["unserved"]) >= 3
    assert {each["code"] for each in result["unserved"]} == {"no_eligible_mentor", "places_full"}


def test_the_hours_between_cities_are_there_and_sum_to_nought(laid):
    from home.demo.exchange_files import lay_exchanges
    from home.demo.hours import lay_hours
    from home.solidarity_ledger import flows_between_cities

    lay_exchanges(NOW)
    lay_hours(NOW)
    flows = flows_between_cities()
    given = {row["city"].slug: row["given"] for row in flows.rows}
    assert given["cascais"] >= 100 and sum(row["balance"] for row in flows.rows) == 0 and flows.kept_quiet == 1
