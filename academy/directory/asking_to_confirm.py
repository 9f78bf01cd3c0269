"""Asking whether an entry of the directory still holds: by mail, to whoever keeps it and to its public address, at most once a month."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from academy.directory.confirm_links import confirm_link
from academy.directory.confirming import is_unconfirmed
from academy.emails import mail_context, queue_mail, queue_rendered
from academy.mail_message import render_text, single_line
from academy.models import DirectoryEntry, EntryKeeper, Hub, User

TEMPLATE = "academy/confirm_entry"
NOT_AGAIN_FOR = timedelta(days=30)


def ask_stale(at: datetime) -> int:
    """Ask about every listed entry that nobody has confirmed for as long as its hub says; how many were asked about."""
    on = timezone.localdate(at)
    hubs = {hub.city_id: hub for hub in Hub.objects.all()}
    waiting = _unasked(DirectoryEntry.objects.listed(), on).select_related("organisation__city").order_by("pk")
    return sum(_ask(entry, on) for entry in waiting if is_unconfirmed(entry, hubs.get(entry.organisation.city_id), on))


def _unasked(entries, on: date):
    return entries.filter(Q(asked_to_confirm_on__isnull=True) | Q(asked_to_confirm_on__lte=on - NOT_AGAIN_FOR))


@transaction.atomic
def _ask(entry: DirectoryEntry, on: date) -> bool:
    keepers = list(User.objects.filter(pk__in=EntryKeeper.objects.current(on).filter(entry=entry).values("person"), erased_at__isnull=True).order_by("pk"))
    if not keepers and not entry.email:
        return False
    # One night asks, even when two run at once.
    if not _unasked(DirectoryEntry.objects.filter(pk=entry.pk), on).update(asked_to_confirm_on=on):
        return False
    key = f"confirm_entry:{entry.pk}:{on.isoformat()}"
    for person in keepers:
        queue_mail(TEMPLATE, person, f"{key}:{person.pk}", entry=entry.pk, asked_on=on.isoformat())
    if entry.email and entry.email.lower() not in {person.email.lower() for person in keepers}:
        with translation.override(entry.language if entry.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            words = _words(entry, on)
            text = render_text(f"emails/{TEMPLATE}/body.txt", {**words, "site": settings.WAGTAIL_SITE_NAME})
            text += "\n\n" + _("You get this mail because this is the public address of %(name)s in the directory.") % {"name": entry.organisation.name}
            queue_rendered(f"{key}:public", entry.email, single_line(render_text(f"emails/{TEMPLATE}/subject.txt", words)), text)
    return True


def _words(entry: DirectoryEntry, asked_on: date) -> dict:
    return {"organisation": entry.organisation.name, "city": entry.organisation.city.name, "confirmed_on": entry.confirmed_on, "url": confirm_link(entry, asked_on)}


@mail_context(TEMPLATE)
def _context(person: User, ids: dict) -> dict | None:
    """None when it was confirmed, or closed, before the mail went out."""
    asked_on = date.fromisoformat(ids["asked_on"])
    entry = DirectoryEntry.objects.listed().filter(pk=ids["entry"], asked_to_confirm_on=asked_on).select_related("organisation__city").first()
    if entry is None:
        return None
    return {**_words(entry, asked_on), "why": _("You get this mail because you keep the entry of %(name)s in the directory.") % {"name": entry.organisation.name}}
