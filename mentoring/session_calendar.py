"""Sessions as calendars hold them: in the personal feed, as a file, and as invitations by mail (iTIP), for one person each."""

import uuid
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.emails import absolute_url
from academy.mail_message import CalendarPart
from academy.standards.calendar_entry import CANCELLED, CONFIRMED, CalendarEntry, Party, plain, web_address
from academy.standards.itip import CANCEL, REQUEST, invitation_message
from mentoring.models import MentoringSession
from mentoring.own_side import OwnSide, titled

PLACE = uuid.UUID("5b2f4b0e-6d0f-5c53-9e0b-6a1f4f8f8d11")  # what the ids of sessions in calendars are made from


def uid_of(session_id: int) -> str:
    """The same for good, and for both: what a calendar knows a session by."""
    return str(uuid.uuid5(PLACE, f"{settings.BASE_URL} mentoring session {session_id}"))


def entry(*, pk: int, mentorship_id: int, partner, starts_at, ends_at, zone: str, place: str, sequence: int, changed_at, cancelled: bool) -> CalendarEntry:
    """In the active language. Nothing but whom with (a first name), when and where: no goals, no notes."""
    title, link = plain(titled(partner)), web_address(place.strip())
    return CalendarEntry(
        uid=uid_of(pk), sequence=sequence, starts_at=starts_at, ends_at=ends_at, zone=zone, title=_("Cancelled: %(title)s") % {"title": title} if cancelled else title,
        last_modified=changed_at, status=CANCELLED if cancelled else CONFIRMED, location=_("Online") if link else plain(place),
        url=absolute_url(reverse("mentorship_session", args=[mentorship_id, pk])), conference_url=link if not cancelled else "",
        conference_label=_("Join online") if link and not cancelled else "")


def entry_for(own: OwnSide, session: MentoringSession) -> CalendarEntry:
    return entry(pk=session.pk, mentorship_id=session.mentorship_id, partner=own.partner, starts_at=session.starts_at, ends_at=session.ends_at, zone=session.time_zone,
                 place=session.place, sequence=session.sequence, changed_at=session.changed_at, cancelled=session.cancelled_at is not None)


def invitation(own: OwnSide, session: MentoringSession) -> CalendarPart:
    """For one person's mail: the academy invites, so that neither's calendar writes to the other. It stands as accepted, and no answer is asked
    for: whoever cannot come says so on the page."""
    method = CANCEL if session.cancelled_at else REQUEST
    organiser = Party(plain(settings.WAGTAIL_SITE_NAME), parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    attendee = Party(plain(own.person.get_full_name()), own.person.email)
    return CalendarPart(method, invitation_message(method, [entry_for(own, session)], organiser, attendee, partstat="ACCEPTED", asks=False))
