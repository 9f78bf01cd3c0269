"""What somebody gets of their entries, and what is left of them when they go."""

from datetime import timedelta

import pytest

from academy.erasure import erase_person
from academy.personal_data import all_exports
from mentoring.entry_draft import EntryDraft
from mentoring.entry_form import EntryForm
from mentoring.exclusions import digest_of
from mentoring.models import ExcludedPerson, OfferedSkill, Participation, ShortlistEntry, WantedSkill
from tests.rounds import lay_run, make_round, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db


def exported(name: str, person) -> list[dict]:
    return [row for one in all_exports() if one.name == name for row in one.rows(person)]


@pytest.fixture
def told(world):
    """Lia's entry with everything in it, Marta's beside it."""
    mentoring_round = make_round(world)
    lia = take_part(mentoring_round, world.lia, offers={"bookkeeping": 4}, wants={"energy": (1, 3)}, capacity=2, sector="care", groups=["women"], shows=["city"], other_city_only=True)
    lia.request.hope = "Courage"
    lia.request.save()
    lia.excluded_organisations.add(world.cooperative)
    ExcludedPerson.objects.create(participation=lia, address_digest=digest_of("boss@people.example"), label="my old boss")
    marta = take_part(mentoring_round, world.marta, offers={"energy": 5})
    ExcludedPerson.objects.create(participation=marta, address_digest=digest_of(world.lia.email), label="that one")
    for one, other in ((lia, marta), (marta, lia)):
        ShortlistEntry.objects.create(participation=one, wished=other, as_mentor=one is marta, place=1)
    return lia


def test_they_get_their_own_and_nobody_elses(world, told):
    [row] = exported("mentoring_entries", world.lia)
    assert (row["skills_offered"], row["skills_wanted"], row["hope"], row["hours"], row["priority_groups"]) == (
        {"bookkeeping": 4}, {"energy": {"own_level": 1, "priority": 3}}, "Courage", "Tuesday 18:00–21:00 (Lisbon)", "women")
    assert row["excluded_organisations"] == "Pottery Co-operative"
    assert [each["your_word"] for each in exported("mentoring_exclusions", world.lia)] == ["my old boss"]
    assert exported("mentoring_wishes", world.lia) == [{"round": "Mentoring, autumn", "as": "mentee", "place": 1}]
    everything = str([list(one.rows(world.lia)) for one in all_exports() if one.name.startswith("mentoring")])
    assert "that one" not in everything and "Marta" not in everything


def test_who_erases_their_account_leaves_the_pool_and_no_answer(world, told):
    lay_run(told.round, [])
    erase_person(world.lia, at=NOW + timedelta(hours=1))
    after = Participation.objects.get(pk=told.pk)
    assert after.left_at == NOW + timedelta(hours=1) and after.lot == told.lot
    assert (after.languages, after.hours, after.sector, after.groups, after.shows, after.other_city_only, after.request.hope) == ({}, [], "", [], [], False, "")
    assert not WantedSkill.objects.exists() and OfferedSkill.objects.get().offer.participation.person == world.marta
    assert not after.excluded_organisations.exists() and not ShortlistEntry.objects.exists()
    assert not ExcludedPerson.objects.exists(), "the fingerprint others kept of the erased address goes, too"


def test_a_draft_of_somebody_who_goes_is_gone(world):
    take_part(make_round(world), world.lia, wants={"energy": (1, 3)}, draft=True)
    erase_person(world.lia, at=NOW)
    assert not Participation.objects.exists()


def test_every_question_says_why(world):
    mentoring_round = make_round(world)
    mentoring_round.rules["priority_groups"] = ["women", "youth"]
    form = EntryForm(mentoring_round, EntryDraft(time_zone="Europe/Lisbon", people={digest_of("x@x.example"): ""}))
    assert {"groups", "excluded_organisations", "kept_people"} <= form.fields.fields.keys()
    assert all(str(field.help_text) for field in form.fields.fields.values()) and all(form.why.values())
