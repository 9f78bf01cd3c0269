"""The person says yes or no to a suggestion. With a yes they say what exactly may be passed on; without it nothing ever is."""

from datetime import datetime

from django.utils.translation import gettext as _

from academy.models import User, record
from academy.refusals import Refused
from mentoring.models import Consent, Suggestion
from mentoring.orientation.suggesting import still_there
from mentoring.orientation.turn import read_by_hub, turn_of


def agree(suggestion: Suggestion, at: datetime, *, name: str = "", contact: str = "", words: str = "", by: User | None = None) -> Suggestion:
    """Yes. `by`: the worker who wrote down what the person said on the telephone. Raises Refused when it was answered otherwise, or cannot be followed any more."""
    still_there(suggestion, at)
    with turn_of(suggestion.request, at) as kept:
        found = _unanswered(kept, suggestion, Consent.YES)
        if found.answer:
            return found
        if found.receiver and not contact:
            raise Refused("no_contact", _("Say how they can reach you; otherwise they cannot answer."))
        found.answer, found.answered_at, found.by_phone = Consent.YES, at, by is not None
        if found.receiver:
            found.passed_name, found.passed_contact, found.passed_words = name, contact, words
        found.save()
        if by is not None:
            read_by_hub(kept, at, replied=True)
        record(by, "agreed", "help_request", kept.key, at=at, details={"kind": found.kind})
    return found


def decline(suggestion: Suggestion, at: datetime, *, by: User | None = None) -> Suggestion:
    """No, thank you: nothing is passed on, and the hub looks for another way."""
    with turn_of(suggestion.request, at) as kept:
        found = _unanswered(kept, suggestion, Consent.NO)
        if found.answer:
            return found
        found.answer, found.answered_at, found.by_phone = Consent.NO, at, by is not None
        found.save()
        if by is not None:
            read_by_hub(kept, at, replied=True)
        record(by, "declined", "help_request", kept.key, at=at, details={"kind": found.kind})
    return found


def _unanswered(kept, suggestion: Suggestion, answer: Consent) -> Suggestion:
    """The same answer twice is one; another answer than before is refused."""
    found = kept.suggestions.select_for_update().get(pk=suggestion.pk)
    if found.returned_at:
        raise Refused("returned", _("The hub has taken this suggestion back."))
    if found.answer and found.answer != answer:
        raise Refused("answered", _("This was answered before. Write to the hub if you have changed your mind."))
    return found
