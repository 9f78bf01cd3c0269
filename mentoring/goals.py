"""What the two want to get done: goals are added, reached, dropped, and taken up again."""

from django.db import transaction
from django.utils import timezone

from mentoring.mentorship_turn import NotNow, hold
from mentoring.models import MentorshipGoal

MOST_OPEN = 8  # more would be a wish list

REACHED, DROPPED, AGAIN = "reached", "dropped", "again"


def add(mentorship, text: str, by, at) -> MentorshipGoal:
    """NotNow when it has ended, or there are as many open ones as anybody can keep in mind."""
    with transaction.atomic():
        held = hold(mentorship.pk)
        if held.finished_on or held.goals.filter(reached_on=None, dropped_on=None).count() >= MOST_OPEN:
            raise NotNow
        return MentorshipGoal.objects.create(mentorship=held, text=text, written_by=held.side_of(by), written_at=at)


def mark(goal: MentorshipGoal, what: str, at) -> None:
    """`what`: REACHED, DROPPED or AGAIN. Either of the two may, until it has ended."""
    with transaction.atomic():
        if hold(goal.mentorship_id).finished_on:
            raise NotNow
        day = timezone.localdate(at)
        MentorshipGoal.objects.filter(pk=goal.pk).update(reached_on=day if what == REACHED else None, dropped_on=day if what == DROPPED else None)
