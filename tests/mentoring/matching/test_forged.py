"""The checker against forgeries that are right in every number: another matching under the true certificate.

A worse one must be refused, whatever it is; another optimum that serves the same people must be accepted.
"""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mentoring.matching import propose
from mentoring.matching.blocking import blocking_pairs
from mentoring.matching.explain import unserved
from mentoring.matching.reading import read_round
from mentoring.matching.verify import problems

from . import brute_force
from . import plain_reading as plain
from .rounds_strategy import examples, rounds

few = settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])


def forged(round, result: dict, data: dict, scores: dict, matching) -> dict:
    """`result` with other pairs, and everything that can be counted counted anew."""
    other = {**result, "pairs": [{"mentor": mentor, "mentee": mentee, "score": scores[mentor, mentee]} for mentor, mentee in sorted(matching)],
             "objective": plain.objective(data, scores, matching)}
    other["unserved"] = unserved(round, other)
    other["blocking_pairs"] = blocking_pairs(round, other)
    return other


@few
@given(rounds(8, 12), st.randoms(use_true_random=False))
def test_only_an_optimum_passes(data, random):
    round, scores = read_round(data), plain.pairs(data)
    result = propose(round)
    matchings = list(brute_force.matchings(data, scores))
    best, served = result["objective"], {pair["mentee"] for pair in result["pairs"]}
    assume(len(matchings) > 1)
    for matching in random.sample(matchings, min(6, len(matchings))):
        other = forged(round, result, data, scores, matching)
        if {mentee for _mentor, mentee in matching} == served and other["objective"] == best:
            assert problems(round, other) == []
        elif plain.who(other["objective"]) < plain.who(best) or {mentee for _mentor, mentee in matching} == served:
            assert problems(round, other) != []
        # else: the same draw by other people, which is as good and needs a certificate of its own


@few
@given(rounds(8, 12))
def test_every_tie_passes(data):
    round, scores = read_round(data), plain.pairs(data)
    result = propose(round)
    served = {pair["mentee"] for pair in result["pairs"]}
    for matching in brute_force.matchings(data, scores):
        if {mentee for _mentor, mentee in matching} == served and plain.objective(data, scores, matching) == result["objective"]:
            assert problems(round, forged(round, result, data, scores, matching)) == []
