"""From the call to a proposal with one yes: nobody reads anywhere who a blind side is. After two yes both learn it."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage

import pytest
import structlog
from django.utils import timezone

from academy import personal_data
from academy.models import Organisation, PartnerCity, User, record
from academy.outbox import enqueue
from mentoring.answering import say_yes
from mentoring.asking import ask, reply
from mentoring.models import MatchProposal, MentoringRound, Mentorship, Participation, ShortlistEntry
from mentoring.publishing import publish
from mentoring.running import ask_for_run
from tests.cohorts.mails import send_all
from tests.mentoring.leak_search import found_in, kept_by_the_machine, read_by, secrets_of, text_of, walk
from tests.rounds import make_round, take_part
from tests.world import NOW, make_person

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@dataclass
class Blind:
    """Zenobia of Tavira offers, Ottavio of Sagres asks; Lia takes part, too. `letters`: every mail so far."""

    round: MentoringRound
    zenobia: User
    ottavio: User
    proposal: MatchProposal | None = None
    letters: list = field(default_factory=list)


@pytest.fixture
def blind(world, settings, time_machine) -> Blind:
    settings.DEMO = True  # waives the second factor: coordinators get in
    time_machine.move_to(NOW, tick=False)
    people = []
    for login, name, city, body in (("zen.quill", "Zenobia Quillfeather", "Tavira", "Obsidian Weavers"), ("otta", "Ottavio Brandtmann", "Sagres", "Marigold Bakers")):
        place = PartnerCity.objects.create(slug=f"c-{login[:3]}", name=city, country="PT", time_zone="Europe/Lisbon", languages=["pt"])
        people.append(make_person(login, name, place, organisation=Organisation.objects.create(name=body, city=place)))
    made = Blind(make_round(world), *people)
    offered = take_part(made.round, made.zenobia, offers={"bookkeeping": 4}, sector="craft")
    asked = take_part(made.round, made.ottavio, wants={"bookkeeping": (1, 3)}, sector="food")
    take_part(made.round, world.lia, wants={"bookkeeping": (2, 1)}, languages={"pt": 3})
    for mine, wished, as_mentor in ((asked, offered, False), (offered, asked, True)):
        ShortlistEntry.objects.create(participation=mine, wished=wished, as_mentor=as_mentor, place=1)
    return made


def go_on_to_one_yes(world, blind: Blind, time_machine) -> None:
    """The call closes, the matcher plays, the network publishes, both ask and answer, and Zenobia says yes."""
    MentoringRound.objects.update(call_closes_at=NOW + timedelta(minutes=1))
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)
    at = timezone.now()
    blind.round.refresh_from_db()
    run = ask_for_run(blind.round, rules=blind.round.rules, by=world.nadia, at=at)
    blind.letters += send_all()
    run.refresh_from_db()
    assert publish(blind.round, run, by=world.nadia, at=at)
    blind.letters += send_all()
    blind.proposal = MatchProposal.objects.get()
    for asker, other in ((blind.zenobia, blind.ottavio), (blind.ottavio, blind.zenobia)):
        question = ask(blind.proposal, asker, "How many hours a month would suit you?", at=at)
        blind.letters += send_all()
        reply(question, other, "Three or four.", at=at)
    say_yes(blind.proposal, blind.zenobia, at=at)
    blind.letters += send_all()


def starts(person, blind: Blind) -> list[str]:
    """Where walks begin: what is linked, and what somebody could try."""
    own = ["/en/my/", "/en/my/mentoring/", f"/en/my/mentoring/rounds/{blind.round.slug}/", f"/en/my/mentoring/rounds/{blind.round.slug}/reasons/",
           f"/en/my/mentoring/rounds/{blind.round.slug}/shortlist/", "/en/my/log/", "/en/my/data/"] if person else []
    desks = ["/en/network/mentoring/", f"/en/network/mentoring/{blind.round.slug}/", "/en/city/cascais/mentoring/", "/en/city/c-zen/", "/en/city/c-zen/mentoring/"]
    tried = [f"/en/my/mentoring/proposals/{blind.proposal.pk}/"] if blind.proposal else []
    return ["/en/mentoring/", f"/en/mentoring/rounds/{blind.round.slug}/", *own, *tried, *desks]


def on_pages(blind: Blind, readers: list, taking_part: set) -> list[tuple[str, str, list[str]]]:
    """[(who reads, where, words)] of what says who a blind side is. For those who take part the city counts, too, on pages of their own."""
    found = []
    for reader in readers:
        pages = walk(reader, starts(reader, blind))
        assert len(pages) > 5
        for hidden in {blind.zenobia, blind.ottavio} - {reader}:
            for place, text in pages.items():
                found.append((str(reader), place, found_in(text, secrets_of(hidden, with_city=reader in taking_part and "/my/" in place))))
    return [each for each in found if each[2]]


def in_files(blind: Blind, readers: list, taking_part: set) -> list[tuple[str, str, list[str]]]:
    return [(str(reader), place, words) for reader in readers for place, text in read_by(reader, timezone.now()).items() for hidden in {blind.zenobia, blind.ottavio} - {reader}
            if (words := found_in(text, secrets_of(hidden, with_city=reader in taking_part)))]


def in_letters(blind: Blind) -> list[tuple[str, str, list[str]]]:
    return [(letter["To"], letter["Subject"], words) for letter in blind.letters for hidden in (blind.zenobia, blind.ottavio)
            if hidden.email not in letter["To"] and (words := found_in(text_of(letter), secrets_of(hidden, with_city=True)))]


def in_what_is_kept(blind: Blind, caplog) -> list[tuple[str, str, list[str]]]:
    return [("operators", place, words) for place, text in [*kept_by_the_machine(), *(("log", line) for line in caplog.text.splitlines())]
            for hidden in (blind.zenobia, blind.ottavio) if (words := found_in(text, secrets_of(hidden, with_city=False)))]


def leaks(world, blind: Blind, caplog) -> list[tuple[str, str, list[str]]]:
    taking_part, others = {blind.zenobia, blind.ottavio, world.lia}, [world.stranger, world.carla, world.nadia]
    return [*on_pages(blind, [*taking_part, *others, None], taking_part), *in_files(blind, [*taking_part, *others], taking_part), *in_letters(blind),
            *in_what_is_kept(blind, caplog)]


def test_while_the_call_is_open_entries_have_no_names(world, blind, caplog):
    caplog.set_level(logging.DEBUG)  # in the test itself: what a fixture sets ends with it
    assert leaks(world, blind, caplog) == []


def test_with_one_yes_nobody_knows_who_the_other_is(world, blind, caplog, time_machine):
    caplog.set_level(logging.DEBUG)
    go_on_to_one_yes(world, blind, time_machine)
    assert "matching_run_finished" in caplog.text and len(blind.letters) >= 6 and Participation.objects.count() == 3 and not Mentorship.objects.exists()
    assert leaks(world, blind, caplog) == []


def test_after_two_yes_both_know(world, blind, time_machine):
    go_on_to_one_yes(world, blind, time_machine)
    say_yes(blind.proposal, blind.ottavio, at=timezone.now())
    told = {letter["To"]: text_of(letter) for letter in send_all()}
    for one, other in ((blind.zenobia, blind.ottavio), (blind.ottavio, blind.zenobia)):
        assert found_in(told[f"{one.name} <{one.email}>"], [other.name, other.email]) == [other.name, other.email]
        page = walk(one, [f"/en/my/mentoring/mentorships/{Mentorship.objects.get().pk}/"])
        assert found_in(" ".join(page.values()), [other.name, other.email]) == [other.name, other.email]


# The controls: somebody's name put where it must not be --------------------------------------------------

def test_a_leak_on_a_page_would_be_found(world, blind):
    assert on_pages(blind, [blind.ottavio], {blind.ottavio}) == []
    MentoringRound.objects.update(about="Led by Zenobia")
    assert ("Ottavio Brandtmann", "/en/mentoring/rounds/autumn/", ["Zenobia"]) in on_pages(blind, [blind.ottavio], {blind.ottavio})


def test_a_city_shown_in_a_proposal_would_be_found(world, blind, time_machine):
    go_on_to_one_yes(world, blind, time_machine)
    Participation.objects.filter(person=blind.zenobia).update(shows=["city"])
    place = f"/en/my/mentoring/proposals/{blind.proposal.pk}/"
    assert ("Ottavio Brandtmann", place, ["Tavira"]) in on_pages(blind, [blind.ottavio], {blind.ottavio})


def test_a_leak_in_a_mail_would_be_found(blind):
    letter = EmailMessage()
    letter["To"], letter["Subject"] = f"{blind.ottavio.name} <{blind.ottavio.email}>", "A proposal"
    letter.set_content("She is with the Obsidian Weavers.")
    blind.letters.append(letter)
    assert in_letters(blind) == [(letter["To"], "A proposal", ["Obsidian Weavers"])]


def test_a_leak_in_an_export_or_a_calendar_would_be_found(blind, monkeypatch):
    exports = personal_data.all_exports() and personal_data._exports
    monkeypatch.setitem(exports, "mentoring_proposals", personal_data.Export("mentoring_proposals", "x", lambda _person: [{"with": "Zenobia"}]))
    assert {place for _who, place, _words in in_files(blind, [blind.ottavio], set())} == {"export mentoring_proposals.json", "export mentoring_proposals.csv"}
    monkeypatch.setattr("tests.mentoring.leak_search.give_calendar_address", lambda _person, _at: "/en/mentoring/rounds/autumn/")
    MentoringRound.objects.update(about="SUMMARY: Mentoring with zen.quill")
    assert "calendar" in {place for _who, place, _words in in_files(blind, [blind.ottavio], set())}


def test_a_leak_in_the_log_the_events_or_the_outbox_would_be_found(blind, caplog):
    caplog.set_level(logging.DEBUG)
    assert in_what_is_kept(blind, caplog) == []
    structlog.get_logger("mentoring").info("proposal_laid", to="Zenobia")
    record(None, "proposed", "match_proposal", 1, at=NOW, details={"to": "Ottavio"})
    enqueue("x", "mail", {"to": "otta@people.example"}, run_at=NOW + timedelta(days=9))
    assert {place for _who, place, _words in in_what_is_kept(blind, caplog)} == {"log", "event proposed", "intention mail"}
