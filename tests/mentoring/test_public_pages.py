from datetime import timedelta

import pytest

from mentoring.matching.rules import DEFAULT_RULES, rules_as_dict
from mentoring.models import MentoringRound, PairRuling, Ruling
from mentoring.opening import change_rules
from tests.rounds import RULES, lay_run, make_round, take_part
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db


def page(client, slug: str, language: str = "en"):
    return client.get(f"/{language}/mentoring/rounds/{slug}/")


def test_everybody_reads_how_matching_decides_and_which_rounds_there_are(world, client):
    make_round(world, "open")
    make_round(world, "over", closed=True, closed_at=NOW, closing_reason="All have ended.")
    words = client.get("/en/mentoring/").content.decode()
    assert words.index("Solidarity") < words.index("Equity") < words.index("Balance between cities") < words.index("The lot") < words.index("Mutuality") < words.index("Fit</h3>")
    assert "Mentoring, open" in words and "Mentoring, over" in words


def test_the_rules_the_weights_and_the_seed_of_a_round_are_public(world, client):
    make_round(world, "open", rules={**RULES, "cross_city_only": True, "priority_groups": ["women"]})
    words = page(client, "open").content.decode()
    for said in ("B1 or better", "They live in different cities.", "serves first: women", RULES["draw_seed"], "<strong>40</strong>", "Nobody has put a pair together"):
        assert said in words


def test_what_changed_since_the_call_opened_and_what_was_ruled_by_hand_is_said(world, client):
    made = make_round(world, "open", rules=rules_as_dict(DEFAULT_RULES) | {"id": "open", "draw_seed": "seed"})
    change_rules(made, {**made.rules, "min_shared_hours": 2}, by=world.nadia, at=NOW)
    mentor, mentee = take_part(made, world.marta, offers={"bookkeeping": 4}), take_part(made, world.lia, wants={"bookkeeping": (1, 3)})
    PairRuling.objects.create(round=made, offer=mentor.offer, request=mentee.request, kind=Ruling.PIN, reason="They asked for each other.", made_by=world.nadia, made_at=NOW)
    words = page(client, "open").content.decode()
    assert "<del>1 hour</del> → <ins>2 hours</ins>" in words and "1 pair put together by hand" in words and "They asked for each other" not in words


def test_a_citys_round_is_for_its_own_people_and_a_draft_for_nobody(world, client):
    make_round(world, "ours", city=world.cascais)
    make_round(world, "draft", draft=True)
    assert page(client, "ours").status_code == 404
    client.force_login(world.mouna)
    assert page(client, "ours").status_code == 404
    client.force_login(world.lia)
    assert page(client, "ours").status_code == 200
    client.force_login(world.nadia)
    assert page(client, "draft").status_code == 404
    assert client.post("/en/mentoring/rounds/ours/").status_code == 405


def test_what_came_of_a_round_names_nobody_and_hides_small_numbers(world, client):
    made = make_round(world, "done", closed=True)
    objective = {"priority_served": 2, "served": 4, "pairs": 4, "tier_counts": [0, 1, 2, 1], "load_sq": 4, "city_imbalance": 0, "draw": 9, "mutual": 1, "score": 250}
    run = lay_run(made)
    for served, shown in ((4, False), (6, True)):
        run.result["objective"] = {**objective, "served": served}
        run.save()
        MentoringRound.objects.filter(pk=made.pk).update(published_run=run, published_at=NOW)
        words = page(client, "done").content.decode()
        assert ("What came of it" in words) is shown and "Public lots" not in words and "whom this round serves first" not in words


def test_the_pages_cost_the_same_for_few_and_many(world, client, django_assert_max_num_queries):
    for number in range(12):
        made = make_round(world, f"round-{number}", call_opens_at=NOW - timedelta(days=number + 1))
        take_part(made, make_person(f"p{number}", "P", world.mahdia), wants={"bookkeeping": (0, 2)})
    with django_assert_max_num_queries(6):
        client.get("/en/mentoring/")
    with django_assert_max_num_queries(7):
        page(client, "round-1")
