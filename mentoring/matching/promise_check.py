"""Whether the pairs of a result keep every promise that needs no proof: eligible, distinct, within capacities, pins standing, numbers recounted."""

from collections import Counter
from collections.abc import Iterator

from .definition import broken_constraints, score_parts
from .pins import problems_in_pins
from .recount import objective_of
from .rules import rules_as_dict
from .types import PARTS, Round
from .writing import input_sha256

FORMAT = "mentoring-result/1"
COUNTS = ("priority_served", "served", "pairs", "tier_counts", "load_sq", "city_imbalance", "draw", "mutual", "score")


def problems_with_heading(round: Round, result: dict) -> Iterator[str]:
    """Whether this is a result, and of this round: its id, and where they are given its rules and the hash of its input."""
    if result.get("format") != FORMAT:
        yield f'format: must be "{FORMAT}"'
    if result.get("round_id") != round.rules.id:
        yield f"round_id: is of another round than {round.rules.id!r}"
    if "rules" in result and not same(_sorted_groups(result["rules"]), rules_as_dict(round.rules)):
        yield "rules: are not the rules of this round"
    if "input_sha256" in result and result["input_sha256"] != input_sha256(round):
        yield "input_sha256: is of another input than this round"
    for position, problem in problems_in_pins(round):
        yield f"round.pinned[{position}]: {problem}"


def problems_with_shape(result: dict) -> Iterator[str]:
    """Whether pairs and objective are there at all, so that the other questions can be asked."""
    pairs = result.get("pairs")
    if not isinstance(pairs, list | tuple):
        yield "pairs: must be a list"
        return
    for position, pair in enumerate(pairs):
        if not (isinstance(pair, dict) and isinstance(pair.get("mentor"), str) and isinstance(pair.get("mentee"), str)):
            yield f"pairs[{position}]: must be an object with the ids of mentor and mentee"


def problems_with_pairs(round: Round, result: dict) -> Iterator[str]:
    """Eligibility, capacities and pins: when any of these is broken there is nothing to count or prove."""
    people = {person.id: person for person in round.people}
    pairs = [(pair["mentor"], pair["mentee"]) for pair in result["pairs"]]
    for position, (mentor, mentee) in enumerate(pairs):
        strangers = [each for each in (mentor, mentee) if each not in people]
        if strangers:
            yield f"pairs[{position}]: nobody in this round has the id {' or '.join(strangers)}"
            continue
        if mentor == mentee:
            yield f"pairs[{position}]: {mentor} would mentor themselves"
        elif broken := broken_constraints(people[mentor], people[mentee], round.rules):
            yield f"pairs[{position}]: {mentor} may not mentor {mentee}: {', '.join(broken)}"
    for pair, times in Counter(pairs).items():
        if times > 1:
            yield f"pairs: {pair[0]} and {pair[1]} are put together {times} times"
    for mentor, load in Counter(mentor for mentor, _mentee in pairs).items():
        if mentor in people and load > people[mentor].mentor_capacity:
            yield f"pairs: {mentor} has {people[mentor].mentor_capacity} places and {load} mentees"
    for mentee, got in Counter(mentee for _mentor, mentee in pairs).items():
        if mentee in people and got > people[mentee].mentee_need:
            yield f"pairs: {mentee} wants {people[mentee].mentee_need} mentors and gets {got}"
    there = set(pairs)
    for mentor, mentee in dict.fromkeys(round.pinned):
        if (mentor, mentee) not in there:
            yield f"pairs: the pinned pair {mentor}, {mentee} does not stand"


def problems_with_numbers(round: Round, result: dict) -> Iterator[str]:
    """Scores, their parts and the objective, counted anew."""
    people = {person.id: person for person in round.people}
    for position, pair in enumerate(result["pairs"]):
        parts = score_parts(people[pair["mentor"]], people[pair["mentee"]], round.rules)
        if not same(pair.get("score"), sum(parts.values())):
            yield f"pairs[{position}].score: must be {sum(parts.values())}"
        if "parts" in pair and not same(pair["parts"], parts):
            wrong = [part for part in PARTS if not (isinstance(pair["parts"], dict) and same(pair["parts"].get(part), parts[part]))]
            yield f"pairs[{position}].parts: {', '.join(wrong) or 'other keys'} wrong, must be {parts}"
    claimed = result.get("objective")
    if not isinstance(claimed, dict) or set(claimed) != set(COUNTS):
        yield f"objective: must be an object with {', '.join(COUNTS)}"
        return
    for count, value in objective_of(round, ((pair["mentor"], pair["mentee"]) for pair in result["pairs"])).items():
        if not same(claimed[count], value):
            yield f"objective.{count}: must be {value}"


def same(claimed: object, right: object) -> bool:
    """Equal and of the same kinds: 1.0 and true are not the whole number 1."""
    if isinstance(right, dict):
        return isinstance(claimed, dict) and claimed.keys() == right.keys() and all(same(claimed[key], value) for key, value in right.items())
    if isinstance(right, list | tuple):
        return isinstance(claimed, list | tuple) and len(claimed) == len(right) and all(map(same, claimed, right))
    return type(claimed) is type(right) and claimed == right


def _sorted_groups(rules: object) -> object:
    """The order of priority groups means nothing."""
    groups = rules.get("priority_groups") if isinstance(rules, dict) else None
    return {**rules, "priority_groups": sorted(set(groups))} if isinstance(groups, list | tuple) and all(isinstance(group, str) for group in groups) else rules
