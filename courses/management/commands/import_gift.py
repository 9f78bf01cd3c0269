"""manage.py import_gift FILE --course SLUG [--category C] [--language CODE] [--skip-unreadable] [--dry-run]"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from academy.standards.gift import MOST_CHARACTERS
from courses.gift_words import sentence
from courses.models import CoursePage
from courses.question_bank import import_gift


def course_by_slug(slug: str) -> CoursePage:
    """The course in its first language, published or not; CommandError with what there is."""
    found = CoursePage.objects.filter(slug=slug, alias_of=None).order_by("pk").first()
    if found is None:
        known = sorted(set(CoursePage.objects.values_list("slug", flat=True)))
        raise CommandError(f"There is no course {slug!r}. Courses: {', '.join(known) or 'none yet'}.")
    return found


class Command(BaseCommand):
    help = "Bring the questions of a GIFT file into a course's question bank; says by line what could not be read, and then imports nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file")
        parser.add_argument("--course", required=True, help="slug of the course")
        parser.add_argument("--category", default="", help="category for the questions that have none in the file")
        parser.add_argument("--language", default="", help="the file is a translated copy, in this language, of questions already there")
        parser.add_argument("--skip-unreadable", action="store_true", help="import what can be read even if something cannot")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *args, **options) -> None:
        language = options["language"]
        if language and language not in dict(settings.LANGUAGES):
            raise CommandError(f"{language!r} is no language of the academy: {', '.join(dict(settings.LANGUAGES))}.")
        course = course_by_slug(options["course"])
        report = import_gift(course.translation_key, _read(options["file"]), timezone.now(), category=options["category"], language=language,
                             skip_unreadable=options["skip_unreadable"], dry_run=options["dry_run"])
        for problem in report.problems:
            self.stderr.write(f"{options['file']}:{problem.line}: {sentence(problem.code, problem.params)} [{_start(problem.text)}]")
        would = "would be " if options["dry_run"] else ""
        if report.problems and not report.written and not options["dry_run"]:
            raise CommandError(f"Nothing was imported: {len(report.problems)} problem(s), listed above by line; {report.readable} question(s) can be read. "
                               "Mend the file, or import the rest with --skip-unreadable.")
        if options["verbosity"] > 0:
            self.stdout.write(f"{course.title}: {len(report.added)} {would}added, {len(report.changed)} {would}changed, {len(report.same)} the same, "
                              f"{len(report.problems)} problem(s).")
            if report.retired:
                self.stdout.write(f"Left alone because they are retired: {', '.join(title for _line, title in report.retired)}.")


def _read(name: str) -> str:
    path = Path(name)
    try:
        if path.stat().st_size > 4 * MOST_CHARACTERS:
            raise CommandError(f"{name} is too large: at most {MOST_CHARACTERS} characters can be read.")
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{name} cannot be opened: {error.strerror}.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CommandError(f"{name}:{line}: this is no UTF-8 text. Save the file as UTF-8 and try again. Nothing was imported.") from error


def _start(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
