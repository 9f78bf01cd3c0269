"""Filling in an entry: nothing typed is lost, half of it can be kept, all that is missing is said at once."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.models import Event, Intention
from mentoring.exclusions import digest_of
from mentoring.models import ExcludedPerson, Participation
from tests.mentoring.entry_posts import entry_of, typed
from tests.rounds import TUESDAY_EVENING, make_round, make_skill, take_part
from tests.world import NOW, make_person

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
FORM = "/en/my/mentoring/rounds/autumn/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def mentoring_round(world):
    make_skill("facilitation")
    make_skill("energy")
    return make_round(world)


@pytest.fixture
def lia(world, client, mentoring_round):
    client.force_login(world.lia)
    return client


def test_an_empty_form_opens_with_what_the_profile_knows(world, lia):
    world.lia.languages = ["pt", "ar"]
    world.lia.save()
    page = lia.get(FORM).content.decode()
    assert '<option value="pt" selected>Portuguese</option>' in page and '<option value="ar" selected>Arabic</option>' in page
    assert '<option value="Europe/Lisbon" selected>' in page
    assert page.count('name="hours"') == 168 and "checked" not in page
    assert not Participation.objects.exists()


def test_a_half_filled_draft_is_kept_and_shown_again(world, lia):
    done = lia.post(FORM, typed("save", wants=[("facilitation", 2, 3)], languages=[("pt", "")], hours=[], hope="A calmer meeting", shows=["city"]))
    assert (done.status_code, done.url) == (302, FORM)
    entry = entry_of(world.lia)
    assert (entry.submitted_at, entry.languages, entry.hours, entry.shows, entry.request.hope) == (None, {"pt": 0}, [], ["city"], "A calmer meeting")
    page = lia.get(FORM).content.decode()
    assert "A calmer meeting" in page and "Your draft is kept" in page
    assert f'<option value="{make_skill("facilitation").pk}" selected>' in page


@pytest.mark.parametrize("act", ["more-offers", "more-wants", "more-languages", "more-people"])
def test_one_more_line_keeps_everything_typed(lia, act):
    sent = typed(act, offers=[("bookkeeping", 5)], wants=[("energy", 1, 3)], people=[("old.boss@people.example", "my old boss")], hope="Half a sen", hours=[0, 167])
    answer = lia.post(FORM, sent)
    page, prefix = answer.content.decode(), act.split("-")[1]
    assert answer.status_code == 200
    assert f'name="{prefix}-TOTAL_FORMS" value="{sent[f"{prefix}-TOTAL_FORMS"] + 1}"' in page
    for kept in ("Half a sen", "old.boss@people.example", "my old boss", f'<option value="{make_skill("energy").pk}" selected>', 'value="167" aria-label="23:00–24:00" checked'):
        assert kept in page
    assert "field__error" not in page and page.count(" autofocus") == 1
    assert not Participation.objects.exists(), "a button that only fills in keeps nothing yet"


def test_quick_choices_add_hours_and_clearing_takes_all(lia):
    page = lia.post(FORM, typed("hours-saturday_morning", hours=[3])).content.decode()
    assert page.count(" checked") == 5 and '<bdi>09:00–13:00</bdi>' in page
    assert lia.post(FORM, typed("hours-none", hours=[3, 4])).content.decode().count(" checked") == 0


def test_sending_in_says_all_that_is_missing_and_keeps_the_draft(world, lia):
    answer = lia.post(FORM, typed("send", languages=[], hours=[], hope="Courage"))
    page = answer.content.decode()
    assert answer.status_code == 422
    for anchor, words in (("offers", "Choose at least one skill"), ("wants", "for no skill yet"), ("languages", "at least one language"), ("hours", "at least one hour")):
        assert f'<a href="#{anchor}">' in page and words in page and f'id="{anchor}"' in page
    assert entry_of(world.lia).request.hope == "Courage"
    assert entry_of(world.lia).submitted_at is None
    assert not Intention.objects.filter(kind="mail").exists()


def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(world, lia):
    sent = typed("save", offers=[("bookkeeping", 4), ("bookkeeping", 2)], people=[("no address", "him"), ("", "her")])
    page = lia.post(FORM, sent).content.decode()
    for field in ("offers-1-skill", "people-0-address", "people-1-address"):
        assert f'<a href="#id_{field}">' in page and f'id="id_{field}_error"' in page
    assert 'value="no address"' in page and 'value="her"' in page and "Everything else you typed is kept as a draft." in page
    assert [row.level for row in entry_of(world.lia).offer.skills.all()] == [4]


def test_a_whole_entry_is_sent_in_and_confirmed(world, lia):
    done = lia.post(FORM, typed("send", offers=[("bookkeeping", 4)], wants=[("energy", 0, 3)], capacity="3", mentors_wanted="2", sector="energy", groups=["women"]))
    assert (done.status_code, done.url) == (302, f"{FORM}sent/")
    entry = entry_of(world.lia)
    assert (entry.submitted_at, entry.hours, entry.languages, entry.offer.capacity, entry.request.mentors_wanted) == (NOW, TUESDAY_EVENING, {"pt": 5}, 3, 2)
    assert entry.groups == [], "this round names no priority group, so nobody is asked, and a forged answer is not kept"
    assert Intention.objects.get(kind="mail").payload == {"template": "mentoring/entry_arrived", "person": world.lia.pk, "ids": {"entry": entry.pk}}
    event = Event.objects.get(object_kind="mentoring_entry")
    assert (event.verb, event.object_key, event.details) == ("sent_in", str(entry.pk), {"round": "autumn"})
    page = lia.get(f"{FORM}sent/").content.decode()
    assert "Bookkeeping" in page and "Tuesday 18:00–21:00 (Lisbon)" in page and "What happens next" in page


def test_a_round_that_names_priority_groups_asks_and_keeps_them(world, lia, mentoring_round):
    mentoring_round.rules["priority_groups"] = ["women"]
    mentoring_round.save()
    page = lia.get(FORM).content.decode()
    assert "I am a woman" in page and "only counted, never shown" in page and "I am under 30" not in page
    lia.post(FORM, typed("save", groups=["women"]))
    assert entry_of(world.lia).groups == ["women"]


def test_a_standing_entry_changes_whole_or_not_at_all(world, lia, mentoring_round):
    take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)})
    refused = lia.post(FORM, typed("save", wants=[], hope="Something else"))
    assert refused.status_code == 422 and "stays in the round as it was" in refused.content.decode() and "Something else" in refused.content.decode()
    assert [row.skill.code for row in entry_of(world.lia).request.skills.all()] == ["bookkeeping"]
    done = lia.post(FORM, typed("send", wants=[("energy", 2, 1)]))
    assert done.url == f"{FORM}sent/"
    assert [(row.skill.code, row.level, row.priority) for row in entry_of(world.lia).request.skills.all()] == [("energy", 2, 1)]
    assert entry_of(world.lia).submitted_at == NOW and not Intention.objects.filter(kind="mail").exists(), "a change needs no second mail"


def test_a_form_sent_in_part_keeps_what_was_there(world, lia, mentoring_round):
    take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)}, draft=True)
    assert lia.post(FORM, {"act": "save"}).status_code == 422
    assert entry_of(world.lia).request.skills.count() == 1


def test_an_emptied_line_is_taken_away(world, lia, mentoring_round):
    take_part(mentoring_round, world.lia, offers={"bookkeeping": 4}, wants={"energy": (1, 3)}, draft=True)
    offer = entry_of(world.lia).offer.pk
    lia.post(FORM, typed("save", offers=[("energy", 2)], languages=[("en", 3)]))
    entry = entry_of(world.lia)
    assert (entry.offer.pk, [row.skill.code for row in entry.offer.skills.all()], entry.languages) == (offer, ["energy"], {"en": 3})
    assert not hasattr(entry, "request")


# People on the private list ----------------------------------------------------------------------------

def test_a_persons_address_is_kept_as_a_fingerprint_whether_there_is_an_account_or_not(world, lia):
    answers = [lia.post(FORM, typed("save", people=[(address, "someone")])) for address in (world.marta.email.upper(), "nobody@people.example")]
    assert [(each.status_code, each.url) for each in answers] == [(302, FORM)] * 2
    assert {row.address_digest for row in ExcludedPerson.objects.all()} == {digest_of("nobody@people.example")}, "who is not ticked any more goes off the list"
    page = lia.get(FORM).content.decode()
    assert "someone" in page and "nobody@people.example" not in page


def test_who_stays_ticked_stays_on_the_list(world, lia):
    lia.post(FORM, typed("save", people=[(world.marta.email, "a colleague")]))
    lia.post(FORM, typed("save", kept_people=[digest_of(world.marta.email)], people=[("other@people.example", "")]))
    assert dict(ExcludedPerson.objects.values_list("address_digest", "label")) == {digest_of(world.marta.email): "a colleague", digest_of("other@people.example"): ""}
    assert lia.post(FORM, typed("save", kept_people=["f" * 64])).status_code == 422
    assert ExcludedPerson.objects.count() == 2, "an answer nobody was offered takes nobody off the list"


def test_organisations_are_chosen_from_the_list(world, lia):
    lia.post(FORM, typed("save", excluded_organisations=[world.cooperative.pk], other_city_only="on"))
    entry = entry_of(world.lia)
    assert (list(entry.excluded_organisations.all()), entry.other_city_only) == ([world.cooperative], True)


def test_the_next_round_begins_with_what_was_said_last(world, lia, mentoring_round):
    before = take_part(make_round(world, "spring", closed=True), world.lia, offers={"bookkeeping": 4}, capacity=2, groups=["women"], hours=[9, 10], shows=["city"])
    before.excluded_organisations.add(world.cooperative)
    ExcludedPerson.objects.create(participation=before, address_digest=digest_of("x@people.example"), label="an old friend")
    page = lia.get(FORM).content.decode()
    assert "Filled in with what you said last time" in page and "an old friend" in page
    lia.post(FORM, typed("save", offers=[("bookkeeping", 4)], kept_people=[digest_of("x@people.example")]))
    entry = Participation.objects.get(round=mentoring_round)
    assert (entry.groups, [row.label for row in entry.excluded_people.all()]) == ([], ["an old friend"])


# Cost --------------------------------------------------------------------------------------------------

def test_the_form_takes_the_same_queries_at_any_size(world, lia, mentoring_round):
    counts = []
    for size in (1, 7):
        for number in range(size):
            take_part(mentoring_round, make_person(f"p{size}{number}", "P", world.mahdia), offers={"bookkeeping": 3, "energy": 2}, wants={"facilitation": (1, 2)})
        Participation.objects.filter(person=world.lia).delete()
        mine = take_part(mentoring_round, world.lia, wants={code: (1, 2) for code in ("bookkeeping", "energy", "facilitation")[:1 + size // 4]}, draft=True)
        ExcludedPerson.objects.bulk_create([ExcludedPerson(participation=mine, address_digest=digest_of(f"{number}@x.example")) for number in range(size)])
        with CaptureQueriesContext(connection) as seen:
            assert lia.get(FORM).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 26
