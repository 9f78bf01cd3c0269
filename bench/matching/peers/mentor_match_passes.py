"""mentor-match 7, the UK civil service volunteers' package: three one-to-one passes, as it is used, with a bonus for whom nobody has yet."""

import numpy as np
from matching import process
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.rules import rule as rules

PASSES = 3


class Score(rules.Rule):
    """The points of the round in place of the package's own grades."""

    def __init__(self, scores: dict) -> None:
        super().__init__()
        self.scores = scores

    def evaluate(self, match_object) -> bool:
        return True

    def apply(self, match_object) -> int:
        return self.scores[match_object.mentor.role, match_object.mentee.role]


def solve(given) -> np.ndarray:
    places, needs = given.places.tolist(), given.needs.tolist()
    scores = {pair[:2]: pair[2] for pair in zip(given.mentor.tolist(), given.mentee.tolist(), given.score.tolist(), strict=True)}
    number = {pair: index for index, pair in enumerate(scores)}
    mentors = [Mentor(grade=1, email=f"{person}@mentor.example", role=person) for person in np.flatnonzero(given.places).tolist()]
    mentees = [Mentee(grade=1, email=f"{person}@mentee.example", role=person) for person in np.flatnonzero(given.needs).tolist()]
    # The package asks the last rule first: the cheap refusals stand last.
    asked = [rules.UnmatchedBonus(100), Score(scores),
             rules.Disqualify(lambda match: len(match.mentor.mentees) >= places[match.mentor.role] or len(match.mentee.mentors) >= needs[match.mentee.role]),
             rules.Disqualify(lambda match: (match.mentor.role, match.mentee.role) not in scores)]
    mentors, _mentees = process.process_data(mentors, mentees, [asked] * PASSES)
    return np.array([number[mentor.role, mentee.role] for mentor in mentors for mentee in mentor.mentees], dtype=np.int64)
