"""Where I stand: for each skill what I said before and say now, what there is evidence of, and where I want to be."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from academy.models import Moment, SelfAssessment, Skill, SkillGoal
from academy.models.skills import Framework
from home.assessing import levels_said
from home.evidence import Evidence, evidence_of


@dataclass(slots=True)
class Standing:
    """One skill. `before`, `now`: levels 0..8 the person gave themselves, None where they did not say; `evidence`: newest first."""

    skill: Skill
    before: int | None = None
    now: int | None = None
    goal: SkillGoal | None = None
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def highest(self) -> int | None:
        """The highest level there is evidence of."""
        return max((each.level for each in self.evidence), default=None)

    @property
    def said(self) -> int | None:
        """What the person says today: the last they said, whenever that was."""
        return self.before if self.now is None else self.now

    @property
    def proof(self) -> Evidence | None:
        """The first piece of evidence at the level of the goal, or above."""
        return next((each for each in reversed(self.evidence) if self.goal and each.level >= self.goal.level), None)

    @property
    def reached(self) -> str:
        """How the goal was reached: "evidence", "said" by the person themselves, or not (empty)."""
        if self.goal is None:
            return ""
        return "evidence" if self.proof else "said" if (self.said or 0) >= self.goal.level else ""


@dataclass(frozen=True, slots=True)
class MySkills:
    """`areas`: [(heading or None, its skills)] of EntreComp, all of them; `others`: the same for other frameworks, only skills the person has to do with."""

    areas: list[tuple[Skill | None, list[Standing]]]
    others: list[tuple[str, list[Standing]]]
    unfinished: SelfAssessment | None
    first_on: datetime | None  # when they finished saying where they stood before
    last_on: datetime | None  # when they last finished saying where they stand

    @property
    def all(self) -> list[Standing]:
        return [each for _heading, rows in [*self.areas, *self.others] for each in rows]

    @property
    def goals(self) -> list[Standing]:
        return [each for each in self.all if each.goal]

    @property
    def is_empty(self) -> bool:
        """Nothing said, and nothing done that counts."""
        return not any(each.evidence or each.said is not None for each in self.all)


def my_skills(person, at: datetime) -> MySkills:
    """Seven queries, however long the log."""
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for each in evidence_of(person, at):
        evidence[each.skill.pk].append(each)
    goals = {goal.skill_id: goal for goal in SkillGoal.objects.of(person).open()}
    said = list(SelfAssessment.objects.of(person).order_by("finished_at", "pk"))
    finished = [one for one in said if one.finished_at]
    before, now = levels_said(finished)
    known = Skill.objects.filter(Q(framework=Framework.ENTRECOMP, retired_on__isnull=True) | Q(pk__in=[*evidence, *goals]) | Q(code__in=[*before, *now]), is_heading=False)
    rows = [Standing(skill, before.get(skill.code), now.get(skill.code), goals.get(skill.pk), evidence.get(skill.pk, [])) for skill in known.select_related("parent")]
    return MySkills(
        areas=_areas([each for each in rows if each.skill.framework == Framework.ENTRECOMP]),
        others=_by_framework([each for each in rows if each.skill.framework != Framework.ENTRECOMP]),
        unfinished=next((one for one in said if not one.finished_at), None),
        first_on=next((one.finished_at for one in finished if one.moment == Moment.BEFORE), None),
        last_on=finished[-1].finished_at if finished else None)


def _areas(rows: list[Standing]) -> list[tuple[Skill | None, list[Standing]]]:
    gathered: dict[int | None, tuple[Skill | None, list[Standing]]] = {}
    for each in rows:
        gathered.setdefault(each.skill.parent_id, (each.skill.parent, []))[1].append(each)
    return list(gathered.values())


def _by_framework(rows: list[Standing]) -> list[tuple[str, list[Standing]]]:
    gathered: dict[str, list[Standing]] = defaultdict(list)
    for each in rows:
        gathered[each.skill.get_framework_display()].append(each)
    return list(gathered.items())


def standing_in(person, skill: Skill, at: datetime) -> Standing:
    """The same for one skill, whether or not the person has to do with it yet."""
    before, now = levels_said(list(SelfAssessment.objects.of(person).finished()))
    return Standing(skill, before.get(skill.code), now.get(skill.code), SkillGoal.objects.of(person).open().filter(skill=skill).first(),
                    [each for each in evidence_of(person, at) if each.skill.pk == skill.pk])
