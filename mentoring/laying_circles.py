"""From a finished run of a round of circles to circles: everybody in one is asked, without names."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction

from academy.emails import queue_mail
from academy.models import Skill, record
from academy.outbox import enqueue
from mentoring.models import Circle, CircleSeat, MatchingRun, Participation, RoundKind
from mentoring.round_turn import take_turn

SETTLE = "mentoring.settle_circle"


def lay_circles(run: MatchingRun, at: datetime) -> list[Circle]:
    """The circles of a published run, by the lot of who convenes. Twice is once."""
    with transaction.atomic():
        mentoring_round = take_turn(run.round_id)
        if mentoring_round.kind != RoundKind.CIRCLES or run.result is None or run.circles.exists():
            return []
        entries = {each.lot: each for each in Participation.objects.standing().filter(round=mentoring_round, pk__in=run.people.values())
                   .select_related("person", "offer", "request").prefetch_related("offer__skills", "request__skills")}
        together: dict[str, list[Participation]] = defaultdict(list)
        for pair in run.result["pairs"]:
            if pair["mentor"] in entries and pair["mentee"] in entries:
                together[pair["mentor"]].append(entries[pair["mentee"]])
        made = [_lay(mentoring_round, run, entries[convenor], members, at) for convenor, members in sorted(together.items())]
        seated = {entry.pk for convenor, members in together.items() for entry in (entries[convenor], *members)}
        for entry in entries.values():
            if entry.pk not in seated:
                queue_mail("mentoring/circle_none", entry.person, f"circle:none:{entry.pk}", participation=entry.pk)
        return made


def _lay(mentoring_round, run: MatchingRun, convenor: Participation, members: list[Participation], at: datetime) -> Circle:
    answer_by = at + timedelta(days=mentoring_round.answer_days)
    circle = Circle.objects.create(round=mentoring_round, run=run, theme=_theme(convenor, members), proposed_at=at, answer_by=answer_by)
    CircleSeat.objects.bulk_create([CircleSeat(circle=circle, participation=each, person=each.person, convenes=each is convenor) for each in (convenor, *members)])
    for each in (convenor, *members):
        queue_mail("mentoring/circle_proposed", each.person, f"circle:{circle.pk}:proposed:{each.person_id}", circle=circle.pk)
    record(None, "proposed", "circle", circle.pk, at=at, details={"round": mentoring_round.slug})
    enqueue(f"{SETTLE}:{circle.pk}", SETTLE, {"circle": circle.pk}, run_at=answer_by)
    return circle


def _theme(convenor: Participation, members: list[Participation]) -> Skill:
    """Of the skills the convenor offers, the one its members want most: by the sum of their priorities, then the convenor's level, then the oldest skill."""
    wanted: dict[int, int] = defaultdict(int)
    for each in members:
        for want in each.request.skills.all():
            wanted[want.skill_id] += want.priority
    best = max(convenor.offer.skills.all(), key=lambda offered: (wanted[offered.skill_id], offered.level, -offered.skill_id))
    return Skill.objects.get(pk=best.skill_id)
