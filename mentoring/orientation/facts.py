"""From rows to the plain values that mentoring/orientation/standing.py decides on."""

from datetime import date, datetime

from mentoring.models import Consent, HelpRequest, Referral, ReferralEnding, Suggestion, Taken
from mentoring.orientation.standing import Facts, Step, Way


def day(request: HelpRequest, at: datetime) -> date:
    """The date at the moment `at` on the clocks of the hub's city."""
    return request.hub.city.day_of(at)


def last_referral(suggestion: Suggestion) -> Referral | None:
    """Of referrals that may be prefetched."""
    return max(suggestion.referrals.all(), key=lambda each: (each.sent_at, each.pk), default=None)


def way_of(suggestion: Suggestion) -> Way:
    if not suggestion.stands:
        return Way.SPENT
    if suggestion.answer != Consent.YES:
        return Way.WAITING
    sent = last_referral(suggestion)
    if sent is None:
        return Way.AGREED if suggestion.receiver else Way.GOING
    if not sent.is_open:
        return Way.DONE if sent.ending == ReferralEnding.OUTCOME else Way.SPENT
    if sent.came_back_at:
        return Way.CAME_BACK
    return Way.TAKEN_UP if sent.answer == Taken.ACCEPTED else Way.SENT


def facts_of(request: HelpRequest) -> Facts:
    """`request.suggestions` and their referrals may be prefetched."""
    steps = []
    for each in request.suggestions.all():
        sent = last_referral(each)
        steps.append(Step(way_of(each), day(request, each.answered_at or each.suggested_at), sent.next_on if sent else None))
    unanswered = request.replied_at is None or request.replied_at < request.said_at
    return Facts(unread=request.read_at is None, unanswered_since=day(request, request.said_at) if unanswered else None, steps=tuple(steps), answer_days=request.hub.answer_days)
