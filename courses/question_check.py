"""What is wrong with a question and its key, in plain codes. Pure: no Django. The forms: courses/grading.py.

Codes: unknown_kind, no_text, few_options (fewer than two), empty_option, duplicate_ids, malformed_key,
unknown_id_in_key, no_right_option, bad_weight, weights_below_100, no_accepted_answer,
empty_answer, no_full_answer, bad_number, backwards_range, negative_tolerance, order_incomplete,
pairs_incomplete, ids_tell_the_key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise

KINDS = ("single", "multiple", "true_false", "short_text", "number", "ordering", "matching")


def validate(question: Mapping, key: Mapping) -> list[str]:
    """The codes of every problem, each once, in a stable order; empty when the question can be used."""
    if not isinstance(question, Mapping) or question.get("kind") not in KINDS:
        return ["unknown_kind"]
    found = [] if _says_something(question.get("text")) else ["no_text"]
    if not isinstance(key, Mapping):
        return [*found, "malformed_key"]
    for name in {"single": ["options"], "multiple": ["options"], "ordering": ["options"]}.get(
        question["kind"], ["left", "right"] if question["kind"] == "matching" else []
    ):
        found += _list_problems(question.get(name), 1 if name == "right" else 2)
    try:
        found += _KEY_CHECKS[question["kind"]](question, key)
    except (AttributeError, LookupError, TypeError, ValueError):
        found.append("malformed_key")
    return list(dict.fromkeys(found))


def _says_something(html: object) -> bool:
    # An image alone is something; empty paragraphs are not.
    return isinstance(html, str) and bool(
        re.search(r"<(?:img|video|audio|svg|embed)\b", html, re.I)
        or re.sub(r"<[^<>]*>|&nbsp;", "", html).strip()
    )


def _list_problems(options: object, fewest: int) -> list[str]:
    if not isinstance(options, list | tuple) or not all(isinstance(each, Mapping) for each in options):
        return ["few_options"]
    found = ["few_options"] if len(options) < fewest else []
    ids = [str(each.get("id", "")) for each in options]
    if len(set(ids)) < len(ids) or "" in ids:
        found.append("duplicate_ids")
    if not all(_says_something(each.get("text")) for each in options):
        found.append("empty_option")
    return found


def _choice(question, key):
    ids = {each["id"] for each in question["options"]}
    if "weights" in key:
        return _weights(question["kind"], key["weights"], ids)
    right = [key["right"]] if question["kind"] == "single" else key["right"]
    if not isinstance(right, list | tuple):
        return ["malformed_key"]
    if not [each for each in right if each]:
        return ["no_right_option"]
    return [] if set(right) <= ids else ["unknown_id_in_key"]


def _weights(kind, weights, ids):
    found = [] if set(weights) <= ids else ["unknown_id_in_key"]
    if not all(_is_percent(weight) for weight in weights.values()):
        return [*found, "bad_weight"]
    gains = [weight for weight in weights.values() if weight > 0]
    if not gains:
        found.append("no_right_option")
    elif (max(gains) if kind == "single" else sum(gains)) < 98:
        found.append("weights_below_100")
    return found


def _true_false(question, key):
    return [] if isinstance(key["right"], bool) else ["malformed_key"]


def _accepted(key):
    accepted = key["accepted"]
    if not accepted:
        return ["no_accepted_answer"]
    fractions = [each.get("fraction", 100) for each in accepted]
    if not all(_is_percent(each) for each in fractions):
        return ["bad_weight"]
    return [] if max(fractions) >= 100 else ["no_full_answer"]


def _short_text(question, key):
    found = _accepted(key)
    if not all(isinstance(each["text"], str) and each["text"].strip() for each in key["accepted"]):
        found.append("empty_answer")
    return found


def _number(question, key):
    found = _accepted(key)
    for each in key["accepted"]:
        names = ("min", "max") if "min" in each or "max" in each else ("value", "tolerance")
        try:
            first, second = (Decimal(str(each.get(name, 0 if name == "tolerance" else ""))) for name in names)
        except InvalidOperation:
            found.append("bad_number")
            continue
        if not (first.is_finite() and second.is_finite()):
            found.append("bad_number")
        elif names[0] == "min" and first > second:
            found.append("backwards_range")
        elif names[0] == "value" and second < 0:
            found.append("negative_tolerance")
    return found


def _ordering(question, key):
    order, ids = list(key["order"]), [each["id"] for each in question["options"]]
    if set(order) - set(ids):
        return ["unknown_id_in_key"]
    if len(order) != len(ids) or set(order) != set(ids):
        return ["order_incomplete"]
    # a, b, c or item1, item2, item3 hand the answer to anyone who reads the page's source
    steps = [ord(after[-1]) - ord(before[-1]) for before, after in pairwise(order)]
    one_stem = len({each[:-1] for each in order}) == 1
    return ["ids_tell_the_key"] if one_stem and set(steps) == {1} else []


def _matching(question, key):
    pairs = key["pairs"]
    left, right = ({each["id"] for each in question[side]} for side in ("left", "right"))
    if not set(pairs) <= left or not set(pairs.values()) <= right:
        return ["unknown_id_in_key"]
    if set(pairs) != left:
        return ["pairs_incomplete"]
    return ["ids_tell_the_key"] if any(one == other for one, other in pairs.items()) else []


def _is_percent(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -100 <= value <= 100


_KEY_CHECKS = {
    "single": _choice,
    "multiple": _choice,
    "true_false": _true_false,
    "short_text": _short_text,
    "number": _number,
    "ordering": _ordering,
    "matching": _matching,
}
