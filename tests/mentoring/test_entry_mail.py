"""The mail that an entry has arrived: to its owner, once, with what happens next, and nothing private in it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import translation

from academy.models import Intention
from academy.refusals import Refused
from mentoring.entering import send_in, take_back
from mentoring.entry_missing import NotComplete
from mentoring.exclusions import digest_of
from mentoring.models import ExcludedPerson
from tests.cohorts.mails import send_all, text_of_mail
from tests.rounds import make_round, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db


def sent_mails() -> list[str]:
    return [f"{each['Subject']}\n{text_of_mail(each)}" for each in send_all()]


def test_it_says_what_happens_next_and_nothing_private(world):
    entry = take_part(make_round(world), world.lia, offers={"bookkeeping": 4}, wants={"energy": (1, 3)}, groups=["women"], draft=True)
    ExcludedPerson.objects.create(participation=entry, address_digest=digest_of("x@people.example"), label="my old boss")
    send_in(entry, NOW)
    send_in(entry, NOW + timedelta(minutes=5))
    [words] = sent_mails()
    assert mail.outbox[0].to == ['Lia Learns <lia@people.example>']
    for said in ("Mentoring, autumn", "You offer to mentor, and you ask for a mentor.", "29 November 2026, 10:00", "you have 7 days to answer", "/en/my/mentoring/rounds/autumn/sent/"):
        assert said in words
    assert not any(private in words for private in ("my old boss", "women", "Energy", "Bookkeeping", "18:00"))


def test_it_comes_in_the_readers_language(world):
    world.lia.language = "pt"
    world.lia.save()
    send_in(take_part(make_round(world), world.lia, wants={"energy": (1, 3)}, draft=True), NOW)
    with translation.override("en"):
        [words] = sent_mails()
    assert "/pt/my/mentoring/rounds/autumn/sent/" in words


def test_nothing_is_mailed_about_an_entry_taken_back_meanwhile(world):
    entry = take_part(make_round(world), world.lia, wants={"energy": (1, 3)}, draft=True)
    send_in(entry, NOW)
    assert take_back(entry, world.lia, NOW)
    assert sent_mails() == []
    assert not take_back(entry, world.lia, NOW)


def test_what_is_not_complete_is_not_sent_in(world):
    entry = take_part(make_round(world), world.lia, languages={"pt": 0}, hours=[], draft=True)
    with pytest.raises(NotComplete) as refused:
        send_in(entry, NOW)
    assert [each.code for each in refused.value.missing] == ["skills", "language_levels", "hours"]
    entry.refresh_from_db()
    assert entry.submitted_at is None and not Intention.objects.filter(kind="mail").exists()


def test_nothing_goes_in_or_out_once_the_call_has_closed(world):
    entry = take_part(make_round(world, closed=True), world.lia, wants={"energy": (1, 3)})
    for verb in (lambda: send_in(entry, NOW), lambda: take_back(entry, world.lia, NOW)):
        with pytest.raises(Refused, match="The call closed on"):
            verb()
