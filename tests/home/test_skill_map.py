"""The competence map: what builds each skill, in the reader's language, in as many queries for many as for few."""

import re
from datetime import timedelta

import pytest

from academy.building_skills import set_built
from academy.frameworks import lay_frameworks
from academy.models import Skill
from academy.models.skills import Builder
from academy.mosaic import SkillTile, skill_mosaic_svg
from cohorts.models import Practice
from home.skill_builders import builders_of
from home.skill_map import MOST_SHOWN, skill_map
from tests.gatherings import make_exchange
from tests.world import NOW, make_course, make_lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def skills(world):
    lay_frameworks(NOW)
    Skill.objects.create(code="bookkeeping", labels={"en": "Bookkeeping"}, parent=Skill.objects.get(code="entrecomp-financial-and-economic-literacy"))
    return {each.code.removeprefix("entrecomp-"): each for each in Skill.objects.all()}


def say(skill, kind, key, level, world):
    set_built(kind, key, {skill.pk: level}, world.teo, NOW)


def test_each_skill_shows_what_builds_it(world, skills, client):
    say(skills["mobilising-others"], Builder.LESSON, world.lessons[0].translation_key, 2, world)
    say(skills["mobilising-others"], Builder.LESSON, world.lessons[2].translation_key, 3, world)
    coming, over = make_exchange(world), make_exchange(world, "over", "Long over")
    type(over).objects.filter(pk=over.pk).update(starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=8))
    draft = make_exchange(world, "draft", "Not yet", draft=True)
    for each in (coming, over, draft):
        say(skills["vision"], Builder.EXCHANGE, each.key, 4, world)
    said = {"city": world.cascais, "summary": "In short.", "text": "<p>x</p>", "created_at": NOW, "changed_at": NOW}
    told = Practice.objects.create(slug="laundry", title="A laundry that belongs to its street", published_at=NOW, **said)
    hidden = Practice.objects.create(slug="draft-practice", title="Half written", **said)
    for each in (told, hidden):
        say(skills["bookkeeping"], Builder.PRACTICE, each.key, 1, world)
    page = client.get("/en/skills/").content.decode()
    assert "Doing things together" in page and "2 lessons, to level 3" in page and "How neighbours run services" in page and "A laundry that belongs" in page
    assert "Long over" not in page and "Not yet" not in page and "Half written" not in page
    assert "3 of 15 have something" in page  # the competence above bookkeeping is laid, too
    assert page.count('id="entrecomp-') == 18 and len(re.findall(r'<a href="#entrecomp-[a-z-]+" aria-label=', page)) == 15
    one = client.get("/en/skills/entrecomp-mobilising-others/").content.decode()
    assert [name in one for name in ("What it is", "First steps", "Try it")] == [True, False, True] and "joint-research-centre" in one
    above = client.get("/en/skills/entrecomp-financial-and-economic-literacy/").content.decode()
    assert "Bookkeeping" in above and "A laundry that belongs" in above
    assert "التعلم من التجربة" in client.get("/ar/skills/").content.decode()


def test_addresses_of_areas_and_of_nothing(world, skills, client):
    assert client.get("/en/skills/entrecomp-resources/").headers["Location"] == "/en/skills/#entrecomp-resources"
    assert client.get("/en/skills/nothing/").status_code == 404
    assert client.post("/en/skills/").status_code == 405
    Skill.objects.filter(code="bookkeeping").update(retired_on=NOW.date())
    assert "no longer offered" in client.get("/en/skills/bookkeeping/").content.decode()
    assert "Bookkeeping" not in client.get("/en/skills/").content.decode()
    Skill.objects.update(retired_on=NOW.date())
    assert "No skills are named yet" in client.get("/en/skills/").content.decode()


def test_the_queries_do_not_grow(world, skills, django_assert_num_queries):
    counted = []
    for size in (1, 5):
        for number in range(size):
            course = make_course(world.catalogue, f"c{size}{number}", f"Course {size}{number}")
            lesson = make_lesson(course, f"l{size}{number}", "A lesson")
            exchange = make_exchange(world, f"e{size}{number}", "A visit")
            for skill in list(skills.values())[4:4 + size]:
                if not skill.is_heading:
                    for kind, key in ((Builder.LESSON, lesson.translation_key), (Builder.EXCHANGE, exchange.key)):
                        say(skill, kind, key, 2, world)
        with django_assert_num_queries(8) as captured:
            assert skill_map("pt", NOW)
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_a_large_framework_shows_what_something_builds(world):
    Skill.objects.bulk_create([Skill(code=f"esco-{number}", framework="esco", labels={"en": f"Skill {number}"}) for number in range(MOST_SHOWN + 1)])
    say(Skill.objects.get(code="esco-7"), Builder.LESSON, world.lessons[0].translation_key, 1, world)
    [esco] = skill_map("en", NOW)
    assert ([entry.label for area in esco.areas for entry in area.entries], esco.left_out) == (["Skill 7"], MOST_SHOWN)


def test_a_lesson_that_is_not_published_builds_nothing_for_readers(world, skills):
    say(skills["vision"], Builder.LESSON, world.lessons[0].translation_key, 2, world)
    assert builders_of(None, "en", NOW)[skills["vision"].pk].courses[0].lessons[0].title == "What it is"
    world.lessons[0].unpublish()
    assert builders_of(None, "en", NOW) == {}


def test_the_wall_is_mirrored_for_arabic_and_says_what_a_tile_is():
    tiles = [SkillTile("a", "A & B", "#a", True), SkillTile("b", "B", "#b", False)]
    plain, mirrored = skill_mosaic_svg([tiles], title="Wall"), skill_mosaic_svg([tiles], title="Wall", mirrored=True)
    assert skill_mosaic_svg([[], []]) == "" and 'aria-label="A &amp; B"' in plain and plain.count('class="todo"') == 4
    place = {name: [re.search(rf'href="#{code}".*?<rect[^>]* x="([0-9.]+)"', svg)[1] for code in "ab"] for name, svg in (("plain", plain), ("mirrored", mirrored))}
    assert place == {"plain": ["0", "51"], "mirrored": ["51", "0"]}
