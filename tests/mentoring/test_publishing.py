from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from academy.models import Event, Intention
from academy.refusals import Refused
from mentoring import publishing
from mentoring.models import MatchProposal, PairRuling, Purpose, Ruling
from mentoring.publishing import is_still_true, publish, who_is_asked
from mentoring.running import ask_for_run
from tests.mentoring.desk import desk, simulate
from tests.rounds import make_round, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(world):
    """A round whose call closed yesterday by its dates; nothing has written that down yet."""
    made = make_round(world, call_closes_at=NOW - timedelta(days=1))
    marta = take_part(made, world.marta, offers={"bookkeeping": 4})
    lia, mouna = (take_part(made, person, wants={"bookkeeping": (1, 3)}) for person in (world.lia, world.mouna))
    return made, marta, lia, mouna


def test_its_pairs_are_asked_and_the_closing_of_the_call_is_written_down(world, ready):
    made, marta, *_asking = ready
    run = simulate(made)
    assert publish(made, run, by=world.nadia, at=NOW) is True
    made.refresh_from_db()
    assert (made.published_run, made.published_at, made.call_closed_at) == (run, NOW, made.call_closes_at)
    proposal = MatchProposal.objects.get()
    assert proposal.offer.participation == marta and proposal.expires_at == NOW + timedelta(days=7)
    assert Event.objects.get(verb="published").details == {"run": run.pk, "pairs": 1}


def test_a_double_click_is_one_publication(world, ready):
    run = simulate(ready[0])
    assert [publish(ready[0], run, by=world.nadia, at=NOW) for _click in range(2)] == [True, False]
    assert MatchProposal.objects.count() == 1 and Event.objects.filter(verb="published").count() == 1


def test_while_the_call_is_open_nobody_is_asked(world):
    made = make_round(world)
    take_part(made, world.marta, offers={"bookkeeping": 4})
    take_part(made, world.lia, wants={"bookkeeping": (1, 3)})
    with pytest.raises(Refused, match="still enter"):
        publish(made, simulate(made), by=world.nadia, at=NOW)
    made.refresh_from_db()
    assert made.published_at is None and made.call_closed_at is None and not MatchProposal.objects.exists()


def test_when_people_have_changed_since_it_asks_for_a_new_simulation(world, ready):
    made, _marta, lia, _mouna = ready
    run = simulate(made)
    lia.left_at = NOW
    lia.save()
    assert not is_still_true(run)
    with pytest.raises(Refused, match="have changed"):
        publish(made, run, by=world.nadia, at=NOW)
    assert publish(made, simulate(made), by=world.nadia, at=NOW)


def test_when_a_ruling_came_since_it_asks_for_a_new_simulation(world, ready):
    made, marta, lia, mouna = ready
    run = simulate(made)
    PairRuling.objects.create(round=made, offer=marta.offer, request=lia.request, kind=Ruling.FORBID, reason="They work together.", made_at=NOW)
    with pytest.raises(Refused):
        publish(made, run, by=world.nadia, at=NOW)
    publish(made, simulate(made), by=world.nadia, at=NOW)
    assert MatchProposal.objects.get().request.participation == mouna


def test_only_a_finished_simulation_of_this_round_is_published(world, ready):
    made = ready[0]
    with transaction.atomic():
        waiting = ask_for_run(made, rules=made.rules, at=NOW)
    elsewhere = simulate(make_round(world, "other", closed=True))
    follow_up = simulate(made)
    type(follow_up).objects.filter(pk=follow_up.pk).update(purpose=Purpose.NEXT)
    for run in (waiting, elsewhere, follow_up):
        with pytest.raises(Refused, match="finished"):
            publish(made, run, by=world.nadia, at=NOW)


def test_other_rules_become_the_rounds_and_everybody_can_read_what_changed(world, ready):
    from mentoring.rule_changes import rule_changes

    made = ready[0]
    run = simulate(made, rules={**made.rules, "min_shared_hours": 2})
    publish(made, run, by=world.nadia, at=NOW)
    made.refresh_from_db()
    assert made.rules["min_shared_hours"] == 2
    assert [(change.before, change.after) for change in rule_changes(made)] == [("1 hour", "2 hours")]


def test_a_run_with_another_seed_is_not_published(world, ready):
    made = ready[0]
    run = simulate(made, rules={**made.rules, "draw_seed": "a-seed-i-like-better"})
    with pytest.raises(Refused):
        publish(made, run, by=world.nadia, at=NOW)


def test_what_fails_at_the_last_step_leaves_nothing_published(world, ready, monkeypatch):
    def fails(run, at):
        raise RuntimeError("no mail today")

    monkeypatch.setattr(publishing, "lay_proposals", fails)
    with pytest.raises(RuntimeError):
        publish(ready[0], simulate(ready[0]), by=world.nadia, at=NOW)
    ready[0].refresh_from_db()
    assert ready[0].published_at is None and not Event.objects.filter(verb="published").exists()


def test_it_says_before_how_many_are_asked_and_until_when(world, ready):
    said = who_is_asked(simulate(ready[0]), NOW)
    assert (said.pairs, said.people, said.mentors, said.mentees, said.left_over, said.until) == (1, 2, 1, 1, 1, NOW + timedelta(days=7))


@time_machine.travel(NOW, tick=False)
def test_the_page_shows_it_and_the_button_asks(client, world, ready):
    made, _marta, _lia, _mouna = ready
    run = simulate(made)
    client.force_login(world.nadia)
    text = client.get(desk(made, "publication/")).content.decode()
    assert "Publish, and ask 2 people" in text and "Lia" not in text
    assert client.post(desk(made, "publication/"), {"run": run.pk}).status_code == 302
    assert client.post(desk(made, "publication/"), {"run": run.pk}).status_code == 302
    assert MatchProposal.objects.count() == 1
    assert Intention.objects.filter(kind="mentoring.tell_of_run").count() == 1
    assert client.post(desk(made, "rules/"), {}).status_code == 422
    assert "open a new round" in client.get(desk(made, "rules/")).content.decode()


@time_machine.travel(NOW, tick=False)
def test_a_simulation_that_is_out_of_date_has_no_button(client, world, ready):
    made, _marta, lia, _mouna = ready
    run = simulate(made)
    lia.left_at = NOW
    lia.save()
    client.force_login(world.nadia)
    text = client.get(desk(made, "publication/")).content.decode()
    assert "Simulate again" in text and "Publish, and ask" not in text
    answer = client.post(desk(made, "publication/"), {"run": run.pk})
    assert answer.status_code == 422 and "Simulate once more" in answer.content.decode()


@pytest.mark.parametrize("run", ["", "0", "made-up", "99999999999999999999", "-1", "²"])
@time_machine.travel(NOW, tick=False)
def test_a_made_up_simulation_is_refused(client, world, ready, run):
    client.force_login(world.nadia)
    assert client.post(desk(ready[0], "publication/"), {"run": run}).status_code == 422
