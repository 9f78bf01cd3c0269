"""What an entry says, as plain values: read from rows, filled in beforehand from what the person said last, or typed into the form."""

from dataclasses import dataclass, field

from mentoring.models import MentoringRound, Participation


@dataclass
class EntryDraft:
    """Half-filled is fine. `languages`: {code: level 1..6, 0 not said yet}; `hours`: local hours of the week in `time_zone`; skills by id: `offers`
    {skill: level}, `wants` {skill: (own level, priority)}; `people`: {digest: the owner's own word}; `organisations`: ids."""

    time_zone: str = ""
    languages: dict[str, int] = field(default_factory=dict)
    hours: list[int] = field(default_factory=list)
    offers: dict[int, int] = field(default_factory=dict)
    capacity: int = 1
    wants: dict[int, tuple[int, int]] = field(default_factory=dict)
    mentors_wanted: int = 1
    hope: str = ""
    sector: str = ""
    other_city_only: bool = False
    groups: list[str] = field(default_factory=list)
    shows: list[str] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    organisations: list[int] = field(default_factory=list)

    @property
    def skills(self) -> set[int]:
        return {*self.offers, *self.wants}


def own_entries(person):
    """A person's entries with every row a draft is read from: six queries, whatever their number."""
    return (Participation.objects.of(person).select_related("round__city", "offer", "request")
            .prefetch_related("offer__skills", "request__skills", "excluded_people", "excluded_organisations"))


def draft_of(entry: Participation) -> EntryDraft:
    """`entry` comes from `own_entries`."""
    offer, request = getattr(entry, "offer", None), getattr(entry, "request", None)
    return EntryDraft(
        time_zone=entry.time_zone, languages=dict(entry.languages), hours=list(entry.hours), sector=entry.sector, other_city_only=entry.other_city_only,
        groups=list(entry.groups), shows=list(entry.shows),
        offers={row.skill_id: row.level for row in sorted(offer.skills.all(), key=lambda row: row.pk)} if offer else {}, capacity=offer.capacity if offer else 1,
        wants={row.skill_id: (row.level, row.priority) for row in sorted(request.skills.all(), key=lambda row: row.pk)} if request else {},
        mentors_wanted=request.mentors_wanted if request else 1, hope=request.hope if request else "",
        people={row.address_digest: row.label for row in entry.excluded_people.all()}, organisations=[each.pk for each in entry.excluded_organisations.all()])


def first_draft(person, mentoring_round: MentoringRound) -> EntryDraft:
    """To begin with: what the person said in their last round, except the opt-in to priority groups, which every round asks anew; else what their
    profile knows."""
    last = own_entries(person).exclude(round=mentoring_round).order_by("-changed_at", "-pk").first()
    if last is None:
        return EntryDraft(time_zone=person.zone_name, languages=dict.fromkeys(person.languages, 0))
    draft = draft_of(last)
    draft.groups = []
    return draft
