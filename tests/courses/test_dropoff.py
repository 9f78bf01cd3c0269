"""Where people stop, lesson by lesson."""

from django.urls import reverse

from courses.dropoff import steepest, steps
from courses.outline import outline_for
from tests.courses.at_the_desk import sit_down
from tests.world import NOW, enrol, make_person


def people(world):
    """Four finished lesson 1; of them one finished lesson 2, two stand in it; nobody finished lesson 3."""
    one, two, _three = (lesson.translation_key for lesson in world.lessons)
    made = []
    for number, (done, last) in enumerate([([one, two], two), ([one], two), ([one], two), ([one], one), ([], None)]):
        made.append(enrol(make_person(f"p{number}", f"Person {number}"), world.course, done={str(key): [1, 5] for key in done}, last_lesson=last))
    return made


def test_each_lesson_says_who_finished_who_stands_there_and_the_share_of_those_who_came(world):
    made = steps(outline_for("co-production", "en"), people(world))
    assert [(step.finished, step.here, step.of_before) for step in made] == [(4, 0, 80), (1, 2, 25), (0, 0, 0)]


def test_the_steepest_is_where_most_went_no_further(world):
    assert steepest(steps(outline_for("co-production", "en"), people(world))).lesson.slug == "first-steps"


def test_one_person_alone_makes_no_steep_place(world):
    assert steepest(steps(outline_for("co-production", "en"), [enrol(world.lia, world.course)])) is None


def test_who_finished_stands_nowhere(world):
    lia = enrol(world.lia, world.course, last_lesson=world.lessons[2].translation_key, finished_at=NOW)
    assert [step.here for step in steps(outline_for("co-production", "en"), [lia])] == [0, 0, 0]


def test_nobody_at_all_is_no_division_by_zero(world):
    assert [step.of_before for step in steps(outline_for("co-production", "en"), [])] == [None, None, None]


def test_the_chart_has_a_table_beside_it(world, client):
    people(world)
    sit_down(client, world.teo)
    html = client.get(reverse("trainer_dropoff", args=[world.key])).content.decode()
    assert html.count('<rect class="rail"') == 3
    assert '<th scope="row">First steps</th><td class="is-number">1</td><td class="is-number">25 %</td><td class="is-number">2</td>' in html
