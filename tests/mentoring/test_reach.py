"""Who is within reach, held against the meaning of a pair one by one; what nobody may learn from a number."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.entry_draft import EntryDraft
from mentoring.exclusions import digest_of
from mentoring.matching.definition import eligible
from mentoring.matching.rules import rules_from
from mentoring.matching.types import Person, Want
from mentoring.models import ExcludedPerson
from mentoring.reach import reach, reach_in
from mentoring.words_of_reach import reach_words
from tests.rounds import RULES, TUESDAY_EVENING, make_round, make_skill, take_part
from tests.world import make_person

RULES = rules_from(RULES)
SKILLS, LANGUAGES = ["bookkeeping", "energy", "facilitation"], ["pt", "en", "ar"]


def someone(**fields) -> Person:
    return Person(**{"id": "", "city": "cascais", "country": "PT", "languages": {"pt": 5}, "availability": ((42, 45),), **fields})


def asker(**fields) -> Person:
    return someone(wants=(Want("bookkeeping", 1, 3),), mentee_need=1, **fields)


def mentor(name: str = "m", **fields) -> Person:
    return someone(**{"id": name, "offers": {"bookkeeping": 4}, "mentor_capacity": 1, **fields})


def drawn(name):
    skills = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 5), max_size=2)
    wants = st.dictionaries(st.sampled_from(SKILLS), st.tuples(st.integers(0, 4), st.integers(1, 3)), max_size=2).map(lambda found: tuple(Want(skill, *more) for skill, more in found.items()))
    return st.builds(lambda offers, wants, languages, start, city: Person(
        id=name, city=city, country="PT", offers=offers, wants=wants, languages=languages, availability=((start, start + 2),), mentor_capacity=int(bool(offers)), mentee_need=int(bool(wants))),
        skills, wants, st.dictionaries(st.sampled_from(LANGUAGES), st.integers(1, 6), max_size=2), st.integers(40, 44), st.sampled_from(["cascais", "mahdia"]))


@settings(max_examples=60, deadline=None)
@given(drawn("me"), st.lists(st.integers(0, 9), max_size=8, unique=True).flatmap(lambda ids: st.tuples(*(drawn(f"p{each}") for each in ids))))
def test_the_counts_are_the_eligible_pairs(me, others):
    found = reach(me, others, RULES)
    assert found.mentors == (sum(eligible(other, me, RULES) for other in others) if me.wants else None)
    assert found.mentees == (sum(eligible(me, other, RULES) for other in others) if me.offers else None)


def test_one_is_said_as_a_number():
    said, missing = reach_words(reach(asker(), [mentor()], RULES), {})
    assert said == ["1 mentor is within reach."]
    assert missing == []


@pytest.mark.parametrize(("me", "lacks"), [
    (asker(availability=()), "no_hours"), (asker(languages={}), "no_language"), (asker(languages={"ar": 6}), "no_common_language"),
    (asker(availability=((50, 52),)), "no_shared_hours_with_mentors")])
def test_what_is_missing_is_said_at_once(me, lacks):
    found = reach(me, [mentor()], RULES)
    assert (found.mentors, found.lacks) == (0, (lacks,))
    assert len(reach_words(found, {})[1]) == 1


def test_a_skill_nobody_offers_is_named():
    me = someone(wants=(Want("weaving", 0, 3),), mentee_need=1, offers={"pottery": 3}, mentor_capacity=1)
    found = reach(me, [mentor()], RULES)
    assert (found.nobody_offers, found.nobody_wants) == (("weaving",), ("pottery",))
    assert reach_words(found, {"weaving": "Weaving", "pottery": "Pottery"})[1] == ["Nobody offers this yet: Weaving.", "Nobody has asked for this yet: Pottery."]


def test_the_first_one_is_told_so():
    assert reach_words(reach(asker(), [], RULES), {})[0] == ["You are the first: nobody else has sent in an entry yet. Look in again in a few days."]


# From rows ---------------------------------------------------------------------------------------------

@pytest.fixture
def round_with_marta(world):
    made = make_round(world)
    take_part(made, world.marta, offers={"bookkeeping": 4})
    return made


def wish(**fields) -> EntryDraft:
    return EntryDraft(**{"time_zone": "Europe/Lisbon", "languages": {"pt": 4}, "hours": TUESDAY_EVENING, "wants": {make_skill().pk: (1, 3)}, **fields})


@pytest.mark.django_db
def test_what_is_typed_is_counted_in_the_readers_zone(world, round_with_marta):
    assert reach_in(round_with_marta, world.lia, wish()).mentors == 1
    assert reach_in(round_with_marta, world.lia, wish(time_zone="Asia/Tokyo")).mentors == 0


@pytest.mark.django_db
def test_nobody_counts_themselves_and_drafts_do_not_count(world, round_with_marta):
    take_part(round_with_marta, world.carla, offers={"bookkeeping": 5}, draft=True)
    assert reach_in(round_with_marta, world.marta, wish()).others == 0
    assert reach_in(round_with_marta, world.lia, wish()).others == 1


@pytest.mark.django_db
def test_no_private_wish_moves_the_number(world, round_with_marta):
    """Somebody who excludes me, or their own city's people, is counted as before: the number tells nothing. Nor do mine, which I could turn on and off."""
    martas = round_with_marta.participations.get()
    ExcludedPerson.objects.create(participation=martas, address_digest=digest_of(world.lia.email))
    martas.other_city_only = True
    martas.save()
    world.marta.organisation = world.cooperative
    world.marta.save()
    mine = wish(other_city_only=True, organisations=[world.cooperative.pk], people={digest_of(world.marta.email): ""})
    assert reach_in(round_with_marta, world.lia, wish()).mentors == reach_in(round_with_marta, world.lia, mine).mentors == 1


@pytest.mark.django_db
def test_the_pool_is_read_once_until_somebody_changes_theirs(world, round_with_marta, django_assert_num_queries):
    typed = wish()
    reach_in(round_with_marta, world.lia, typed)
    with django_assert_num_queries(2):
        assert reach_in(round_with_marta, world.lia, typed).mentors == 1
    for number in range(6):
        take_part(round_with_marta, make_person(f"p{number}", "P", world.mahdia), offers={"bookkeeping": 3})
    with django_assert_num_queries(5):
        assert reach_in(round_with_marta, world.lia, typed).mentors == 7
