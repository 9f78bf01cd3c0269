"""What the quiz pages show: questions with their fields and no key, and afterwards marks, feedback and, when earned, the key."""

import html as entities

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from academy.sanitise import clean_rich_text
from courses import grading
from courses.answer_form import LONGEST_TEXT, field, kept_as_field
from courses.lesson_body import direction
from courses.question_words import answer_in_words, key_in_all, key_in_words
from courses.quizzing import Asked


def safe(html: str) -> SafeString:
    """Html of a question for a page: cleaned on the way out too."""
    return mark_safe(clean_rich_text(html))


def plain(html: str) -> str:
    """For places that hold no html: an option of a select, an error summary."""
    return " ".join(entities.unescape(strip_tags(html)).split())


def question_fields(asked: Asked, source_language: str, language: str, errors: bool = False) -> dict:
    """One question as the template of its kind needs it, from `grading.shown` alone: the key cannot slip in."""
    public = grading.shown(asked.body, asked.seed)
    kind, answer = public["kind"], asked.answer
    told = {
        "number": asked.number, "kind": kind, "id": asked.id, "name": field(asked.id), "text": safe(public["text"]), "answer": answer,
        "was": kept_as_field(asked.kept), "template": f"courses/quiz/kinds/{kind}.html",
        "error": gap_in_words(asked.gap, kind, asked.answer) if errors or asked.gap == "too_long" else "", "longest": LONGEST_TEXT,
        "other": [safe(each) for each in in_words(asked.body, asked.other)],
        **spoken(asked.is_told, source_language, language),
    }
    if kind in ("single", "multiple"):
        chosen = [answer] if kind == "single" else answer or []
        told["choices"] = [{"id": each["id"], "text": safe(each["text"]), "chosen": each["id"] in chosen} for each in public["options"]]
    if kind == "true_false":
        told["choices"] = [{"id": id, "text": words, "chosen": answer == id} for id, words in (("true", _("True")), ("false", _("False")))]
    if kind in ("ordering", "matching"):
        parts = public["options" if kind == "ordering" else "left"]
        offered = ([{"id": str(n + 1), "text": str(n + 1)} for n in range(len(parts))] if kind == "ordering"
                   else [{"id": each["id"], "text": plain(each["text"])} for each in public["right"]])
        made = answer or {}
        told["parts"] = [
            {"name": field(asked.id, part["id"]), "text": safe(part["text"]),
             "choices": [{**each, "chosen": made.get(part["id"]) == each["id"]} for each in offered]} for part in parts]
    return told


def first_field(question: dict) -> str:
    """The id of the field an error summary leads to."""
    return question["parts"][0]["name"] if "parts" in question else f"{question['name']}-1" if "choices" in question else question["name"]


def spoken(is_told: bool, source_language: str, language: str) -> dict:
    """`lang` and `dir` where the question stands in the course's own language and not in the reader's."""
    if is_told or source_language == language:
        return {"lang": "", "dir": ""}
    return {"lang": source_language, "dir": direction(source_language)}


def gap_in_words(gap: str, kind: str, answer: object) -> str:
    match gap:
        case "missing":
            return _("There is no answer yet.")
        case "incomplete":
            return _("Some lines have no position yet.") if kind == "ordering" else _("Some lines have no partner yet.")
        case "same_position":
            return _("Two lines have the same position.")
        case "not_a_number":
            return _("Write a number in digits, such as 12 or 1.5.")
        case "too_long":
            return _("An answer has at most %(most)s characters; this one has %(length)s. Shorten it here: nothing you wrote is lost.") % {
                "most": LONGEST_TEXT, "length": len(str(answer))}
    return ""


def in_words(body, answer) -> list[str]:
    if body["kind"] == "true_false":
        return [{"true": _("True"), "false": _("False")}[answer]] if answer in ("true", "false") else []
    return answer_in_words(body, answer)


def question_result(asked: Asked, source_language: str, language: str, reveals: bool) -> dict:
    """One question afterwards. `reveals`: whether what was right and the general feedback are shown too."""
    mark, body = asked.mark(), asked.body
    verdict = "right" if mark.is_right else "part" if mark.fraction > 0 else "missing" if mark.code == "missing" else "wrong"
    key = key_in_words(body, key_in_all(asked.version.body, asked.version.answer_key, {})) if reveals and not mark.is_right else []
    if body["kind"] == "true_false":
        key = [{"true": _("True"), "false": _("False")}[each] for each in key]
    return {
        "number": asked.number, "kind": body["kind"], "text": safe(body["text"]), "verdict": verdict, "percent": int(mark.fraction * 100),
        "answer": [safe(each) for each in in_words(body, asked.answer)], "key": [safe(each) for each in key],
        "feedback": [_said(each, asked, source_language, language) for each in asked.feedback(language)],
        "general": _said(body["feedback"], asked, source_language, language) if reveals and body.get("feedback") else None,
        **spoken(asked.is_told, source_language, language),
    }


def _said(html: str, asked: Asked, source_language: str, language: str) -> dict:
    """Feedback is translated part by part: what still stands in the source's words says so."""
    body = asked.version.body
    in_source = [body.get(name) for name in ("feedback", "feedback_right", "feedback_wrong")]
    in_source += [each.get("feedback") for each in (*body.get("options", ()), *asked.version.answer_key.get("accepted", ()))]
    return {"text": safe(html), **spoken(html not in in_source, source_language, language)}
