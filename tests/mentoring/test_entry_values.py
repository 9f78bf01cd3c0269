"""An entry as the matcher gets it: lots for names, whole UTC hours, every private wish folded into one list."""

import json

import pytest

from academy.models import Organisation
from mentoring.entry_values import can_play, person_of, with_values
from mentoring.exclusions import digest_of, excluded_lots
from mentoring.matching.faults import Faults
from mentoring.matching.reading_people import Names, as_person, check_person
from mentoring.models import ExcludedPerson, Participation, ShortlistEntry
from tests.rounds import make_round, take_part
from tests.world import make_person

pytestmark = pytest.mark.django_db
NAMES = Names(cities=("cascais", "mahdia"), skills=("bookkeeping", "energy-co-operatives"), languages=("pt", "en"), sectors=("energy",))


@pytest.fixture
def mentoring_round(world):
    return make_round(world)


@pytest.fixture
def martas(world, mentoring_round):
    return take_part(mentoring_round, world.marta, offers={"bookkeeping": 4}, wants={"energy-co-operatives": (1, 3)}, capacity=2, mentors_wanted=1, sector="energy", groups=["women"])


def value_of(entry, **more):
    read = with_values(Participation.objects).get(pk=entry.pk)
    return person_of(read, monday=entry.round.reference_monday, **more)


def test_an_entry_is_a_person_of_the_format(martas):
    value, faults = value_of(martas, exclude=["cc", "aa"]), Faults()
    check_person(value, ("people", 0), NAMES, faults)
    faults.refuse()
    assert as_person(value).id == martas.lot
    assert value == {
        "id": martas.lot, "city": "cascais", "country": "PT", "organisation": "", "sector": "energy", "groups": ["women"], "languages": {"en": 4, "pt": 5},
        "offers": {"bookkeeping": 4}, "wants": [{"skill": "energy-co-operatives", "level": 1, "priority": 3}], "availability": [[42, 45]],
        "mentor_capacity": 2, "mentee_need": 1, "exclude": ["aa", "cc"], "rank_mentors": [], "rank_mentees": []}


def test_no_name_and_no_address_is_in_it(world, martas):
    world.marta.organisation = world.cooperative
    world.marta.save()
    words = json.dumps(value_of(martas))
    assert not any(word in words for word in (world.marta.name, "Marta", world.marta.email, world.cooperative.name))
    assert value_of(martas)["organisation"] == str(world.cooperative.pk)


def test_who_only_asks_has_no_place_to_give(world, mentoring_round):
    value = value_of(take_part(mentoring_round, world.lia, wants={"bookkeeping": (0, 2)}))
    assert (value["mentor_capacity"], value["mentee_need"], value["offers"]) == (0, 1, {})


def test_shortlists_are_lots_in_their_order(world, mentoring_round, martas):
    lia, mouna = take_part(mentoring_round, world.lia, wants={"bookkeeping": (0, 2)}), take_part(mentoring_round, world.mouna, offers={"bookkeeping": 5})
    ShortlistEntry.objects.bulk_create([ShortlistEntry(participation=martas, wished=mouna, as_mentor=True, place=2), ShortlistEntry(participation=martas, wished=lia, as_mentor=True, place=1),
                                        ShortlistEntry(participation=martas, wished=mouna, as_mentor=False, place=1)])
    value = value_of(martas)
    assert (value["rank_mentees"], value["rank_mentors"]) == ([lia.lot, mouna.lot], [mouna.lot])


def test_whole_rounds_are_read_in_as_many_queries_as_one(world, mentoring_round, martas, django_assert_num_queries):
    def read():
        return [person_of(each, monday=mentoring_round.reference_monday) for each in with_values(can_play(mentoring_round.participations))]
    with django_assert_num_queries(4):
        assert len(read()) == 1
    for number in range(5):
        entry = take_part(mentoring_round, make_person(f"p{number}", f"P {number}", world.mahdia), offers={"bookkeeping": 3}, wants={"facilitation": (1, 1)})
        ShortlistEntry.objects.create(participation=entry, wished=martas, as_mentor=False, place=1)
    with django_assert_num_queries(4):
        assert len(read()) == 6


def test_who_left_has_no_city_or_only_a_draft_does_not_play(world, mentoring_round, martas):
    take_part(mentoring_round, world.lia, wants={"bookkeeping": (0, 2)}, draft=True)
    take_part(mentoring_round, world.carla, wants={"bookkeeping": (0, 2)}, left_at=mentoring_round.call_opens_at)
    take_part(mentoring_round, world.stranger, wants={"bookkeeping": (0, 2)})
    assert list(can_play(mentoring_round.participations)) == [martas]


# Exclusions --------------------------------------------------------------------------------------------

def test_people_organisations_and_the_own_city_become_one_list(world, mentoring_round, martas):
    other = Organisation.objects.create(name="Another", city=world.mahdia)
    world.mouna.organisation = other
    world.mouna.save()
    lia = take_part(mentoring_round, world.lia, wants={"bookkeeping": (0, 2)}, other_city_only=True)
    mouna = take_part(mentoring_round, world.mouna, wants={"bookkeeping": (0, 2)})
    carla = take_part(mentoring_round, world.carla, offers={"bookkeeping": 2})
    martas.excluded_organisations.add(other)
    ExcludedPerson.objects.create(participation=carla, address_digest=digest_of(" LIA@People.example "), label="my cousin")
    ExcludedPerson.objects.create(participation=carla, address_digest=digest_of("nobody@people.example"))
    assert excluded_lots(mentoring_round) == {martas.lot: [mouna.lot], lia.lot: sorted([martas.lot, carla.lot]), carla.lot: [lia.lot]}


def test_a_second_confirmed_address_is_the_same_person(world, mentoring_round, martas):
    from allauth.account.models import EmailAddress

    lia = take_part(mentoring_round, world.lia, wants={"bookkeeping": (0, 2)})
    EmailAddress.objects.create(user=world.lia, email="lia.at.work@people.example", verified=True)
    EmailAddress.objects.create(user=world.lia, email="not.hers@people.example", verified=False)
    ExcludedPerson.objects.create(participation=martas, address_digest=digest_of("lia.at.work@people.example"))
    ExcludedPerson.objects.create(participation=lia, address_digest=digest_of("not.hers@people.example"))
    assert excluded_lots(mentoring_round) == {martas.lot: [lia.lot]}


def test_exclusions_take_the_same_queries_at_any_size(world, mentoring_round, martas, django_assert_num_queries):
    for size in (1, 6):
        for number in range(size):
            entry = take_part(mentoring_round, make_person(f"p{size}{number}", "P", world.mahdia), offers={"bookkeeping": 3}, other_city_only=True)
            ExcludedPerson.objects.create(participation=entry, address_digest=digest_of(world.marta.email))
        with django_assert_num_queries(4):
            assert excluded_lots(mentoring_round)
