"""How somebody in a run is called at the desk: by name for the coordinators of their own city, by lot and city for everybody else.

A coordinator who takes part in the round themselves reads lots only: else they would know their partner before both have said yes.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from mentoring.models import MatchingRun, MentoringRound, Participation


def takes_part(mentoring_round: MentoringRound, reader) -> bool:
    """Has this person sent an entry in, whatever became of it?"""
    return Participation.objects.of(reader).filter(round=mentoring_round, submitted_at__isnull=False).exists()


class NamedLots:
    """Names and cities of a round's lots as one reader may know them; two queries or three, whatever the size."""

    def __init__(self, mentoring_round: MentoringRound, reader, *, entries: Iterable[int] | None = None) -> None:
        """`entries`: ids of the entries to know; all of the round unless given."""
        rows = Participation.objects.filter(round=mentoring_round)
        if entries is not None:
            rows = rows.filter(pk__in=list(entries))
        self.takes_part = takes_part(mentoring_round, reader)
        named = set() if self.takes_part else set(rows.named_for(reader).values_list("lot", flat=True))
        self.known: dict[str, tuple[str, str]] = {}
        self.named = named
        for lot, name, city in rows.values_list("lot", "person__name", "person__city__name"):
            self.known[lot] = (name if lot in named else "", "" if self.takes_part else city or "")

    @classmethod
    def of_run(cls, run: MatchingRun, reader) -> "NamedLots":
        return cls(run.round, reader, entries=run.people.values())

    def words(self, lot: str) -> str:
        """“Lia Learns”, or “lot 0a1b2c3d4e, Cascais”."""
        name, city = self.known.get(lot, ("", ""))
        if name:
            return name
        return _("lot %(lot)s, %(city)s") % {"lot": lot, "city": city} if city else _("lot %(lot)s") % {"lot": lot}
