"""How figures are said: periods and hours, in the active language."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.city_figures import Figure
from home.definitions import Unit, hours
from home.figure_period import Period
from home.month_words import month_words


def period_words(period: Period) -> str:
    if period.first == period.last:
        return month_words(period.first)
    return pgettext("period", "%(first)s to %(last)s") % {"first": month_words(period.first), "last": month_words(period.last)}


def plain_number(figure: Figure) -> float | int:
    """As files hold it: hours for minutes."""
    return hours(figure.value) if figure.definition.unit == Unit.MINUTES else figure.value


def shown(figure: Figure) -> str:
    """As a page shows it."""
    number = plain_number(figure)
    if figure.definition.unit == Unit.MINUTES:
        return pgettext("hours, short", "%(hours)s h") % {"hours": f"{number:g}"}
    return str(number)


def note(figure: Figure) -> str:
    """A word that must stand beside the number."""
    return _("in the busiest month") if figure.of_busiest_month else ""
