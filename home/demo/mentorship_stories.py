"""What became of the demo's proposals: who said yes, who met, who paused, who came to an end."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mentoring import closing_talk, goals, notes, pausing, planning, signing
from mentoring.answering import say_not_now, say_yes
from mentoring.asking import ask, reply
from mentoring.confirming import confirm
from mentoring.ending import end
from mentoring.holding import Report, report
from mentoring.models import ClosingReason, MatchProposal, MentoringRound, Mentorship, Side


def lay_spring(mentoring_round: MentoringRound, at: datetime) -> None:
    """Everybody said yes, met twice and ended well."""
    for proposal in _open(mentoring_round):
        made = _both_say_yes(proposal, at - timedelta(days=280))
        _sign(made, at - timedelta(days=268))
        for weeks in (36, 30):
            _held(made, _evening(at, weeks=-weeks), 60, "How to begin, and with whom.", "Write to two neighbours.")
        closed = at - timedelta(days=115)
        closing_talk.begin_closing(made, made.mentor, closed)
        end(Mentorship.objects.get(pk=made.pk), ClosingReason.DONE, made.mentee, closed + timedelta(days=1))


def lay_autumn(mentoring_round: MentoringRound, at: datetime) -> None:
    """One pair at every stage; one that answered “not now”, whose place is open again."""
    asked = at - timedelta(days=62)
    made = {}
    for proposal in _open(mentoring_round):
        mentee = proposal.request.participation.person
        if mentee.email.startswith("visitor-pamplona-5@"):
            say_not_now(proposal, mentee, reason="Too much at the workshop until Christmas.", at=asked)
            continue
        if mentee.email.startswith("visitor-cascais-9@"):
            question = ask(proposal, mentee, "Have you kept the books of a canteen, or only of a workshop?", at=asked)
            reply(question, proposal.offer.participation.person, "Of a workshop; but the tax forms are the same, and we will find out the rest.", at=asked + timedelta(hours=9))
        made[mentee.email.split("@")[0].removeprefix("visitor-")] = _both_say_yes(proposal, asked + timedelta(days=1))
    for who, tell in _STORIES.items():
        if who in made:
            tell(made[who], at)


def _bookkeeping(one: Mentorship, at: datetime) -> None:
    _sign(one, at - timedelta(days=50))
    for number, text in enumerate(("Read our own balance sheet without fear", "Close a month of the canteen by myself")):
        goal = goals.add(one, text, one.mentee, at - timedelta(days=49, hours=number))
    goals.mark(goal, "reached", at - timedelta(days=9))
    _held(one, _evening(at, weeks=-6), 60, "What stands on the two sides, and why they are the same.", "Bring the receipts of one week.")
    _held(one, _evening(at, weeks=-4), 75, "The receipts of a week, sorted together.", "Try the same with the next week.")
    last = _plan(one, _evening(at, weeks=-1), made=at - timedelta(days=12))
    report(last, one.mentor, last.ends_at + timedelta(hours=1), Report(60, "Closing a month, step by step.", "Close November."))
    notes.write(one, Side.MENTEE, "Ask about VAT next time.", False, at - timedelta(days=6))
    _plan(one, _evening(at, weeks=1), made=at - timedelta(days=5))


def _signed_and_planned(one: Mentorship, at: datetime) -> None:
    _sign(one, at - timedelta(days=8))
    _plan(one, _evening(at, weeks=1, weekday=3), made=at - timedelta(days=4))


def _paused(one: Mentorship, at: datetime) -> None:
    _sign(one, at - timedelta(days=48))
    _held(one, _evening(at, weeks=-5, weekday=3), 45, "Which story we would tell first.", "Three sentences each.")
    pausing.pause(one, one.mentee, at - timedelta(days=20), (at + timedelta(days=25)).date())


def _concluding(one: Mentorship, at: datetime) -> None:
    _sign(one, at - timedelta(days=50))
    for weeks in (6, 5, 3):
        _held(one, _evening(at, weeks=-weeks, weekday=0, hour=15), 60, "Numbers that the housing co-operative already has.", "Choose three of them.")
    closing_talk.begin_closing(one, one.mentor, at - timedelta(days=3))


def _ended(one: Mentorship, at: datetime) -> None:
    _sign(one, at - timedelta(days=50))
    for weeks in (6, 4):
        _held(one, _evening(at, weeks=-weeks, weekday=0), 90, "The statutes, read article by article.", "Put the changes to the assembly.")
    closing_talk.begin_closing(one, one.mentee, at - timedelta(days=16))
    end(Mentorship.objects.get(pk=one.pk), ClosingReason.DONE, one.mentor, at - timedelta(days=14))


def _missed_once(one: Mentorship, at: datetime) -> None:
    _sign(one, at - timedelta(days=40))
    missed = _plan(one, _evening(at, weeks=-4, weekday=2), made=at - timedelta(days=39))
    report(missed, one.mentee, missed.ends_at + timedelta(hours=2), Report(None))
    _held(one, _evening(at, weeks=-2, weekday=2), 60, "Who may sign for a co-operative.", "Ask the bank.")


# By who asked; a pair that is not here has begun, and signed nothing yet.
_STORIES = {"cascais-9": _bookkeeping, "sidi-bouzid-3": _signed_and_planned, "mahdia-1": _paused, "barcelona-3": _concluding, "larissa-2": _ended, "garges-les-gonesse-4": _missed_once}


def _open(mentoring_round: MentoringRound) -> list[MatchProposal]:
    return list(MatchProposal.objects.open().filter(round=mentoring_round).select_related(
        "round", "run", "offer__participation__person", "request__participation__person").order_by("pk"))


def _both_say_yes(proposal: MatchProposal, at: datetime) -> Mentorship:
    say_yes(proposal, proposal.request.participation.person, at=at)
    say_yes(proposal, proposal.offer.participation.person, at=at + timedelta(hours=5))
    return Mentorship.objects.select_related("mentor", "mentee", "round").get(proposal=proposal)


def _sign(one: Mentorship, at: datetime) -> None:
    for hours, side in enumerate((one.mentee, one.mentor)):
        signing.sign(one, side, at + timedelta(hours=hours), version=one.terms_version)


def _evening(at: datetime, *, weeks: int, weekday: int = 1, hour: int = 18) -> datetime:
    """An hour in Lisbon, so many weeks from the Monday of this week."""
    day = (at + timedelta(weeks=weeks) - timedelta(days=at.weekday() - weekday)).date()
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=ZoneInfo("Europe/Lisbon"))


def _plan(one: Mentorship, starts_at: datetime, made: datetime, minutes: int = 60):
    return planning.plan(one, one.mentor, made, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), zone="Europe/Lisbon", place="https://meet.example.org/tile")


def _held(one: Mentorship, starts_at: datetime, minutes: int, words: str, next_step: str) -> None:
    session = _plan(one, starts_at, made=starts_at - timedelta(days=5), minutes=minutes)
    report(session, one.mentor, session.ends_at + timedelta(hours=1), Report(minutes, words, next_step))
    confirm(session, one.mentee, minutes, session.ends_at + timedelta(hours=20))

