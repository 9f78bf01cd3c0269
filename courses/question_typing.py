"""Between the trainer's form and a question with its key. Pure: no Django.

A form is {"category", "title", "text", "feedback", ...} and rows, by kind:
    single, multiple  rows {"text", "right", "worth", "feedback"}; "shuffle"
    true_false        "right" ("true" or "false"), "feedback_right", "feedback_wrong"
    short_text        rows {"text", "fraction", "feedback"}; "case_sensitive"
    number            rows {"value", "tolerance", "min", "max", "fraction", "feedback"}; "feedback_wrong"
    ordering          rows {"text"}, in the right order
    matching          rows {"left", "right"}; a row without left is one more wrong partner
Texts are typed: plain words, or html where there is a tag. Percents are numbers or None.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from courses.answer_reading import read_number
from courses.grading import option_ids

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.I)


def to_html(typed: str) -> str:
    """Words as typed become html; what has tags is html already."""
    if _TAG.search(typed):
        return typed
    return html.escape(typed, quote=False).replace("\n", "<br>")


def to_typed(markup: str) -> str:
    """The other way: html without tags but line breaks is shown as plain words."""
    plain = _BREAK.sub("\n", markup)
    return markup if _TAG.search(plain) else html.unescape(plain)


def to_question(kind: str, form: Mapping, rows: Sequence[Mapping], before: Mapping | None = None) -> tuple[dict, dict, list[str]]:
    """(question, key, codes of what is wrong with the form). `before`: the question as it was, whose options keep their ids.

    Codes: one_right (a single choice without exactly one), some_percents (percents beside right options without), bad_number,
    range_or_value. What is wrong with the question itself is for question_check.validate.
    """
    body = {"kind": kind, "text": to_html(form["text"]), "feedback": to_html(form.get("feedback", ""))}
    return _TO[kind](body, form, rows, before if before and before.get("kind") == kind else {})


def to_form(body: Mapping, key: Mapping) -> tuple[dict, list[dict]]:
    """(form, rows) for a question and its key."""
    form = {"text": to_typed(body["text"]), "feedback": to_typed(body.get("feedback", ""))}
    for name in ("feedback_right", "feedback_wrong"):
        form[name] = to_typed(body.get(name, ""))
    form["shuffle"], form["case_sensitive"] = body.get("shuffle", True), key.get("case_sensitive", False)
    match body["kind"]:
        case "single" | "multiple":
            right = [key.get("right")] if body["kind"] == "single" else key.get("right", [])
            worth = key.get("weights", {})
            return form, [{"text": to_typed(each["text"]), "feedback": to_typed(each.get("feedback", "")),
                           "right": each["id"] in right or worth.get(each["id"], 0) > 0, "worth": worth.get(each["id"])} for each in body["options"]]
        case "true_false":
            return form | {"right": "true" if key["right"] else "false"}, []
        case "ordering":
            names = {each["id"]: each["text"] for each in body["options"]}
            return form, [{"text": to_typed(names[id])} for id in key["order"]]
        case "matching":
            rights = {each["id"]: to_typed(each["text"]) for each in body["right"]}
            rows = [{"left": to_typed(each["text"]), "right": rights[key["pairs"][each["id"]]]} for each in body["left"]]
            used = set(key["pairs"].values())
            return form, rows + [{"left": "", "right": text} for id, text in rights.items() if id not in used]
    return form, [{**each, "feedback": to_typed(each.get("feedback") or "")} for each in key["accepted"]]


def _choice(body, form, rows, before):
    texts = [to_html(row["text"]) for row in rows]
    ids = _ids(texts, before.get("options", ()))
    body["options"] = [{"id": id, "text": text, "feedback": to_html(row.get("feedback", ""))} for id, text, row in zip(ids, texts, rows, strict=True)]
    if not form.get("shuffle", True):
        body["shuffle"] = False
    marked = list(zip(ids, rows, strict=True))
    if any(row.get("worth") is not None for row in rows):
        wrong = ["some_percents"] if any(row.get("right") and row.get("worth") is None for row in rows) else []
        return body, {"weights": {id: _percent(row.get("worth") or 0) for id, row in marked}}, wrong
    right = [id for id, row in marked if row.get("right")]
    if body["kind"] == "multiple":
        return body, {"right": right}, []
    return body, {"right": right[0] if right else ""}, [] if len(right) == 1 else ["one_right"]


def _true_false(body, form, rows, before):
    body |= {"feedback_right": to_html(form.get("feedback_right", "")), "feedback_wrong": to_html(form.get("feedback_wrong", ""))}
    return body, {"right": form.get("right") == "true"}, []


def _short_text(body, form, rows, before):
    accepted = [{"text": row["text"], "fraction": _percent(row["fraction"]) if row.get("fraction") is not None else 100,
                 "feedback": to_html(row.get("feedback", ""))} for row in rows]
    return body, {"accepted": accepted, "case_sensitive": bool(form.get("case_sensitive"))}, []


def _number(body, form, rows, before):
    body["feedback_wrong"] = to_html(form.get("feedback_wrong", ""))
    accepted, wrong = [], []
    for row in rows:
        said = {name: _exact(row.get(name) or "") for name in ("value", "tolerance", "min", "max")}
        if None in said.values():
            wrong.append("bad_number")
        is_range = bool(said["min"] or said["max"])
        if is_range == bool(said["value"]) or (is_range and not (said["min"] and said["max"])):
            wrong.append("range_or_value")
        names = ("min", "max") if is_range else ("value", "tolerance")
        accepted.append({**{name: said[name] or "0" for name in names}, "fraction": _percent(row["fraction"]) if row.get("fraction") is not None else 100,
                         "feedback": to_html(row.get("feedback", ""))})
    return body, {"accepted": accepted}, list(dict.fromkeys(wrong))


def _ordering(body, form, rows, before):
    texts = [to_html(row["text"]) for row in rows]
    ids = _ids(texts, before.get("options", ()))
    body["options"] = [{"id": id, "text": text} for id, text in zip(ids, texts, strict=True)]
    return body, {"order": ids}, []


def _matching(body, form, rows, before):
    asked = [row for row in rows if row["left"].strip()]
    lefts = [to_html(row["left"]) for row in asked]
    rights = list(dict.fromkeys(to_html(row["right"]) for row in rows if row["right"].strip()))
    left_ids, right_ids = _ids(lefts, before.get("left", ()), "left"), _ids(rights, before.get("right", ()), "right")
    id_of = dict(zip(rights, right_ids, strict=True))
    body["left"] = [{"id": id, "text": text} for id, text in zip(left_ids, lefts, strict=True)]
    body["right"] = [{"id": id, "text": text} for text, id in id_of.items()]
    pairs = {id: id_of[to_html(row["right"])] for id, row in zip(left_ids, asked, strict=True) if row["right"].strip()}
    return body, {"pairs": pairs}, []


_TO = {"single": _choice, "multiple": _choice, "true_false": _true_false, "short_text": _short_text, "number": _number, "ordering": _ordering,
       "matching": _matching}


def _ids(texts: Sequence[str], before: Sequence[Mapping], side: str = "") -> list[str]:
    """An option whose words are as before keeps its id, and with it its translations."""
    old = {each["text"]: each["id"] for each in before}
    made = option_ids(texts, side)
    taken = {old[text] for text in texts if text in old}
    ids: list[str] = []
    for text, fresh in zip(texts, made, strict=True):
        id = old.pop(text, None)
        if id is None:
            id = fresh
            while id in ids or id in taken:
                id += "x"
        ids.append(id)
    return ids


def _percent(value) -> int | float:
    value = Decimal(str(value))
    return int(value) if value == int(value) else float(value)


def _exact(typed: str) -> str | None:
    """The number as text, exact; "" for nothing, None for what is no number or could be two."""
    if not typed.strip():
        return ""
    found = read_number(typed)
    return f"{found[0]:f}" if len(found) == 1 and found[0].is_finite() else None
