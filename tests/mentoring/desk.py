"""What tests of the desk share: addresses of a round, forms as a coordinator fills them in, a crowd of entries."""


from django.db import transaction

from mentoring.matching.types import PARTS
from mentoring.models import MatchingRun, MentoringRound, Participation
from mentoring.running import ask_for_run, play, take
from tests.rounds import take_part
from tests.world import NOW, make_person


def desk(mentoring_round: MentoringRound, page: str = "") -> str:
    """The address of a page of the round's desk."""
    place = f"city/{mentoring_round.city.slug}" if mentoring_round.city_id else "network"
    return f"/en/{place}/mentoring/{mentoring_round.slug}/{page}"


ROUND_FORM = {
    "title": "Mentoring in spring", "about": "For whoever begins.", "kind": "pairs", "call_opens_on": "2026-12-01", "call_opens_time": "09:00", "call_closes_on": "2026-12-20",
    "call_closes_time": "18:00", "answer_days": "7", "starts_on": "2027-01-11", "ends_on": "2027-06-30", "wanted_uptake": "80",
}


def rules_form(rules: dict, **changes) -> dict:
    """The rules as the form posts them, with some answers changed."""
    return {
        "language_min_level": rules["language_min_level"], "min_shared_hours": rules["min_shared_hours"], "availability_full_hours": rules["availability_full_hours"],
        "tiers": ", ".join(map(str, rules["tiers"])), "priority_groups": rules["priority_groups"], **({"cross_city_only": "on"} if rules["cross_city_only"] else {}),
        **({"exclude_same_organisation": "on"} if rules["exclude_same_organisation"] else {}), **{f"weight_{part}": rules["weights"][part] for part in PARTS}, **changes}


def simulate(mentoring_round: MentoringRound, **more) -> MatchingRun:
    """A simulation, asked for and played."""
    with transaction.atomic():
        run = ask_for_run(mentoring_round, **{"rules": mentoring_round.rules, "at": NOW, **more})
    play(take(run.pk, NOW), now=lambda: NOW)
    run.refresh_from_db()
    run.round = mentoring_round
    return run


def crowd(mentoring_round: MentoringRound, city, number: int, *, mentors: int = 0) -> list[Participation]:
    """So many people of a city who ask for bookkeeping, and so many who offer it."""
    asking = [take_part(mentoring_round, make_person(f"asks-{city.slug}-{place}", f"Asks {place}", city), wants={"bookkeeping": (1, 3)}) for place in range(number)]
    return asking + [take_part(mentoring_round, make_person(f"gives-{city.slug}-{place}", f"Gives {place}", city), offers={"bookkeeping": 4}) for place in range(mentors)]
