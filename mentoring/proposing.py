"""From a finished run to proposals: two people are asked, blind. What is held already stays as it is, and what was refused is not asked again."""

from datetime import datetime, timedelta

from django.db import transaction

from academy.models import record
from academy.outbox import enqueue
from mentoring.held_pairs import held_pairs, places_of, refused_pairs
from mentoring.models import MatchingRun, MatchProposal, Participation
from mentoring.pool import proposes
from mentoring.round_turn import take_turn

TELL, REMIND, EXPIRE = "mentoring.tell_of_run", "mentoring.remind", "mentoring.expire"
REMINDED_BEFORE = timedelta(days=2)


def lay_proposals(run: MatchingRun, at: datetime) -> list[MatchProposal]:
    """The new proposals of a finished run, in its order. Those who are asked, and those nobody was found for, get their mail. Twice is once.

    A pair is left out that is held or was refused meanwhile, whose people left, asked for no more, or have no place any more: a run that was
    played while somebody answered does no harm, and whoever answered has asked for the next one.
    """
    with transaction.atomic():
        mentoring_round = take_turn(run.round_id)
        if run.result is None or not proposes(mentoring_round, at):
            return []
        known = held_pairs(mentoring_round) | refused_pairs(mentoring_round)
        room = {pk: [places.free, places.open_wishes] for pk, places in places_of(mentoring_round).items()}
        entries = {each.lot: each for each in Participation.objects.filter(round=mentoring_round, pk__in=run.people.values()).select_related("offer", "request")}
        expires_at, made = at + timedelta(days=mentoring_round.answer_days), []
        for pair in run.result["pairs"]:
            mentor, mentee = entries.get(pair["mentor"]), entries.get(pair["mentee"])
            if mentor is None or mentee is None or not _can_be_asked(mentor, mentee, known, room):
                continue
            known.add((mentor.offer.pk, mentee.request.pk))
            room[mentor.pk][0] -= 1
            room[mentee.pk][1] -= 1
            made.append(MatchProposal.objects.create(
                round=mentoring_round, run=run, offer=mentor.offer, request=mentee.request, score=pair["score"], parts=pair.get("parts", {}),
                proposed_at=at, expires_at=expires_at))
            record(None, "proposed", "match_proposal", made[-1].pk, at=at, details={"round": mentoring_round.slug})
        enqueue(f"{TELL}:{run.pk}", TELL, {"run": run.pk})
        if made:
            ids = {"round": mentoring_round.pk, "run": run.pk}
            enqueue(f"{REMIND}:{run.pk}:{expires_at.isoformat()}", REMIND, ids, run_at=remind_at(at, expires_at))
            enqueue(f"{EXPIRE}:{run.pk}:{expires_at.isoformat()}", EXPIRE, ids, run_at=expires_at)
    return made


def remind_at(proposed_at: datetime, expires_at: datetime) -> datetime:
    """Two days before the end; half-way where there are fewer than four days."""
    return expires_at - min(REMINDED_BEFORE, (expires_at - proposed_at) / 2)


def _can_be_asked(mentor: Participation, mentee: Participation, known: set, room: dict[int, list[int]]) -> bool:
    if not hasattr(mentor, "offer") or not hasattr(mentee, "request") or (mentor.offer.pk, mentee.request.pk) in known:
        return False
    return bool(mentor.pk in room and mentee.pk in room and room[mentor.pk][0] and room[mentee.pk][1])
