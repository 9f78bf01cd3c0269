"""The form of an entry as a browser sends it: `typed(...)` with every part there, `row(...)` for lines of it."""

from mentoring.models import Participation
from tests.rounds import TUESDAY_EVENING, make_skill

PREFIXES = ("offers", "wants", "languages", "people")


def typed(act: str = "save", *, offers=(), wants=(), languages=(("pt", 5),), people=(), hours=TUESDAY_EVENING, **fields) -> dict:
    """offers: [(skill code, level)]; wants: [(skill code, own level, priority)]; languages: [(code, level or "")]; people: [(address, word)]."""
    sent = {"act": act, "time_zone": "Europe/Lisbon", "capacity": "1", "mentors_wanted": "1", "hope": "", "sector": "", "hours": [str(hour) for hour in hours], **fields}
    lines = {"offers": [{"skill": make_skill(code).pk, "level": level} for code, level in offers],
             "wants": [{"skill": make_skill(code).pk, "level": level, "priority": priority} for code, level, priority in wants],
             "languages": [{"language": code, "level": level} for code, level in languages], "people": [{"address": address, "label": word} for address, word in people]}
    empty = {"offers": {"skill": "", "level": 3}, "wants": {"skill": "", "level": 0, "priority": 2}, "languages": {"language": "", "level": ""}, "people": {"address": "", "label": ""}}
    for prefix in PREFIXES:
        rows = [*lines[prefix], empty[prefix]]
        sent |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        sent |= {f"{prefix}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}
    return sent


def entry_of(person) -> Participation:
    return Participation.objects.get(person=person)
