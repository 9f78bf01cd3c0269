"""What the keeping of rounds holds about people: who acted for a city or the network, and what a run was given, without names."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import exports, holds, not_personal
from mentoring.models import MatchingRun, Participation

# Whom to keep apart mixes the person's own wishes with those of others. Their shortlist is exported with the entry, without the lots of others.
OF_OTHERS = ("exclude", "rank_mentors", "rank_mentees")

for field in ("MentoringRound.created_by", "MatchingRun.asked_by", "PairRuling.made_by"):
    not_personal(f"mentoring.{field}", "done as a coordinator; after erasure it points at a former member")
holds("mentoring.MatchingRun", "input", "people", "result", topic="mentoring", label=_("Runs of the matcher your entry was in"),
      why=_("So that every result can be played again and checked. Your entry stands there under its number, without your name."),
      who=_("Only the matcher reads all of it. The round’s keepers read numbers, cities and points; names only of people of their own city."),
      kept=_("With the round. When you erase your account, the number leads to nobody any more."))
holds("mentoring.PairRuling", "kind", "reason", topic="mentoring", label=_("Rulings of a coordinator on a pair you are in"),
      why=_("A coordinator may put a pair together or keep it apart, and must write down why."), who=_("The round’s keepers."), kept=_("With the round."))


@exports("mentoring_runs", _("Runs of the matcher your entry was in"))
def runs(person):
    lots = {entry.round_id: entry.lot for entry in Participation.objects.of(person)}
    for run in MatchingRun.objects.finished().filter(round__in=lots).select_related("round").order_by("finished_at", "pk"):
        lot = lots[run.round_id]
        if lot in run.people:
            own = next((each for each in run.input.get("people", ()) if each["id"] == lot), {})
            yield {"round": run.round.title, "played_at": run.finished_at, "your_number": lot,
                   "what_it_was_given": {key: value for key, value in own.items() if key not in OF_OTHERS}}
