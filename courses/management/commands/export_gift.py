"""manage.py export_gift --course SLUG [--category C] [--output FILE]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from courses.gift_words import sentence
from courses.management.commands.import_gift import course_by_slug
from courses.question_bank import export_gift


class Command(BaseCommand):
    help = "Write a course's questions as a GIFT file, to the screen or to a file; says what GIFT cannot hold."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--course", required=True, help="slug of the course")
        parser.add_argument("--category", default="", help="only this category and those below it")
        parser.add_argument("--output", default="-", help="a file; - for the screen")

    def handle(self, *args, **options) -> None:
        course = course_by_slug(options["course"])
        text, left_out = export_gift(course.translation_key, options["category"])
        if options["output"] == "-":
            self.stdout.write(text)
        else:
            try:
                Path(options["output"]).write_text(text, encoding="utf-8")
            except OSError as error:
                raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error
        for each in left_out:
            self.stderr.write(f"Left out: {each.title}. {sentence(each.code)}")
