"""The reach of an entry in sentences: how many people, and what would bring more. Never who."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.reach import Reach
from mentoring.words_of_hours import all_of


def reach_words(reach: Reach, labels: dict[str, str]) -> tuple[list[str], list[str]]:
    """([what is], [what is missing]). `labels`: {skill code: label in the reader's language}."""
    if reach.others == 0:
        return [_("You are the first: nobody else has sent in an entry yet. Look in again in a few days.")], _lacks(reach, labels)
    counts = []
    if reach.mentors is not None:
        counts.append(ngettext("%(count)d mentor is within reach.", "%(count)d mentors are within reach.", reach.mentors) % {"count": reach.mentors})
    if reach.mentees is not None:
        counts.append(ngettext("%(count)d person whom you could mentor is within reach.", "%(count)d people whom you could mentor are within reach.", reach.mentees)
                      % {"count": reach.mentees})
    return counts, _lacks(reach, labels)


def _lacks(reach: Reach, labels: dict[str, str]) -> list[str]:
    sentences = {
        "no_hours": _("No hour is ticked yet: without hours in common nobody can be paired."),
        "no_language": _("No language with its level is chosen yet."),
        "no_common_language": _("Nobody in this round speaks one of your languages well enough yet. Do you speak another one?"),
        "no_shared_hours_with_mentors": _("There are mentors for what you want to learn, but none has time when you have. More hours would help."),
        "no_shared_hours_with_mentees": _("There are people who want to learn what you offer, but none has time when you have. More hours would help."),
        "nothing_fits_with_mentors": _("There are mentors for what you want to learn, but nobody with whom both language and hours fit yet."),
        "nothing_fits_with_mentees": _("There are people who want to learn what you offer, but nobody with whom level, language and hours all fit yet."),
    }
    found = [sentences[code] for code in reach.lacks]
    if reach.others:
        if reach.nobody_offers:
            found.append(_("Nobody offers this yet: %(skills)s.") % {"skills": _named(reach.nobody_offers, labels)})
        if reach.nobody_wants:
            found.append(_("Nobody has asked for this yet: %(skills)s.") % {"skills": _named(reach.nobody_wants, labels)})
    return found


def _named(codes: tuple[str, ...], labels: dict[str, str]) -> str:
    return all_of(labels.get(code, code) for code in codes)
