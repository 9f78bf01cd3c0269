"""A proposal as one side sees it before both said yes: what speaks for it, and of the other person only what that person ticked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from academy.both_times import moment_words
from academy.models import Skill
from mentoring.entry_values import person_of, with_values
from mentoring.matching.pair_facts import facts_of_pair
from mentoring.matching.reading_people import as_person
from mentoring.matching.rules import rules_from
from mentoring.models import Answer, Ending, MatchProposal, Participation, ProposalAnswer, Shown, Side
from mentoring.proposal_questions import Questions, questions_of
from mentoring.words_of_reasons import Reader, Reasons, hidden_parts, hours_words, language_name, level_name, reasons_of


@dataclass(frozen=True, slots=True)
class ShownOfThem:
    """What the other person let be seen, in words; empty where they did not."""

    city: str
    sector: str
    organisation_kind: str

    @property
    def anything(self) -> bool:
        return bool(self.city or self.sector or self.organisation_kind)


@dataclass(frozen=True, slots=True)
class BlindView:
    """`state`: "asked", "waiting" (my yes waits for theirs), "accepted", "declined" (by me), "silent" (I let it run out), "over" (for a reason that is not mine
    to know). While it is open: `begins` (None: mentoring has begun already),
    `skills` they would work on, `language`, `hours` in common on the reader's clocks, `until`, `shown`, `reasons`."""

    proposal: MatchProposal
    side: str
    state: str
    until: str
    last_days: bool
    begins: date | None
    mentorship_id: int | None
    skills: list[str]
    language: str
    hours: str
    shown: ShownOfThem | None
    reasons: Reasons | None
    questions: Questions | None

    @property
    def is_mentor(self) -> bool:
        return self.side == Side.MENTOR

    @property
    def is_open(self) -> bool:
        return self.state in ("asked", "waiting")


def blind_view(proposal: MatchProposal, person, at: datetime) -> BlindView:
    """`proposal` as MatchProposal.objects.of(person) gives it. A fixed number of queries."""
    side = proposal.side_of(person)
    state = state_of(proposal, side, at)
    mentorship = getattr(proposal, "mentorship", None)
    about = {"skills": [], "language": "", "hours": "", "shown": None, "reasons": None, "questions": None}
    if state in ("asked", "waiting"):
        about = {**_what_speaks_for_it(proposal, side, person), "questions": questions_of(proposal, side)}
    return BlindView(
        proposal=proposal, side=side, state=state, until=moment_words(proposal.expires_at, person.zone_name), mentorship_id=mentorship.pk if mentorship else None,
        last_days=(proposal.expires_at - at).days < 2, begins=proposal.round.starts_on if at.date() < proposal.round.starts_on else None, **about)


def state_of(proposal: MatchProposal, side: str, at: datetime, answers: list[ProposalAnswer] | None = None) -> str:
    """See BlindView. `answers`: those of the proposal, if they are at hand. Only the reader's own are looked at."""
    mine = next((each for each in (proposal.answers.all() if answers is None else answers) if each.side == side), None)
    if proposal.ending == Ending.ACCEPTED:
        return "accepted"
    if mine and mine.answer == Answer.NOT_NOW:
        return "declined"
    if proposal.ended_at or proposal.expires_at <= at:
        return "silent" if mine is None and proposal.ending in ("", Ending.EXPIRED) else "over"
    return "waiting" if mine else "asked"


def _what_speaks_for_it(proposal: MatchProposal, side: str, person) -> dict:
    monday, rules = proposal.round.reference_monday, rules_from(proposal.run.rules)
    entries = {each.pk: each for each in with_values(Participation.objects.filter(pk__in=[proposal.offer.participation_id, proposal.request.participation_id]))
               .select_related("person__city", "person__organisation", "offer", "request")}
    mentor, mentee = entries[proposal.offer.participation_id], entries[proposal.request.participation_id]
    facts = facts_of_pair(*(as_person(person_of(each, monday=monday)) for each in (mentor, mentee)), rules)
    reader = Reader(zone=person.zone_name, monday=monday, skills=labels_of([each["skill"] for each in facts["skills"]]))
    theirs = mentee if side == Side.MENTOR else mentor
    hidden = hidden_parts(theirs.shows) if proposal.round.city_id is None else hidden_parts(theirs.shows) - {"exchange"}
    return {
        "skills": [reader.skill(each["skill"]) for each in facts["skills"]],
        "language": language_words(facts["language"]), "hours": hours_words(facts["hours"], reader), "shown": shown_of(theirs),
        "reasons": reasons_of(proposal.parts, proposal.run.rules["weights"], facts=facts, reader=reader, side=side, hidden=hidden),
    }


def language_words(shared: dict | None) -> str:
    """“Portuguese (B1)”."""
    return f"{language_name(shared['language'])} ({level_name(shared['level'])})" if shared else ""


def shown_of(entry: Participation) -> ShownOfThem:
    person, shows = entry.person, set(entry.shows)
    return ShownOfThem(
        city=person.city.name if Shown.CITY in shows and person.city else "",
        sector=entry.get_sector_display() if Shown.SECTOR in shows and entry.sector else "",
        organisation_kind=str(person.organisation.get_kind_display()) if Shown.ORGANISATION_KIND in shows and person.organisation else "")


def labels_of(codes: list[str]) -> dict[str, str]:
    """{skill code: label in the reader's language}; one query."""
    return {each.code: each.label_in(get_language() or "en") for each in Skill.objects.filter(code__in=codes)} if codes else {}
