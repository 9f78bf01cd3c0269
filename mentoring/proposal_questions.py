"""The questions of a proposal as one side sees them: mine with what came back, theirs with what I said."""

from dataclasses import dataclass

from mentoring.asking import MOST_QUESTIONS
from mentoring.models import MatchProposal, ProposalQuestion


@dataclass(frozen=True, slots=True)
class Questions:
    """`left`: how many the reader may still ask."""

    mine: list[ProposalQuestion]
    theirs: list[ProposalQuestion]
    left: int

    @property
    def unanswered(self) -> int:
        return sum(each.answered_at is None for each in self.theirs)


def questions_of(proposal: MatchProposal, side: str) -> Questions:
    rows = list(proposal.questions.all())
    mine = [each for each in rows if each.asked_by == side]
    return Questions(mine, [each for each in rows if each.asked_by != side], max(0, MOST_QUESTIONS - len(mine)))
