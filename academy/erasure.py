"""Erasing a person: the row stays as a tombstone so that other people's rows hold, and nothing leads from it to anybody.

What goes in each app is registered with `@erases` in academy/personal_data.py. An erasure is also written to a journal
outside the database (by the outbox), named by the random subject, so that `manage.py replay_erasures` erases again
whoever a restored backup brings back.
"""

from django import forms
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from academy.emails import queue_rendered
from academy.models import Event, Intention, LedgerSubject, User
from academy.outbox import enqueue
from academy.personal_data import all_erasers, all_exports


class EraseForm(forms.Form):
    revoke_certificates = forms.BooleanField(
        label=_("Revoke my certificates too"), required=False,
        help_text=_("Otherwise they stay valid, with the name that stands on them: whoever has the link can go on checking them. "
                    "Once your account is gone, we cannot tell any more that a certificate is yours."))
    understood = forms.BooleanField(
        label=_("I understand that this cannot be undone"),
        error_messages={"required": _("Tick this box if you want to erase your account. Nothing has been erased.")})


def what_goes_and_stays(person) -> dict:
    """{goes: [(title, count)]} for the page that asks once more: only kinds of which there is something."""
    kinds = ((one.title, sum(1 for _row in one.rows(person))) for one in all_exports())
    return {"goes": [(title, count) for title, count in kinds if count]}


def erase_person(person: User, *, at, revoke_certificates: bool = False, say_goodbye: bool = True) -> None:
    """Erase everything that is the person's own; a second call does nothing. One transaction, the person's row first.

    Erasers find on the person whether certificates are to be revoked: `person.revokes_certificates`.
    """
    with transaction.atomic():
        if not User.objects.filter(pk=person.pk, erased_at__isnull=True).update(is_active=False):
            return
        person.refresh_from_db()
        subject, address, words = person.subject, person.email, _farewell(person)
        person.revokes_certificates = revoke_certificates
        for eraser in all_erasers():
            eraser(person, at)
        Event.objects.create(at=at, subject=subject, verb="erased", object_kind="person", object_key=str(subject))
        LedgerSubject.objects.filter(user=person).delete()
        _make_tombstone(person, at)
        enqueue(f"erasure:{subject}", "academy.erasure_journal", {"subject": str(subject), "at": at.isoformat()})
        Intention.objects.filter(kind="mail.rendered", payload__to=address, done_at__isnull=True).delete()
        if say_goodbye:
            queue_rendered(f"mail:erased:{subject}", address, *words)


def _make_tombstone(person: User, at) -> None:
    person.email = f"erased-{person.pk}@erased.invalid"
    person.name = person.language = person.time_zone = person.entry_path = ""
    person.languages = []
    person.city = person.organisation = person.last_login = None
    person.mail_follows = False
    person.is_active = person.is_staff = person.is_superuser = False
    person.erased_at = at
    person.set_unusable_password()
    person.save()


def _farewell(person: User) -> tuple[str, str]:
    """(subject, text) of the last mail, in the person's language."""
    with translation.override(person.language or translation.get_language()):
        subject = " ".join(render_to_string("emails/academy/erased/subject.txt").split())
        return subject, render_to_string("emails/academy/erased/body.txt", {"name": person.name}).strip() + "\n"
