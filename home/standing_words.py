"""Where somebody stands in a skill, said in one line and in a table row, and as a file to take along."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from academy.level_words import LEVELS
from home.evidence import Evidence
from home.evidence_words import kind_words
from home.skills_picture import tiles_svg
from home.standing import MySkills, Standing


def level_words(level: int) -> str:
    """“3: I can do simple things on my own.”; 0 is not yet."""
    return _("%(level)d: %(words)s") % {"level": level, "words": LEVELS[level]} if level else pgettext("level 0 of a skill", "not yet")


def line(standing: Standing) -> str:
    """“before 2 · now 5 · 3 pieces of evidence, up to level 4”; what is not there is left out."""
    parts = []
    if standing.before is not None:
        parts.append(_("before: %(level)s") % {"level": standing.before})
    if standing.now is not None:
        parts.append(_("now: %(level)s") % {"level": standing.now})
    if standing.evidence:
        count = len(standing.evidence)
        parts.append(ngettext("%(count)d piece of evidence, up to level %(level)d", "%(count)d pieces of evidence, up to level %(level)d", count)
                     % {"count": count, "level": standing.highest})
    if standing.goal:
        parts.append(_("goal: %(level)d") % {"level": standing.goal.level})
    return " · ".join(parts)


def reached_words(standing: Standing) -> str:
    """How a goal was reached, in a sentence; empty when it was not."""
    proof: Evidence | None = standing.proof
    if standing.reached == "evidence":
        return _("Reached, with evidence: %(kind)s, %(day)s.") % {"kind": kind_words(proof.kind), "day": date_format(proof.at, "DATE_FORMAT")}
    return _("Reached, as you say yourself.") if standing.reached == "said" else ""


def shown(standing: Standing) -> dict:
    """A row for the templates."""
    return {"skill": standing.skill, "label": str(standing.skill), "picture": tiles_svg(standing), "line": line(standing), "before": standing.before, "now": standing.now,
            "marks": len(standing.evidence), "highest": standing.highest, "goal": standing.goal, "reached": reached_words(standing)}


def as_rows(skills: MySkills) -> list[dict]:
    """One flat dict a skill, for the file; levels 0..8, empty where nothing was said."""
    return [{"skill": each.skill.code, "label": str(each.skill), "framework": each.skill.framework, "uri": each.skill.uri, "before": each.before, "now": each.now,
             "pieces_of_evidence": len(each.evidence), "highest_level_of_evidence": each.highest, "goal": each.goal.level if each.goal else None,
             "goal_by": each.goal.by_on.isoformat() if each.goal and each.goal.by_on else None} for each in skills.all]
