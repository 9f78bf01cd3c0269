"""`manage.py import_skills FILE`: skills and their framework from a CSV file, everything or nothing. See docs/authoring.md."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from academy.importing_skills import import_skills
from academy.skill_problem_words import sentence
from academy.standards.skill_framework_rows import MOST_BYTES
from academy.standards.written_words import is_language_code

WORDS = {"added": "new", "changed": "changed", "retired": "retired", "brought_back": "offered again", "same": "as they were"}


class Command(BaseCommand):
    help = "Bring skills in from a CSV file (UTF-8), all or nothing; again and again does no harm. Ends with 1 and every problem by line."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only say what it would do")
        parser.add_argument("--language", default="en", help="the language of a file of ESCO's (skills_pt.csv: pt)")

    def handle(self, *args, file: Path, check: bool, language: str, **options) -> None:
        if not is_language_code(language):
            raise CommandError(f"{language} is not a code of a language, such as pt.")
        try:
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        with override("en"):
            report = import_skills(data, by=None, at=timezone.now(), language=language, dry_run=check)
            if report.problems:
                lines = [f"  line {each.line}: {sentence(each)}" for each in report.problems]
                raise CommandError("\n".join([f"{file.name}: nothing is brought in.", *lines]))
        self.stdout.write(f"{file.name}: " + ", ".join(f"{len(getattr(report, name))} {words}" for name, words in WORDS.items()) + ("; only looked." if check else "."))
        for name in ("added", "changed", "retired", "brought_back"):
            for code in getattr(report, name):
                self.stdout.write(f"  {WORDS[name]}: {code}")
