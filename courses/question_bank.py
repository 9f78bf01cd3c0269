"""The question bank of a course: writing questions, and carrying them in and out as GIFT. Html is cleaned on its way in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from academy.models import record
from academy.sanitise import clean_rich_text, plain
from academy.standards.gift import Problem
from courses import gift_bridge
from courses.models import CourseVersion, Question, QuestionVersion
from courses.question_check import validate
from courses.question_translation import from_copy, still_true
from courses.versions import touch

LONGEST_NAME = 200


class TitleTaken(Exception):
    """The category already has a question with this title."""


def cleaned(body: Mapping) -> dict:
    """The question with every text cleaned: what is stored and what is shown later."""
    made = dict(body)
    for name, said in body.items():
        if name in ("text", "feedback", "feedback_right", "feedback_wrong"):
            made[name] = clean_rich_text(said)
        elif name in ("options", "left", "right"):
            made[name] = [{**part, **{key: clean_rich_text(part[key]) for key in ("text", "feedback") if part.get(key)}} for part in said]
    return made


def cleaned_key(key: Mapping) -> dict:
    """Feedback on accepted answers is html too."""
    if "accepted" not in key:
        return dict(key)
    return {**key, "accepted": [{**each, "feedback": clean_rich_text(each.get("feedback") or "")} for each in key["accepted"]]}


def add(course_key, category: str, title: str, body: Mapping, key: Mapping, at: datetime, by=None) -> Question:
    """A new question with its first version. `body` and `key` are sound (question_check.validate). TitleTaken."""
    try:
        with transaction.atomic():
            made = Question.objects.create(course_key=course_key, category=one_line(category), title=one_line(title), made_at=at)
            made.revise(cleaned(body), cleaned_key(key), {}, at)
            record(by, "added", "question", made.pk, at=at, details={"course": str(course_key)})
            renew(course_key)
    except IntegrityError as error:
        raise TitleTaken(title) from error
    return made


def change(question: Question, category: str, title: str, body: Mapping, key: Mapping, at: datetime, by=None) -> QuestionVersion | None:
    """A new version where what is asked or its key changed, else None. Title and category change in place. TitleTaken."""
    now = question.current
    body, key = cleaned(body), cleaned_key(key)
    translations = still_true(now.body, now.answer_key, body, key, now.translations)
    try:
        with transaction.atomic():
            Question.objects.filter(pk=question.pk).update(category=one_line(category), title=one_line(title))
            made = question.revise(body, key, translations, at)
            record(by, "changed", "question", question.pk, at=at, details={"course": str(question.course_key)})
            renew(question.course_key)
    except IntegrityError as error:
        raise TitleTaken(title) from error
    return made


def translate(question: Question, language: str, told: Mapping, at: datetime, by=None) -> QuestionVersion | None:
    """A new version with this translation in place of the one before. `told`: as in QuestionVersion.translations, html not yet clean."""
    now = question.current
    clean = {name: clean_rich_text(said) if isinstance(said, str) else {id: clean_rich_text(text) for id, text in said.items()}
             if isinstance(said, Mapping) else said for name, said in told.items()}
    translations = {**now.translations, language: {name: said for name, said in clean.items() if said}}
    with transaction.atomic():
        made = question.revise(now.body, now.answer_key, {code: said for code, said in translations.items() if said}, at)
        record(by, "translated", "question", question.pk, at=at, details={"language": language})
    return made


def renew(course_key) -> None:
    """The lesson pages say how many questions a quiz has: they are rendered anew."""
    if CourseVersion.objects.filter(course_key=course_key).exists():
        touch(course_key)


@dataclass
class Report:
    """What an import did, or would do. Each list holds (line, title); `problems` what could not be read, by line."""

    added: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    same: list = field(default_factory=list)
    retired: list = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    written: bool = False

    @property
    def readable(self) -> int:
        return len(self.added) + len(self.changed) + len(self.same) + len(self.retired)


class _DryRun(Exception):
    pass


def import_gift(course_key, text: str, at: datetime, *, category: str = "", language: str = "", skip_unreadable: bool = False,
                dry_run: bool = False, by=None) -> Report:
    """Bring the questions of a GIFT file into the bank, all or nothing unless `skip_unreadable`.

    A question is known by its title and category: a changed one gets a new version, the same one nothing. `category` is for
    questions without one. With `language` the file is a translated copy, and gives translations of questions that are there.
    """
    entries, problems = gift_bridge.read(text)
    report = Report(problems=list(problems))
    try:
        with transaction.atomic():
            seen: dict[tuple, int] = {}
            for entry in entries:
                name = (one_line(entry.category or category), one_line(entry.title))
                if name in seen:
                    report.problems.append(Problem(entry.line, entry.title, "title_twice", {"line": seen[name]}))
                    continue
                seen[name] = entry.line
                _take(report, course_key, name, entry, at, language, by)
            report.problems.sort(key=lambda problem: problem.line)
            if dry_run or (report.problems and not skip_unreadable):
                raise _DryRun
            renew(course_key)
            report.written = True
    except _DryRun:
        pass
    return report


def _take(report: Report, course_key, name: tuple[str, str], entry, at: datetime, language: str, by) -> None:
    category, title = name
    body, key = cleaned(entry.question), cleaned_key(entry.key)
    wrong = validate(body, key)  # once more: cleaning may have left nothing
    if wrong:
        report.problems += [Problem(entry.line, entry.title, code) for code in wrong]
        return
    found = Question.objects.of_course(course_key).filter(category=category, title=title).first()
    if language:
        _take_translation(report, found, entry, body, key, at, language)
    elif found is None:
        # A microsecond a line: the bank, and an export, keep the order of the file.
        made = Question.objects.create(course_key=course_key, category=category, title=title, made_at=at + timedelta(microseconds=entry.line))
        made.revise(body, key, {}, at)
        record(by, "added", "question", made.pk, at=at, details={"course": str(course_key), "from": "gift"})
        report.added.append((entry.line, title))
    elif found.retired_at:
        report.retired.append((entry.line, title))
    else:
        now = found.current
        # GIFT cannot say these two: what was set here stays.
        body = {**body, **{each: now.body[each] for each in ("shuffle",) if each in now.body and now.kind == body["kind"]}}
        key = {**key, **{each: now.answer_key[each] for each in ("case_sensitive",) if each in now.answer_key and now.kind == body["kind"]}}
        made = found.revise(body, key, still_true(now.body, now.answer_key, body, key, now.translations), at)
        (report.changed if made else report.same).append((entry.line, title))


def _take_translation(report: Report, found: Question | None, entry, body: dict, key: dict, at: datetime, language: str) -> None:
    if found is None:
        report.problems.append(Problem(entry.line, entry.title, "nothing_to_translate"))
        return
    now = found.current
    told = from_copy(now.body, now.answer_key, body, key)
    if isinstance(told, str):
        report.problems.append(Problem(entry.line, entry.title, told))
        return
    made = found.revise(now.body, now.answer_key, {**now.translations, language: told}, at)
    (report.changed if made else report.same).append((entry.line, found.title))


def export_gift(course_key, category: str = "") -> tuple[str, tuple]:
    """(the GIFT file of the questions in use, what GIFT cannot hold as gift_bridge.LeftOut)."""
    questions = Question.objects.of_course(course_key).in_use().in_category(category).with_versions().order_by("category", "made_at", "title")
    return gift_bridge.write(gift_bridge.Entry(each.title, each.current.body, each.current.answer_key, each.category)
                             for each in questions if each.current)


def one_line(text: str) -> str:
    return " ".join(plain(text).split())[:LONGEST_NAME].strip()
