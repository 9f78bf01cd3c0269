"""The demo's ballots in Barcelona: the communication group's decision by consent, with an objection that was met, and the procurement group's secret ballot.

Laid by the same verbs as everybody's, with the clock handed in. Invented words and votes; nobody's ballot number is kept.
"""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid4, uuid5

from academy.models import User
from cohorts.counting_votes import ABSTAIN, AGAINST, ASIDE, CONSENT, FOR, OBJECT
from cohorts.decisions.balloting import write_down
from cohorts.decisions.casting import cast
from cohorts.decisions.closing_ballots import close
from cohorts.decisions.objections import answer, say_whether_it_stands
from cohorts.decisions.proposing import begin, put_forward
from cohorts.decisions.register import follow_up
from cohorts.models import Ballot, BallotRoll, Decided, Objection, Proposal, WorkingGroup

KINDS = "Which contracts we begin with (demo)"
KINDS_TEXT = """\
A demo text, made up for this academy: nobody in Barcelona wrote it or has to follow it.

We begin with three kinds of contracts in which a social clause changes most: cleaning, meals in schools, and small repairs in public buildings.

After a year we look at what held, and choose the next three."""


def lay_ballots(now: datetime) -> None:
    """Each once, after the groups and their proposals; without enough members, nothing."""
    for group in WorkingGroup.objects.filter(slug__in=["barcelona-communication", "barcelona-procurement"]).select_related("space__city"):
        if Ballot.objects.filter(group=group).exists():
            continue
        if group.slug == "barcelona-communication":
            _by_consent(group, now)
        else:
            _in_secret(group, now)


def _organiser(group: WorkingGroup) -> User:
    return group.memberships.filter(organises=True).select_related("person").order_by("pk").first().person


def _cast_all(ballot: Ballot, said: list[tuple[str, str]], at: datetime, *, secret: bool) -> None:
    """What the first people on the roll say, (choice, reason) each. A number of a secret vote is drawn anew each time: nobody could look it up."""
    rows = BallotRoll.objects.filter(ballot=ballot).select_related("person").order_by("person__email")
    for place, (row, (choice, reason)) in enumerate(zip(rows, said, strict=False)):
        number = uuid4() if secret else _number(f"{ballot.pk}:{row.pk}")
        cast(ballot, row.person, voice=row.pk, number=number, choice=choice, reason=reason, at=at + timedelta(hours=7 * place))


def _number(words: str):
    made = uuid5(NAMESPACE_URL, f"tessera-demo:{words}")
    return type(made)(int=made.int, version=4)


def _by_consent(group: WorkingGroup, now: datetime) -> None:
    proposal = Proposal.objects.in_discussion().filter(group=group).order_by("put_forward_at").first()
    if proposal is None or group.memberships.count() < 4:
        return
    organiser, opens = _organiser(group), now - timedelta(days=16)
    ballot = write_down(proposal, method="consent", question="Do we tell one story in three sentences?", opens_at=opens, closes_at=opens + timedelta(days=5), quorum_percent=60, by=organiser, at=opens)
    _cast_all(ballot, [(CONSENT, ""), (OBJECT, "Three sentences in two languages leave out many neighbours. At the markets people speak Arabic and Urdu, too."),
                       (CONSENT, ""), (ASIDE, "I was not at the meetings."), (CONSENT, "")], opens + timedelta(hours=5), secret=False)
    objection = Objection.objects.get(vote__roll__ballot=ballot)
    answer(objection, words="You are right. We try them out in Arabic and Urdu at the same two markets; a task for it is given, and nothing is printed before.",
           by=organiser, at=opens + timedelta(days=3))
    say_whether_it_stands(objection, stands=False, word="With the task given, it no longer stands.", at=opens + timedelta(days=4))
    closed = opens + timedelta(days=5, minutes=1)
    close(ballot, by=None, at=closed)
    follow_up(Decided.objects.get(ballot=ballot), owner="Communication group", due_on=group.space.day_of(now - timedelta(days=3)), state="open", words="", by=organiser,
              at=closed + timedelta(days=1))


def _in_secret(group: WorkingGroup, now: datetime) -> None:
    if group.memberships.count() < 5:
        return
    organiser, began = _organiser(group), now - timedelta(days=95)
    proposal = begin(group.space, group, title=KINDS, text=KINDS_TEXT, language="en", by=organiser, at=began)
    put_forward(proposal, by=organiser, at=began + timedelta(days=1))
    opens = began + timedelta(days=12)
    ballot = write_down(proposal, method="secret", question="Do we begin with cleaning, school meals and small repairs?", opens_at=opens, closes_at=opens + timedelta(days=7), quorum_percent=60,
                        majority="more_for", by=organiser, at=opens)
    _cast_all(ballot, [(FOR, ""), (AGAINST, ""), (FOR, ""), (FOR, ""), (ABSTAIN, "")], opens + timedelta(hours=3), secret=True)
    closed = opens + timedelta(days=7, minutes=1)
    close(ballot, by=None, at=closed)
    decided = Decided.objects.get(ballot=ballot)
    follow_up(decided, owner="Responsible public procurement group", due_on=group.space.day_of(closed + timedelta(days=40)), state="open", words="", by=organiser, at=closed + timedelta(days=1))
    follow_up(decided, owner=decided.owner, due_on=decided.due_on, state="done", words="Ten contracts of the three kinds were read; the clauses are written for them.", by=organiser,
              at=closed + timedelta(days=30))
