"""A shortlist: blind, optional, in one's own order; it shows nothing its owners did not agree to."""

import pytest
import time_machine

from academy.refusals import Refused
from mentoring.exclusions import digest_of
from mentoring.models import ExcludedPerson, Participation, ShortlistEntry
from mentoring.shortlist import MOST_RANKED, key_of, rank, shortlists
from tests.rounds import make_round, take_part
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db
PAGE = "/en/my/mentoring/rounds/autumn/shortlist/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def mentoring_round(world):
    return make_round(world)


@pytest.fixture
def lias(world, mentoring_round):
    take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)})
    return own(world.lia)


def own(person) -> Participation:
    return Participation.objects.select_related("round", "person").prefetch_related("shortlist").get(person=person)


def mentors(mentoring_round, world, count: int = 3, **fields) -> list[Participation]:
    return [take_part(mentoring_round, make_person(f"mentor{number}", f"Mentor Number{number}", world.mahdia), offers={"bookkeeping": 5 - number % 3}, **fields) for number in range(count)]


def test_it_shows_skills_hours_and_languages_and_no_name(world, client, lias, mentoring_round):
    world.marta.organisation = world.cooperative
    world.marta.save()
    take_part(mentoring_round, world.marta, offers={"bookkeeping": 4, "pottery": 5}, sector="energy")
    client.force_login(world.lia)
    page = client.get(PAGE).content.decode()
    assert "Bookkeeping (level 4 of 5)" in page and "Tuesday 18:00–21:00" in page and "Portuguese (C1)" in page
    main = page[page.index("<main"):page.index("</main")]
    assert not any(hidden in main for hidden in ("Marta", "marta@", "Pottery", "Cascais", "Energy", "Co-operative", own(world.marta).lot))


def test_city_sector_and_kind_of_organisation_are_shown_if_their_owner_ticked_them(world, lias, mentoring_round):
    world.marta.organisation = world.cooperative
    world.marta.save()
    entry = take_part(mentoring_round, world.marta, offers={"bookkeeping": 4}, sector="energy")
    for shows, expected in (([], ()), (["city"], ("Cascais",)), (["sector", "organisation_kind"], ("Energy", "Another kind"))):
        Participation.objects.filter(pk=entry.pk).update(shows=shows)
        [found] = shortlists(own(world.lia))
        assert found.others[0].shown == expected


def test_who_excludes_whom_changes_nothing_on_it(world, lias, mentoring_round):
    entry = take_part(mentoring_round, world.marta, offers={"bookkeeping": 4}, other_city_only=True)
    before = shortlists(own(world.lia))
    ExcludedPerson.objects.create(participation=entry, address_digest=digest_of(world.lia.email))
    ExcludedPerson.objects.create(participation=lias, address_digest=digest_of(world.marta.email))
    assert shortlists(own(world.lia)) == before != []


def test_entries_are_ranked_moved_and_taken_off_by_buttons(world, client, lias, mentoring_round):
    keys = [key_of(lias, each.pk) for each in mentors(mentoring_round, world)]
    client.force_login(world.lia)
    def act(name, key):
        answer = client.post(PAGE, {"side": "mentee", "act": name, "entry": key})
        assert (answer.status_code, answer.url) == (302, f"{PAGE}#list-mentee")
        return [key_of(lias, row.wished_id) for row in ShortlistEntry.objects.filter(participation=lias, as_mentor=False)]
    for key in keys:
        act("add", key)
    assert act("add", keys[0]) == keys, "twice is once"
    assert act("up", keys[2]) == [keys[0], keys[2], keys[1]]
    assert act("down", keys[0]) == [keys[2], keys[0], keys[1]]
    assert act("up", keys[2]) == [keys[2], keys[0], keys[1]], "the first stays first"
    assert act("remove", keys[0]) == [keys[2], keys[1]]
    assert act("add", keys[0]) == [keys[2], keys[1], keys[0]]
    assert "Your order" in client.get(PAGE).content.decode()


def test_only_what_fits_can_be_ranked(world, lias, mentoring_round):
    unfit = take_part(mentoring_round, world.marta, offers={"pottery": 5})
    gone = mentors(mentoring_round, world, 1, left_at=NOW)[0]
    for key in (key_of(lias, unfit.pk), key_of(lias, gone.pk), key_of(lias, lias.pk), "made-up"):
        with pytest.raises(Refused):
            rank(lias, key, False, "add", NOW)
    assert not ShortlistEntry.objects.exists()


def test_a_list_has_an_end(world, lias, mentoring_round):
    entries = mentors(mentoring_round, world, MOST_RANKED + 1)
    for each in entries[:-1]:
        rank(lias, key_of(lias, each.pk), False, "add", NOW)
    with pytest.raises(Refused, match="take one off first"):
        rank(lias, key_of(lias, entries[-1].pk), False, "add", NOW)


def test_what_no_longer_fits_says_so_and_can_be_taken_off(world, client, lias, mentoring_round):
    [entry] = mentors(mentoring_round, world, 1)
    rank(lias, key_of(lias, entry.pk), False, "add", NOW)
    entry.offer.skills.update(level=1)
    Participation.objects.filter(pk=entry.pk).update(hours=[1])
    client.force_login(world.lia)
    assert "This entry no longer fits yours" in client.get(PAGE).content.decode()


def test_two_people_cannot_compare_their_pages(world, lias, mentoring_round):
    [entry] = mentors(mentoring_round, world, 1)
    take_part(mentoring_round, world.carla, wants={"bookkeeping": (0, 2)})
    assert key_of(lias, entry.pk) != key_of(own(world.carla), entry.pk)


def test_a_draft_has_no_shortlist_yet(world, client, mentoring_round):
    take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)}, draft=True)
    client.force_login(world.lia)
    assert client.get(PAGE).url == "/en/my/mentoring/rounds/autumn/"


def test_nonsense_changes_nothing(world, client, lias):
    client.force_login(world.lia)
    assert client.post(PAGE, {"side": "mentee", "act": "steal", "entry": "x"}).url == client.post(PAGE, {"side": "mentee", "act": "up", "entry": "x"}).url.split("#")[0]


def test_it_takes_the_same_queries_at_any_size(world, lias, mentoring_round, django_assert_num_queries):
    mentors(mentoring_round, world, 2)
    mine = own(world.lia)
    with django_assert_num_queries(4):
        shortlists(mine)
    for number in range(8):
        take_part(mentoring_round, make_person(f"more{number}", "More", world.mahdia), offers={"bookkeeping": 3, "pottery": 2}, shows=["city"])
    mine = own(world.lia)
    with django_assert_num_queries(4):
        assert len(shortlists(mine)[0].others) == 10
