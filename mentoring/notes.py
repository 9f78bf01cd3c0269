"""Notes of one side: private, or shared with the partner. Nobody else reads either kind: not coordinators, not superusers."""

from django.db import transaction
from django.db.models import Q

from mentoring.mentorship_turn import NotNow
from mentoring.models import MentorshipNote

MOST = 500


def read_by(mentorship, side: str):
    """What this side may read: all of its own, and what the partner shares. Newest first."""
    return mentorship.notes.filter(Q(side=side) | Q(shared=True))


def write(mentorship, side: str, text: str, shared: bool, at) -> MentorshipNote:
    """Also after the end: looking back is allowed."""
    with transaction.atomic():
        if mentorship.notes.filter(side=side).count() >= MOST:
            raise NotNow
        return MentorshipNote.objects.create(mentorship=mentorship, side=side, text=text, shared=shared, written_at=at)


def delete(mentorship, side: str, pk: int) -> bool:
    """Only one's own."""
    return bool(mentorship.notes.filter(side=side, pk=pk).delete()[0])
