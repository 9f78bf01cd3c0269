import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.models import Event
from academy.outbox_drain import drain
from academy.refusals import Refused
from mentoring.exclusions import digest_of
from mentoring.matching.reading import read_round
from mentoring.models import ExcludedPerson, MatchingRun, PriorityGroup
from mentoring.named_lots import NamedLots
from mentoring.opening import change_rules
from mentoring.running import PINS
from mentoring.simulation_mosaic import tiles_of
from mentoring.simulation_numbers import numbers_of
from mentoring.views import desk_runs
from tests.mentoring.desk import crowd, desk, rules_form, simulate
from tests.rounds import make_round, take_part
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(desk_runs, "JUST_ASKED", 0)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def entered(world):
    made = make_round(world, closed=True)
    return made, take_part(made, world.marta, offers={"bookkeeping": 4}), take_part(made, world.lia, wants={"bookkeeping": (1, 3)}), take_part(
        made, world.mouna, wants={"bookkeeping": (1, 3)}, languages={"ar": 6})


def text_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_asked_for_at_the_desk_it_is_played_and_read(client, world, entered):
    client.force_login(world.nadia)
    answer = client.post(desk(entered[0], "simulations/"), {"label": "as it stands"})
    run = MatchingRun.objects.get()
    assert answer.url == desk(entered[0], f"simulations/{run.pk}/") + "?asked"
    waiting = text_of(client, answer.url)
    assert 'http-equiv="refresh"' in waiting and "Waiting for its turn" in waiting
    drain()
    read = text_of(client, answer.url)
    assert "1 of 2 people who ask get a mentor" in read and "as it stands" in read and 'http-equiv="refresh"' not in read
    assert entered[1].lot in read and "Mahdia" in read and "accepted this result" in read
    assert not any(name in read for name in ("Lia", "Marta", "Mouna")), "the network reads lots"


def test_it_says_what_the_matcher_is_doing(client, world, entered):
    client.force_login(world.nadia)
    client.post(desk(entered[0], "simulations/"), {})
    MatchingRun.objects.update(started_at=NOW, step="draw", steps_done=7, steps_all=10)
    text = text_of(client, desk(entered[0], f"simulations/{MatchingRun.objects.get().pk}/"))
    assert "Drawing lots" in text and 'value="7"' in text


def test_with_other_rules_the_rounds_own_stay(client, world, entered):
    made = entered[0]
    client.force_login(world.nadia)
    answer = client.post(desk(made, "simulations/new/"), {**rules_form(made.rules, cross_city_only="on"), "label": "across"})
    run = MatchingRun.objects.get()
    made.refresh_from_db()
    assert answer.status_code == 302 and run.rules["cross_city_only"] is True and made.rules["cross_city_only"] is False
    assert run.rules["draw_seed"] == made.rules["draw_seed"]
    drain()
    assert "0 of 2 people" in text_of(client, desk(made, f"simulations/{run.pk}/"))


@pytest.mark.parametrize(("wrong", "field"), [
    ({"weight_skill": "41"}, "weight_skill"), ({"weight_sector": "-1"}, "weight_sector"), ({"tiers": "50, 25"}, "tiers"), ({"tiers": "a lot"}, "tiers"), ({"tiers": "0"}, "tiers"),
    ({"min_shared_hours": "0"}, "min_shared_hours"), ({"language_min_level": "7"}, "language_min_level"),
])
def test_rules_that_make_no_sense_are_said_at_their_field(client, world, entered, wrong, field):
    made = entered[0]
    client.force_login(world.nadia)
    for page in ("rules/", "simulations/new/"):
        answer = client.post(desk(made, page), rules_form(made.rules, **wrong))
        assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not MatchingRun.objects.exists()
    made.refresh_from_db()
    assert made.rules["weights"]["skill"] == 40


def test_the_sum_of_the_points_is_shown(client, world, entered):
    client.force_login(world.nadia)
    assert "Sum: 100 of 100" in text_of(client, desk(entered[0], "rules/"))
    text = client.post(desk(entered[0], "rules/"), rules_form(entered[0].rules, weight_skill="35")).content.decode()
    assert "Sum: 95 of 100" in text and "sum to 95" in text


def test_rules_change_until_people_are_asked_and_everybody_reads_what_changed(client, world, entered):
    from mentoring.rule_changes import rule_changes

    made = entered[0]
    client.force_login(world.nadia)
    assert client.post(desk(made, "rules/"), rules_form(made.rules, min_shared_hours="3", cross_city_only="on")).status_code == 302
    made.refresh_from_db()
    assert made.rules["min_shared_hours"] == 3 and made.rules["draw_seed"] == "a-seed-known-beforehand"
    assert [(change.label, change.before) for change in rule_changes(made)] == [("Hours a week both have time, at least", "1 hour"), ("Only pairs from two different cities", "no")]
    assert client.post(desk(made, "rules/"), rules_form(made.rules)).status_code == 302
    assert len(rule_changes(made)) == 2, "nothing changed, nothing told"


def test_who_is_served_first_stands_once_people_were_asked_by_it(client, world, entered):
    """Else two simulations, one with a group and one without, would tell who is in it."""
    made = entered[0]
    client.force_login(world.nadia)
    for page in ("rules/", "simulations/new/"):
        assert "priority_groups" not in client.get(desk(made, page)).content.decode()
        client.post(desk(made, page), rules_form(made.rules, min_shared_hours="2", priority_groups=["women"]))
    made.refresh_from_db()
    assert MatchingRun.objects.get().rules["priority_groups"] == made.rules["priority_groups"] == [] and made.rules["min_shared_hours"] == 2
    with pytest.raises(Refused, match="served first"):
        change_rules(made, {**made.rules, "priority_groups": ["women"]}, by=world.nadia, at=NOW)


def test_of_a_draft_nobody_is_told_what_changed(client, world):
    made = make_round(world, draft=True)
    client.force_login(world.nadia)
    assert client.post(desk(made, "rules/"), rules_form(made.rules, priority_groups=["men"])).status_code == 422
    client.post(desk(made, "rules/"), rules_form(made.rules, min_shared_hours="3", priority_groups=["women"]))
    made.refresh_from_db()
    assert (made.rules["min_shared_hours"], made.rules["priority_groups"]) == (3, ["women"]) and not Event.objects.filter(verb="changed_rules").exists()


def test_not_before_the_call_opens_nor_after_publishing_nor_too_many_at_once(client, world, entered):
    client.force_login(world.nadia)
    draft = make_round(world, "draft", draft=True)
    client.post(desk(draft, "simulations/"), {})
    assert not MatchingRun.objects.exists()
    for _click in range(5):
        client.post(desk(entered[0], "simulations/"), {})
    assert MatchingRun.objects.count() == 3
    drain()
    done = MatchingRun.objects.first()
    type(entered[0]).objects.filter(pk=entered[0].pk).update(published_at=NOW, published_run=done)
    client.post(desk(entered[0], "simulations/"), {})
    assert MatchingRun.objects.count() == 3


def test_two_side_by_side_say_what_a_rule_costs(client, world, entered):
    made = entered[0]
    first, second = simulate(made, label="as it stands"), simulate(made, rules={**made.rules, "cross_city_only": True}, label="across")
    client.force_login(world.nadia)
    text = text_of(client, desk(made, f"simulations/comparison/?first={first.pk}&second={second.pk}"))
    assert "1 person has a mentor only under the first." in text and "Only pairs from two different cities" in text and "worse" in text
    assert "Choose two different" in text_of(client, desk(made, f"simulations/comparison/?first={first.pk}&second={first.pk}"))
    for odd in ("", "?first=x&second=²", "?first=999999999999999999&second=1"):
        assert client.get(desk(made, f"simulations/comparison/{odd}")).status_code == 200


def test_runs_over_different_people_are_not_compared(client, world, entered):
    made = entered[0]
    first = simulate(made)
    take_part(made, world.teo, offers={"bookkeeping": 5})
    second = simulate(made)
    client.force_login(world.nadia)
    assert "people came, left or changed" in text_of(client, desk(made, f"simulations/comparison/?first={first.pk}&second={second.pk}"))


def test_a_city_reads_names_of_its_own_people(client, world):
    made = make_round(world, closed=True, city=world.cascais)
    take_part(made, world.marta, offers={"bookkeeping": 4})
    take_part(made, world.lia, wants={"bookkeeping": (1, 3)})
    run = simulate(made)
    client.force_login(world.carla)
    text = text_of(client, desk(made, f"simulations/{run.pk}/"))
    assert "Lia Learns" in text and "Marta Mentors" in text
    for person, status in ((world.mouna, 404), (world.nadia, 404), (world.lia, 404)):
        client.force_login(person)
        assert {client.get(desk(made, f"simulations/{run.pk}/{file}")).status_code for file in ("", "result.json", "input.json")} == {status}


def test_a_city_takes_out_no_file_that_tells_who_keeps_whom_away(client, world):
    made = make_round(world, closed=True, city=world.cascais)
    take_part(made, world.marta, offers={"bookkeeping": 4})
    take_part(made, world.lia, wants={"bookkeeping": (1, 3)})
    run = simulate(made)
    client.force_login(world.carla)
    assert client.get(desk(made, f"simulations/{run.pk}/result.json")).status_code == 200 and client.get(desk(made, f"simulations/{run.pk}/input.json")).status_code == 404
    assert "input.json" not in text_of(client, desk(made, f"simulations/{run.pk}/"))


@pytest.mark.parametrize("network", [True, False])
def test_a_coordinator_who_takes_part_meets_nobody_by_name_or_city_before_both_say_yes(client, world, network):
    keeper = world.nadia if network else world.carla
    type(keeper).objects.filter(pk=keeper.pk).update(city=world.cascais)
    made = make_round(world, closed=True, city=None if network else world.cascais)
    mentor, own = take_part(made, world.marta, offers={"bookkeeping": 4}), take_part(made, keeper, wants={"bookkeeping": (1, 3)})
    run = simulate(made)
    assert len(run.result["pairs"]) == 1
    client.force_login(keeper)
    for page in (f"simulations/{run.pk}/", f"rulings/?mentor={mentor.lot}&mentee={own.lot}"):
        text = text_of(client, desk(made, page))
        assert mentor.lot in text and "Marta" not in text and f"{mentor.lot}, Cascais" not in text
    assert {client.get(desk(made, f"simulations/{run.pk}/{file}.json")).status_code for file in ("result", "input")} == {404}


def test_a_run_of_another_round_is_not_found_here(client, world, entered):
    run = simulate(entered[0])
    client.force_login(world.nadia)
    other = make_round(world, "other", closed=True)
    assert client.get(desk(other, f"simulations/{run.pk}/")).status_code == 404
    assert client.get(desk(other, f"simulations/{run.pk}/input.json")).status_code == 404


def test_the_files_hold_nothing_that_people_keep_to_themselves(client, world, entered):
    made, _marta, lia, _mouna = entered
    ExcludedPerson.objects.create(participation=lia, address_digest=digest_of(world.marta.email))
    lia.groups, lia.sector = [PriorityGroup.WOMEN], "energy"
    lia.save()
    run = simulate(made)
    assert any(each["exclude"] for each in run.input["people"]) and any("conflict" in each.get("because", ()) for each in run.result["unserved"])
    client.force_login(world.nadia)
    files = {what: client.get(desk(made, f"simulations/{run.pk}/{what}.json")) for what in ("input", "result")}
    for answer in files.values():
        assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    given, result = (json.loads(files[what].content) for what in ("input", "result"))
    read_round(given)
    assert not any(each[key] for each in given["people"] for key in ("exclude", "groups", "rank_mentors", "rank_mentees", "sector", "organisation"))
    assert any(each["sector"] for each in run.input["people"]) and "priority_served" not in result["objective"]
    assert "certificate" not in result and "conflict" not in str(result) and "women" not in str(given["people"])
    assert not any(word in str((given, result)) for word in ("Lia", "Marta", "@", "Pottery"))
    assert Event.objects.filter(verb="took_out_run").count() == 2
    text = text_of(client, desk(made, f"simulations/{run.pk}/"))
    assert "exclu" not in text.replace("Whom somebody excludes, priority groups, sectors, organisations and shortlists are left out", "")


def test_small_priority_groups_are_not_counted_on_the_page(world, entered):
    made, _marta, lia, _mouna = entered
    lia.groups = [PriorityGroup.WOMEN]
    lia.save()
    rules = {**made.rules, "priority_groups": ["women"]}
    numbers = numbers_of(run := simulate(made, rules=rules), NamedLots.of_run(run, world.nadia))
    assert "priority_served" not in {row.key for row in numbers.levels}
    for number in range(5):
        take_part(made, make_person(f"w{number}", f"W {number}", world.mahdia), wants={"bookkeeping": (1, 3)}, groups=["women"])
    numbers = numbers_of(run := simulate(made, rules=rules), NamedLots.of_run(run, world.nadia))
    assert "about 0" in {row.value for row in numbers.levels if row.key == "priority_served"}, "one is served, and the number would tell of single people"


def test_its_numbers_are_those_of_the_result(world):
    made = make_round(world, closed=True)
    crowd(made, world.cascais, 3, mentors=2)
    crowd(made, world.mahdia, 2)
    run = simulate(made)
    numbers = numbers_of(run, NamedLots.of_run(run, world.carla))
    assert (numbers.mentees, numbers.served, numbers.pairs, numbers.mentors, numbers.places, numbers.share) == (5, 2, 2, 2, 2, 40)
    assert numbers.load == [(1, 2)] and sum(count for _words, count in numbers.tiers) == 2
    assert [(city.name, city.mentees, city.served) for city in numbers.cities] == [("Cascais", 3, 0), ("Mahdia", 2, 2)], "a pair across countries fits better"
    assert [len(group.people) for group in numbers.left_over] == [3]
    assert all(person.startswith("Asks") for person in numbers.left_over[0].people)
    elsewhere = numbers_of(run, NamedLots.of_run(run, world.mouna))
    assert all(person.startswith("lot ") and person.endswith(", Cascais") for person in elsewhere.left_over[0].people)


def test_a_run_that_failed_says_why_and_what_to_do(client, world, entered):
    made, marta, lia, _mouna = entered
    run = simulate(made, rules={**made.rules, "weights": {**made.rules["weights"], "skill": 1}})
    client.force_login(world.nadia)
    assert "sum to 61" in text_of(client, desk(made, f"simulations/{run.pk}/"))
    MatchingRun.objects.update(error=f"{PINS}{marta.lot}:{lia.lot}")
    text = text_of(client, desk(made, f"simulations/{run.pk}/"))
    assert f"lot {marta.lot}, Cascais with lot {lia.lot}, Cascais" in text and "Lift that ruling" in text


def test_reading_a_simulation_asks_as_often_for_many_people_as_for_few(client, world):
    client.force_login(world.nadia)
    counted = []
    for size in (2, 9):
        made = make_round(world, f"of-{size}", closed=True)
        for number in range(size):
            take_part(made, make_person(f"{size}-{number}", f"Person {number}", world.mahdia if number % 2 else world.cascais),
                      **({"offers": {"bookkeeping": 4}} if number % 3 == 0 else {"wants": {"bookkeeping": (1, 3)}}))
        run = simulate(made)
        for page in (f"simulations/{run.pk}/", "simulations/", "uptake/", "", "rulings/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(desk(made, page)).status_code == 200
            counted.append((page.replace(str(run.pk), "pk"), len(queries)))
    assert counted[:5] == counted[5:]


def test_a_tile_for_everybody_and_for_hundreds_one_path_a_shade():
    made = tiles_of([1, 0, 2], 1)
    assert [(kind, data.count("M")) for kind, data in made["paths"]] == [("best", 2), ("weak", 1), ("without", 1)] and made["each"] == 1
    large = tiles_of([400, 400, 400, 400, 400], 3000)
    assert large["each"] == 5 and sum(data.count("M") for _kind, data in large["paths"]) == 1000 and len(large["paths"]) == 5
    assert tiles_of([0], 0)["paths"] == []


def test_a_stored_run_is_played_again_to_the_same_bytes(world, entered, capsys):
    run = simulate(entered[0])
    call_command("replay_run", str(run.pk))
    assert "the same to the last byte" in capsys.readouterr().out
    MatchingRun.objects.filter(pk=run.pk).update(result={**run.result, "pairs": []})
    with pytest.raises(CommandError, match="differently: pairs"):
        call_command("replay_run", str(run.pk))
    MatchingRun.objects.filter(pk=run.pk).update(input_sha256="0" * 64)
    with pytest.raises(CommandError, match="sha256"):
        call_command("replay_run", str(run.pk))
    with pytest.raises(CommandError, match="no finished run"):
        call_command("replay_run", "99")


def test_a_round_is_written_without_names_and_matched_from_the_file(world, entered, tmp_path):
    made = entered[0]
    out = tmp_path / "round.json"
    call_command("export_round", str(made.pk), out=str(out))
    assert not any(word in out.read_text() for word in ("Lia", "Marta", "Mouna", "@", "people.example"))
    assert len(read_round(out.read_text()).people) == 3
    call_command("match", str(out), out=str(tmp_path / "result.json"))
    assert json.loads((tmp_path / "result.json").read_text())["pairs"] == simulate(made).result["pairs"]
    with pytest.raises(CommandError):
        call_command("export_round", "no-such-round")


def test_closing_with_a_reason_and_putting_away(client, world, entered):
    made = entered[0]
    client.force_login(world.nadia)
    assert client.post(desk(made, "closing/"), {"reason": ""}).status_code == 422
    assert client.post(desk(made, "archiving/")).status_code == 302
    made.refresh_from_db()
    assert made.closed_at is None and made.archived_at is None
    assert client.post(desk(made, "closing/"), {"reason": "Too few took part."}).status_code == 302
    made.refresh_from_db()
    assert (made.closed_at, made.closing_reason) == (NOW, "Too few took part.")
    assert "Too few took part." in text_of(client, desk(made))
    client.post(desk(made, "archiving/"))
    made.refresh_from_db()
    assert made.archived_at == NOW
    assert client.post(desk(made, "closing/"), {"reason": "Again."}).status_code == 302
    made.refresh_from_db()
    assert made.closing_reason == "Too few took part."


def test_a_warning_when_places_are_few(client, world):
    made = make_round(world, wanted_uptake=80)
    crowd(made, world.cascais, 5, mentors=3)
    take_part(made, world.lia, wants={"bookkeeping": (1, 3)}, draft=True)
    client.force_login(world.nadia)
    text = text_of(client, desk(made, "uptake/"))
    assert "places for 60 % of those who ask" in text and "2 more places would serve everybody" in text
    made.wanted_uptake = 60
    made.save()
    assert "you wanted" not in text_of(client, desk(made, "uptake/"))


def test_counts_below_five_of_another_city_are_hidden_and_with_them_what_would_tell_them(world):
    from mentoring.uptake import funnel_of, uptake_by_city

    made = make_round(world)
    crowd(made, world.cascais, 6, mentors=2)
    crowd(made, world.mahdia, 6, mentors=6)
    take_part(made, world.lia, wants={"bookkeeping": (1, 3)}, draft=True)
    take_part(made, world.teo, wants={"bookkeeping": (1, 3)}, left_at=NOW + timedelta(hours=1))
    cascais, mahdia = uptake_by_city(made, exact_cities={world.mahdia.pk}, exact=False)
    assert [hidden for _name, _value, hidden in cascais.shown()] == [True, True, True]
    assert [hidden for _name, _value, hidden in mahdia.shown()] == [False, False, False]
    assert not any(hidden for row in uptake_by_city(made, exact_cities=set(), exact=True) for _name, _value, hidden in row.shown())
    assert (funnel_of(made).drafts, funnel_of(made).sent, funnel_of(made).taken_back) == (1, 20, 1)
