"""Checking a badge: what holds is said to hold, and what does not says why, in plain words."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.badge_pictures import baked
from courses.issuer_keys import current_key, revoke_key, rotate
from courses.models import BadgeAward, IssuerKey
from courses.revoking_badges import revoke
from courses.sealed_keys import KeyLost, unseal
from courses.verifying import LARGEST_FILE, LONGEST_TEXT, standing, verify
from tests.courses.badge_world import earn, make_badge
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
LATER = NOW + timedelta(days=3)


def test_pictures_tokens_and_documents_are_all_understood(world):
    made = earn(world)
    for given in (made.credential_jwt, f"\n{made.credential_jwt}\n", json.dumps(made.credential_json), baked(made, "png"), baked(made, "svg"), baked(made, "svg").decode()):
        verdict = verify(given, NOW)
        assert (verdict.ok, verdict.award, verdict.claims["name"]) == (True, made, "Co-producer")


def test_what_is_no_badge_of_ours_is_said_to_be_none(world):
    made = earn(world)
    for given, code in ((b"", "unreadable"), ("hello", "unreadable"), (b"\xff\xfe", "no_badge"), (b"\x89PNG\r\n\x1a\n", "no_badge"), ("<svg/>", "no_badge"), ("{}", "unreadable"),
                        ("[" * 9999, "unreadable"), (b"x" * (LARGEST_FILE + 1), "too_big"), ("x" * (LONGEST_TEXT + 1), "too_big"),
                        (b"x" * (LONGEST_TEXT + 1), "too_big"), (b"\xef\xbb\xbf <" + b"x" * 500_000, "too_big"), ("<" + "x" * 500_000, "too_big")):
        assert verify(given, NOW).codes == (code,) and verify(given, NOW).reasons[0]
    BadgeAward.objects.filter(pk=made.pk).delete()
    assert verify(made.credential_jwt, NOW).codes == ("not_ours",)


def test_times_of_badge_and_key(world):
    made = earn(world, badge=make_badge(world.cascais, valid_months=1))
    assert verify(made.credential_jwt, NOW - timedelta(days=1)).codes == ("not_yet",)
    assert standing(made, made.expires_at - timedelta(seconds=1)).ok
    expired = standing(made, made.expires_at)
    assert (expired.codes, expired.reasons) == (("expired",), ("It was valid until 22 December 2026.",)) and expired.signed and not expired.ok
    IssuerKey.objects.filter(pk=made.key_id).update(finished_at=NOW - timedelta(days=1), started_at=NOW - timedelta(days=9))
    assert standing(made, NOW).codes == ("key_expired",)


def test_a_rotated_key_holds_and_a_revoked_one_does_not(world):
    badge = make_badge(world.cascais)
    first = earn(world, badge=badge)
    rotate(first.key.issuer, NOW)  # in the very second it signed
    second = earn(world, world.marta, badge, LATER)
    assert first.key != second.key and standing(first, LATER).ok and standing(second, LATER).ok
    old = IssuerKey.objects.get(pk=first.key_id)
    assert revoke_key(old, LATER) and not revoke_key(old, LATER)
    assert standing(first, LATER).codes == ("key_revoked",) and standing(second, LATER).ok
    assert revoke_key(second.key, LATER), "the one in use: another takes its place"
    third = earn(world, world.teo, badge, LATER)
    assert standing(second, LATER).codes == ("key_revoked",) and standing(third, LATER).ok
    assert IssuerKey.objects.current().filter(issuer=old.issuer).count() == 1


def test_a_revoked_badge_says_since_when(world):
    made = earn(world)
    revoke(made, world.lia, "", LATER)
    verdict = standing(made, LATER)
    assert verdict.codes == ("revoked",) and "2026" in verdict.reasons[0]
    made.refresh_from_db()
    assert made.revoked_by_holder


def test_keys_are_sealed_with_a_secret_that_may_be_changed_and_must_not_be_lost(world, settings):
    badge = make_badge(world.cascais)
    key = earn(world, badge=badge).key
    assert unseal(key.sealed, key.kid) not in bytes(key.sealed)
    with pytest.raises(KeyLost):
        unseal(key.sealed, "another-name")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"
    assert earn(world, world.marta, badge) is not None
    settings.SECRET_KEY_FALLBACKS, settings.BADGE_KEYS_SECRET = [], "yet another"
    with pytest.raises(KeyLost, match="rotate_issuer_key"):
        earn(world, world.teo, badge)
    call_command("rotate_issuer_key", "cascais", stdout=StringIO())
    assert standing(earn(world, world.teo, badge, LATER), LATER).ok and standing(BadgeAward.objects.of(world.lia).get(), LATER).ok
    for wrong in (["nowhere"], ["cascais", "--revoke", "nokey"]):
        with pytest.raises(CommandError):
            call_command("rotate_issuer_key", *wrong)


def test_who_leaves_and_revokes_leaves_no_name_and_no_signed_file_yet_it_is_known_as_revoked(world):
    from academy.erasure import erase_person

    made = earn(world)
    token = made.credential_jwt
    erase_person(world.lia, at=LATER, revoke_certificates=True)
    made.refresh_from_db()
    assert (made.credential_jwt, made.credential_json, made.evidence, made.public_name) == ("", {}, [], "")
    assert verify(token, LATER).codes == ("revoked",)


def test_a_badge_earned_before_the_first_key_was_needed_is_signed_by_it(world):
    badge = make_badge(world.cascais)
    earn(world, badge=badge, at=NOW)
    before = earn(world, world.marta, badge, NOW - timedelta(days=200))
    assert before.awarded_at == NOW - timedelta(days=200) and standing(before, NOW).ok
    assert current_key(before.key.issuer, NOW).started_at == before.awarded_at


def test_badges_hold_after_the_academy_moved_to_another_address(world, settings):
    """A demo on another port, a new domain: what stands in the academy word for word goes on holding, and nothing else does."""
    made = earn(world)
    settings.BASE_URL = "https://moved.example"
    assert standing(made, NOW).ok and verify(json.dumps(made.credential_json), NOW).ok and verify(baked(made, "png"), NOW).ok
    changed = {**made.credential_json, "name": "Queen"}
    assert not verify(json.dumps(changed), NOW).signed and not verify(made.credential_jwt[:-4] + "AAAA", NOW).signed
    revoke_key(made.key, NOW)
    assert standing(BadgeAward.objects.get(pk=made.pk), NOW).codes[0] == "key_revoked"
