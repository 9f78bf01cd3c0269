"""A meeting of a circle as calendars hold it: the circle's theme, when and where; nobody's name."""

import uuid
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.emails import absolute_url
from academy.standards.calendar_entry import CANCELLED, CONFIRMED, CalendarEntry, plain, web_address
from mentoring.session_calendar import PLACE


def meeting_entry(*, pk: int, circle_id: int, theme: str, starts_at: datetime, ends_at: datetime, zone: str, place: str, sequence: int, changed_at: datetime,
                  cancelled: bool) -> CalendarEntry:
    """In the active language."""
    title, link = plain(_("Circle: %(theme)s") % {"theme": theme}), web_address(place.strip())
    return CalendarEntry(
        uid=str(uuid.uuid5(PLACE, f"{settings.BASE_URL} circle meeting {pk}")), sequence=sequence, starts_at=starts_at, ends_at=ends_at, zone=zone,
        title=_("Cancelled: %(title)s") % {"title": title} if cancelled else title, last_modified=changed_at, status=CANCELLED if cancelled else CONFIRMED,
        location=_("Online") if link else plain(place), url=absolute_url(reverse("circle", args=[circle_id])), conference_url="" if cancelled else link,
        conference_label=_("Join online") if link and not cancelled else "")
