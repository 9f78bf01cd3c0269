"""Badges come by themselves: to who finishes a course, gives mentoring, hosts a visit; at once or overnight; once, and never against one's will."""

from datetime import timedelta
from uuid import uuid4

import pytest

from academy.models import Event, GiftKind, Intention, record
from academy.outbox import find_handler
from academy.solidarity import give_hours, undo_hours
from courses.models import Badge, BadgeAward
from courses.outline import outline_for
from courses.revoking_badges import revoke
from home.awarding_badges import award_due, award_person
from home.badge_rules import open_to, standings
from tests.courses.badge_world import make_badge
from tests.gatherings import make_exchange
from tests.world import NOW, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def badges(world):
    return {"course": make_badge(None, "finisher", rule={"course": str(world.key)}),
            "hours": make_badge(None, "giver", kind="mentoring", rule={"minutes": 180}),
            "visit": make_badge(None, "host", kind="hosting", rule={"exchanges": 1}),
            "cascais": make_badge(world.cascais, "of-cascais", rule={"course": str(world.key)})}


def held(person) -> set[str]:
    return set(BadgeAward.objects.of(person).unrevoked().values_list("badge__slug", flat=True))


def gave(world, minutes: int, source: str, by=None) -> None:
    give_hours(GiftKind.MENTORING, minutes, on=NOW.date(), at=NOW, source=source, giver=by or world.marta, receiver=world.lia)


def test_the_night_awards_whoever_fulfils_a_rule_and_only_once(world, badges):
    enrol(world.lia, world.course, finished_at=NOW, done={"a": [1, 20], "b": [1, 40]})
    enrol(world.mouna, world.course, finished_at=NOW, done={"a": [1, 20]})
    enrol(world.teo, world.course)  # still at it
    gave(world, 120, "one")
    gave(world, 30, "two")
    exchange = make_exchange(world, starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=9, hours=-2))
    record(world.carla, "hosted", "exchange", exchange.key, at=NOW)
    record(world.nadia, "hosted", "exchange", exchange.key, at=NOW)
    record(world.nadia, "unhosted", "exchange", exchange.key, at=NOW)
    make_badge(None, "guest", rule={"visits": 2})
    for person, keys in ((world.teo, (uuid4(), uuid4())), (world.stranger, (uuid4(),))):
        for key in keys:
            record(person, "attended", "exchange", key, at=NOW)
    assert award_due(NOW) == 5
    assert (held(world.lia), held(world.mouna), held(world.carla)) == ({"finisher", "of-cascais"}, {"finisher"}, {"host"})
    assert held(world.marta) == held(world.nadia) == held(world.stranger) == set() and held(world.teo) == {"guest"}
    gave(world, 30, "three")
    assert (award_due(NOW), award_due(NOW)) == (1, 0) and held(world.marta) == {"giver"}
    assert Event.objects.filter(verb="earned", object_kind="badge").count() == 6


def test_evidence_says_in_the_holders_language_what_they_did(world, badges):
    enrol(world.lia, world.course, finished_at=NOW, done={"a": [1, 20], "b": [1, 40]})
    world.carla.language = "pt"
    world.carla.save()
    exchange = make_exchange(world, starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=9, hours=-2))
    record(world.carla, "hosted", "exchange", exchange.key, at=NOW)
    gave(world, 200, "one")
    award_due(NOW)
    [course] = BadgeAward.objects.get(holder=world.lia, badge=badges["course"]).evidence
    assert course == {"name": "The whole course “Doing things together”", "narrative": "2 lessons done, 1 hour of learning; finished on 22 November 2026."}
    [visit] = BadgeAward.objects.get(holder=world.carla).evidence
    assert visit["url"].endswith(f"/exchanges/{exchange.slug}/") and "Cascais" in visit["narrative"] and "dezembro" in visit["narrative"]
    [hours] = BadgeAward.objects.get(holder=world.marta).evidence
    assert "3 h 20 min" in hours["name"] and "Lia" not in str(hours)


def test_a_finished_course_brings_its_badges_at_once_through_the_outbox(world, badges):
    enrolment = enrol(world.lia, world.course)
    outline = outline_for("co-production", "en")
    for lesson in outline.lessons:
        enrolment.complete(outline, lesson, lesson.completion, NOW)
    for kind in ("courses.certificate", "courses.badges"):  # what the outbox would do, without drawing the certificate
        find_handler(kind).run(Intention.objects.get(kind=kind))
    assert held(world.lia) == {"finisher", "of-cascais"}


def test_a_bounded_night_leaves_the_rest_to_the_next(world, badges):
    for person in (world.lia, world.teo, world.marta):
        enrol(person, world.course, finished_at=NOW)
    badges["cascais"].delete()
    assert [award_due(NOW, most=2), award_due(NOW, most=2), award_due(NOW, most=2)] == [2, 1, 0]


def test_one_who_gave_a_badge_back_is_not_given_it_again(world, badges):
    enrol(world.mouna, world.course, finished_at=NOW)
    [award] = award_person(world.mouna, NOW)
    revoke(award, world.mouna, "", NOW)
    assert award_person(world.mouna, NOW) == [] and award_due(NOW) == 0


def test_no_badge_without_a_name_for_the_erased_or_once_retired(world, badges):
    world.lia.name = ""
    world.lia.save()
    Badge.objects.filter(slug="of-cascais").update(retired_on=NOW.date())
    enrol(world.lia, world.course, finished_at=NOW)
    assert award_due(NOW) == 0 and award_person(world.lia, NOW) == []
    world.lia.name = "Lia Learns"
    world.lia.save()
    assert award_due(NOW) == 1 and held(world.lia) == {"finisher"}


def test_where_one_stands_counts_what_is_confirmed_and_costs_the_same_for_many_badges(world, badges, django_assert_num_queries):
    gave(world, 90, "one")
    gave(world, 60, "two")
    undo_hours("two", at=NOW)
    broken = make_badge(None, "broken", rule={})
    for n in range(5):
        make_badge(None, f"more-{n}", kind="mentoring", rule={"minutes": 60 * n + 60})
    there = list(open_to(world.marta).order_by("slug"))
    with django_assert_num_queries(3):
        found = {each.badge.slug: each for each in standings(world.marta, there)}
    assert (found["giver"].have, found["giver"].need, found["giver"].is_fulfilled, found["more-0"].is_fulfilled) == (90, 180, False, True)
    assert not found[broken.slug].is_fulfilled and found["finisher"].have == found["host"].have == 0
