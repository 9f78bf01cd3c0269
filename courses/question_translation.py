"""Translations of a question beside its source: made from a translated copy, and kept only as long as they are true. Pure: no Django.

The form of a translation: courses/models/quizzes.py, QuestionVersion.
"""

from __future__ import annotations

from collections.abc import Mapping

WHOLE = ("text", "feedback", "feedback_right", "feedback_wrong")
SIDES = ("options", "left", "right")


def from_copy(body: Mapping, key: Mapping, told: Mapping, told_key: Mapping) -> dict | str:
    """The translation that a translated copy (`told`, `told_key`) gives of a question, or a code of why it is none.

    Parts are matched by their place. Codes: other_kind, other_parts (not as many options or pairs), other_key (the copy
    counts something else as right).
    """
    if told["kind"] != body["kind"]:
        return "other_kind"
    if any(len(body.get(side, ())) != len(told.get(side, ())) for side in SIDES):
        return "other_parts"
    ids = {theirs["id"]: ours["id"] for side in SIDES for ours, theirs in zip(body.get(side, ()), told.get(side, ()), strict=True)}
    if not _same_key(body["kind"], key, told_key, ids):
        return "other_key"
    made = {name: told[name] for name in WHOLE if told.get(name)}
    parts = [each for side in SIDES for each in told.get(side, ())]
    if parts:
        made["options"] = {ids[each["id"]]: each["text"] for each in parts}
        made["option_feedback"] = {ids[each["id"]]: each["feedback"] for each in parts if each.get("feedback")}
    if body["kind"] == "short_text":
        made["accepted"] = list(told_key["accepted"])
    if body["kind"] == "number":
        made["accepted"] = [{"feedback": each.get("feedback", "")} for each in told_key["accepted"]]
    return made


def still_true(before: Mapping, key_before: Mapping, body: Mapping, key: Mapping, translations: Mapping) -> dict:
    """What of the translations holds after the source changed: the parts whose source words are the same."""
    if before["kind"] != body["kind"]:
        return {}
    return {language: kept for language, told in translations.items() if (kept := _kept(before, key_before, body, key, told))}


def _kept(before: Mapping, key_before: Mapping, body: Mapping, key: Mapping, told: Mapping) -> dict:
    kept = {name: told[name] for name in WHOLE if told.get(name) and before.get(name) == body.get(name)}
    old, new = _parts(before), _parts(body)
    for name, source in (("options", "text"), ("option_feedback", "feedback")):
        same = {id: said for id, said in told.get(name, {}).items() if id in new and old.get(id, {}).get(source) == new[id].get(source)}
        if same:
            kept[name] = same
    if told.get("accepted") and (body["kind"] == "short_text" or key_before.get("accepted") == key.get("accepted")):
        kept["accepted"] = told["accepted"]
    return kept


def _parts(body: Mapping) -> dict[str, Mapping]:
    return {part["id"]: part for side in SIDES for part in body.get(side, ())}


def _same_key(kind: str, key: Mapping, told_key: Mapping, ids: Mapping) -> bool:
    match kind:
        case "short_text":
            return True  # every language has its own accepted answers
        case "true_false":
            return key["right"] == told_key["right"]
        case "number":
            return _numbers(key) == _numbers(told_key)
        case "ordering":
            return key["order"] == [ids[id] for id in told_key["order"]]
        case "matching":
            return key["pairs"] == {ids[left]: ids[right] for left, right in told_key["pairs"].items()}
    return _weights(kind, key) == {ids[id]: worth for id, worth in _weights(kind, told_key).items()}


def _weights(kind: str, key: Mapping) -> dict:
    if "weights" in key:
        return {id: worth for id, worth in key["weights"].items() if worth}
    return dict.fromkeys([key["right"]] if kind == "single" else key["right"], "right")


def _numbers(key: Mapping) -> list:
    return [{name: str(said) for name, said in each.items() if name != "feedback"} for each in key["accepted"]]
