"""The demo's mentoring rounds: one closed, one in which mentorships are under way, one whose call is open. Laid by the same verbs as everybody's,
with the clock handed in; who takes part stands in mentoring/*.toml."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Max
from django.utils import timezone

from academy.models import Intention, PartnerCity, Skill, User
from academy.models.skills import Framework
from home.demo.mentorship_stories import lay_autumn, lay_spring
from home.demo.visitors import visitors_of
from mentoring.closing_round import close_round
from mentoring.entering import change, keep
from mentoring.entry_draft import EntryDraft
from mentoring.models import MatchingRun, MentoringRound
from mentoring.opening import begin_round, open_call
from mentoring.pool import ask_for_next
from mentoring.publishing import publish
from mentoring.running import ask_for_run, play, take

HERE = Path(__file__).parent / "mentoring"
DAYS = {day: number * 24 for number, day in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
PARTS_OF_DAY = {"am": range(9, 12), "noon": range(12, 14), "pm": range(14, 17), "eve": range(18, 21)}
ABOUT = {
    "spring": "The first round of the network: six pairs who tried it out, and told us what to change.",
    "autumn": "For people who do this work every day: half a year, about two meetings a month, online.",
    "winter": "From bookkeeping to energy co-operatives: say what you can give and what you would like to learn. One meeting every two weeks, in a language you share.",
}


def lay_rounds(at: datetime, say=lambda words: None) -> None:
    """Each round once; what people did in it since stays."""
    lay_skills()
    for name, lay in (("spring", _lay_spring), ("autumn", _lay_autumn), ("winter", _lay_winter)):
        if not MentoringRound.objects.filter(slug=f"{name}-demo-round").exists():
            known = Intention.objects.aggregate(last=Max("pk"))["last"] or 0
            made = lay(at)
            _forget_what_is_past(known)
            say(f"  mentoring round “{made.title}”: {made.participations.standing().count()} entries, {made.mentorships.count()} mentorships")


def lay_skills() -> None:
    """Each once; it stands below its competence if EntreComp has been laid before."""
    competences = {each.code: each for each in Skill.objects.filter(framework=Framework.ENTRECOMP)}
    for code, said in tomllib.loads((HERE / "skills.toml").read_text()).items():
        labels = {language: label for language, label in said.items() if language != "parent"}
        Skill.objects.get_or_create(code=code, defaults={"labels": labels, "parent": competences.get(said.get("parent"))})


def person(who: str) -> User:
    """A persona by login, or an invented visitor by city and number."""
    city, _dash, number = who.rpartition("-")
    if number.isdigit():
        return visitors_of(PartnerCity.objects.get(slug=city), int(number))[-1]
    return User.objects.select_related("city").get(email=f"{who}@demo.example")


def hours_of(words: list[str]) -> list[int]:
    return sorted(DAYS[day] + hour for day, part in (each.split("-") for each in words) for hour in PARTS_OF_DAY[part])


def _draft(entry: dict, about: User) -> EntryDraft:
    skills = dict(Skill.objects.values_list("code", "pk"))
    return EntryDraft(
        time_zone=about.zone_name, languages=entry["languages"], hours=hours_of(entry["hours"]), sector=entry["sector"], shows=["sector"],
        offers={skills[code]: level for code, level in entry.get("gives", {}).items()}, capacity=entry.get("takes", 1),
        wants={skills[code]: tuple(levels) for code, levels in entry.get("asks", {}).items()}, mentors_wanted=entry.get("mentors", 1))


def _begin(name: str, at: datetime, *, opens: int, closes: int, starts: int, ends: int) -> MentoringRound:
    """A round of the network with its entries sent in; all days counted from `at`."""
    network = User.objects.get(email="network@demo.example")
    begun = at + timedelta(days=opens - 3)
    made = begin_round(None, {
        "title": f"{name.title()} demo round", "about": ABOUT[name], "kind": "pairs", "call_opens_at": at + timedelta(days=opens), "call_closes_at": at + timedelta(days=closes),
        "answer_days": 7, "starts_on": timezone.localdate(at + timedelta(days=starts)), "ends_on": timezone.localdate(at + timedelta(days=ends)), "wanted_uptake": 80,
    }, by=network, at=begun)
    open_call(made, by=network, at=begun)
    for number, entry in enumerate(tomllib.loads((HERE / f"{name}.toml").read_text())["entry"]):
        about = person(entry["who"])
        keep_it = keep if entry.get("draft") else change
        keep_it(made, about, _draft(entry, about), at + timedelta(days=opens, hours=3 + number))
    made.refresh_from_db()
    return made


def play_at(run: MatchingRun, at: datetime) -> MatchingRun:
    """What the worker does, at a moment of the past."""
    play(take(run.pk, at), now=lambda: at)
    run.refresh_from_db()
    return run


def _publish(mentoring_round: MentoringRound, at: datetime) -> None:
    network = User.objects.get(email="network@demo.example")
    run = play_at(ask_for_run(mentoring_round, rules=mentoring_round.rules, label="First try", by=network, at=at), at)
    publish(mentoring_round, run, by=network, at=at + timedelta(hours=1))
    mentoring_round.refresh_from_db()


def _forget_what_is_past(known: int) -> None:
    """Nobody wants today what a round of last spring would have mailed then: intentions written since number `known` that are due."""
    Intention.objects.filter(pk__gt=known, done_at__isnull=True, run_at__lte=timezone.now()).delete()


def _lay_spring(at: datetime) -> MentoringRound:
    made = _begin("spring", at, opens=-300, closes=-285, starts=-270, ends=-110)
    _publish(made, at - timedelta(days=284))
    lay_spring(made, at)
    close_round(made, "All six mentorships have come to their end. Thank you.", by=User.objects.get(email="network@demo.example"), at=at - timedelta(days=100))
    return made


def _lay_autumn(at: datetime) -> MentoringRound:
    made = _begin("autumn", at, opens=-80, closes=-66, starts=-52, ends=100)
    _publish(made, at - timedelta(days=65))
    lay_autumn(made, at)
    # Somebody said "not now": the matcher looked again, and another has been asked since.
    lately = at - timedelta(days=2)
    play_at(ask_for_next(made.pk, lately), lately)
    return made


def _lay_winter(at: datetime) -> MentoringRound:
    made = _begin("winter", at, opens=-12, closes=8, starts=40, ends=200)
    return made
