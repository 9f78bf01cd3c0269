"""From the rules a trainer laid in the CMS to the form courses/release.py parses, and back."""

from datetime import UTC


def _rule(kind: str, value) -> dict | None:
    match kind:
        case "after_previous":
            return {"type": kind}
        case "on_date":
            return {"type": kind, "at": value.astimezone(UTC).isoformat()}
        case "days_after_enrolment" | "days_after_cohort_start":
            return {"type": kind, "days": value}
        case "after_course":
            # A course deleted since then opens what waited for it: nobody may wait for ever.
            return {"type": kind, "course": str(value.translation_key), "title": value.title} if value else None
        case "group":
            return rule_from_stream(value["match"], value["rules"])
    raise ValueError(f"unknown opening rule {kind!r}")


def rule_from_stream(match: str, stream) -> dict:
    rules = (_rule(child.block_type, child.value) for child in stream)
    return {"match": match, "rules": [rule for rule in rules if rule]}


def stream_from_rule(rule: dict, course_pages: dict | None = None) -> list[dict]:
    """Stream data for a stored rule (demo and duplicates). `course_pages`: {course key: page id}."""
    made = []
    for part in rule["rules"]:
        if "rules" in part:
            made.append({"type": "group", "value": {"match": part["match"], "rules": stream_from_rule(part, course_pages)}})
        elif part["type"] == "after_previous":
            made.append({"type": "after_previous", "value": None})
        elif part["type"] == "on_date":
            made.append({"type": "on_date", "value": part["at"]})
        elif part["type"] == "after_course":
            made.append({"type": "after_course", "value": (course_pages or {})[part["course"]]})
        elif part["type"] != "open":
            made.append({"type": part["type"], "value": part["days"]})
    return made
