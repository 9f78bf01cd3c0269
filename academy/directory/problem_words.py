"""What is wrong with a file of a directory, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.standards.hsds import Problem

WORDS = {
    "too_large": gettext_lazy("The file is larger than %(most)d MB."),
    "too_large_unpacked": gettext_lazy("“%(value)s” is far larger than it is packed, or all tables together are larger than %(most)d MB."),
    "too_many_files": gettext_lazy("There are more than %(most)d files in the package."),
    "too_many_rows": gettext_lazy("There are more than %(most)d rows in it: bring it in parts."),
    "empty": gettext_lazy("The file is empty."),
    "nothing_in_it": gettext_lazy("There is no organisation in it."),
    "no_table": gettext_lazy("There is no table of HSDS in the package, such as organizations.csv."),
    "unknown_table": gettext_lazy("“%(value)s” is no table of HSDS 3.0. Take it out of the package."),
    "table_twice": gettext_lazy("The table “%(value)s” is twice in the package."),
    "unsafe_package": gettext_lazy("“%(value)s” leads out of the package, or is locked or a link."),
    "broken_package": gettext_lazy("The package cannot be opened: it is broken, or no zip file."),
    "not_utf8": gettext_lazy("This is not UTF-8 text."),
    "no_json": gettext_lazy("This cannot be read as JSON: %(value)s"),
    "no_object": gettext_lazy("Here should stand an organisation, a service or a place."),
    "broken_table": gettext_lazy("The table cannot be read here: %(value)s"),
    "missing_column": gettext_lazy("The column “%(about)s” is missing."),
    "column_twice": gettext_lazy("The column “%(about)s” stands there twice."),
    "wrong_count": gettext_lazy("This row has %(about)s cells, and the first line has %(most)d."),
    "missing": gettext_lazy("“%(about)s” is missing."),
    "wrong_type": gettext_lazy("“%(about)s” is of the wrong kind: it should be %(value)s."),
    "not_one_of": gettext_lazy("“%(about)s” must be one of: %(value)s."),
    "against_schema": gettext_lazy("“%(about)s” is not as HSDS asks: %(value)s"),
    "too_long": gettext_lazy("“%(about)s” is longer than %(most)d letters."),
    "hidden_characters": gettext_lazy("“%(about)s” holds hidden characters."),
    "no_date": gettext_lazy("“%(value)s” (%(about)s) is no date, such as 2026-11-22."),
    "no_time": gettext_lazy("“%(value)s” (%(about)s) is no time of a day, such as 09:00."),
    "no_datetime": gettext_lazy("“%(value)s” (%(about)s) is no date and time, such as 2026-11-22T09:00:00Z."),
    "no_email": gettext_lazy("“%(value)s” (%(about)s) is no e-mail address."),
    "no_uri": gettext_lazy("“%(value)s” (%(about)s) is no address of the web."),
    "off_the_earth": gettext_lazy("%(value)s is no %(about)s: it lies between -%(most)d and %(most)d."),
    "id_twice": gettext_lazy("This id stands at %(value)s already, with something else (%(about)s)."),
    "dangling": gettext_lazy("“%(about)s” points at %(value)s, which is not in the file."),
    "program_elsewhere": gettext_lazy("The programme %(value)s belongs to another organisation."),
    "in_the_future": gettext_lazy("%(value)s (%(about)s) is in the future."),
    "name_twice": gettext_lazy("Another organisation in the file has the name “%(value)s”, too."),
    "name_taken": gettext_lazy("Another organisation of the city has the name “%(value)s”."),
    "in_other_city": gettext_lazy("This id belongs to the directory of another city."),
}


def words_of(problem: Problem) -> str:
    """One sentence, and where it is: “services.csv 3 (id …): “name” is missing.”"""
    said = WORDS[problem.code] % {"about": problem.about, "value": problem.value, "most": problem.most}
    where = " ".join(part for part in (problem.where.file, problem.where.spot) if part)
    if problem.id:
        return _("%(where)s (id %(id)s): %(problem)s") % {"where": where, "id": problem.id, "problem": said}
    return _("%(where)s: %(problem)s") % {"where": where, "problem": said} if where else str(said)
