import pytest

from mentoring.models import MentoringRound, Side, Stage
from tests.rounds import make_mentorship, make_round, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db


def test_a_round_stands_where_its_dates_say(world):
    assert [make_round(world, "a", draft=True).stage(NOW), make_round(world, "b").stage(NOW), make_round(world, "c", closed=True).stage(NOW)] == [
        Stage.DRAFT, Stage.CALL_OPEN, Stage.CALL_CLOSED]


def test_two_yes_make_a_mentorship(world):
    made = make_mentorship(world)
    assert (made.side_of(world.marta), made.side_of(world.lia), made.side_of(world.carla)) == (Side.MENTOR, Side.MENTEE, None)


def test_a_citys_round_is_kept_by_its_coordinators_and_read_by_the_network(world):
    make_round(world, "ours", city=world.cascais)
    make_round(world, "all")
    slugs = lambda rows: set(rows.values_list("slug", flat=True))  # noqa: E731
    assert slugs(MentoringRound.objects.kept_by(world.carla)) == {"ours"}
    assert slugs(MentoringRound.objects.kept_by(world.nadia)) == {"all"}
    assert slugs(MentoringRound.objects.at_desk_of(world.nadia)) == {"ours", "all"}
    assert slugs(MentoringRound.objects.at_desk_of(world.mouna)) == {"all"}
    assert slugs(MentoringRound.objects.visible_to(world.mouna)) == {"all"}
    assert slugs(MentoringRound.objects.kept_by(world.lia)) == set()


def test_a_draft_entry_does_not_stand(world):
    mentoring_round = make_round(world)
    take_part(mentoring_round, world.lia, wants={"bookkeeping": (0, 3)}, draft=True)
    assert not mentoring_round.participations.standing().exists()
