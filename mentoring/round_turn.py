"""One at a time: whatever changes the proposals of a round writes the round's `turn` first, and so waits for whoever does so already.

`select_for_update` does nothing on SQLite; a write as the first statement takes the lock on both databases. Decide on what is read after it.
"""

from django.db.models import F

from mentoring.models import MentoringRound


def take_turn(round_id: int) -> MentoringRound:
    """The round as it stands, and nobody else changes its proposals until this transaction ends. Call first thing in it."""
    MentoringRound.objects.filter(pk=round_id).update(turn=F("turn") + 1)
    return MentoringRound.objects.select_related("city").get(pk=round_id)
