"""The demo courses as data: whoever edits a lesson learns here what it broke. Needs no database."""

import re
import tomllib
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from courses.release import parse

DEMO = Path(__file__).resolve().parents[2] / "home" / "demo"
LESSON_COUNTS = {"co_production": 17, "first_steps": 5, "mentoring_basics": 3}

# type: its fields, for the blocks that the demo uses; a list of names stands for a list of such tables
BLOCKS = {
    "heading": {"text": str, "level": int},
    "text": {"html": str},
    "quote": {"text": str, "source": str},
    "callout": {"kind": str, "title": str, "text": str},
    "accordion": {"items": ["title", "text"]},
    "timeline": {"title": str, "items": ["when", "title", "text"]},
    "glossary": {"term": str, "meaning": str},
    "roadmap": {"title": str, "phases": ["title", "aim", "resources", "actors", "conditions", "risks"]},
    "city_story": {"city": str, "title": str, "text": str, "lesson_drawn": str},
    "reflection": {"prompt": str, "hint": str},
    "quiz": {"slug": str},
    "discussion": {"prompt": str},
}
RICH = {
    ("text", "html"),
    ("callout", "text"),
    ("city_story", "text"),
    ("accordion", "text"),
    ("timeline", "text"),
}
CITIES = {
    *("Cascais", "Pordenone", "Pamplona", "Garges-lès-Gonesse"),
    *("Barcelona", "Mahdia", "Sidi Bouzid", "Larissa"),
}
NEEDED = {"title", "slug", "kind", "minutes", "summary", "completion", "required", "tags", "body"}
OPTIONAL = {"section_title", "task", "release"}


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lessons_of(folder):
    return [(path.name, read(path)) for path in sorted((DEMO / folder).glob("[0-9][0-9]-*.toml"))]


LESSONS = [(folder, name, lesson) for folder in LESSON_COUNTS for name, lesson in lessons_of(folder)]
every_lesson = pytest.mark.parametrize(
    ("folder", "name", "lesson"), LESSONS, ids=[f"{folder}/{name}" for folder, name, _ in LESSONS]
)
every_course = pytest.mark.parametrize("folder", LESSON_COUNTS)


def strings_in(value):
    """Every (block type, field, text) of a block, its items included."""
    for field, inner in value.items():
        for each in inner if isinstance(inner, list) else [{field: inner}]:
            yield from ((value["type"], name, text) for name, text in each.items() if isinstance(text, str))


class RichText(HTMLParser):
    """Raises on a tag that rich text does not have, and on one that is not closed in order."""

    allowed = frozenset({"p", "b", "i", "ul", "ol", "li", "a"})

    def __init__(self):
        super().__init__()
        self.open, self.links = [], []

    def handle_starttag(self, tag, attrs):
        assert tag in self.allowed, f"<{tag}> is not rich text"
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else []), f"attributes of <{tag}>"
        self.open.append(tag)
        self.links += [value for _, value in attrs]

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        assert self.open or not data.strip(), f"text outside a paragraph: {data.strip()[:40]}"


def links_in(html):
    reader = RichText()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"never closed: {reader.open}"
    return reader.links


@every_course
def test_a_course_has_its_lessons_in_order_with_slugs_of_their_own(folder):
    lessons = lessons_of(folder)
    assert [int(name[:2]) for name, _ in lessons] == list(range(1, LESSON_COUNTS[folder] + 1))
    assert [name[3:-5] for name, _ in lessons] == [lesson["slug"] for _, lesson in lessons]
    assert len({lesson["slug"] for _, lesson in lessons}) == len(lessons)


@every_course
def test_a_course_says_who_it_is_for_and_who_wrote_it(folder):
    course = read(DEMO / folder / "course.toml")
    assert 0 < len(course["summary"]) <= 200
    assert course["language"] == "en" and course["completion"] == "all_required" and course["level"]
    assert course["audience"] and set(course["audience"]) <= {"student", "starting", "practising"}
    assert course["authors"] and all(type(each["updated_on"]) is date for each in course["authors"])
    assert links_in(course["intro"]) == links_in(course["pass_text"]) == []


def test_course_slugs_are_unique():
    slugs = [read(path)["slug"] for path in DEMO.glob("*/course.toml")]
    assert len(set(slugs)) == len(slugs) == len(LESSON_COUNTS)


def test_the_reference_course_has_its_five_sections_and_its_known_places():
    lessons = [lesson for _, lesson in lessons_of("co_production")]
    assert [n for n, lesson in enumerate(lessons, 1) if "section_title" in lesson] == [1, 5, 8, 11, 15]
    assert lessons[1]["slug"] == "citess-method"
    assert [n for n, lesson in enumerate(lessons, 1) if lesson["kind"] == "story"] == [15]
    roadmaps = [n for n, each in enumerate(lessons, 1) if any(b["type"] == "roadmap" for b in each["body"])]
    assert {2, 10, 15} <= set(roadmaps)


def test_the_reference_course_shows_every_kind_of_block():
    used = {block["type"] for _, lesson in lessons_of("co_production") for block in lesson["body"]}
    assert used == set(BLOCKS)


@every_lesson
def test_a_lesson_has_known_fields(folder, name, lesson):
    assert NEEDED <= set(lesson) <= NEEDED | OPTIONAL
    assert lesson["kind"] in {"lesson", "story"} and isinstance(lesson["required"], bool)
    assert type(lesson["minutes"]) is int and lesson["minutes"] > 0
    assert lesson["title"] and 0 < len(lesson["summary"]) <= 200 and lesson["tags"]
    parse(lesson.get("release", {"match": "all", "rules": []}))


@every_lesson
def test_a_block_has_exactly_its_fields(folder, name, lesson):
    for block in lesson["body"]:
        fields = BLOCKS[block["type"]]
        assert set(block) == {"type", *fields}, block
        for field, shape in fields.items():
            if isinstance(shape, list):
                assert block[field] and all(set(item) == set(shape) for item in block[field]), block
            else:
                assert type(block[field]) is shape, block
        assert all(text.strip() for _, _, text in strings_in(block)), block
        assert block.get("kind", "note") in {"note", "try", "warning"}
        assert block.get("level", 2) in {2, 3}
        assert block.get("city", "Cascais") in CITIES


@every_lesson
def test_text_is_sound_and_its_links_lead_to_lessons(folder, name, lesson):
    slugs = {f"lesson:{each['slug']}" for _, each in lessons_of(folder)} - {f"lesson:{lesson['slug']}"}
    for block in lesson["body"]:
        for kind, field, text in strings_in(block):
            if (kind, field) in RICH:
                assert set(links_in(text)) <= slugs, text
            else:
                assert not re.search(r"[<>]", text), f"plain text with markup: {text}"


@every_lesson
def test_a_completion_rule_finds_what_it_needs(folder, name, lesson):
    kinds = [block["type"] for block in lesson["body"]]
    rule = lesson["completion"]
    assert rule in {"read", "quiz", "reflection", "task"}
    assert (rule == "quiz") == ("quiz" in kinds)
    assert rule != "reflection" or "reflection" in kinds
    assert (rule == "task") == bool(lesson.get("task", "").strip())


@every_lesson
def test_a_lesson_ends_with_something_to_do(folder, name, lesson):
    last = lesson["body"][-1]
    assert last["type"] in {"reflection", "discussion", "quiz"} or last.get("kind") == "try"


@pytest.mark.parametrize(("name", "lesson"), lessons_of("co_production"))
def test_a_lesson_of_the_reference_course_can_be_read_in_one_sitting(name, lesson):
    strings = [each for block in lesson["body"] for each in strings_in(block)]
    text = " ".join(text for _, field, text in strings if field not in {"type", "kind", "slug"})
    assert 600 <= len(re.sub(r"<[^>]+>", " ", text).split()) <= 900
