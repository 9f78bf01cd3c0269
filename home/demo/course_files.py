"""From the course files beside this module to course and lesson pages, quizzes and questions."""

import json
import re
import tomllib
import uuid
from pathlib import Path

from django.core.management import call_command
from wagtail.models import Locale

from courses.models import CourseAuthor, CourseIndexPage, CoursePage, LessonPage, Quiz
from courses.release_form import stream_from_rule
from courses.versions import touch

HERE = Path(__file__).parent
LEVELS = {"introductory": "foundation", "foundation": "foundation", "intermediate": "intermediate", "advanced": "advanced"}
_LESSON_LINK = re.compile(r'href="lesson:([\w-]+)"')
# Ids that stay the same on every machine, so that translations and tests can name a block.
_NAMESPACE = uuid.UUID("7e55e7a0-0000-4000-8000-000000000017")


def read_course(folder: str) -> tuple[dict, list[dict]]:
    files = sorted((HERE / folder).glob("[0-9][0-9]-*.toml"))
    return tomllib.loads((HERE / folder / "course.toml").read_text()), [tomllib.loads(each.read_text()) for each in files]


def lay_course(index: CourseIndexPage, folder: str, tradition: str, city=None, say=lambda words: None) -> CoursePage:
    """The course, made whole the first time and never touched again: what a trainer changed since stays."""
    about, lessons = read_course(folder)
    there = CoursePage.objects.child_of(index).filter(slug=about["slug"]).first()
    if there is not None:
        return there
    say(f"  course “{about['title']}”: {len(lessons)} lessons")
    course = _course_page(index, about, tradition, city)
    for quiz in about.get("quiz", []):
        Quiz.objects.create(course_key=course.translation_key, titles=quiz.get("titles", {}), **{name: quiz[name] for name in ("slug", "title", "category", "pass_mark", "max_attempts", "draw")})
    pages = {each["slug"]: course.add_child(instance=_lesson_page(each, index.locale)) for each in lessons}
    bank = HERE / folder / "questions.gift"
    touch(course.translation_key)
    if bank.exists():
        call_command("import_gift", str(bank), course=course.slug, verbosity=0)
    for told in sorted((HERE / folder).glob("questions.*.gift")):  # questions.pt.gift: some of them in Portuguese
        call_command("import_gift", str(told), course=course.slug, language=told.name.split(".")[1], verbosity=0)
    quizzes = {quiz.slug: quiz for quiz in Quiz.objects.filter(course_key=course.translation_key)}
    for each in lessons:
        page = pages[each["slug"]]
        page.body = json.dumps([_block(folder, each["slug"], place, block, pages, quizzes) for place, block in enumerate(each["body"])])
        page.completion = each["completion"]  # a rule is refused while the block it needs is not there
        page.tags.add(*each.get("tags", []))
        page.full_clean()
        page.save_revision().publish()
    course.refresh_from_db()
    course.save_revision().publish()
    return course


def _course_page(index, about: dict, tradition: str, city) -> CoursePage:
    audience = set(about["audience"])
    course = CoursePage(
        title=about["title"], slug=about["slug"], summary=about["summary"], intro=about["intro"].strip(), level=LEVELS[about["level"]],
        for_students="student" in audience, for_starting="starting" in audience, for_practising="practising" in audience,
        tradition=tradition, city=city, locale=index.locale)
    course.authors = [CourseAuthor(name=each["name"], updated_on=each["updated_on"], sort_order=place) for place, each in enumerate(about["authors"])]
    index.add_child(instance=course)
    course.tags.add(*about["tags"])
    course.save()
    return course


def _lesson_page(lesson: dict, locale: Locale) -> LessonPage:
    release = lesson.get("release", {"match": "all", "rules": []})
    page = LessonPage(
        title=lesson["title"], slug=lesson["slug"], summary=lesson["summary"], kind=lesson["kind"], section_title=lesson.get("section_title", ""),
        minutes=lesson["minutes"], required=lesson["required"], task=lesson.get("task", "").strip(),
        release_match=release["match"], locale=locale)
    page.release = json.dumps(stream_from_rule(release))
    return page


def _block(folder: str, slug: str, place: int, block: dict, pages: dict, quizzes: dict) -> dict:
    value = {name: content for name, content in block.items() if name != "type"}
    kind = block["type"]
    if kind == "heading":
        value["level"] = str(value["level"])
    elif kind == "quiz":
        value = {"quiz": quizzes[value["slug"]].pk}
    linked = _linked(value, pages)
    if kind == "text":
        linked = linked["html"]
    elif "items" in linked:
        linked["items"] = [{"type": "item", "id": str(uuid.uuid5(_NAMESPACE, f"{folder}/{slug}/{place}/{n}")), "value": item} for n, item in enumerate(linked["items"])]
    elif "phases" in linked:
        linked["phases"] = [{"type": "item", "id": str(uuid.uuid5(_NAMESPACE, f"{folder}/{slug}/{place}/{n}")), "value": item} for n, item in enumerate(linked["phases"])]
    return {"type": kind, "id": str(uuid.uuid5(_NAMESPACE, f"{folder}/{slug}/{place}")), "value": linked}


def _linked(value, pages: dict):
    """Links between lessons as Wagtail keeps them: by page, so that they survive a move."""
    if isinstance(value, str):
        return _LESSON_LINK.sub(lambda found: f'linktype="page" id="{pages[found[1]].pk}"', value.strip())
    if isinstance(value, list):
        return [_linked(each, pages) for each in value]
    if isinstance(value, dict):
        return {name: _linked(each, pages) for name, each in value.items()}
    return value
