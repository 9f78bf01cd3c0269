"""What the pages of a proposal show: its paragraphs with who asks to change them, its versions, an amendment beside the text. A fixed number of queries each."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from cohorts.decisions.amending import place_now
from cohorts.decisions.comparing import Row, side_by_side
from cohorts.decisions.proposal_text import paragraphs, shown
from cohorts.models import Amendment, AmendmentWay, Proposal, ProposalComment, ProposalVersion


@dataclass
class Paragraph:
    """`changes`: open amendments to it; `additions`: open ones that add after it. Number 0 has no text: it is the place before the first."""

    number: int
    html: SafeString | str = ""
    changes: list[Amendment] = field(default_factory=list)
    additions: list[Amendment] = field(default_factory=list)

    @property
    def asked(self) -> list[Amendment]:
        return [*self.changes, *self.additions]


def amendments_of(proposal: Proposal) -> list[Amendment]:
    """All, in the order they were asked for. One query."""
    return list(Amendment.objects.filter(proposal=proposal).select_related("on_version", "author", "closed_by"))


def text_with_amendments(version: ProposalVersion, amendments: list[Amendment]) -> list[Paragraph]:
    """The place before the first, then every paragraph of the version that holds."""
    found = [Paragraph(0), *(Paragraph(number, shown(each)) for number, each in enumerate(paragraphs(version.text), 1))]
    for each in amendments:
        place = place_now(each, version) if each.is_open else None
        if place is not None:
            (found[place].additions if each.way == AmendmentWay.ADD else found[place].changes).append(each)
    return found


def draft_text(proposal: Proposal) -> list[Paragraph]:
    return [Paragraph(number, shown(each)) for number, each in enumerate(paragraphs(proposal.draft), 1)]


def rows_of(amendment: Amendment) -> list[Row]:
    """The paragraph as it stood beside the one asked for."""
    return side_by_side([amendment.old_text] if amendment.old_text else [], paragraphs(amendment.text))


def about_the_same(amendment: Amendment, amendments: list[Amendment], version: ProposalVersion) -> list[Amendment]:
    """Other amendments to the same paragraph that are open; for one that is closed, those that were asked on its version about its paragraph."""
    if amendment.is_open:
        place = place_now(amendment, version)
        return [each for each in amendments if each.pk != amendment.pk and each.is_open and place_now(each, version) == place]
    return [each for each in amendments if each.pk != amendment.pk and (each.on_version_id, each.paragraph) == (amendment.on_version_id, amendment.paragraph)]


def row_of_paragraph(old: ProposalVersion, number: int, new: ProposalVersion) -> tuple[Row | None, int]:
    """(the row where the paragraph `number` of `old` stands beside `new`, the number of the last paragraph of `new` up to there)."""
    last = 0
    for row in side_by_side(paragraphs(old.text), paragraphs(new.text)):
        last = row.new.number if row.new else last
        if row.old and row.old.number == number:
            return row, last
    return None, last


def comments_of(proposal: Proposal, amendment: Amendment | None) -> list[ProposalComment]:
    return list(ProposalComment.objects.filter(proposal=proposal, amendment=amendment).select_related("author"))


def versions_of(proposal: Proposal) -> list[ProposalVersion]:
    """The newest first."""
    return list(ProposalVersion.objects.filter(proposal=proposal).select_related("by", "from_amendment__author").order_by("-number"))
