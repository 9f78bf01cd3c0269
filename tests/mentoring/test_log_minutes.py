"""Minutes both confirmed in the log: one line for who gave, one for who received, and their opposites when they are corrected."""

from datetime import timedelta

import pytest
import time_machine

from academy.counting_events import count_all
from academy.models import Event, Tally
from mentoring import confirming, holding
from mentoring.holding import Report
from tests.mentoring.mentorship_story import was
from tests.rounds import make_mentorship
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def session(world):
    with time_machine.travel(NOW, tick=False):
        world.lia.city = world.mahdia
        world.lia.save()
        yield was(make_mentorship(world))


def lines() -> list[tuple]:
    return [(line.verb, line.subject, line.city_id, line.details["minutes"]) for line in
            Event.objects.filter(verb__contains="mentored", object_kind="mentoring_session").order_by("at", "details__minutes", "verb")]


def held(measure: str, about: str = "") -> list[tuple]:
    count_all()
    return list(Tally.objects.exclude(people=0, amount=0).filter(measure=measure, about=about, period="2026").values_list("city_number", "people", "amount"))


def test_both_have_a_line_once_both_have_confirmed(world, session):
    holding.report(session, world.lia, NOW, Report(60))
    assert lines() == []
    confirming.confirm(session, world.marta, 60, NOW)
    gave, received = ("mentored", world.marta.subject, world.cascais.pk, 60), ("was_mentored", world.lia.subject, world.mahdia.pk, 60)
    assert lines() == [gave, received]
    details = Event.objects.get(verb="mentored").details
    assert details == {"minutes": 60, "skill": "bookkeeping", "level": 4, "city": world.mahdia.pk, "on": session.starts_at.date().isoformat()}
    assert Event.objects.get(verb="was_mentored").details == {**details, "level": 2, "city": world.cascais.pk}
    assert held("gave") == held("gave", f"city:{world.mahdia.pk}") == [(world.cascais.pk, 1, 60)]
    assert held("received") == held("received", f"city:{world.cascais.pk}") == [(world.mahdia.pk, 1, 60)]


def test_a_correction_takes_both_back_and_gives_them_anew(world, session):
    holding.report(session, world.lia, NOW, Report(60))
    confirming.confirm(session, world.marta, 60, NOW)
    later = NOW + timedelta(days=70)
    holding.report(session, world.marta, later, Report(45))
    assert [verb for verb, *_rest in lines()] == ["mentored", "was_mentored", "unmentored", "unwas_mentored"]
    assert held("gave") == held("received") == held("active") == []
    confirming.confirm(session, world.lia, 45, later + timedelta(minutes=1))
    assert held("gave") == [(world.cascais.pk, 1, 45)], "in the year they met, not in that of the correction"
    holding.report(session, world.lia, later + timedelta(minutes=2), Report(None))
    assert held("gave") == held("received") == []


def test_no_skill_in_common_is_said_as_none(world, session):
    session.mentorship.proposal.offer.skills.all().delete()
    holding.report(session, world.lia, NOW, Report(60))
    confirming.confirm(session, world.marta, 60, NOW)
    assert Event.objects.get(verb="mentored").details["skill"] == ""
