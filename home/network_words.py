"""What each number that is published about the network means. About people, where the city's own page counts times; the rest as in home/definitions.py."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.definitions import DEFINITIONS, Definition, Unit

COLUMNS = (
    DEFINITIONS["active"],
    Definition("joined", pgettext_lazy("people who", "Joined a course"), _("People who joined at least one course."), Unit.PEOPLE),
    Definition("lessons", DEFINITIONS["lessons"].label, _("Lessons that people completed. Moves only when five more people did some."), Unit.TIMES),
    Definition("finished", pgettext_lazy("people who", "Finished a course"), _("People who did everything at least one course asks for."), Unit.PEOPLE),
    Definition("met", pgettext_lazy("people who", "Were at an exchange"), _("People who were at a meeting of an exchange at least once, their own city’s included."), Unit.PEOPLE),
    Definition("visits", _("Visits to others"), _("People who were at an exchange that another city hosts, counted once for each city they went to. Added up from the flows "
               "that are shown."), Unit.PEOPLE),
    Definition("welcomed", _("Visits received"), _("People of other cities who came to exchanges of this one, added up from the flows that are shown."), Unit.PEOPLE),
    Definition("given", _("Hours given"), _("Hours of mentoring that people of the city gave, once both sides confirmed them. Added up from the flows that are shown."), Unit.MINUTES),
    Definition("taken", _("Hours received"), _("Hours of mentoring that people of the city received, added up from the flows that are shown."), Unit.MINUTES),
    Definition("badges", pgettext_lazy("people who", "Earned a badge"), _("People who earned at least one badge."), Unit.PEOPLE),
)
COLUMN = {each.key: each for each in COLUMNS}
RULE = _("Numbers are rounded to five. Where fewer than five people stand behind a number, nought included, it says “under 5”; where "
         "nothing may be added up, a dash.")
TOTALS = _("What stands under “Shown above” is added up from the numbers above it; what is hidden is not in it. So nobody can work back to a small group.")
SPLIT = _("Counted where a city has at least five people of that public; smaller groups are left out, so the real number is higher. “Kept back” means that no city’s group "
          "may be told.")
MONTHS = _("People since January, added up from the cities whose number is shown at the end of each month.")
VISITS = _("People of the city of the row who were at an exchange of the city of the column.")
HOURS = _("Hours of mentoring given by people of the city of the row to people of the city of the column, where at least five gave and five received. A number moves "
          "only when five more people stand behind the move. Cities that do not show their hours are left out.")
