"""What an entry lacks before it can be sent in: said all at once, each with the place on the form where it is mended."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from academy.refusals import Refused
from mentoring.entry_draft import EntryDraft


@dataclass(frozen=True, slots=True)
class Missing:
    code: str
    anchor: str  # the id of a section of the form
    sentence: str


class NotComplete(Refused):
    """`missing`: everything that keeps an entry from being sent in."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__("not_complete", " ".join(each.sentence for each in missing))
        self.missing = missing


def missing_in(draft: EntryDraft, person) -> list[Missing]:
    """What must be there: a city, a skill to give or to learn, a language with its level, an hour."""
    found = []
    if person.city_id is None:
        found.append(Missing("city", "entry-city", _("Choose your partner city in your profile: mentoring is for people of the network’s cities.")))
    if not draft.offers and not draft.wants:
        found.append(Missing("skills", "offers", _("Choose at least one skill you offer, or one you would like to learn.")))
    if draft.capacity > 1 and not draft.offers:
        found.append(Missing("offers", "offers", _("You would take on several people, but offer no skill yet. Choose one, or take on one person for now.")))
    if (draft.hope or draft.mentors_wanted > 1) and not draft.wants:
        found.append(Missing("wants", "wants", _("You ask for a mentor, but for no skill yet. Choose one you would like to learn, or empty what you wrote there.")))
    if not draft.languages:
        found.append(Missing("languages", "languages", _("Say at least one language you speak.")))
    elif not all(draft.languages.values()):
        found.append(Missing("language_levels", "languages", _("Say for each language how well you speak it, or empty its line.")))
    if not draft.hours:
        found.append(Missing("hours", "hours", _("Tick at least one hour of the week in which you could meet.")))
    return found
