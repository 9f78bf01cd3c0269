"""Where a request stands, in words: a sentence for the person, a few words for the hub's workers."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentoring.models import HelpRequest
from mentoring.orientation.standing import Need, Way


def for_person(request: HelpRequest, need: Need) -> str:
    """In the active language."""
    if request.forgotten_at:
        return _("This request is forgotten. What you wrote, your name and how to reach you are erased.")
    if not request.is_open:
        return _("This request is closed: %(outcome)s.") % {"outcome": request.get_outcome_display()}
    until = {"day": _day(request.next_on)}
    return {
        Need.READ: _("The hub has your request. Somebody reads it, and answers by %(day)s.") % until,
        Need.CAME_BACK: _("There was no answer in time from where you were passed on to. It is back at the hub, and the hub looks after it now."),
        Need.REFER: _("You have said yes. The hub passes you on next."),
        Need.REPLY: _("The hub has what you wrote, and answers by %(day)s.") % until,
        Need.SUGGEST: _("The hub looks for a way for you, and writes here again."),
        Need.CLOSE: _("It is known what came of it. Close the request below, or write what is still missing."),
        Need.CONSENT: _("The hub suggests something to you. Please say yes or no below."),
        Need.RECEIVER: _("You have been passed on. If there is no answer by %(day)s, it comes back to the hub.") % until,
        Need.RESULT: _("You are taken up. If nothing comes of it by %(day)s, the hub asks.") % until,
        Need.FOLLOW_UP: _("You go there by yourself. The hub asks how it went around %(day)s.") % until,
    }[need]


def for_worker(need: Need) -> str:
    return {
        Need.READ: _("not read yet"), Need.CAME_BACK: _("came back without an answer"), Need.REFER: _("said yes: pass on"), Need.REPLY: _("has written: answer"),
        Need.SUGGEST: _("needs a suggestion"), Need.CLOSE: _("outcome is known: close, or look further"), Need.CONSENT: _("waits for consent"),
        Need.RECEIVER: _("waits for the receiver"), Need.RESULT: _("taken up, waits for an outcome"), Need.FOLLOW_UP: _("went there alone: ask how it was"),
    }[need]


def of_way(way: Way) -> str:
    """Of one suggestion, for either."""
    return {
        Way.WAITING: _("waits for a yes or no"), Way.AGREED: _("agreed, not passed on yet"), Way.GOING: _("yes"), Way.SENT: _("passed on, not answered yet"),
        Way.CAME_BACK: _("no answer in time"), Way.TAKEN_UP: _("taken up"), Way.DONE: _("done"), Way.SPENT: _("over"),
    }[way]


def _day(on: date) -> str:
    return date_format(on, "DATE_FORMAT")
