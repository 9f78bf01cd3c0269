"""What circles put into the calendars of their people: each meeting, by the circle's theme. One query, however many."""

import uuid
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from academy.calendar_sources import PersonalPart, calendar_source
from academy.emails import absolute_url
from academy.standards.calendar_entry import CANCELLED, CONFIRMED, CalendarEntry, plain, web_address
from mentoring.models import Circle, CircleMeeting
from mentoring.session_calendar import PLACE

FIELDS = ("pk", "circle_id", "circle__theme__labels", "circle__theme__code", "starts_at", "ends_at", "time_zone", "place", "sequence", "changed_at", "cancelled_at")


@calendar_source
def circle_meetings(person, language: str, at: datetime) -> PersonalPart:
    rows = tuple(CircleMeeting.objects.filter(circle__in=Circle.objects.of(person)).order_by("starts_at", "pk").values_list(*FIELDS))
    if not rows:
        return PersonalPart((), list)

    def make():
        with translation.override(language):
            return [_entry(language, *row) for row in rows]
    return PersonalPart(rows, make, max(row[9] for row in rows))


def _entry(language: str, pk, circle_id, labels, code, starts_at, ends_at, zone, place, sequence, changed_at, cancelled_at) -> CalendarEntry:
    title, link = plain(_("Circle: %(theme)s") % {"theme": labels.get(language) or labels.get("en") or code}), web_address(place.strip())
    return CalendarEntry(
        uid=str(uuid.uuid5(PLACE, f"{settings.BASE_URL} circle meeting {pk}")), sequence=sequence, starts_at=starts_at, ends_at=ends_at, zone=zone,
        title=_("Cancelled: %(title)s") % {"title": title} if cancelled_at else title, last_modified=changed_at, status=CANCELLED if cancelled_at else CONFIRMED,
        location=_("Online") if link else plain(place), url=absolute_url(reverse("circle", args=[circle_id])), conference_url="" if cancelled_at else link,
        conference_label=_("Join online") if link and not cancelled_at else "")
