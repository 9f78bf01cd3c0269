"""The hub passes somebody on: to a named receiver, with a date by which they answer. Only after a yes, and only to the organisation that was named."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from academy.models import User, record
from academy.refusals import Refused
from mentoring.models import Referral, ReferralEnding, Suggestion
from mentoring.orientation.facts import day
from mentoring.orientation.mails import write_to_person, write_to_receiver
from mentoring.orientation.suggesting import end_open_referrals, still_there
from mentoring.orientation.turn import read_by_hub, turn_of


def refer(suggestion: Suggestion, receiver_name: str, receiver_email: str, by: User, at: datetime, *, language: str = "") -> Referral:
    """`receiver_email` empty: they were told by telephone. Raises Refused without consent, when somebody is asked already, or when the organisation has closed."""
    still_there(suggestion, at)
    with turn_of(suggestion.request, at) as kept:
        found = kept.suggestions.select_for_update().get(pk=suggestion.pk)
        if not found.is_agreed:
            raise Refused("no_consent", _("The person has not agreed to this. Nothing is passed on before that."))
        if not found.receiver:
            raise Refused("nobody_to_tell", _("Nobody needs to be told about this: people go there by themselves."))
        if any(each.is_open or each.ending == ReferralEnding.OUTCOME for each in found.referrals.all()):
            raise Refused("asked", _("Somebody is asked already."))
        made = _ask(kept, found, receiver_name, receiver_email, language, by, at)
        write_to_person(kept, "passed_on", made.pk)
    return made


def change_receiver(referral: Referral, receiver_name: str, receiver_email: str, by: User, at: datetime) -> Referral:
    """Somebody else of the same organisation: the one asked before hears that it is over, and their link opens nothing any more."""
    suggestion = referral.suggestion
    still_there(suggestion, at)
    with turn_of(suggestion.request, at) as kept:
        before = _open(referral)
        end_open_referrals(before.suggestion, ReferralEnding.REPLACED, at)
        return _ask(kept, before.suggestion, receiver_name, receiver_email, before.language, by, at)


def remind(referral: Referral, by: User, at: datetime) -> Referral:
    """Ask the same receiver once more, with a new date: for an answer, or for what came of it."""
    still_there(referral.suggestion, at)
    with turn_of(referral.suggestion.request, at) as kept:
        found = _open(referral)
        until = day(kept, at) + timedelta(days=kept.hub.referral_days)
        found.came_back_at, found.next_on = None, until
        if not found.answer:
            found.answer_by = until
        found.save(update_fields=["came_back_at", "next_on", "answer_by"])
        read_by_hub(kept, at)
        record(by, "reminded", "help_request", kept.key, at=at)
        write_to_receiver(found, "outcome" if found.answer else "asked", until.isoformat())
    return found


def _ask(kept, suggestion: Suggestion, receiver_name: str, receiver_email: str, language: str, by: User, at: datetime) -> Referral:
    until = day(kept, at) + timedelta(days=kept.hub.referral_days)
    made = Referral.objects.create(suggestion=suggestion, receiver_name=receiver_name, receiver_email=receiver_email, language=language or kept.hub.language, sent_by=by, sent_at=at,
                                   answer_by=until, next_on=until)
    read_by_hub(kept, at)
    record(by, "referred", "help_request", kept.key, at=at, details={"kind": suggestion.kind})
    write_to_receiver(made, "asked", until.isoformat())
    return made


def _open(referral: Referral) -> Referral:
    found = Referral.objects.select_related("suggestion").get(pk=referral.pk)
    if not found.is_open:
        raise Refused("over", _("This is over."))
    return found
