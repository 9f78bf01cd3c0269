"""Why something about a proposal cannot be done. `Refused` has the code and the sentence."""

from django.utils.translation import gettext as _

from cohorts.decisions.proposal_text import LONGEST_GROWN, MOST_PARAGRAPHS
from cohorts.refusals import Refused


class TextMoved(Refused):
    """A newer version holds than the one the form was made for. `version`: the one that holds now. Nothing was changed."""

    def __init__(self, version) -> None:
        super().__init__("text_moved", _("The text has changed since you opened this page: version %(number)s holds now. What you typed is still here, beside the new text.")
                         % {"number": version.number})
        self.version = version


class DraftMoved(Refused):
    """The draft was kept from another page since. `draft`: its text as it stands."""

    def __init__(self, draft: str) -> None:
        super().__init__("draft_moved", _("You kept this draft from another page after opening this one. What you typed here is below, beside what stands now. "
                                       "Keep it once more if it is the better one."))
        self.draft = draft


def refuse(proposal) -> Refused:
    """Why nothing of this proposal can be changed. Read it freshly first."""
    if proposal.frozen_by_ballot:
        return Refused("frozen", _("A ballot is open on this text, or has decided it. So it stays as it is: nobody votes on words that change while they vote."))
    if proposal.withdrawn_at:
        return Refused("withdrawn", _("This proposal was withdrawn. It can be read, and no longer changed."))
    return Refused("draft", _("This is still a draft. Put it forward first."))


def overtaken() -> Refused:
    return Refused("overtaken", _("The paragraph has changed since this amendment was written, so it no longer fits. Nothing was changed; the old words stay here to copy."))


def answered() -> Refused:
    return Refused("answered", _("This amendment was answered or withdrawn meanwhile."))


def refuse_empty() -> Refused:
    return Refused("empty", _("Write the text before you put it forward."))


def refuse_too_long(parts: list[str]) -> None:
    """Raises Refused for a text that nobody could read side by side any more, or one without a word."""
    if not parts:
        raise Refused("nothing_left", _("Nothing would be left of the text. Withdraw the proposal instead."))
    if len(parts) > MOST_PARAGRAPHS or sum(len(each) + 2 for each in parts) > LONGEST_GROWN:
        raise Refused("too_long", _("The text would become longer than %(number)s characters or %(paragraphs)s paragraphs. Make it shorter first.")
                      % {"number": LONGEST_GROWN, "paragraphs": MOST_PARAGRAPHS})
