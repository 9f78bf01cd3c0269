"""A mentorship begins: both said yes, and only now each learns who the other is and how to reach them."""

from django.db import transaction
from django.utils import timezone

from academy.emails import queue_mail
from academy.models import record
from mentoring.models import MatchProposal, Mentorship, Side
from mentoring.pulse import ask_in_a_while


def begin(proposal: MatchProposal, at) -> Mentorship:
    """In the caller's transaction, that of the second yes. A second call gives the mentorship that is there."""
    with transaction.atomic():
        found = Mentorship.objects.filter(proposal=proposal).first()
        if found is not None:
            return found
        mentor, mentee, day = proposal.offer.participation.person, proposal.request.participation.person, timezone.localdate(at)
        made = Mentorship.objects.create(round_id=proposal.round_id, proposal=proposal, mentor=mentor, mentee=mentee, started_on=day,
                                         planned_end_on=max(proposal.round.ends_on, day))
        record(None, "began", "mentorship", made.pk, at=at, details={"round": proposal.round.slug})
        for person in (mentor, mentee):
            queue_mail("mentoring/begun", person, f"mentorship:{made.pk}:begun:{person.pk}", mentorship=made.pk)
        for side in Side.values:
            ask_in_a_while(made, side, at)
    return made
