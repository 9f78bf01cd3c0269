"""One mail a day for what can wait, for those who chose it.

What can wait: the reminder a week before, changes for somebody who only waits or asked (more than three days ahead), one's
place in the line, new exchanges. What cannot: whatever decides about a seat, cancellations, the reminder the day before, and
every change for somebody with a seat, because it corrects their calendar.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from academy.emails import context_of, mail_context, queue_mail, subject_of
from academy.models import Intention, User
from academy.outbox import GiveUp, enqueue
from cohorts.mail_links import choices_url, stop_url
from cohorts.models import DigestLine, MailChoice

FROM_HOUR = 7  # on the reader's clocks
KEPT = timedelta(days=60)
NEAR = timedelta(days=3)


def news(key: str, template: str, person_id: int, *, can_wait: bool, **ids) -> None:
    """Inside the caller's atomic(): somebody is to be told something, once for this key. When the row is carried out, it becomes a mail or a line."""
    enqueue(key, "cohorts.news", {"template": template, "person": person_id, "can_wait": can_wait, "ids": ids})


def tell_or_keep(key: str, told: dict, at) -> None:
    """Inside the row's own transaction: a mail of its own, or a line of the next daily mail for who chose that and what can wait. Never both."""
    person = User.objects.filter(pk=told["person"], erased_at__isnull=True).first()
    if person is None:
        return
    if told["can_wait"] and MailChoice.objects.filter(person=person, daily_digest=True).exists():
        DigestLine.objects.bulk_create([DigestLine(person=person, template=told["template"], ids=told["ids"], key=key, made_at=at)], ignore_conflicts=True)
    else:
        queue_mail(told["template"], person, key, **told["ids"])


def digests_due(at) -> int:
    """Say that everybody with lines waiting gets their mail of today, from seven in the morning where they are. How many were said."""
    waiting = User.objects.filter(pk__in=DigestLine.objects.filter(sent_at__isnull=True).values("person_id"), erased_at__isnull=True)
    keys = {f"digest:{person.pk}:{local.date()}": person.pk for person in waiting.select_related("city")
            if (local := at.astimezone(ZoneInfo(person.zone_name))).hour >= FROM_HOUR}
    said = set(Intention.objects.filter(key__in=keys).values_list("key", flat=True))
    with transaction.atomic():
        for key in keys.keys() - said:
            enqueue(key, "cohorts.digest", {"person": keys[key]})
    return len(keys.keys() - said)


def gather_one(key: str, person_id: int, at) -> None:
    """The lines that wait become one mail: marked and queued in one transaction, so that none is in two mails or in none."""
    person = User.objects.filter(pk=person_id, erased_at__isnull=True).first()
    lines = list(DigestLine.objects.filter(person_id=person_id, sent_at__isnull=True).order_by("made_at", "pk").values_list("pk", flat=True))
    if person is None or not lines:
        return
    DigestLine.objects.filter(pk__in=lines, sent_at__isnull=True).update(sent_at=at)
    queue_mail("cohorts/digest", person, key, lines=lines)


@mail_context("cohorts/digest")
def digest(person, ids) -> dict | None:
    """Every line is asked again, as a mail of its own would be; without a single one left there is no mail."""
    lines = []
    for line in DigestLine.objects.filter(person=person, pk__in=ids["lines"]).order_by("made_at", "pk"):
        try:
            context = context_of(line.template, person, line.ids)
        except GiveUp:
            continue  # a template that is no longer made must not hold the other lines back
        if context is not None:
            lines.append({"text": subject_of(line.template, context), "detail": context.get("detail", ""), "url": context.get("url", "")})
    if not lines:
        return None
    return {"lines": lines, "choices_url": choices_url(), "unsubscribe_url": stop_url(person, "digest"),
            "why": _("You get this mail because you chose one mail a day for what can wait.")}


def forget_sent_lines(at) -> int:
    """Lines that went out long ago; how many."""
    return DigestLine.objects.filter(sent_at__lt=at - KEPT).delete()[0]
