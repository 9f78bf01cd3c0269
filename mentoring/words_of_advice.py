"""Advice in words (mentoring/matching/advice.py): what the person could change, what would then happen, or who would help."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.matching.types import Person, Rules
from mentoring.words_of_hours import Reader, hours_words, language_name, level_name, times_words
from mentoring.words_of_unserved import missing_words


def advice_words(advice: dict, person: Person, rules: Rules, reader: Reader) -> dict:
    """{"lead": one sentence, "options": [[sentence, ...] a change each], "beyond": what else would help, or "", "lacks": [sentence, ...]}"""
    options = [[change_words(change, reader) for change in option["changes"]] for option in advice["options"]]
    beyond = mentor_words(advice["mentor"], reader) if advice["mentor"] else ""
    if options:
        lead = ngettext("With this change you would have a mentor now, and nobody would have lost their only one.",
                        "With these changes together you would have a mentor now, and nobody would have lost their only one.", max(map(len, options)))
        if len(options) > 1:
            lead = _("Each of these ways would have got you a mentor, and nobody would have lost their only one.")
    elif advice["code"] == "nothing":
        lead = _("No change to your entry would make you fit a mentor who still has room.")
    else:
        lead = _("You have a mentor.") if advice["code"] == "has_mentor" else _("You ask for no mentor in this round.")
    return {"lead": lead, "options": options, "beyond": beyond, "lacks": missing_words(person, rules) if advice["lacks"] else []}


def change_words(change: dict, reader: Reader) -> str:
    """One change, as a thing to do."""
    match change["kind"]:
        case "hours":
            return ngettext("Add one hour: %(hours)s.", "Add %(count)d hours: %(hours)s.", change["hours"]) % {
                "count": change["hours"], "hours": hours_words(change["ranges"], reader)}
        case "language":
            words = {"language": language_name(change["language"]), "level": level_name(change["level"])}
            if not change["now"]:
                return _("Add %(language)s to your languages, if you speak it at %(level)s or better.") % words
            return _("Raise your %(language)s to %(level)s, if that is how well you speak it (now %(now)s).") % (words | {"now": level_name(change["now"])})
        case "skill":
            return _("Ask for %(skill)s, too.") % {"skill": reader.skill(change["skill"])}
        case "level":
            return _("Ask for %(skill)s from level %(level)d instead of %(now)d.") % {
                "skill": reader.skill(change["skill"]), "level": change["level"], "now": change["now"]}
        case "own_city":
            return _("Allow mentors from your own city.")
    raise ValueError(f"no words for the change {change['kind']!r}")


def mentor_words(mentor: dict, reader: Reader) -> str:
    """“One more mentor for bookkeeping in Greek on Tuesday evenings would help.”"""
    words = {"skill": reader.skill(mentor["skill"]), "language": language_name(mentor["language"]), "times": times_words(mentor["hours"], reader),
             "places": mentor["places"]}
    if mentor["other_city"]:
        return ngettext("One more mentor from another city, for %(skill)s in %(language)s on %(times)s, would help.",
                        "One more mentor from another city with %(places)d places, for %(skill)s in %(language)s on %(times)s, would help.", mentor["places"]) % words
    return ngettext("One more mentor for %(skill)s in %(language)s on %(times)s would help.",
                    "One more mentor with %(places)d places, for %(skill)s in %(language)s on %(times)s, would help.", mentor["places"]) % words
