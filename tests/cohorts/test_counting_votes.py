"""Counting: each rule at its edge, and what holds of every count."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.counting_votes import (
    ABSTAIN,
    ADOPTED,
    AGAINST,
    ASIDE,
    CONSENT,
    FOR,
    HALF_ENTITLED,
    MET,
    MORE_FOR,
    MOST_VOTES,
    NO_OBJECTION,
    NO_QUORUM,
    NOT_ADOPTED,
    OBJECT,
    SECOND_BALLOT,
    TWO_THIRDS,
    Rule,
    count_votes,
    digest,
    quorum_of,
)

YES_NO, ROUND = (FOR, AGAINST, ABSTAIN), (CONSENT, ASIDE, MET, OBJECT)


def outcome(majority, *numbers, entitled=20, choices=YES_NO, **rule):
    votes = [choice for choice, number in zip(choices, numbers, strict=True) for _each in range(number)]
    return count_votes(Rule(choices, majority, **rule), votes, entitled)


@pytest.mark.parametrize(("majority", "numbers", "said"), [
    (MORE_FOR, (6, 5, 9), ADOPTED), (MORE_FOR, (5, 5, 0), NOT_ADOPTED), (MORE_FOR, (5, 6, 0), NOT_ADOPTED), (MORE_FOR, (1, 0, 0), ADOPTED), (MORE_FOR, (0, 0, 4), NOT_ADOPTED),
    (HALF_ENTITLED, (10, 0, 0), NOT_ADOPTED), (HALF_ENTITLED, (11, 9, 0), ADOPTED), (HALF_ENTITLED, (10, 2, 8), NOT_ADOPTED),
    (TWO_THIRDS, (8, 4, 8), ADOPTED), (TWO_THIRDS, (7, 4, 0), NOT_ADOPTED), (TWO_THIRDS, (0, 0, 3), NOT_ADOPTED), (TWO_THIRDS, (1, 0, 19), ADOPTED)])
def test_a_majority_at_its_edge(majority, numbers, said):
    assert outcome(majority, *numbers).outcome == said


def test_a_tie_is_what_its_rule_said_before():
    assert outcome(MORE_FOR, 4, 4, 1).tied
    assert outcome(MORE_FOR, 4, 4, 1, tie=SECOND_BALLOT).outcome == SECOND_BALLOT
    three = outcome(MOST_VOTES, 4, 4, 3, 9, choices=("1", "2", "3", ABSTAIN), tie=SECOND_BALLOT)
    assert (three.outcome, three.winner, three.tied) == (SECOND_BALLOT, "", True)
    assert outcome(HALF_ENTITLED, 10, 10, 0, tie=SECOND_BALLOT).outcome == NOT_ADOPTED  # half is not more than half: no tie


def test_the_option_with_most_votes_wins_however_many_abstain():
    found = outcome(MOST_VOTES, 2, 3, 0, 9, choices=("1", "2", "3", ABSTAIN))
    assert (found.outcome, found.winner) == (ADOPTED, "2")
    assert outcome(MOST_VOTES, 0, 0, 0, 9, choices=("1", "2", "3", ABSTAIN)).outcome == NOT_ADOPTED


@pytest.mark.parametrize(("numbers", "said"), [((5, 2, 1, 0), ADOPTED), ((9, 0, 0, 1), NOT_ADOPTED), ((0, 3, 0, 0), NOT_ADOPTED), ((1, 0, 0, 0), ADOPTED)])
def test_consent_is_given_when_no_objection_stands(numbers, said):
    assert outcome(NO_OBJECTION, *numbers, choices=ROUND).outcome == said


def test_a_quorum_not_met_is_a_result_of_its_own():
    found = outcome(MORE_FOR, 6, 0, 0, quorum_percent=31)
    assert (found.needed, found.quorum_met, found.outcome, found.winner) == (7, False, NO_QUORUM, "")
    assert outcome(MORE_FOR, 6, 0, 1, quorum_percent=31).outcome == ADOPTED  # who abstains is there
    assert outcome(MORE_FOR, 6, 0, 0, quorum_number=7).outcome == NO_QUORUM
    assert [quorum_of(Rule(YES_NO, MORE_FOR, quorum_percent=percent), 7) for percent in (0, 1, 50, 100)] == [0, 1, 4, 7]


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="not among"):
        count_votes(Rule(YES_NO, MORE_FOR), ["perhaps"], 3)
    with pytest.raises(ValueError, match="2 votes of 1"):
        count_votes(Rule(YES_NO, MORE_FOR), [FOR, FOR], 1)
    with pytest.raises(ValueError, match="no such majority"):
        count_votes(Rule(YES_NO, "loudest"), [FOR], 1)


RULES = st.builds(Rule, choices=st.just(YES_NO), majority=st.sampled_from([MORE_FOR, HALF_ENTITLED, TWO_THIRDS]), quorum_percent=st.integers(0, 100),
                  tie=st.sampled_from([NOT_ADOPTED, SECOND_BALLOT]))


@given(RULES, st.lists(st.sampled_from(YES_NO), max_size=30), st.integers(0, 20), st.randoms(use_true_random=False))
def test_what_holds_of_every_count(rule, votes, away, dice):
    entitled = len(votes) + away
    found = count_votes(rule, votes, entitled)
    shuffled = votes[:]
    dice.shuffle(shuffled)
    assert count_votes(rule, shuffled, entitled) == found
    assert sum(found.counts.values()) == found.cast == len(votes)
    assert found.counts == {choice: Counter(votes)[choice] for choice in YES_NO}
    assert (found.outcome == NO_QUORUM) == (not found.quorum_met) and (found.outcome == ADOPTED) == (found.winner == FOR)
    if found.outcome == ADOPTED:  # one more for it never undoes it, and one more against never makes it
        assert count_votes(rule, [*votes, FOR], entitled + 1).outcome == ADOPTED
        assert votes.count(FOR) > votes.count(AGAINST)
    elif found.quorum_met:
        assert count_votes(rule, [*votes, AGAINST], entitled + 1).outcome != ADOPTED


def test_the_digest_is_of_the_list_in_the_order_of_its_numbers():
    assert digest([("b", "for"), ("a", "against")]) == digest([("a", "against"), ("b", "for")]) != digest([("a", "for"), ("b", "against")])
    assert digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
