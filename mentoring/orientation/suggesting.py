"""The hub suggests a way, and takes a suggestion back when it cannot be followed any more."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from academy import ways
from academy.models import User, record
from academy.refusals import Refused
from mentoring.models import HelpRequest, Referral, ReferralEnding, Suggestion
from mentoring.orientation.mails import write_to_person, write_to_receiver
from mentoring.orientation.turn import read_by_hub, turn_of

MOST_OPEN = 10


def suggest(request: HelpRequest, kind: str, key: str, why: str, by: User, at: datetime) -> Suggestion:
    """One way with a sentence why it fits, in the person's language as far as the way has it. Raises Refused when it is gone, or suggested already."""
    with override(request.language):
        found = ways.way(kind, key, request.language, at)
    if found is None or found.gone:
        raise Refused("gone", found.gone if found else _("This is not there any more."))
    with turn_of(request, at) as kept:
        standing = [each for each in kept.suggestions.all() if each.stands]
        if any((each.kind, each.way_key) == (kind, key) for each in standing):
            raise Refused("twice", _("This is suggested already."))
        if len(standing) >= MOST_OPEN:
            raise Refused("too_many", _("There are %(count)d suggestions already. Wait for an answer, or take one back.") % {"count": len(standing)})
        made = Suggestion.objects.create(request=kept, kind=kind, way_key=key, title=found.title[:255], title_language=found.language, receiver=found.receiver[:200],
                                         receiver_email=found.email, why=why, suggested_by=by, suggested_at=at)
        read_by_hub(kept, at, replied=True)
        record(by, "suggested", "help_request", kept.key, at=at, details={"kind": kind})
        write_to_person(kept, "suggested", made.pk)
    return made


def take_back(suggestion: Suggestion, why: str, by: User | None, at: datetime) -> None:
    """It comes back to the hub with the reason; what was passed on ends, and the receiver hears that it is over. Nothing when it was over before."""
    with turn_of(suggestion.request, at) as kept:
        found = kept.suggestions.select_for_update().get(pk=suggestion.pk)
        if not found.stands:
            return
        found.returned_at, found.returned_why = at, why[:300]
        found.save(update_fields=["returned_at", "returned_why"])
        end_open_referrals(found, ReferralEnding.WITHDRAWN, at)
        record(by, "returned", "help_request", kept.key, at=at, details={"kind": found.kind})


def end_open_referrals(suggestion: Suggestion, ending: ReferralEnding, at: datetime) -> None:
    """Inside the turn of its request."""
    for each in suggestion.referrals.filter(ended_at__isnull=True):
        Referral.objects.filter(pk=each.pk).update(ended_at=at, ending=ending, next_on=None)
        if ending in (ReferralEnding.WITHDRAWN, ReferralEnding.REPLACED):
            write_to_receiver(each, "over")


def still_there(suggestion: Suggestion, at: datetime) -> None:
    """Before anybody is passed on. When the organisation has closed or the service has ended, the suggestion comes back to the hub, and Refused says why."""
    found = ways.way(suggestion.kind, suggestion.way_key, suggestion.request.language, at)
    if found is not None and not found.gone:
        return
    why = found.gone if found is not None else _("This is not there any more.")
    take_back(suggestion, why, None, at)
    raise Refused("gone", _("%(why)s The suggestion is back at the hub, which looks for another way.") % {"why": why})
