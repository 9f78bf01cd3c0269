"""Builders for mentoring rounds in the small named world (tests/world.py): Marta offers bookkeeping, Lia asks for it.

`make_round(world)` is a round of the network whose call is open at NOW; `closed=True`: its call closed the day before. `take_part(...)` sends
an entry in; `run_round(round)` lays a finished run as the worker would; `propose_pair`, `make_mentorship` lay what comes after, as rows.
"""

from datetime import date, datetime, timedelta

from academy.models import Skill
from mentoring.models import (
    Answer,
    Ending,
    MatchingRun,
    MatchProposal,
    MentoringRequest,
    MentoringRound,
    MentorOffer,
    Mentorship,
    OfferedSkill,
    Participation,
    ProposalAnswer,
    Side,
    WantedSkill,
)
from tests.world import NOW

RULES = {
    "id": "test-round", "language_min_level": 3, "min_shared_hours": 1, "cross_city_only": False, "exclude_same_organisation": False, "priority_groups": [],
    "tiers": [25, 50, 75], "weights": {"skill": 40, "language": 15, "availability": 15, "exchange": 15, "sector": 5, "reciprocity": 10},
    "availability_full_hours": 4, "draw_seed": "a-seed-known-beforehand",
}
TUESDAY_EVENING = [24 + 18, 24 + 19, 24 + 20]  # local hours of the week


def make_skill(code: str = "bookkeeping", **labels) -> Skill:
    return Skill.objects.get_or_create(code=code, defaults={"labels": {"en": code.replace("-", " ").capitalize(), **labels}})[0]


def make_round(world, slug: str = "autumn", *, closed: bool = False, draft: bool = False, **fields) -> MentoringRound:
    """A round of the network (`city=` makes it a city's): call from a week ago for another week, mentoring from January to June."""
    closes = NOW - timedelta(days=1) if closed else NOW + timedelta(days=7)
    return MentoringRound.objects.create(**{
        "slug": slug, "title": f"Mentoring, {slug}", "call_opens_at": NOW - timedelta(days=7), "call_closes_at": closes, "created_by": world.nadia, "created_at": NOW - timedelta(days=8),
        "opened_at": None if draft else NOW - timedelta(days=7), "call_closed_at": closes if closed else None, "starts_on": date(2027, 1, 11), "ends_on": date(2027, 6, 30),
        "reference_monday": date(2027, 1, 11), "rules": {**RULES, "id": slug}, **fields})


def take_part(mentoring_round: MentoringRound, person, *, offers: dict | None = None, wants: dict | None = None, capacity: int = 1, mentors_wanted: int = 1,
              hours=TUESDAY_EVENING, languages: dict | None = None, at: datetime = NOW, draft: bool = False, **fields) -> Participation:
    """An entry. `offers`: {skill code: level 1..5}; `wants`: {skill code: (own level 0..4, priority 1..3)}."""
    entry = Participation.objects.create(round=mentoring_round, person=person, **{
        "languages": languages or {"pt": 5, "en": 4}, "time_zone": person.zone_name, "hours": sorted(hours), "drafted_at": at, "changed_at": at,
        "submitted_at": None if draft else at, **fields})
    if offers:
        offer = MentorOffer.objects.create(participation=entry, capacity=capacity)
        OfferedSkill.objects.bulk_create([OfferedSkill(offer=offer, skill=make_skill(code), level=level) for code, level in offers.items()])
    if wants:
        request = MentoringRequest.objects.create(participation=entry, mentors_wanted=mentors_wanted)
        WantedSkill.objects.bulk_create([WantedSkill(request=request, skill=make_skill(code), level=level, priority=priority)
                                         for code, (level, priority) in wants.items()])
    return entry


def lay_run(mentoring_round: MentoringRound, pairs=(), at: datetime = NOW, **fields) -> MatchingRun:
    """A finished run as a row, without the matcher: `pairs` of (mentor's entry, mentee's entry)."""
    result = {"format": "mentoring-result/1", "round_id": mentoring_round.slug, "unserved": [],
              "pairs": [{"mentor": mentor.lot, "mentee": mentee.lot, "score": 70, "parts": PARTS} for mentor, mentee in pairs]}
    return MatchingRun.objects.create(round=mentoring_round, **{
        "rules": mentoring_round.rules, "input": {"format": "mentoring-round/1"}, "result": result, "asked_at": at, "started_at": at, "finished_at": at,
        "people": {entry.lot: entry.pk for pair in pairs for entry in pair}, **fields})


def publish(mentoring_round: MentoringRound, pairs=(), at: datetime = NOW) -> MatchingRun:
    """The round as published with a run of these pairs, its proposals not laid yet (mentoring.proposing.lay_proposals does)."""
    run = lay_run(mentoring_round, pairs, at)
    mentoring_round.published_run, mentoring_round.published_at, mentoring_round.call_closed_at = run, at, mentoring_round.call_closed_at or at
    mentoring_round.save()
    return run


PARTS = {"skill": 30, "language": 10, "availability": 15, "exchange": 15, "sector": 0, "reciprocity": 0}


def propose_pair(mentor: Participation, mentee: Participation, at: datetime = NOW, **fields) -> MatchProposal:
    """An open proposal between two entries of one (published) round."""
    mentoring_round = mentor.round
    run = mentoring_round.published_run or lay_run(mentoring_round, [(mentor, mentee)], at)
    if not mentoring_round.published_at:
        mentoring_round.published_run, mentoring_round.published_at = run, at
        mentoring_round.call_closed_at = mentoring_round.call_closed_at or at
        mentoring_round.save()
    return MatchProposal.objects.create(round=mentoring_round, run=run, offer=mentor.offer, request=mentee.request, **{
        "score": sum(PARTS.values()), "parts": PARTS, "proposed_at": at, "expires_at": at + timedelta(days=mentoring_round.answer_days), **fields})


def make_mentorship(world, *, mentor=None, mentee=None, at: datetime = NOW, mentoring_round: MentoringRound | None = None, **fields) -> Mentorship:
    """Both said yes: by default Marta mentors Lia, in a round whose call has closed."""
    mentor, mentee = mentor or world.marta, mentee or world.lia
    mentoring_round = mentoring_round or make_round(world, closed=True)
    giver = take_part(mentoring_round, mentor, offers={"bookkeeping": 4}, capacity=2, at=at)
    asker = take_part(mentoring_round, mentee, wants={"bookkeeping": (1, 3)}, at=at)
    proposal = propose_pair(giver, asker, at, ended_at=at, ending=Ending.ACCEPTED)
    ProposalAnswer.objects.bulk_create([ProposalAnswer(proposal=proposal, side=side, answer=Answer.YES, answered_at=at) for side in Side.values])
    return Mentorship.objects.create(round=mentoring_round, proposal=proposal, mentor=mentor, mentee=mentee, **{
        "started_on": at.date(), "planned_end_on": mentoring_round.ends_on, **fields})
