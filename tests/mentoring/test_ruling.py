import pytest
import time_machine
from django.db import IntegrityError, transaction

from academy.models import Event
from academy.refusals import Refused
from mentoring.exclusions import digest_of
from mentoring.models import ExcludedPerson, PairRuling, Ruling
from mentoring.ruling import lift, rule_on_pair, ruling_counts, rulings_in_words
from tests.mentoring.desk import desk, simulate
from tests.rounds import make_round, propose_pair, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db
WHY = "They asked us at the market."


@pytest.fixture
def three(world):
    made = make_round(world, closed=True, city=None)
    return made, take_part(made, world.marta, offers={"bookkeeping": 4}), take_part(made, world.lia, wants={"bookkeeping": (1, 3)}), take_part(
        made, world.mouna, wants={"bookkeeping": (1, 3)})


def rule(three, kind, entry, by, reason=WHY):
    made, marta = three[:2]
    return rule_on_pair(made, marta.offer, entry.request, kind, reason, by=by, at=NOW)


def test_a_pinned_pair_stands_and_a_forbidden_one_does_not(world, three):
    made, _marta, lia, mouna = three
    for entry in (lia, mouna):
        ruling = rule(three, Ruling.PIN, entry, world.nadia)
        assert [pair["mentee"] for pair in simulate(made).result["pairs"]] == [entry.lot]
        lift(ruling, by=world.nadia, at=NOW)
    rule(three, Ruling.FORBID, lia, world.nadia)
    assert [pair["mentee"] for pair in simulate(made).result["pairs"]] == [mouna.lot]
    assert [event.verb for event in Event.objects.filter(verb__in=("ruled_on_pair", "lifted_ruling")).order_by("at", "pk")].count("ruled_on_pair") == 3


def test_lifting_keeps_the_record(world, three):
    ruling = rule(three, Ruling.PIN, three[2], world.nadia)
    assert [lift(ruling, by=world.nadia, at=NOW) for _click in range(2)] == [True, False]
    ruling.refresh_from_db()
    assert (ruling.lifted_at, ruling.reason, ruling.made_by) == (NOW, WHY, world.nadia)
    assert rulings_in_words(three[0]) == ""


def test_everybody_reads_how_many_there_are_and_nothing_else(world, three):
    rule(three, Ruling.PIN, three[2], world.nadia)
    rule(three, Ruling.FORBID, three[3], world.nadia)
    assert ruling_counts(three[0]) == {"pin": 1, "forbid": 1}
    assert rulings_in_words(three[0]) == "1 pair put together by hand, 1 pair kept apart by hand"


def test_one_ruling_a_pair(world, three):
    rule(three, Ruling.FORBID, three[2], world.nadia)
    with pytest.raises(Refused, match="already"):
        rule(three, Ruling.PIN, three[2], world.nadia)
    with pytest.raises(IntegrityError), transaction.atomic():
        PairRuling.objects.create(round=three[0], offer=three[1].offer, request=three[2].request, kind="pin", reason="x", made_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PairRuling.objects.create(round=three[0], offer=three[1].offer, request=three[3].request, kind="pin", reason="", made_at=NOW)


def test_nobody_rules_on_a_pair_they_are_in(world, three):
    own = take_part(three[0], world.nadia, wants={"bookkeeping": (1, 3)})
    for kind in Ruling.values:
        with pytest.raises(Refused, match="somebody else"):
            rule(three, kind, own, world.nadia)


def test_why_a_pair_cannot_be_pinned_is_told_apart_by_nobody(world, three):
    """A word of what is missing would make a probe of the form: where nothing plain is, it would be a private wish."""
    made, _marta, lia, _mouna = three
    said, plain = set(), lia.languages
    for languages, hours in (({"ar": 6}, lia.hours), (plain, [3])):
        entry = type(lia).objects.get(pk=lia.pk)
        entry.languages, entry.hours = languages, hours
        entry.save()
        with pytest.raises(Refused) as refused:
            rule(three, Ruling.PIN, entry, world.nadia)
        said.add(refused.value.sentence)
    lia.save()
    excluded = ExcludedPerson.objects.create(participation=lia, address_digest=digest_of(world.marta.email), label="my former boss")
    with pytest.raises(Refused) as refused:
        rule(three, Ruling.PIN, lia, world.nadia)
    said.add(refused.value.sentence)
    excluded.delete()
    lia.other_city_only = True
    lia.save()
    with pytest.raises(Refused) as refused:
        rule(three, Ruling.PIN, lia, world.nadia)
    said.add(refused.value.sentence)
    lia.other_city_only, made.rules = False, {**made.rules, "exclude_same_organisation": True}
    lia.save()
    made.save()
    type(world.lia).objects.filter(pk__in=(world.lia.pk, world.marta.pk)).update(organisation=world.cooperative)
    with pytest.raises(Refused) as refused:
        rule(three, Ruling.PIN, lia, world.nadia)
    said.add(refused.value.sentence)
    assert len(said) == 1


def test_more_pins_than_places_are_refused(world, three):
    rule(three, Ruling.PIN, three[2], world.nadia)
    with pytest.raises(Refused, match="place"):
        rule(three, Ruling.PIN, three[3], world.nadia)


def test_who_was_asked_answers_for_themselves(world, three):
    propose_pair(three[1], three[2])
    for kind in Ruling.values:
        with pytest.raises(Refused, match="their answer"):
            rule(three, kind, three[2], world.nadia)


@time_machine.travel(NOW, tick=False)
def test_the_page_keeps_a_ruling_and_shows_lots_and_cities_to_the_network(client, world, three):
    made, marta, lia, _mouna = three
    client.force_login(world.nadia)
    form = {"kind": "forbid", "offer": marta.offer.pk, "request": lia.request.pk, "reason": "They run a shop together."}
    assert client.post(desk(made, "rulings/"), {**form, "reason": " "}).status_code == 422
    assert client.post(desk(made, "rulings/"), {**form, "offer": 99}).status_code == 422
    assert client.post(desk(made, "rulings/"), form).status_code == 302
    text = client.get(desk(made, "rulings/")).content.decode()
    assert "They run a shop together." in text and f"lot {lia.lot}, Cascais" in text
    assert not any(name in text for name in ("Lia", "Marta", "Mouna"))
    ruling = PairRuling.objects.get()
    assert client.post(desk(made, f"rulings/{ruling.pk}/lifting/")).status_code == 302
    ruling.refresh_from_db()
    assert ruling.lifted_at == NOW


@time_machine.travel(NOW, tick=False)
def test_a_city_reads_its_own_peoples_names_and_no_others(client, world):
    made = make_round(world, closed=True, city=world.cascais)
    take_part(made, world.marta, offers={"bookkeeping": 4})
    elsewhere = take_part(made, world.mouna, wants={"bookkeeping": (1, 3)})  # has moved since
    client.force_login(world.carla)
    text = client.get(desk(made, "rulings/")).content.decode()
    assert "Marta Mentors" in text and "Mouna" not in text and elsewhere.lot in text


@time_machine.travel(NOW, tick=False)
def test_a_ruling_of_another_round_is_not_lifted_here(client, world, three):
    ruling = rule(three, Ruling.FORBID, three[2], world.nadia)
    other = make_round(world, "other", closed=True)
    client.force_login(world.nadia)
    assert client.post(desk(other, f"rulings/{ruling.pk}/lifting/")).status_code == 404


def test_the_reason_is_read_by_nobody_in_the_log(world, three):
    rule(three, Ruling.PIN, three[2], world.nadia)
    assert WHY not in str(list(Event.objects.values_list("details", flat=True)))
