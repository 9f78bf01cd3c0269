"""Awarding: once, under a name, signed; what was issued stays as it was."""

import json
import re
from datetime import date, timedelta

import pytest

from academy.models import Event, Intention
from courses.awarding import award
from courses.badge_versions import version_of
from courses.models import BadgeAward, IssuerKey
from courses.revoking_badges import revoke
from courses.verifying import verify
from tests.courses.badge_world import EVIDENCE, earn, make_badge
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
LATER = NOW + timedelta(days=1)


def test_a_badge_is_awarded_once_signed_twice_and_told(world):
    first = earn(world)
    assert earn(world, at=LATER) == first
    assert (first.holder_name, first.language, first.title, first.made_from.number) == ("Lia Learns", "en", "Co-producer", 1)
    assert all(verify(form, LATER).ok for form in (first.credential_jwt, str_json(first)))
    assert Event.objects.filter(verb="earned", object_kind="badge", object_key=str(first.pk), subject=world.lia.subject).count() == 1
    assert Intention.objects.filter(key=f"mail:badge:{first.pk}:earned").count() == 1


def test_no_name_stands_in_what_is_signed(world):
    made = earn(world)
    assert not re.search(r"\bLia\b", str_json(made)), "as a word: a signature may hold any letters"
    assert made.credential_json["credentialSubject"]["identifier"][0]["identityHash"].startswith("sha256$")


def test_who_has_no_name_is_asked_for_it(world):
    world.lia.name = " "
    world.lia.save()
    assert earn(world) is None
    assert Intention.objects.filter(payload__template="courses/badge_needs_name").count() == 1
    world.lia.name = "Lia"
    world.lia.save()
    assert earn(world).holder_name == "Lia"


def test_what_was_issued_is_not_changed_by_a_change_of_the_badge(world):
    badge = make_badge(world.cascais)
    before = earn(world, badge=badge)
    badge.titles = {"en": "Builder"}
    badge.save()
    assert version_of(badge, LATER).number == version_of(badge, LATER).number == 2
    after = earn(world, world.marta, badge, LATER)
    before.refresh_from_db()
    assert (before.title, before.made_from.number, after.title, after.made_from.number) == ("Co-producer", 1, "Builder", 2)
    assert verify(before.credential_jwt, LATER).ok and verify(after.credential_jwt, LATER).ok


def test_a_retired_badge_and_a_revoked_one_are_not_awarded_again(world):
    badge = make_badge(world.cascais, retired_on=date(2026, 1, 1))
    assert earn(world, badge=badge) is None
    badge.retired_on = None
    badge.save()
    held = earn(world, badge=badge)
    assert revoke(held, world.carla, "By mistake.", LATER) and not revoke(held, world.carla, "Again.", LATER)
    assert earn(world, badge=badge) is None
    assert earn(world, badge=badge, again=True).pk != held.pk
    assert BadgeAward.objects.of(world.lia).count() == 2


def test_words_are_in_the_holders_language_and_the_network_issues_what_no_city_does(world):
    world.lia.language = "pt"
    made = award(make_badge(None, valid_months=12), world.lia, at=NOW, evidence=EVIDENCE)
    assert (made.title, made.achievement["inLanguage"], made.achievement["alignment"][0]["targetName"]) == ("Coprodutora", "pt", "Visão")
    assert made.key.issuer.slug == "network" and made.expires_at.year == 2027
    assert IssuerKey.objects.count() == 1


def str_json(made: BadgeAward) -> str:
    return json.dumps(made.credential_json, indent=1)
