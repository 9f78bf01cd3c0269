"""Who hears what of a run: those who are asked, in one mail each however many pairs they are in, and those nobody was found for."""

from collections import Counter, defaultdict

from academy.emails import queue_mail
from mentoring.ending_proposals import with_people
from mentoring.held_pairs import OPEN, UNDER_WAY, places_of
from mentoring.models import MatchingRun, Participation, Side

PROPOSAL, REMINDER, UNMATCHED = "mentoring/proposal", "mentoring/proposal_reminder", "mentoring/unmatched"


def tell_of_run(run: MatchingRun) -> None:
    """Inside the outbox's transaction. Nobody gets the same twice; who was told that nobody is found hears it again only after a pair of theirs has ended."""
    for person, entry, proposals in _asked_in(run):
        queue_mail(PROPOSAL, person, f"mentoring:proposal:{run.pk}:{entry}", proposals=proposals)
    tell_the_unmatched(run)


def remind_of_run(run: MatchingRun) -> None:
    """Those who have not answered yet, before their proposals of this run expire."""
    for person, entry, proposals in _asked_in(run, unanswered=True):
        queue_mail(REMINDER, person, f"mentoring:remind:{run.pk}:{entry}", proposals=proposals)


def tell_the_unmatched(run: MatchingRun) -> None:
    left = {pk for pk, places in places_of(run.round).items() if (not places.getting and places.wants) or (not places.giving and places.gives and not places.getting)}
    over = _pairs_over(run)
    for entry in Participation.objects.filter(pk__in=left).select_related("person"):
        queue_mail(UNMATCHED, entry.person, f"mentoring:unmatched:{entry.pk}:{over[entry.pk]}", participation=entry.pk)


def _asked_in(run: MatchingRun, *, unanswered: bool = False) -> list[tuple[object, int, list[int]]]:
    """[(person, participation id, proposal ids)] over the open proposals of the run."""
    found, people = defaultdict(list), {}
    for proposal in with_people().filter(run=run).open().order_by("pk").prefetch_related("answers"):
        answered = {each.side for each in proposal.answers.all()}
        for side, entry in ((Side.MENTOR, proposal.offer.participation), (Side.MENTEE, proposal.request.participation)):
            if not (unanswered and side in answered):
                found[entry.pk].append(proposal.pk)
                people[entry.pk] = entry.person
    return [(people[entry], entry, proposals) for entry, proposals in found.items()]


def _pairs_over(run: MatchingRun) -> Counter:
    """{participation id: pairs of theirs that ended}"""
    rows = run.round.proposals.exclude(OPEN | UNDER_WAY).values_list("offer__participation_id", "request__participation_id")
    return Counter(entry for pair in rows for entry in pair)
