"""What lies behind the parts of one pair's score: the skills, language and hours that gave the points. No name, no address, no number of a person."""

from .definition import eligible_in_reverse, hours_of
from .hours import mask_of, ranges_of
from .types import Person, Rules

MOST_STEPS = 3  # levels above the mentee that still give points


def facts_of_pair(mentor: Person, mentee: Person, rules: Rules) -> dict:
    """{"skills": [{"skill", "steps" 1..3, 3 being three or more}], most points first; "language": {"language", "level"} the best both speak, or None;
    "hours": [[a, b), ...] of the UTC week that both have free; "place": "country" | "city" | "same" (what differs between where they live);
    "sector": "same" | "other" | "unsaid" (neither names one, which counts as the same); "reciprocity": bool, the mentee could mentor the mentor too}"""
    skills = [(want.priority * steps, want.skill, steps) for want in mentee.wants
              if (steps := min(MOST_STEPS, mentor.offers.get(want.skill, 0) - want.level)) > 0]
    languages = [(min(level, mentee.languages[language]), language) for language, level in mentor.languages.items() if language in mentee.languages]
    level, language = min(languages, key=lambda shared: (-shared[0], shared[1])) if languages else (0, "")
    return {
        "skills": [{"skill": skill, "steps": steps} for _points, skill, steps in sorted(skills, key=lambda row: (-row[0], row[1]))],
        "language": {"language": language, "level": level} if languages else None,
        "hours": [list(span) for span in ranges_of(mask_of((hour, hour + 1) for hour in hours_of(mentor) & hours_of(mentee)))],
        "place": "country" if mentor.country != mentee.country else "city" if mentor.city != mentee.city else "same",
        "sector": "other" if mentor.sector != mentee.sector else "same" if mentor.sector else "unsaid",
        "reciprocity": eligible_in_reverse(mentor, mentee, rules),
    }
