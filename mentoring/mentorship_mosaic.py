"""Where two people are, as tiles: what they agreed on in the mentee's city's way of laying them, what they did in the mentor's. Values in, SVG out."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.mosaic import TRADITIONS, course_mosaic_svg
from mentoring.models import MentorshipStage
from mentoring.signing import standing_of

GOALS, SESSIONS = 3, 6  # places that are drawn from the beginning; more are added as there are more
NO_CITY = "opus"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four: agreement, goals, meetings, closing talk. `done` of `of` tiles are laid."""

    name: str
    words: str
    done: int
    of: int
    is_now: bool = False


def steps_of(mentorship, at) -> list[Step]:
    """Reads signatures, goals, sessions, feedback and pauses (prefetched)."""
    standing = standing_of(mentorship)
    goals = [goal for goal in mentorship.goals.all() if goal.dropped_on is None]
    sessions = [session for session in mentorship.sessions.all() if session.cancelled_at is None]
    signed = (standing.mentor_at is not None) + (standing.mentee_at is not None)
    reached = sum(goal.reached_on is not None for goal in goals)
    held = sum(session.held_minutes is not None for session in sessions)
    coming = sum(session.is_coming(at) for session in sessions)
    written = len(mentorship.feedback.all())
    met = ngettext("%(count)d session held", "%(count)d sessions held", held) % {"count": held}
    planned = ngettext("%(count)d planned", "%(count)d planned", coming) % {"count": coming}
    now = _now(mentorship.stage(), signed, goals)
    return [
        Step(_("Agreement"), [_("nobody has signed yet"), _("one of you has signed"), _("signed by both")][signed], signed, 2, now == 0),
        Step(_("Goals"), _("%(reached)d of %(all)d reached") % {"reached": reached, "all": len(goals)} if goals else _("none written down yet"), reached,
             max(GOALS, len(goals)), now == 1),
        Step(_("Sessions"), f"{met}, {planned}" if coming else met, held, max(SESSIONS, held + coming), now == 2),
        Step(_("Closing talk"), [_("not yet"), _("one of you has written"), _("both have written")][min(written, 2)], min(written, 2), 2, now == 3),
    ]


def _now(stage: str, signed: int, goals: list) -> int | None:
    if stage == MentorshipStage.CLOSED:
        return None
    if stage == MentorshipStage.CONCLUDING:
        return 3
    if signed < 2:
        return 0
    return 2 if goals else 1


def panels_of(mentorship, steps: list[Step]) -> list[str]:
    """Two <svg>: agreement and goals, sessions and closing talk. The list of steps beside them says the same in words."""
    return [_panel(mentorship.mentee, steps[:2], "wall-a"), _panel(mentorship.mentor, steps[2:], "wall-b")]


def _panel(person, steps: list[Step], key: str) -> str:
    tradition = person.city.tradition if person.city_id and person.city.tradition in TRADITIONS else NO_CITY
    done, current, before = set(), None, 0
    for step in steps:
        done |= set(range(before + 1, before + step.done + 1))
        if step.is_now and step.done < step.of:
            current = before + step.done + 1
        before += step.of
    return course_mosaic_svg(before, frozenset(done), tradition, current, key=key)
