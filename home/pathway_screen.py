"""What the page of one's own pathway shows: milestones as tiles and in words, what comes next, and what one can begin."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.models import OwnPathway, OwnStep, Pathway
from academy.mosaic import TRADITIONS, course_mosaic_svg
from home.goal_steps import steps_to
from home.next_step import Looked, NextStep, look_at, suggested
from home.own_pathway import open_goals
from home.pathway_offers import Offers, offers_for

NO_CITY = "opus"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step that is not left out. `number`: from 1; `is_next`: the suggested one."""

    number: int
    looked: Looked
    is_next: bool
    is_last: bool

    @property
    def step(self) -> OwnStep:
        return self.looked.step


def tradition_of(person) -> str:
    return person.city.tradition if person.city_id and person.city.tradition in TRADITIONS else NO_CITY


def pathway_context(own: OwnPathway, person, language: str, at: datetime) -> dict:
    """For templates/home/pathway/pathway.html, without its form."""
    steps = list(own.steps.select_related("skill", "origin").order_by("position", "pk"))
    offers = offers_for(person, language, at, steps)
    looked = look_at(steps, person, language, at, offers)
    following: NextStep | None = suggested(looked)
    standing = [each for each in looked if each.step.left_out_at is None]
    milestones = [Milestone(number, each, following is not None and each.step.pk == following.step, number == len(standing)) for number, each in enumerate(standing, 1)]
    laid = frozenset(each.number for each in milestones if each.looked.done_on)
    current = next((each.number for each in milestones if each.is_next), None)
    title = ngettext("%(done)d of %(count)d step done", "%(done)d of %(count)d steps done", len(standing)) % {"done": len(laid), "count": len(standing)}
    return {
        "own": own, "offers": offers, "milestones": milestones, "left_out": [each for each in looked if each.step.left_out_at is not None], "next_step": following,
        "done_words": title, "is_whole": bool(standing) and len(laid) == len(standing), "pathway_title": own.pathway.title_in(language) if own.pathway else _("From my own goals"),
        "pathway_intro": own.pathway.intro_in(language) if own.pathway else "",
        "mosaic_svg": course_mosaic_svg(len(standing), laid, tradition_of(person), current, key="pathway", title=title)}


@dataclass(frozen=True, slots=True)
class Choice:
    """A pathway one can begin. `slug` "goals": from one's own goals; `steps`: in words; `for_me`: written for the reader's public."""

    slug: str
    title: str
    intro: str
    public: str
    steps: list[str]
    for_me: bool
    mosaic_svg: str


def choices_for(person, language: str, at: datetime) -> tuple[list[Choice], Choice | None]:
    """The academy's pathways, the reader's public first, and the one from their goals (None without goals)."""
    pathways = list(Pathway.objects.offered().prefetch_related("steps"))
    goals = open_goals(person)
    offers = offers_for(person, language, at, [step for each in pathways for step in each.steps.all()])

    def titles(steps) -> list[str]:
        return [offers.title_of(step) for step in steps]

    made = [Choice(each.slug, each.title_in(language), each.intro_in(language), each.get_entry_path_display(), titles(each.steps.all()),
                   bool(each.entry_path) and each.entry_path == person.entry_path,
                   course_mosaic_svg(len(each.steps.all()), frozenset(), tradition_of(person), key=f"p{each.pk}")) for each in pathways]
    own = None
    if goals:
        asked = _(", ").join(_("%(skill)s to level %(level)d") % {"skill": goal.skill.label_in(language), "level": goal.level} for goal in goals)
        steps = steps_to(goals, offers)
        own = Choice("goals", _("From my own goals"), _("Put together from what builds the skills you asked for: %(skills)s.") % {"skills": asked}, "", titles(steps), False,
                     course_mosaic_svg(len(steps), frozenset(), tradition_of(person), key="pgoals"))
    return sorted(made, key=lambda each: not each.for_me), own


def goal_steps(person, language: str, at: datetime) -> list[OwnStep]:
    """Unsaved steps from one's open goals; none without goals."""
    goals = open_goals(person)
    offers: Offers = offers_for(person, language, at)
    return steps_to(goals, offers) if goals else []
