"""The demo's proposals in Barcelona's two working groups, laid by the same verbs as everybody's, with the clock handed in. Invented words: no body wrote them."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from academy.models import User
from cohorts.decisions.amending import accept, amend, reject, revise
from cohorts.decisions.commenting import comment
from cohorts.decisions.proposing import begin, current_version, put_forward
from cohorts.models import GroupMembership, Proposal, WorkingGroup

CLAUSES, STORY = "Social clauses in the city’s smaller contracts (demo)", "A common story of the social economy (demo)"
CLAUSES_TEXT = """\
A demo text, made up for this academy: nobody in Barcelona wrote it or has to follow it.

## What we want

When the city buys a service, the price is not all it pays. Who does the work, and how, comes back to the neighbourhoods.

## What changes in a call

Each call for a smaller contract says in one sentence which social value it looks for.

- decent hours and pay for those who do the work
- places for people who find it hard to get one
- members who decide, where the bidder is a co-operative

Bidders write two pages about it, and no more.

## How we look back

After a year the group and the buyers read ten contracts together and say what held."""
STORY_TEXT = """\
A demo text, made up for this academy.

## Why one story

Every body of the social economy explains itself in its own words. Neighbours hear twenty stories and remember none.

## What we propose

We tell one story in three sentences: what we do, who decides, and where the surplus goes. Everybody adds their own example.

The three sentences stand in Catalan and Spanish, in plain words, and are tried out at two markets before anything is printed.

## Who keeps it

The group keeps the story until it ends, and then hands it to the space."""


def lay_proposals(now: datetime) -> None:
    """Each once: what was written since stays. After the space and its groups, whose members write them; without members, nothing."""
    for group in WorkingGroup.objects.filter(space__city__slug="barcelona", closed_on__isnull=True).select_related("space__city"):
        people = _members(group, now)
        if len(people) >= 2 and not Proposal.objects.filter(group=group).exists():
            if "procurement" in group.slug:
                _clauses(group, people, now)
            elif "communication" in group.slug:
                _story(group, people, now)


def _members(group: WorkingGroup, now: datetime) -> list[User]:
    """Who organises it first; then as they came."""
    rows = GroupMembership.objects.current(group.space.day_of(now)).filter(group=group).select_related("person").order_by("-organises", "started_on", "pk")
    return [row.person for row in rows]


def _key(words: str):
    return uuid5(NAMESPACE_URL, f"tessera-demo:{words}")


def _clauses(group: WorkingGroup, people: list[User], now: datetime) -> None:
    """Three versions: as put forward, with an accepted amendment in it, and written anew. One amendment was rejected, one waits."""
    organiser, author, other = people[0], people[1], people[2 % len(people)]

    def ago(days: float) -> datetime:
        return now - timedelta(days=days)

    made = begin(group.space, group, title=CLAUSES, text=CLAUSES_TEXT, language="en", by=author, at=ago(34))
    put_forward(made, by=author, at=ago(32))
    comment(made, None, text="Two pages are good. Small co-operatives have nobody who writes tenders all day.", form_key=_key("said-1"), by=other, at=ago(30))
    kept = amend(made, seen=1, way="change", paragraph=5, text="Each call for a smaller contract says in one sentence which social value it looks for, and how many points it is worth.",
                 reason="A wish without points is read last. If it counts, bidders have to know how much.", form_key=_key("kept"), by=other, at=ago(28))
    refused = amend(made, seen=1, way="strike", paragraph=7, text="", reason="A limit of pages belongs in the call, not here.", form_key=_key("refused"), by=organiser, at=ago(27))
    accept(kept, words="Yes: points make it clear.", by=author, at=ago(24))
    reject(refused, words="The limit protects small bidders, so it should not depend on who writes the call.", by=author, at=ago(23))
    before = current_version(made)
    revise(made, seen=before.number, words="The look back is said more exactly, after the meeting with the buyers.", by=author, at=ago(15), text=before.text.replace(
        "After a year the group and the buyers read ten contracts together and say what held.",
        "After a year the group and the buyers read ten contracts together, say in public what held and what did not, and change these clauses."))
    waiting = amend(made, seen=before.number + 1, way="change", paragraph=7, text="Bidders write two pages about it, and no more. "
                    "The city offers an hour of help to whoever writes them for the first time.", reason="Otherwise the ones who know how to write win.", form_key=_key("waiting"), by=other, at=ago(6))
    comment(made, waiting, text="Who would give that hour? A hub could.", form_key=_key("said-2"), by=organiser, at=ago(5))


def _story(group: WorkingGroup, people: list[User], now: datetime) -> None:
    made = begin(group.space, group, title=STORY, text=STORY_TEXT, language="en", by=people[0], at=now - timedelta(days=26))
    put_forward(made, by=people[0], at=now - timedelta(days=25))
    comment(made, None, text="I could live with this as it stands. Shall we decide it by consent?", form_key=_key("said-3"), by=people[1], at=now - timedelta(days=18))
