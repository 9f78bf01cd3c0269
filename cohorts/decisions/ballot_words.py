"""A ballot's rule in sentences, its choices in words, and what its outcome means."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cohorts import counting_votes as counting
from cohorts.models import Ballot, BallotResult, Electorate, Majority


def rule_sentences(ballot: Ballot) -> list[str]:
    """Who decides, how many must vote, what adopts it, and what a tie means."""
    said = [{Electorate.MEMBERS: _("Every member of the group has one vote."), Electorate.SEATS: _("Every seat of the space has one vote."),
             Electorate.ORGANISATIONS: _("Every organisation with a seat has one vote, cast by the first who speaks for it.")}[Electorate(ballot.electorate)], _quorum(ballot)]
    said.append({
        Majority.MORE_FOR: _("It is adopted with more votes for than against; abstentions count for neither."),
        Majority.HALF_ENTITLED: _("It is adopted when more than half of all who may vote are for it."),
        Majority.TWO_THIRDS: _("It is adopted when the votes for are at least two thirds of the votes for and against together."),
        Majority.MOST_VOTES: _("The option with the most votes is adopted; abstentions count for none."),
        Majority.NO_OBJECTION: _("It is adopted when no objection stands and somebody consents. Every objection is answered, and who raised it says whether it stands; one left open stands."),
    }[Majority(ballot.majority)])
    if ballot.majority in (Majority.MORE_FOR, Majority.MOST_VOTES):
        said.append(_("A tie adopts nothing.") if ballot.tie == counting.NOT_ADOPTED else _("After a tie a second ballot is held."))
    return said


def rule_in_words(ballot: Ballot) -> str:
    return " ".join(rule_sentences(ballot))


def _quorum(ballot: Ballot) -> str:
    if ballot.quorum_percent:
        return _("At least %(percent)s %% of those who may vote have to take part, or nothing is decided.") % {"percent": ballot.quorum_percent}
    if ballot.quorum_number:
        return ngettext("At least %(n)s has to take part, or nothing is decided.", "At least %(n)s have to take part, or nothing is decided.", ballot.quorum_number) % {"n": ballot.quorum_number}
    return _("There is no quorum: it counts however few take part.")


def choice_words(ballot: Ballot) -> dict[str, str]:
    """{choice: as people read it}, in its order; `met` too, for results."""
    fixed = {counting.FOR: pgettext("vote", "For"), counting.AGAINST: pgettext("vote", "Against"), counting.ABSTAIN: pgettext("vote", "I abstain"),
             counting.CONSENT: pgettext("vote", "I consent"), counting.ASIDE: pgettext("vote", "I stand aside"), counting.OBJECT: pgettext("vote", "I object"),
             counting.MET: pgettext("vote", "Objection, met by the answer")}
    labels = {each.key: each.label for each in ballot.options.all()} if ballot.is_between_options else {}
    return {key: labels.get(key) or fixed[key] for key in ballot.choice_keys()}


def counted_words(ballot: Ballot) -> dict[str, str]:
    """As in choice_words, for a list of numbers."""
    fixed = {counting.ABSTAIN: pgettext("votes", "Abstentions"), counting.CONSENT: pgettext("votes", "Consent"), counting.ASIDE: pgettext("votes", "Stand aside"),
             counting.OBJECT: pgettext("votes", "Objections that stand"), counting.MET: pgettext("votes", "Objections met by an answer")}
    return {key: fixed.get(key, words) for key, words in choice_words(ballot).items()}


def outcome_sentence(ballot: Ballot, result: BallotResult) -> str:
    """What was decided, and what happens next."""
    if result.outcome == counting.NO_QUORUM:
        return _("%(cast)s of %(entitled)s voted, and %(needed)s were needed. So nothing is decided, neither yes nor no; the text may be changed again and a second ballot held.") % {
            "cast": result.cast, "entitled": result.entitled, "needed": result.needed}
    if result.outcome == counting.SECOND_BALLOT:
        return _("There was a tie. By the rule a second ballot is held.")
    if result.outcome == counting.NOT_ADOPTED:
        return _("There was a tie. By the rule it is not adopted.") if result.tied else _("It is not adopted. The text may be changed again.")
    if ballot.is_between_options:
        return _("Adopted: %(option)s") % {"option": choice_words(ballot)[result.winner]}
    return _("It is adopted. What becomes of it stands in the register of decisions.")
