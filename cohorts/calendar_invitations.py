"""Invitations to calendars by mail, for one person: what the mails about a registration carry along (academy/standards/itip.py)."""

from collections import defaultdict
from dataclasses import replace

from django.conf import settings
from django.utils import translation

from academy.mail_message import CalendarPart
from academy.standards.calendar_entry import CANCELLED, CONFIRMED, CalendarEntry, Party, plain
from academy.standards.icalendar import in_order
from academy.standards.itip import CANCEL, REQUEST, invitation_message
from cohorts.calendar_entries import standing_of
from cohorts.calendar_feed import entries_of
from cohorts.calendar_rows import load_rows
from cohorts.models import Exchange, Registration
from cohorts.reply_address import organiser_address


def organiser(registration: Registration) -> Party:
    """The academy itself, at the address that knows this person's answers: no coordinator's is given away."""
    return Party(plain(settings.WAGTAIL_SITE_NAME), organiser_address(registration))


def invitations(registration: Registration, method: str, language: str) -> list[CalendarPart]:
    """Messages for all sessions of the exchange, to the person of this registration: one message a meeting or series, because all entries of
    a message have one uid (RFC 5546, 3.2.2). A REQUEST says of a cancelled session that it is cancelled. SEQUENCE rises with the
    meeting's and with every turn of the registration, so a seat taken again is newer than its cancellation. Empty for somebody
    without an address: entered by an office, or erased."""
    person = registration.person
    if person is None or not person.email:
        return []
    attendee = Party(plain(person.get_full_name()), person.email)
    with translation.override(language):
        rows = load_rows(Exchange.objects.filter(pk=registration.exchange_id), language, richly=False)
        standing = standing_of(registration.state, registration.revision, registration.changed_at)
        if method == CANCEL:
            standing = replace(standing, status=CANCELLED, words="")
        by_uid = defaultdict(list)
        for entry in in_order(entries_of(rows, {registration.exchange_id: standing})):
            by_uid[entry.uid].append(entry)
    partstat = "ACCEPTED" if standing.status == CONFIRMED else "NEEDS-ACTION"
    made = []
    for entries in by_uid.values():
        told = _without_cancelled_occurrences(entries) if method == REQUEST else entries
        own_method = CANCEL if all(entry.status == CANCELLED for entry in told) else method
        made.append(CalendarPart(own_method, invitation_message(own_method, told, organiser(registration), attendee, partstat=partstat)))
    return made


def _without_cancelled_occurrences(entries: list[CalendarEntry]) -> list[CalendarEntry]:
    """A REQUEST knows no cancelled entry (RFC 5546, 3.2.2): a series leaves such dates out instead, and is newer by that."""
    master = next((entry for entry in entries if entry.rule), None)
    gone = [entry for entry in entries if entry.recurrence_id and entry.status == CANCELLED]
    if master is None or not gone or master.status == CANCELLED:
        return entries
    newer = max(entry.sequence for entry in gone)
    exdates = tuple(sorted({*master.exdates, *(entry.recurrence_id for entry in gone)}))
    kept = [replace(entry, sequence=max(entry.sequence, newer)) for entry in entries if entry not in gone and entry is not master]
    return [replace(master, sequence=max(master.sequence, newer), exdates=exdates), *kept]
