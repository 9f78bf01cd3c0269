"""A question in the reader's language, its answers and its key in words. Pure: no Django; all texts are html, not yet cleaned."""

from __future__ import annotations

import html
from collections.abc import Mapping
from itertools import zip_longest

ASKED = ("options", "left", "right")


def told_in(body: Mapping, translations: Mapping, language: str) -> tuple[dict, bool]:
    """(the question in the language, whether what is asked is translated whole).

    A question is asked in one language: with a part missing it is asked in the course's own. Feedback goes part by part.
    """
    told = translations.get(language) or {}
    names = told.get("options", {})
    parts = [part for side in ASKED for part in body.get(side, ())]
    is_whole = bool(told.get("text")) and all(names.get(part["id"]) for part in parts)
    question = dict(body)
    for name in ("feedback", "feedback_right", "feedback_wrong"):
        if told.get(name):
            question[name] = told[name]
    for side in ASKED:
        if side in body:
            question[side] = [_part(part, told, is_whole) for part in body[side]]
    if is_whole:
        question["text"] = told["text"]
    return question, is_whole


def key_in_all(body: Mapping, answer_key: Mapping, translations: Mapping, language: str = "") -> Mapping:
    """The key, with what counts as right in any language. Without `language` the order, so the mark, is the same for all;
    with it, that language comes first, so that the feedback is said in it."""
    if body["kind"] == "number":
        said = (translations.get(language) or {}).get("accepted", [])
        told = [{**each, "feedback": mine["feedback"]} if mine.get("feedback") else each
                for each, mine in zip_longest(answer_key["accepted"], said[:len(answer_key["accepted"])], fillvalue={})]
        return {**answer_key, "accepted": told}
    if body["kind"] != "short_text":
        return answer_key
    first = (translations.get(language) or {}).get("accepted", [])
    others = [each for code in sorted(translations) if code != language for each in translations[code].get("accepted", ())]
    return {**answer_key, "accepted": [*first, *answer_key["accepted"], *others]}


def answer_in_words(question: Mapping, answer: object) -> list[str]:
    """What somebody answered, a line each, as html; empty when nothing."""
    if answer in (None, "", [], {}):
        return []
    match question["kind"]:
        case "single":
            return [_names(question, "options").get(answer, "")]
        case "multiple":
            return [part["text"] for part in question["options"] if part["id"] in answer]
        case "ordering":
            names, places = _names(question, "options"), sorted(answer.items(), key=lambda each: (len(each[1]), each[1]))
            return [f"{html.escape(place)}. {names[id]}" for id, place in places if id in names]
        case "matching":
            rights = _names(question, "right")
            return [_pair(part["text"], rights.get(answer[part["id"]], "")) for part in question["left"] if answer.get(part["id"])]
    return [html.escape(str(answer))]


def key_in_words(question: Mapping, key: Mapping) -> list[str]:
    """What was right, a line each, as html."""
    match question["kind"]:
        case "single" | "multiple":
            right = _right_ids(question["kind"], key)
            return [part["text"] for part in question["options"] if part["id"] in right]
        case "true_false":
            return ["true" if key["right"] else "false"]
        case "short_text":
            full = [each["text"].replace(r"\*", "\0").replace("*", "…").replace("\0", "*") for each in key["accepted"] if each.get("fraction", 100) >= 100]
            return [html.escape(text) for text in dict.fromkeys(full)]
        case "number":
            return [html.escape(_range(each)) for each in key["accepted"] if each.get("fraction", 100) >= 100]
        case "ordering":
            names = _names(question, "options")
            return [f"{place}. {names[id]}" for place, id in enumerate(key["order"], start=1)]
        case "matching":
            rights = _names(question, "right")
            return [_pair(part["text"], rights[key["pairs"][part["id"]]]) for part in question["left"]]
    return []


def _part(part: Mapping, told: Mapping, is_whole: bool) -> dict:
    made = dict(part)
    if is_whole:
        made["text"] = told["options"][part["id"]]
    said = told.get("option_feedback", {}).get(part["id"])
    if said:
        made["feedback"] = said
    return made


def _names(question: Mapping, side: str) -> dict[str, str]:
    return {part["id"]: part["text"] for part in question[side]}


def _right_ids(kind: str, key: Mapping) -> set[str]:
    if "weights" not in key:
        return {key["right"]} if kind == "single" else set(key["right"])
    best = max(key["weights"].values(), default=0)
    return {id for id, weight in key["weights"].items() if weight > 0 and (kind == "multiple" or weight == best)}


def _range(accepted: Mapping) -> str:
    if "min" in accepted:
        return f"{accepted['min']} – {accepted['max']}"
    tolerance = accepted.get("tolerance", 0)
    return f"{accepted['value']} ± {tolerance}" if float(tolerance) else f"{accepted['value']}"


def _pair(left: str, right: str) -> str:
    return f"{left} – {right}"
