"""Minutes, said as people say them."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def hours_and_minutes(minutes: int) -> str:
    """90 -> "1 h 30 min"; 0 -> a dash."""
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return pgettext("no hours", "–")
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest} if rest else _("%(hours)d h") % {"hours": hours}
