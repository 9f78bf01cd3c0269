"""A receiver answers: they take it up, or cannot; and later, what came of it. By their link, or told to the hub on the telephone (`by`)."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from academy.models import User, record
from academy.refusals import Refused
from mentoring.models import Referral, ReferralEnding, Taken
from mentoring.orientation.facts import day
from mentoring.orientation.mails import write_to_person
from mentoring.orientation.standing import OUTCOME_AFTER
from mentoring.orientation.turn import read_by_hub, turn_of

LATEST_CONTACT = timedelta(days=90)


def take_up(referral: Referral, contact_by: date, words: str, at: datetime, by: User | None = None) -> Referral:
    """Yes, and they will be in touch by a day. Saying the same twice is saying it once; a late yes is a yes."""
    with turn_of(referral.suggestion.request, at) as kept:
        found = _unanswered(referral, Taken.ACCEPTED)
        if found.answer:
            return found
        today = day(kept, at)
        if not today <= contact_by <= today + LATEST_CONTACT:
            raise Refused("contact_by", _("Say a day between today and %(days)d days from now.") % {"days": LATEST_CONTACT.days})
        found.answer, found.answered_at, found.answer_words, found.contact_by = Taken.ACCEPTED, at, words, contact_by
        found.came_back_at, found.next_on = None, contact_by + OUTCOME_AFTER
        found.save()
        _log(kept, "took_up", by, at)
        write_to_person(kept, "taken_up", found.pk)
    return found


def turn_down(referral: Referral, reason: str, at: datetime, by: User | None = None) -> Referral:
    """They cannot: the request is the hub's again, today."""
    with turn_of(referral.suggestion.request, at, closed_too=True) as kept:
        found = _unanswered(referral, Taken.DECLINED)
        if found.answer:
            return found
        found.answer, found.answered_at, found.answer_words = Taken.DECLINED, at, reason
        found.ended_at, found.ending, found.next_on = at, ReferralEnding.DECLINED, None
        found.save()
        _log(kept, "turned_down", by, at)
        write_to_person(kept, "not_taken_up", found.pk)
    return found


def tell_outcome(referral: Referral, outcome: str, words: str, at: datetime, by: User | None = None) -> Referral:
    """What came of it. The hub then closes the request, or looks further."""
    with turn_of(referral.suggestion.request, at) as kept:
        found = Referral.objects.get(pk=referral.pk)
        if found.outcome:
            return found
        if not found.is_open or found.answer != Taken.ACCEPTED:
            raise Refused("not_taken_up", _("Say first whether you take it up."))
        found.outcome, found.outcome_words, found.outcome_at = outcome, words, at
        found.ended_at, found.ending, found.next_on, found.came_back_at = at, ReferralEnding.OUTCOME, None, None
        found.save()
        _log(kept, "told_outcome", by, at)
        write_to_person(kept, "outcome", found.pk)
    return found


def _unanswered(referral: Referral, answer: Taken) -> Referral:
    found = Referral.objects.get(pk=referral.pk)
    if found.answer and found.answer != answer:
        raise Refused("answered", _("You have answered this already. If something has changed, please call the hub."))
    if not found.answer and not found.is_open:
        raise Refused("over", _("This is over: the person no longer needs it, or somebody else was asked. Thank you."))
    return found


def _log(kept, verb: str, by: User | None, at: datetime) -> None:
    if by is not None:
        read_by_hub(kept, at)
    record(by, verb, "help_request", kept.key, at=at)
