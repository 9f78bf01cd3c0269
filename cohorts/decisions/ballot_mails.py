"""Everybody on a roll is told that their ballot is open: one mail, which does not wait for a daily one, since the ballot ends."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.both_times import moment_words
from academy.emails import absolute_url, mail_context
from cohorts.digest import news
from cohorts.mail_links import choices_url
from cohorts.models import Ballot, BallotRoll

OPENED = "cohorts/ballot_opened"


def tell_opened(ballot: Ballot) -> None:
    """In the transaction that opens it; once to each person, however many voices they have."""
    for person_id in BallotRoll.objects.filter(ballot=ballot).order_by().values_list("person_id", flat=True).distinct():
        news(f"ballot:{ballot.pk}:{person_id}", OPENED, person_id, can_wait=False, ballot=str(ballot.pk))


@mail_context(OPENED)
def opened(person, ids: dict) -> dict | None:
    """None when there is nothing left to do for them: it is over, or they have voted."""
    ballot = Ballot.objects.taking_votes(timezone.now()).select_related("space__city", "group").filter(pk=ids["ballot"]).first()
    if ballot is None or not ballot.roll.filter(person=person, voted=False).exists():
        return None
    place = (ballot.group or ballot.space).name
    return {"place": place, "question": ballot.question, "method": ballot.get_method_display(), "closes": moment_words(ballot.closes_at, ballot.space.city.time_zone),
            "url": absolute_url(reverse("ballot", args=[ballot.pk])), "choices_url": choices_url(), "why": _("You get this mail because you may vote in “%(place)s”.") % {"place": place}}
