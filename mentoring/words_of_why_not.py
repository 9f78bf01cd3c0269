"""Why not this mentor, in words to the person who asks (mentoring/matching/why_not.py). Never says who has the places, nor who excluded whom."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.words_of_hours import all_of
from mentoring.words_of_unserved import PLAIN, constraint_words

ONLY_TO_COORDINATORS = "priority_served"  # who is served first is counted, never shown


def why_not_words(answer: dict) -> list[str]:
    """One to three sentences. Where something plain stands between the two, nothing else is said."""
    match answer["code"]:
        case "paired":
            return [_("You are paired with this mentor.")]
        case "no_role":
            return [_("You ask for no mentor in this round.") if answer["who"] == "mentee" else deniable()]
        case "not_eligible":
            plain = [constraint for constraint in PLAIN if constraint in answer["broken"]]
            if plain:
                return [_("Between the two of you is missing: %(what)s.") % {"what": all_of(map(constraint_words, plain))}]
            return [deniable()]
        case "held":
            return [deniable() if answer["who"] == "mentor" else _("Your wish for a mentor is met already.")]
        case "as_good":
            return [*places(answer), _("The whole round would be as good with the two of you together; the fixed order that decides between equals chose otherwise.")]
        case "better":
            return [_("Entries have changed since this was worked out. Ask again after the next run.")]
    return [*places(answer), worse_words(answer["level"], answer["by"])]


def deniable() -> str:
    """One sentence for all that is nobody's business, a full mentor among it: whoever reads it cannot tell that somebody excluded them."""
    return _("This pair is not possible in this round: there may be no place left, or a rule or a private wish stands in between. Which, nobody is told.")


def places(answer: dict) -> list[str]:
    return [_("Every place of this mentor is used.")] if answer["places_used"] else []


def worse_words(level: str, by: int) -> str:
    """What giving this pair would cost the others: the first level that gets worse."""
    count = {"count": by}
    if level in ("served", ONLY_TO_COORDINATORS):
        return ngettext("Giving you this one would leave somebody else without a mentor.",
                        "Giving you this one would leave %(count)d others without a mentor.", by) % count
    if level.startswith("tier"):
        return ngettext("With the two of you together, one more pair elsewhere would fit poorly.",
                        "With the two of you together, %(count)d more pairs would fit poorly.", by) % count
    if level == "score":
        return ngettext("With the two of you together, all pairs taken together would lose one point of fit.",
                        "With the two of you together, all pairs taken together would lose %(count)d points of fit.", by) % count
    if level == "pairs":
        return ngettext("Giving you this one would take a mentor from somebody who has two or would have a second one.",
                        "Giving you this one would cost %(count)d second mentors elsewhere.", by) % count
    if level == "mutual":
        return ngettext("With the two of you together, one person fewer would both give and receive.",
                        "With the two of you together, %(count)d people fewer would both give and receive.", by) % count
    return {"load_sq": _("With the two of you together, the work would be shared less evenly among the mentors."),
            "city_imbalance": _("With the two of you together, places would be shared less evenly among the cities."),
            "draw": _("Places were short, and the public lot fell on somebody else.")}[level]
