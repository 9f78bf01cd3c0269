from datetime import timedelta

import pytest

from academy.models import Organisation
from mentoring.exclusions import digest_of
from mentoring.matching.reading import read_round
from mentoring.matching.types import RoundError
from mentoring.models import Ending, ExcludedPerson, MentoringRequest, PairRuling, Ruling
from mentoring.round_input import input_of
from tests.rounds import make_mentorship, make_round, propose_pair, take_part
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(world):
    """Marta offers bookkeeping to two; Lia and Mouna ask for it."""
    made = make_round(world, closed=True)
    return (made, take_part(made, world.marta, offers={"bookkeeping": 4}, capacity=2), take_part(made, world.lia, wants={"bookkeeping": (1, 3)}),
            take_part(made, world.mouna, wants={"bookkeeping": (0, 2)}, languages={"pt": 4}))


def person(made, lot: str) -> dict:
    return next(each for each in made.data["people"] if each["id"] == lot)


def test_it_says_what_people_entered_and_names_nobody(world, three):
    mentoring_round, marta, lia, mouna = three
    Organisation.objects.create(name="Another", city=world.cascais)
    world.marta.organisation = world.cooperative
    world.marta.save()
    made = input_of(mentoring_round, mentoring_round.rules)
    assert made.people == {marta.lot: marta.pk, lia.lot: lia.pk, mouna.lot: mouna.pk}
    assert person(made, marta.lot)["offers"] == {"bookkeeping": 4} and person(made, marta.lot)["mentor_capacity"] == 2
    assert person(made, marta.lot)["organisation"] == "organisation-1"
    assert person(made, lia.lot)["wants"] == [{"skill": "bookkeeping", "level": 1, "priority": 3}]
    assert [each["id"] for each in made.data["cities"]] == ["cascais", "mahdia"]
    assert not any(secret in str(made.data) for secret in ("Marta", "Lia", "Pottery", "@"))
    assert read_round(made.data).rules.draw_seed == "a-seed-known-beforehand"


def test_drafts_and_those_who_left_are_not_in_it(world, three):
    mentoring_round, _marta, lia, mouna = three
    mouna.left_at = NOW
    mouna.save()
    take_part(mentoring_round, world.teo, wants={"bookkeeping": (0, 3)}, draft=True)
    assert lia.lot in input_of(mentoring_round, mentoring_round.rules).people
    assert len(input_of(mentoring_round, mentoring_round.rules).people) == 2


def test_wishes_rulings_and_refusals_reach_the_matcher_as_one_list(world, three):
    mentoring_round, marta, lia, mouna = three
    ExcludedPerson.objects.create(participation=marta, address_digest=digest_of(world.lia.email))
    PairRuling.objects.create(round=mentoring_round, offer=marta.offer, request=mouna.request, kind=Ruling.FORBID, reason="They work together.", made_at=NOW)
    made = input_of(mentoring_round, mentoring_round.rules)
    assert person(made, marta.lot)["exclude"] == [lia.lot] and person(made, mouna.lot)["exclude"] == [marta.lot]


def test_a_lifted_ruling_counts_no_more(world, three):
    mentoring_round, marta, _lia, mouna = three
    PairRuling.objects.create(round=mentoring_round, offer=marta.offer, request=mouna.request, kind=Ruling.FORBID, reason="Once.", made_at=NOW, lifted_at=NOW)
    assert person(input_of(mentoring_round, mentoring_round.rules), mouna.lot)["exclude"] == []


def test_what_stands_is_pinned_and_what_was_refused_is_kept_apart(world, three):
    mentoring_round, marta, lia, mouna = three
    propose_pair(marta, lia)
    propose_pair(marta, mouna, ended_at=NOW + timedelta(days=1), ending=Ending.DECLINED)
    PairRuling.objects.create(round=mentoring_round, offer=marta.offer, request=mouna.request, kind=Ruling.PIN, reason="Before they said no.", made_at=NOW)
    made = input_of(mentoring_round, mentoring_round.rules)
    assert made.data["round"]["pinned"] == [[marta.lot, lia.lot]] and made.broken_pins == ()
    assert person(made, mouna.lot)["exclude"] == [marta.lot]


def test_a_held_pair_that_the_rules_no_longer_allow_takes_up_its_places_all_the_same(world, three):
    mentoring_round, marta, lia, _mouna = three
    propose_pair(marta, lia)
    made = input_of(mentoring_round, {**mentoring_round.rules, "cross_city_only": True})
    assert "pinned" not in made.data["round"]
    assert person(made, marta.lot)["mentor_capacity"] == 1 and person(made, lia.lot)["mentee_need"] == 0


def test_a_pin_that_cannot_stand_is_named(world, three):
    mentoring_round, marta, lia, _mouna = three
    PairRuling.objects.create(round=mentoring_round, offer=marta.offer, request=lia.request, kind=Ruling.PIN, reason="They asked us.", made_at=NOW)
    assert input_of(mentoring_round, mentoring_round.rules).data["round"]["pinned"] == [[marta.lot, lia.lot]]
    assert input_of(mentoring_round, {**mentoring_round.rules, "cross_city_only": True}).broken_pins == ((marta.lot, lia.lot),)
    let_go = input_of(mentoring_round, {**mentoring_round.rules, "cross_city_only": True}).without_broken_pins()
    assert let_go.broken_pins == () and let_go.data["round"].get("pinned", []) == [] and lia.lot in let_go.people, "what follows a publication goes on"


def test_wrong_rules_are_refused(world, three):
    with pytest.raises(RoundError, match="sum to 100"):
        input_of(three[0], {**three[0].rules, "weights": {**three[0].rules["weights"], "skill": 1}})


def test_its_hash_follows_what_was_entered_and_nothing_else(world, three):
    mentoring_round, _marta, lia, _mouna = three
    before = input_of(mentoring_round, mentoring_round.rules).sha256
    MentoringRequest.objects.filter(participation=lia).update(hope="To read our balance sheet.")
    assert input_of(mentoring_round, mentoring_round.rules).sha256 == before
    lia.hours = [30, 31]
    lia.save()
    assert input_of(mentoring_round, mentoring_round.rules).sha256 != before
    assert len(before) == 64


def test_it_asks_the_database_as_often_for_many_as_for_few(world, three, django_assert_num_queries):
    mentoring_round = three[0]
    with django_assert_num_queries(QUERIES):
        input_of(mentoring_round, mentoring_round.rules)
    for number in range(5):
        take_part(mentoring_round, make_person(f"more-{number}", f"More {number}", world.mahdia), offers={"bookkeeping": 3}, wants={"repair": (0, 2)})
    with django_assert_num_queries(QUERIES):
        input_of(mentoring_round, mentoring_round.rules)


QUERIES = 16


def test_nobody_finds_the_lots_of_others_in_their_export(world):
    from mentoring.models import ShortlistEntry
    from mentoring.round_personal_data import runs
    from tests.mentoring.desk import simulate

    made = make_round(world, "exported", closed=True)
    mentor, mine = take_part(made, world.marta, offers={"bookkeeping": 4}), take_part(made, world.lia, wants={"bookkeeping": (1, 3)})
    ShortlistEntry.objects.create(participation=mine, wished=mentor, as_mentor=False, place=1)
    assert mentor.lot in str(simulate(made).input)
    told = str(list(runs(world.lia)))
    assert mine.lot in told and mentor.lot not in told


def test_two_people_who_meet_already_are_not_proposed_to_each_other_in_another_round(world):
    pair = make_mentorship(world)
    other = make_round(world, "other")
    marta, lia = take_part(other, world.marta, offers={"bookkeeping": 4}), take_part(other, world.lia, wants={"bookkeeping": (1, 3)})
    assert person(input_of(other, other.rules), lia.lot)["exclude"] == [marta.lot]
    pair.finished_on, pair.closing_reason = NOW.date(), "done"
    pair.save()
    assert person(input_of(other, other.rules), lia.lot)["exclude"] == []
