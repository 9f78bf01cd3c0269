"""What an answer in somebody's calendar does: “No” gives the seat or the offer back, “Yes” takes an offered seat. Everything else does nothing.

A “No” to one of several meetings gives nothing back: the seat is for the whole exchange. The person is told so, with the link
that gives it back; once every meeting ahead is answered with “No”, it is.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from academy.emails import mail_context, queue_mail
from academy.models import Intention
from cohorts.calendar_entries import standing_of
from cohorts.calendar_feed import entries_of
from cohorts.calendar_rows import load_rows
from cohorts.models import Exchange, Registration, RegistrationState
from cohorts.notice_mails import still, words
from cohorts.refusals import Refused
from cohorts.registering import accept_offer, decline_offer, withdraw

State = RegistrationState
CLOCKS_DIFFER = timedelta(minutes=15)
ACCEPTED, DECLINED = "ACCEPTED", "DECLINED"


def invited_to(registration: Registration) -> dict[str, int]:
    """{uid: sequence} of what stands in this person's calendar and is still ahead, as the newest invitation says."""
    rows = load_rows(Exchange.objects.filter(pk=registration.exchange_id), "en", richly=False)
    standing = standing_of(registration.state, registration.revision, registration.changed_at)
    found: dict[str, int] = {}
    for entry in entries_of(rows, {registration.exchange_id: standing}):
        if entry.status != "CANCELLED" and (entry.ends_at > timezone.now() or entry.rule):
            found[entry.uid] = max(found.get(entry.uid, 0), entry.sequence)
    return found


def take_answer(intention: Intention, at: datetime) -> None:
    """Runs inside the outbox row's transaction: once for one mail, whatever happens to the server."""
    answer = intention.payload
    found = Registration.objects.select_related("exchange", "person").filter(pk=answer["registration"], person__isnull=False).first()
    if found is None or found.state not in (State.REGISTERED, State.OFFERED) or found.exchange.is_over(at) or _is_of_earlier(found, answer):
        return
    invited = invited_to(found)
    if answer["uid"] not in invited or answer["sequence"] < invited[answer["uid"]]:
        return
    try:
        if answer["partstat"] == ACCEPTED and found.state == State.OFFERED:
            accept_offer(found, at=at)
        elif answer["partstat"] == DECLINED:
            _decline(found, answer, invited, intention, at)
    except Refused:
        return  # the offer had run out, say: its own mail tells them


def _is_of_earlier(registration: Registration, answer: dict) -> bool:
    """Answered before the registration came into its present state: about something that is no more."""
    said = answer.get("at")
    return said is not None and datetime.fromisoformat(said) < registration.changed_at - CLOCKS_DIFFER


def _decline(registration: Registration, answer: dict, invited: dict[str, int], intention: Intention, at: datetime) -> None:
    if answer.get("occurrence") or (set(invited) - _declined_before(registration, invited, intention) - {answer["uid"]}):
        queue_mail("cohorts/one_declined", registration.person, f"one_declined:{registration.pk}:{registration.revision}", registration=registration.pk,
                   revision=registration.revision)
    elif registration.state == State.OFFERED:
        decline_offer(registration, at=at)
    else:
        withdraw(registration, by=registration.person, at=at)


def _declined_before(registration: Registration, invited: dict[str, int], intention: Intention) -> set[str]:
    """The uids whose last answer, among those taken for this state, was “No” to the whole of it."""
    last: dict[str, str] = {}
    for earlier in Intention.objects.filter(kind="cohorts.reply", key__startswith=f"reply:{registration.pk}:", done_at__isnull=False).exclude(
            pk=intention.pk).order_by("pk"):
        said = earlier.payload
        if not said.get("occurrence") and not _is_of_earlier(registration, said) and said["sequence"] >= invited.get(said["uid"], 0):
            last[said["uid"]] = said["partstat"]
    return {uid for uid, partstat in last.items() if partstat == DECLINED}


@mail_context("cohorts/one_declined")
def one_declined(person, ids) -> dict | None:
    found = still(person, ids, State.REGISTERED, State.OFFERED)
    return found and words(found)
