"""Ballots: the rule is final, everybody votes once, what is counted is what was cast, and each refusal is said in words."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from academy.models import Event, Intention, Organisation
from cohorts.decisions import ballot_duties, proposing
from cohorts.decisions.amending import amend, reject
from cohorts.decisions.balloting import cancel, open_ballot
from cohorts.decisions.closing_ballots import TIME_TO_ANSWER, close, close_what_is_due
from cohorts.decisions.objections import answer, say_whether_it_stands
from cohorts.decisions.recounting_ballots import recount
from cohorts.models import Ballot, BallotResult, BallotRoll, Decided, GroupMembership, Objection, OpenVote, SeatHolding, SecretVote
from cohorts.models.ballots import WrittenDown
from cohorts.refusals import Refused
from tests.cohorts.ballot_world import CLOSED, WEEK, make_ballot, make_hall, make_proposal, vote
from tests.space_world import delegate, hold_seat, make_seat
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def hall(world):
    return make_hall(world.cascais)


def refusal(act, *args, **more) -> str:
    with pytest.raises(Refused) as said, transaction.atomic():
        act(*args, **more)
    assert said.value.sentence
    return said.value.code


# Written down, and final -------------------------------------------------------------------------------

def test_nothing_of_a_ballot_changes_once_it_is_written_down(hall):
    ballot = make_ballot(hall, quorum_percent=50)
    ballot.quorum_percent = 1
    with pytest.raises(WrittenDown):
        ballot.save()
    assert Ballot.objects.get().quorum_percent == 50
    assert refusal(make_ballot, hall, ballot.proposal) == "under_way"
    assert refusal(proposing.withdraw, ballot.proposal, by=hall.people[0], at=NOW) == "frozen"


def test_an_amendment_that_waits_is_answered_before_the_text_is_frozen(hall):
    proposal = make_proposal(hall)
    waits = amend(proposal, seen=1, way="change", paragraph=1, text="Three.", reason="Better.", form_key=uuid.uuid4(), by=hall.people[1], at=NOW)
    assert refusal(make_ballot, hall, proposal) == "amendments"
    reject(waits, words="One is enough.", by=hall.people[0], at=NOW)
    make_ballot(hall, proposal)


IMPOSSIBLE_RULES = [
    ({"closes_at": NOW}, "closes"), ({"opens_at": NOW - 2 * WEEK, "closes_at": NOW - WEEK}, "closes"), ({"majority": "most_votes"}, "options"), ({"options": ["one", "two"]}, "options"),
    ({"majority": "most_votes", "options": ["one"]}, "options"), ({"quorum_number": 8}, "quorum"), ({"majority": "no_objection"}, "majority")]


def test_a_rule_that_cannot_be_is_refused(hall):
    proposal = make_proposal(hall)
    for wrong, code in IMPOSSIBLE_RULES:
        assert refusal(make_ballot, hall, proposal, **wrong) == code, wrong
    assert not Ballot.objects.exists()


def test_a_secret_ballot_of_four_is_refused_and_an_open_one_is_not(world):
    few = make_hall(world.cascais, 4)
    assert refusal(make_ballot, few) == "too_few"
    assert make_ballot(few, method="open").opened_at == NOW


def test_five_seats_of_two_people_hide_nobody(world):
    hall = make_hall(world.cascais, 5)
    holdings = [hold_seat(make_seat(hall.space, title=f"Seat {number}"), hall.people[number % 2]) for number in range(5)]
    assert refusal(make_ballot, hall, electorate="seats") == "too_few"
    for number, holding in enumerate(holdings):
        type(holding).objects.filter(pk=holding.pk).update(person=hall.people[number])
    assert make_ballot(hall, electorate="seats").roll.count() == 5


IMPOSSIBLE_ROWS = [
    {"closes_at": NOW - WEEK}, {"closed_at": NOW, "opened_at": None}, {"cancelled_at": NOW}, {"quorum_percent": 50, "quorum_number": 3}, {"quorum_percent": 101}, {"method": "consent"},
    {"closed_at": NOW, "cancelled_at": NOW, "cancelled_why": "x"}]


@pytest.mark.postgres  # constraints
def test_the_database_refuses_what_cannot_be(hall):
    ballot = make_ballot(hall)
    for fields in IMPOSSIBLE_ROWS:
        with pytest.raises(IntegrityError), transaction.atomic():
            Ballot.objects.filter(pk=ballot.pk).update(**fields)


def test_it_opens_at_its_moment_unless_the_text_has_moved(hall):
    later = make_ballot(hall, opens_at=NOW + timedelta(hours=1))
    assert later.opened_at is None and not open_ballot(later, by=None, at=NOW)
    assert refusal(vote, later, hall.people[1], voice=uuid.uuid4()) == "not_open"
    assert ballot_duties.open_what_is_due(later.pk, NOW + timedelta(hours=1)) and not ballot_duties.open_what_is_due(later.pk, NOW + timedelta(hours=2))
    moved = make_ballot(hall, opens_at=NOW + timedelta(hours=1), proposal=make_proposal(hall, "Another"))
    from cohorts.models import Proposal, ProposalVersion

    Proposal.objects.filter(pk=moved.proposal_id).update(latest=2)
    ProposalVersion.objects.create(proposal=moved.proposal, number=2, text="Otherwise.", at=NOW)
    assert ballot_duties.do_what_was_missed(NOW + timedelta(hours=1)) == 0
    moved.refresh_from_db()
    assert moved.cancelled_at and "changed" in moved.cancelled_why and moved.opened_at is None and not moved.roll.exists()


# Casting -----------------------------------------------------------------------------------------------

def test_a_vote_is_cast_once(hall):
    ballot, lea, number = make_ballot(hall), hall.people[1], uuid.uuid4()
    assert vote(ballot, lea, "for", number=number)
    assert vote(ballot, lea, "for", number=number) is False  # the same press again
    assert vote(ballot, lea, "against", number=number) is False  # and it never says what is in
    assert refusal(vote, ballot, lea, "against") == "voted"  # another tab
    assert refusal(vote, ballot, hall.people[2], number=number) == "number_taken"
    assert vote(ballot, hall.people[2])
    other = make_ballot(hall, make_proposal(hall, "Another"))
    assert refusal(vote, other, lea, number=number) == "number_taken"
    assert [SecretVote.objects.get(pk=number).choice, SecretVote.objects.count(), BallotRoll.objects.filter(voted=True).count()] == ["for", 2, 2]
    assert not Event.objects.filter(at__gte=NOW, object_kind__in=["vote", "secretvote", "ballotroll"]).exists()


def test_who_may_not_vote_reads_why(hall, world):
    ballot = make_ballot(hall)
    theirs = BallotRoll.objects.get(ballot=ballot, person=hall.people[1]).pk
    for voice in (theirs, uuid.uuid4()):
        assert refusal(vote, ballot, world.stranger, voice=voice) == "not_entitled"
    late = GroupMembership.objects.create(group=hall.group, person=world.lia, started_on=NOW.date(), asked_at=NOW)
    assert refusal(vote, ballot, late.person, voice=uuid.uuid4()) == "not_entitled"  # came after the roll was laid
    for choice in ("met", "perhaps", ""):
        assert refusal(vote, ballot, hall.people[1], choice) == "choice"
    assert refusal(vote, ballot, hall.people[1], number=uuid.uuid1()) == "number"
    assert refusal(vote, ballot, hall.people[1], at=ballot.closes_at) == "closed"
    number = uuid.uuid4()
    vote(ballot, hall.people[1], number=number)
    assert vote(ballot, hall.people[1], number=number, at=CLOSED) is False  # its answer was lost on the way
    assert cancel(ballot, why="A mistake", by=None, at=NOW) and not cancel(ballot, why="Again", by=None, at=NOW)
    assert refusal(vote, ballot, hall.people[2]) == "cancelled"
    ballot.proposal.refresh_from_db()
    assert not ballot.proposal.frozen_by_ballot and refusal(cancel, ballot, why=" ", by=None, at=NOW) == "why"


def test_a_seat_that_passes_on_takes_its_vote_along_until_it_is_cast(hall, world):
    ana, bo, eve, dan, other = hall.people[1:6]
    seats = [make_seat(hall.space, world.cooperative), make_seat(hall.space, title="The alderwoman"), make_seat(hall.space, title="The treasurer"), make_seat(hall.space, title="The clerk")]
    held = [hold_seat(seat, person) for seat, person in zip(seats, (ana, bo, eve, dan), strict=True)]
    delegate(held[1], other, date(2026, 11, 1))  # votes for bo's seat
    ballot = make_ballot(hall, method="open", electorate="seats")
    row = {each.seat_id: each for each in ballot.roll.all()}
    assert [row[seat.pk].person_id for seat in seats] == [ana.pk, other.pk, eve.pk, dan.pk]
    assert refusal(vote, ballot, bo, voice=row[seats[1].pk].pk) == "passed_on"  # sits there, and has given the voice away
    assert vote(ballot, eve, voice=row[seats[2].pk].pk)
    tomorrow = NOW + timedelta(days=1)
    SeatHolding.objects.filter(pk__in=[held[0].pk, held[2].pk, held[3].pk]).update(finished_on=tomorrow.date())
    hold_seat(seats[0], bo, tomorrow.date())
    hold_seat(seats[2], bo, tomorrow.date())
    assert refusal(vote, ballot, ana, voice=row[seats[0].pk].pk, at=tomorrow) == "passed_on"
    assert refusal(vote, ballot, bo, voice=row[seats[2].pk].pk, at=tomorrow) == "passed_on"  # that seat has voted
    assert refusal(vote, ballot, dan, voice=row[seats[3].pk].pk, at=tomorrow) == "passed_on"  # nobody holds it now
    assert vote(ballot, bo, "against", voice=row[seats[0].pk].pk, at=tomorrow)
    assert {each.roll.person_id: each.choice for each in OpenVote.objects.select_related("roll")} == {eve.pk: "for", bo.pk: "against"}


def test_an_organisation_votes_by_its_first_voice(hall, world):
    other = Organisation.objects.create(name="Other body", city=world.cascais)
    for body, person in ((world.cooperative, hall.people[1]), (other, hall.people[2]), (world.cooperative, hall.people[3]), (None, hall.people[4])):
        hold_seat(make_seat(hall.space, body), person)
    ballot = make_ballot(hall, method="open", electorate="organisations")
    assert {(each.organisation_id, each.person_id) for each in ballot.roll.all()} == {(world.cooperative.pk, hall.people[1].pk), (other.pk, hall.people[2].pk)}


def test_everybody_on_the_roll_is_told_once_and_not_who_has_voted(hall):
    from cohorts.decisions.ballot_mails import opened

    at = timezone.now()
    ballot = make_ballot(hall, at=at, opens_at=at, closes_at=at + WEEK)
    told = Intention.objects.filter(payload__template="cohorts/ballot_opened")
    assert {each.payload["person"] for each in told} == {person.pk for person in hall.people} and told.count() == 7
    vote(ballot, hall.people[1], at=at)
    assert opened(hall.people[1], {"ballot": str(ballot.pk)}) is None
    body = render_to_string("emails/cohorts/ballot_opened/body.txt", opened(hall.people[2], {"ballot": str(ballot.pk)}))
    assert ballot.question in body and f"/ballots/{ballot.pk}/" in body and "Secret ballot" in body


# Closing -----------------------------------------------------------------------------------------------

def test_it_closes_once_with_what_was_cast(hall):
    ballot = make_ballot(hall, quorum_percent=50, electorate="members")
    for person, choice in zip(hall.people, ["for", "for", "for", "against", "abstain"], strict=False):
        vote(ballot, person, choice)
    assert refusal(close, ballot, by=hall.people[0], at=NOW) == "too_early"
    assert close_what_is_due(ballot.pk, CLOSED) and not close_what_is_due(ballot.pk, CLOSED)
    result = BallotResult.objects.get()
    assert (result.counts, result.entitled, result.cast, result.needed, result.outcome) == ({"for": 3, "against": 1, "abstain": 1}, 7, 5, 4, "adopted")
    assert close(ballot, by=None, at=CLOSED + WEEK).pk == result.pk and "50 %" in result.rule
    decided = Decided.objects.get()
    assert (decided.outcome, decided.ballot_id, decided.decided_on) == ("adopted", ballot.pk, CLOSED.date())
    ballot.refresh_from_db()
    ballot.proposal.refresh_from_db()
    assert ballot.closed_at == CLOSED and ballot.proposal.frozen_by_ballot  # what was adopted stays as it was adopted
    assert recount(ballot) == []


def test_everybody_has_voted_so_it_may_close_early(hall):
    ballot = make_ballot(hall)
    for person in hall.people:
        vote(ballot, person, "against")
    assert close(ballot, by=hall.people[0], at=NOW).outcome == "not_adopted"
    ballot.proposal.refresh_from_db()
    assert not ballot.proposal.frozen_by_ballot and Decided.objects.get().outcome == "not_adopted"


def test_without_quorum_nothing_is_decided_and_a_second_ballot_may_follow(hall):
    ballot = make_ballot(hall, quorum_number=3)
    vote(ballot, hall.people[0], "for")
    vote(ballot, hall.people[1], "for")
    assert ballot_duties.do_what_was_missed(CLOSED) == 1
    assert (BallotResult.objects.get().outcome, Decided.objects.get().outcome) == ("no_quorum", "no_quorum")
    assert make_ballot(hall, ballot.proposal, at=CLOSED, opens_at=CLOSED, closes_at=CLOSED + WEEK).opened_at


def test_between_proposals_the_winner_stays_frozen_and_the_others_thaw(hall):
    one, two, three = (make_proposal(hall, title) for title in ("Mondays", "Tuesdays", "Fridays"))
    ballot = make_ballot(hall, one, majority="most_votes", other_proposals=[two, three])
    assert [each.label for each in ballot.options.all()] == ["Mondays", "Tuesdays", "Fridays"]
    for person, choice in zip(hall.people, ["2", "2", "1", "abstain"], strict=False):
        vote(ballot, person, choice)
    assert close(ballot, by=None, at=CLOSED).winner == "2" and Decided.objects.get().title.endswith("Tuesdays")
    assert [proposing.frozen_by_ballot(each) for each in (one, two, three)] == [False, True, False]


@pytest.mark.parametrize("tamper", [
    lambda ballot: SecretVote.objects.filter(pk=SecretVote.objects.filter(choice="for").values("pk")[:1]).update(choice="against"),
    lambda ballot: SecretVote.objects.create(id=uuid.uuid4(), ballot=ballot, choice="for"), lambda ballot: SecretVote.objects.filter(choice="against").delete(),
    lambda ballot: BallotResult.objects.update(counts={"for": 9, "against": 0, "abstain": 0}), lambda ballot: SecretVote.objects.filter(choice="against").update(choice="perhaps")])
def test_a_recount_finds_whatever_was_changed(hall, tamper, capsys):
    ballot = make_ballot(hall)
    for person, choice in zip(hall.people, ["for", "for", "against"], strict=False):
        vote(ballot, person, choice)
    with pytest.raises(CommandError, match="not closed"):
        call_command("recount_ballot", str(ballot.pk))
    close(ballot, by=None, at=CLOSED)
    call_command("recount_ballot", str(ballot.pk))
    assert "says the same" in capsys.readouterr().out
    tamper(ballot)
    with pytest.raises(CommandError, match="differs") as said:
        call_command("recount_ballot", str(ballot.pk))
    assert said.value.returncode == 1
    for wrong in ("nonsense", str(uuid.uuid4())):
        with pytest.raises(CommandError, match="no ballot"):
            call_command("recount_ballot", wrong)


# Consent -----------------------------------------------------------------------------------------------

def test_an_objection_is_answered_and_its_objector_has_the_last_word(hall):
    ballot, ana, bo = make_ballot(hall, method="consent", quorum_percent=30), *hall.people[1:3]
    assert refusal(vote, ballot, ana, "object") == "reason"
    vote(ballot, ana, "object", reason="Mondays are for washing.")
    vote(ballot, bo, "consent")
    vote(ballot, hall.people[3], "aside")
    objection = Objection.objects.get()
    assert refusal(say_whether_it_stands, objection, stands=False, at=NOW) == "unanswered"
    assert not close_what_is_due(ballot.pk, CLOSED)  # it waits
    assert refusal(close, ballot, by=bo, at=CLOSED) == "objections" and refusal(answer, objection, words=" ", by=bo, at=CLOSED) == "words"
    assert answer(objection, words="Then from noon.", by=hall.people[0], at=CLOSED)
    assert say_whether_it_stands(objection, stands=False, word="Noon is fine.", at=CLOSED)  # nothing waits any more: it closes
    result = BallotResult.objects.get()
    assert (result.outcome, result.counts) == ("adopted", {"consent": 1, "aside": 1, "met": 1, "object": 0}) and recount(ballot) == []
    assert refusal(answer, objection, words="More", by=bo, at=CLOSED) == "over"


@pytest.mark.parametrize("said", [True, None])
def test_an_objection_that_stands_or_is_left_open_stops_it(hall, said):
    ballot = make_ballot(hall, method="consent")
    vote(ballot, hall.people[1], "object", reason="No.")
    vote(ballot, hall.people[2], "consent")
    if said is not None:
        answer(Objection.objects.get(), words="Why?", by=hall.people[0], at=NOW)
        say_whether_it_stands(Objection.objects.get(), stands=True, at=NOW)
    assert close_what_is_due(ballot.pk, CLOSED) == (said is not None)
    close_what_is_due(ballot.pk, ballot.closes_at + TIME_TO_ANSWER)
    assert BallotResult.objects.get().outcome == "not_adopted"


def test_an_objection_needs_its_reason_and_its_order_in_the_database_too(hall):
    ballot = make_ballot(hall, method="consent")
    vote(ballot, hall.people[1], "object", reason="No.")
    for model, fields in ((OpenVote, {"reason": ""}), (Objection, {"stands": False, "said_at": NOW}), (Objection, {"answered_at": NOW})):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**fields)
    with pytest.raises(ValidationError):
        BallotRoll(ballot=ballot, person=hall.people[1]).validate_constraints()
