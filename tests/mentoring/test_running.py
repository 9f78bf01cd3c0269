from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from academy.models import Event, Intention
from academy.outbox_drain import LeaseLost, drain
from mentoring import running
from mentoring.matching.verify import problems
from mentoring.models import MatchingRun, PairRuling, Purpose, Ruling
from mentoring.round_input import input_of
from mentoring.run_progress import Progress
from mentoring.running import StillPlayed, ask_for_run, play, play_intention, take
from tests.rounds import make_round, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def entered(world):
    made = make_round(world, closed=True)
    return made, take_part(made, world.marta, offers={"bookkeeping": 4}), take_part(made, world.lia, wants={"bookkeeping": (1, 3)}), take_part(
        made, world.mouna, wants={"bookkeeping": (1, 3)}, languages={"ar": 6})


def asked(mentoring_round, **more) -> MatchingRun:
    with transaction.atomic():
        return ask_for_run(mentoring_round, **{"rules": mentoring_round.rules, "at": NOW, **more})


def now():
    return NOW


def test_asking_leaves_a_row_an_intention_and_a_line_of_the_log(world, entered):
    run = asked(entered[0], by=world.nadia, label="as it stands")
    assert (run.asked_by, run.label, run.purpose, run.finished_at) == (world.nadia, "as it stands", Purpose.SIMULATION, None)
    assert Intention.objects.get(kind=running.KIND).payload == {"run": run.pk}
    assert Event.objects.get(verb="asked_for_run").object_key == str(entered[0].pk)


def test_the_worker_plays_it_and_the_result_stands_with_its_proof(world, entered):
    mentoring_round, marta, lia, mouna = entered
    run = asked(mentoring_round)
    assert drain() == 1
    run.refresh_from_db()
    assert [(pair["mentor"], pair["mentee"]) for pair in run.result["pairs"]] == [(marta.lot, lia.lot)]
    assert [each["person"] for each in run.result["unserved"]] == [mouna.lot]
    made = input_of(mentoring_round, run.rules)
    assert (run.input, run.input_sha256, run.people) == (made.data, made.sha256, made.people)
    assert problems(made.round, run.result) == []
    assert run.finished_at and not run.failed_at and run.lease_until is None and run.step == ""


def test_played_again_nothing_is_written_twice(entered):
    run = asked(entered[0])
    drain()
    before = MatchingRun.objects.values().get(pk=run.pk)
    play_intention(Intention.objects.get(kind=running.KIND))
    assert MatchingRun.objects.values().get(pk=run.pk) == before


def test_only_one_worker_holds_a_run_until_its_lease_is_over(entered):
    run = asked(entered[0])
    first = take(run.pk, timezone.now())
    assert take(run.pk, timezone.now()) is None
    with pytest.raises(StillPlayed):
        play_intention(Intention.objects.get(kind=running.KIND))
    second = take(run.pk, timezone.now() + timedelta(hours=1))
    assert second.lease_token != first.lease_token and second.attempts == 2
    with pytest.raises(LeaseLost):
        play(first, now=now)
    run.refresh_from_db()
    assert run.result is None
    assert play(second, now=now) is True


def test_a_worker_that_lost_its_lease_in_between_writes_nothing(entered, monkeypatch):
    run = asked(entered[0])
    mine = take(run.pk, NOW)
    play_input = running.play_input

    def overtaken(given, progress):
        other = take(run.pk, NOW + timedelta(hours=1))
        result = play_input(given)
        MatchingRun.objects.filter(pk=other.pk).update(label="taken over")
        return result

    monkeypatch.setattr(running, "play_input", overtaken)
    with pytest.raises(LeaseLost):
        play(mine, now=now)
    run.refresh_from_db()
    assert (run.label, run.result, run.finished_at) == ("taken over", None, None)


def test_what_follows_from_a_run_is_written_with_it_or_not_at_all(entered, monkeypatch):
    def fails(run, at):
        raise RuntimeError("no proposals today")

    monkeypatch.setattr(running, "lay_proposals", fails)
    mine = take(asked(entered[0], purpose=Purpose.NEXT).pk, NOW)
    with pytest.raises(RuntimeError):
        play(mine, now=now)
    mine.refresh_from_db()
    assert (mine.finished_at, mine.result) == (None, None)


def test_rules_that_make_no_round_are_a_failure_in_words(entered):
    run = asked(entered[0], rules={**entered[0].rules, "weights": {**entered[0].rules["weights"], "skill": 1}})
    drain()
    run.refresh_from_db()
    assert run.failed_at and "sum to 100" in run.error and run.result is None
    assert Intention.objects.get(kind=running.KIND).done_at, "trying again would not help"


def test_a_pin_that_can_no_longer_stand_is_named_by_its_lots(entered):
    mentoring_round, marta, _lia, mouna = entered
    PairRuling.objects.create(round=mentoring_round, offer=marta.offer, request=mouna.request, kind=Ruling.PIN, reason="They asked us.", made_at=NOW)
    run = asked(mentoring_round)
    drain()
    run.refresh_from_db()
    assert run.error == f"pinned: {marta.lot}:{mouna.lot}"


def test_a_result_the_checker_refuses_is_not_kept(entered, monkeypatch):
    from mentoring import playing

    propose = playing.propose

    def spoiled(round, progress=None):
        result = propose(round, progress=progress)
        result["pairs"][0]["score"] += 1
        return result

    monkeypatch.setattr(playing, "propose", spoiled)
    run = asked(entered[0])
    drain()
    run.refresh_from_db()
    assert run.result is None and run.error.startswith("The checker refused")


def test_a_run_that_takes_every_worker_down_is_given_up(entered):
    run = asked(entered[0])
    MatchingRun.objects.filter(pk=run.pk).update(attempts=running.MOST_ATTEMPTS)
    assert play(take(run.pk, NOW), now=now) is False
    run.refresh_from_db()
    assert "death of the worker" in run.error


def test_an_error_of_ours_lets_go_of_the_run_for_the_next_try(entered, monkeypatch):
    def broken(given, progress):
        raise MemoryError

    monkeypatch.setattr(running, "play_input", broken)
    run = asked(entered[0])
    with pytest.raises(MemoryError):
        play(take(run.pk, NOW), now=now)
    assert take(run.pk, NOW) is not None


def test_the_next_try_plays_the_input_of_the_first(entered, world, monkeypatch):
    mentoring_round = entered[0]
    run = asked(mentoring_round)
    first = take(run.pk, NOW)
    with monkeypatch.context() as patched, pytest.raises(MemoryError):
        patched.setattr(running, "play_input", lambda *_: (_ for _ in ()).throw(MemoryError))
        play(first, now=now)
    take_part(mentoring_round, world.teo, offers={"bookkeeping": 5})
    assert play(take(run.pk, NOW), now=now)
    run.refresh_from_db()
    assert len(run.people) == 3


def test_progress_keeps_both_leases_alive_and_is_written_at_most_once_a_second(entered, django_assert_num_queries):
    run = take(asked(entered[0]).pk, NOW)
    told, clock = [], iter([0.0, 0.5, 0.9, 1.1, 1.1, 1.2])
    progress = Progress(MatchingRun.objects.filter(pk=run.pk, lease_token=run.lease_token).unplayed(), lambda: NOW + timedelta(minutes=5), told.append, lambda: next(clock))
    with django_assert_num_queries(1):
        for done in range(4):
            progress("scoring", done, 100_000)
    run.refresh_from_db()
    assert told == [NOW + timedelta(minutes=5)] and run.lease_until > NOW + timedelta(minutes=5)
    assert (run.step, run.steps_done, run.steps_all) == ("scoring", 0, 32_767)


def test_progress_stops_the_matcher_when_the_lease_is_anothers(entered):
    run = take(asked(entered[0]).pk, NOW)
    clock = iter([0.0, 2.0, 2.0])
    progress = Progress(MatchingRun.objects.filter(pk=run.pk, lease_token=run.lease_token).unplayed(), now, lambda at: None, lambda: next(clock))
    take(run.pk, NOW + timedelta(hours=1))
    with pytest.raises(LeaseLost):
        progress("draw", 1, 2)


def test_the_database_refuses_a_run_finished_without_a_result(entered):
    run = asked(entered[0])
    with pytest.raises(IntegrityError):
        MatchingRun.objects.filter(pk=run.pk).update(finished_at=NOW)
