"""What comes next for a round's keepers: one sentence, and the page where it is done."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.both_times import moment_words
from mentoring.models import MentoringRound, RoundKind, Stage


@dataclass(frozen=True, slots=True)
class NextStep:
    """`page`: the short name of a page of the desk, or ""; `posts`: its button sends a form."""

    words: str
    page: str = ""
    label: str = ""
    posts: bool = False


def next_step(mentoring_round: MentoringRound, at: datetime) -> NextStep:
    zone = mentoring_round.zone
    match mentoring_round.stage(at):
        case Stage.DRAFT:
            return NextStep(_("Look at the rules. When the call is opened, the round, its rules and the seed of its draw are public; entries begin on %(moment)s.") % {
                "moment": moment_words(mentoring_round.call_opens_at, zone)}, "opening", _("Announce the round and open its call"), posts=True)
        case Stage.ANNOUNCED:
            return NextStep(_("The call opens on %(moment)s.") % {"moment": moment_words(mentoring_round.call_opens_at, zone)})
        case Stage.CALL_OPEN:
            return NextStep(_("People enter until %(moment)s. You can try out the matcher with those who are there.") % {
                "moment": moment_words(mentoring_round.call_closes_at, zone)}, "uptake", _("How the call is taken up"))
        case Stage.CALL_CLOSED:
            return NextStep(_("The call is closed. Simulate as often as you like: nobody is asked yet."), "simulations", _("Simulate"))
        case Stage.SIMULATED:
            return NextStep(_("Compare simulations, then publish one: only then are people asked."), "simulations", _("Simulations"))
        case Stage.PROPOSED | Stage.ACTIVE:
            if mentoring_round.kind == RoundKind.CIRCLES:
                asking = mentoring_round.circles.filter(formed_at=None, lapsed_at=None).count()
                return NextStep(ngettext("%(count)d circle still asks its people. You need do nothing: people answer for themselves.",
                                         "%(count)d circles still ask their people. You need do nothing: people answer for themselves.", asking) % {"count": asking})
            waiting = mentoring_round.proposals.open().count()
            return NextStep(ngettext("%(count)d proposal waits for an answer. You need do nothing: people answer for themselves.",
                                     "%(count)d proposals wait for an answer. You need do nothing: people answer for themselves.", waiting) % {"count": waiting})
        case Stage.CLOSED:
            return NextStep(_("The round is closed. When its last mentorship has ended, put it away."), "archiving", _("Archive"), posts=True)
    return NextStep(_("The round is archived."))
