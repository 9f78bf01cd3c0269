"""What is said about a request: by the person, by the hub to the person, by telephone, and among colleagues. And who looks after it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from academy.models import User, record
from academy.refusals import Refused
from mentoring.models import HelpMessage, HelpMessageKind, HelpRequest
from mentoring.orientation.facts import day
from mentoring.orientation.mails import write_to_person
from mentoring.orientation.owners import workers
from mentoring.orientation.standing import FARTHEST
from mentoring.orientation.turn import read_by_hub, turn_of

MOST_MESSAGES = 100  # of the person about one request


def add_words(request: HelpRequest, words: str, at: datetime) -> HelpMessage:
    """The person adds something. It comes up at the hub again, with a date by which it is answered."""
    with turn_of(request, at) as kept:
        if kept.messages.filter(kind=HelpMessageKind.PERSON).count() >= MOST_MESSAGES:
            raise Refused("too_many", _("You have written very often here. Please call the hub."))
        kept.said_at = at
        record(None, "added", "help_request", kept.key, at=at)
        return HelpMessage.objects.create(request=kept, kind=HelpMessageKind.PERSON, words=words, at=at)


def answer(request: HelpRequest, words: str, by: User, at: datetime) -> HelpMessage:
    """The hub writes to the person."""
    with turn_of(request, at) as kept:
        read_by_hub(kept, at, replied=True)
        said = HelpMessage.objects.create(request=kept, kind=HelpMessageKind.ANSWER, words=words, by=by, at=at)
        record(by, "answered", "help_request", kept.key, at=at)
        write_to_person(kept, "answered", said.pk)
        return said


def note_call(request: HelpRequest, words: str, by: User, at: datetime) -> HelpMessage:
    """What was said on the telephone: an answer, which the person finds on their page."""
    with turn_of(request, at) as kept:
        read_by_hub(kept, at, replied=True)
        record(by, "called", "help_request", kept.key, at=at)
        return HelpMessage.objects.create(request=kept, kind=HelpMessageKind.PHONE, words=words, by=by, at=at)


def note(request: HelpRequest, words: str, by: User, at: datetime) -> HelpMessage:
    """For colleagues only; also about a closed request. It changes no date."""
    return HelpMessage.objects.create(request=request, kind=HelpMessageKind.NOTE, words=words, by=by, at=at)


def take(request: HelpRequest, by: User, at: datetime) -> HelpRequest:
    """A worker of the hub has read it and looks after it from now on."""
    with turn_of(request, at) as kept:
        if by.pk not in workers(kept.hub_id, day(kept, at)):
            raise Refused("no_worker", _("Only who does orientation at this hub can look after a request."))
        kept.owner = by
        read_by_hub(kept, at)
        record(by, "took", "help_request", kept.key, at=at)
    return kept


def put_off(request: HelpRequest, on: date, by: User, at: datetime) -> HelpRequest:
    """Look at it again on another day, at most sixty days from now. What comes meanwhile brings it up before."""
    with turn_of(request, at) as kept:
        today = day(kept, at)
        if not today < on <= today + FARTHEST:
            raise Refused("too_far", _("Choose a day from tomorrow on, at most %(days)d days away.") % {"days": FARTHEST.days})
        read_by_hub(kept, at)
        record(by, "put_off", "help_request", kept.key, at=at)
    HelpRequest.objects.open().filter(pk=kept.pk).update(next_on=on)
    kept.next_on = on
    return kept
