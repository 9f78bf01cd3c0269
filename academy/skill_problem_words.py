"""What is wrong with a file of skills, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from academy.models.skills import Framework
from academy.standards.skill_problems import Problem

WORDS = {
    "too_large": _("The file is larger than %(most)d MB: take out what you do not use."),
    "too_many_rows": _("The file has more than %(most)d rows: take out what you do not use."),
    "not_utf8": _("This is not UTF-8 text. Save the file as “CSV UTF-8”."),
    "empty": _("There is nothing in it."),
    "no_header": _("The first line must name the columns."),
    "broken_quotes": _("A quotation mark is opened and not closed, or stands in the middle of a cell."),
    "unknown_column": _("There is no column “%(about)s”."),
    "column_twice": _("The column “%(about)s” stands there twice."),
    "missing_column": _("The column “%(about)s” is missing."),
    "bad_language": _("“%(about)s” is not a code of a language, such as pt or pt-br."),
    "wrong_count": _("This row has %(about)s cells, and the first line has %(most)d."),
    "too_long": _("“%(about)s” is longer than %(most)d letters."),
    "control_characters": _("“%(about)s” holds hidden characters, or a line break."),
    "bad_code": _("“%(about)s” is no code: small letters, digits and hyphens, at most 60."),
    "code_twice": _("“%(about)s” stands on line %(most)d already."),
    "unknown_framework": _("“%(about)s” is no framework: academy, entrecomp, digcomp, greencomp, lifecomp or esco."),
    "other_framework": _("This code belongs to %(framework)s already. Choose another."),
    "no_english": _("“%(about)s” has no English label: the other languages fall back to it."),
    "bad_uri": _("“%(about)s” is no address: it begins with http:// or https://."),
    "uri_twice": _("The address “%(about)s” stands on line %(most)d already."),
    "uri_taken": _("Another skill has the address “%(about)s” already."),
    "bad_position": _("“%(about)s” is no place: a number from 0 on."),
    "bad_heading": _("“%(about)s” is neither yes nor no."),
    "bad_date": _("“%(about)s” is no date, such as 2026-11-22."),
    "own_parent": _("“%(about)s” cannot belong to itself."),
    "unknown_parent": _("There is no “%(about)s” to belong to, neither in the file nor in the academy."),
    "parent_elsewhere": _("“%(about)s” is of another framework. Only the academy’s own skills may belong to one of another framework."),
    "heading_below_skill": _("A heading cannot belong to “%(about)s”, which is no heading."),
    "circle": _("It belongs to itself in a circle: %(about)s."),
    "too_deep": _("“%(about)s” stands more than %(most)d levels deep."),
}


def sentence(problem: Problem) -> str:
    framework = str(Framework(problem.about).label) if problem.about in Framework.values else problem.about
    return str(WORDS[problem.code]) % {"about": problem.about[:80], "most": problem.most, "framework": framework}
