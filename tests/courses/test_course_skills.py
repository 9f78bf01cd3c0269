"""Which skills the lessons of a course build: the trainer's table, and the line that readers see."""

import pytest

from academy.building_skills import built_by, set_built
from academy.models import Skill, SkillBuilt
from academy.models.skills import Builder
from courses.duplicating import duplicate
from courses.models import CoursePage
from courses.tree import lessons_of
from tests.courses.at_the_desk import sit_down
from tests.world import NOW, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def skills(world):
    return [Skill.objects.create(code=code, labels={"en": label}, position=number) for number, (code, label) in enumerate((("law", "Law"), ("story", "Telling our story")))]


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.DEMO = True


def address(world):
    return f"/cms/academy-courses/{world.key}/skills/"


def levels(world, lesson):
    return {each.skill.code: each.level for each in built_by(Builder.LESSON, [world.lessons[lesson].translation_key]).get(str(world.lessons[lesson].translation_key), [])}


def test_a_trainer_says_what_lessons_build_and_readers_see_it_at_once(world, skills, client, django_assert_num_queries):
    law, story = skills
    sit_down(client, world.teo)
    reader = client.__class__()
    assert "Builds:" not in reader.get(world.path(2)).content.decode()
    page = client.get(address(world))
    assert page.status_code == 200 and "tessera-table" not in page.content.decode()
    columns = client.post(address(world), {"skill_0": law.pk, "skill_3": story.pk, "act": "columns"}).content.decode()
    assert columns.count('name="level_') == 6 and not SkillBuilt.objects.exists()
    seen = client.get(address(world)).context["form"]["seen"].value()
    typed = {"skill_0": law.pk, "skill_3": story.pk, f"level_0_{law.pk}": "2", f"level_1_{law.pk}": "3", f"level_1_{story.pk}": "1", "act": "keep", "seen": seen}
    assert client.post(address(world), typed).status_code == 302
    assert [levels(world, number) for number in range(3)] == [{"law": 2}, {"law": 3, "story": 1}, {}]
    lesson = reader.get(world.path(2)).content.decode()
    assert "Builds:" in lesson and "Law" in lesson and "to level 3" in lesson and "Telling our story" in lesson
    course = reader.get(world.path()).content.decode()
    assert course.count('href="/en/skills/law/"') == 1 and "to level 3" in course
    # A new name is seen at once, too, and reading still costs two queries.
    law.labels = {"en": "Statutes"}
    law.save()
    reader.force_login(world.lia)
    enrol(world.lia, world.course)
    assert "Statutes" in reader.get(world.path(1)).content.decode()
    with django_assert_num_queries(2):
        reader.get(world.path(1))
    # Another trainer's page is older than that: nothing is lost, and nothing is overwritten unasked.
    stale = client.post(address(world), {**typed, f"level_2_{law.pk}": "8"})
    assert stale.status_code == 422 and '<option value="8" selected>' in stale.content.decode() and levels(world, 2) == {}
    again = {**typed, f"level_2_{law.pk}": "8", "seen": stale.context["form"]["seen"].value()}
    assert client.post(address(world), again).status_code == 302 and levels(world, 2) == {"law": 8}


def test_what_is_wrong_is_said_and_what_was_chosen_is_kept(world, skills, client):
    law, _story = skills
    sit_down(client, world.teo)
    answer = client.post(address(world), {"skill_0": law.pk, "skill_1": law.pk, f"level_1_{law.pk}": "4", f"level_0_{law.pk}": "99", "act": "keep"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "stands there already" in page and '<option value="4" selected>' in page and "What it is, Law" in page
    assert not SkillBuilt.objects.exists()


def test_only_the_courses_trainers_say_it(world, skills, client):
    typed = {"skill_0": skills[0].pk, f"level_0_{skills[0].pk}": "2", "act": "keep"}
    assert client.post(address(world), typed).status_code == 302  # to the sign-in
    for person in (world.lia, world.carla, world.nadia):
        sit_down(client, person)
        assert client.post(address(world), typed).status_code in (302, 403, 404)
    assert not SkillBuilt.objects.exists()
    assert sit_down(client, world.teo).put(address(world)).status_code == 405


def test_a_copy_of_a_course_builds_what_it_builds(world, skills):
    set_built(Builder.LESSON, world.lessons[1].translation_key, {skills[1].pk: 2}, world.teo, NOW)
    made = duplicate(CoursePage.objects.get(pk=world.course.pk), "Again", "again", world.teo, NOW)
    keys = [each.translation_key for each in lessons_of(made)]
    assert {key: [each.level for each in rows] for key, rows in built_by(Builder.LESSON, keys).items()} == {str(keys[1]): [2]}
