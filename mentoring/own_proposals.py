"""What somebody is asked, what they said, and in which rounds nobody was found for them: for the list of their mentoring. A fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from academy.both_times import moment_words
from mentoring.blind_view import state_of
from mentoring.held_pairs import OPEN, UNDER_WAY
from mentoring.models import CircleSeat, MatchProposal, Participation, Side

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class OwnProposal:
    """`state`: see blind_view.BlindView. `skills`: what the two would work on, in the reader's language. `questions`: of the other side, unanswered."""

    pk: int
    round_title: str
    state: str
    is_mentor: bool
    skills: list[str]
    until: str
    last_days: bool
    questions: int


@dataclass(frozen=True, slots=True)
class ProposingRound:
    """A published round the person stands in. `unmatched`: nobody is found for them at the moment; `stopped`: they asked for no further proposals."""

    slug: str
    title: str
    unmatched: bool
    stopped: bool


@dataclass(frozen=True, slots=True)
class OwnProposals:
    asked: list[OwnProposal]
    waiting: list[OwnProposal]
    over: list[OwnProposal]
    rounds: list[ProposingRound]

    def __bool__(self) -> bool:
        return bool(self.asked or self.waiting or self.over or self.rounds)


def own_proposals(person, language: str, at: datetime) -> OwnProposals:
    """Of rounds that are not archived; accepted ones are mentorships and stand with those."""
    rows = _with_words(MatchProposal.objects.of(person).filter(round__archived_at=None))[:MOST_SHOWN]
    mine = [_own(each, person, language, at) for each in rows]
    return OwnProposals(
        asked=[each for each in mine if each.state == "asked"], waiting=[each for each in mine if each.state == "waiting"],
        over=[each for each in mine if each.state in ("declined", "silent", "over")], rounds=proposing_rounds(person))


def asked_of(person, language: str, at: datetime) -> list[OwnProposal]:
    """Those alone that wait for this person's answer; one query where there are none."""
    return [own for own in (_own(each, person, language, at) for each in _with_words(MatchProposal.objects.of(person).open())) if own.state == "asked"]


def _with_words(rows):
    return (rows.select_related("round", "offer__participation", "request__participation")
            .prefetch_related("answers", "questions", "offer__skills__skill", "request__skills__skill"))


def proposing_rounds(person) -> list[ProposingRound]:
    """Published rounds that still propose, in which the person stands; one query."""
    found = MatchProposal.objects.filter(OPEN | UNDER_WAY).filter(Q(offer__participation=OuterRef("pk")) | Q(request__participation=OuterRef("pk")))
    seated = CircleSeat.objects.filter(participation=OuterRef("pk"), left_at=None, circle__lapsed_at=None)
    entries = (Participation.objects.of(person).standing().filter(round__published_at__isnull=False, round__closed_at=None).select_related("round")
               .annotate(is_found=Exists(found) | Exists(seated)).order_by("-round__published_at"))
    return [ProposingRound(each.round.slug, each.round.title, not each.is_found, each.stopped_at is not None) for each in entries]


def common_skills(proposal: MatchProposal, language: str) -> list[str]:
    """What the mentee wants and the mentor knows better, dearest first."""
    offered = {each.skill_id: each.level for each in proposal.offer.skills.all()}
    wanted = sorted((each for each in proposal.request.skills.all() if offered.get(each.skill_id, 0) > each.level), key=lambda each: (-each.priority, each.skill.code))
    return [each.skill.label_in(language) for each in wanted]


def _own(proposal: MatchProposal, person, language: str, at: datetime) -> OwnProposal:
    side = proposal.side_of(person)
    return OwnProposal(
        pk=proposal.pk, round_title=proposal.round.title, state=state_of(proposal, side, at), is_mentor=side == Side.MENTOR,
        skills=common_skills(proposal, language), until=moment_words(proposal.expires_at, person.zone_name), last_days=(proposal.expires_at - at).days < 2,
        questions=sum(each.asked_by != side and each.answered_at is None for each in proposal.questions.all()))
