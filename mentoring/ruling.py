"""A coordinator's word about one pair: pinned or forbidden, with a reason in writing; lifted again, never deleted.

Only the round's keepers read the reasons. Everybody reads how many rulings there are. Nobody answers for people: whoever is pinned is asked like everybody else.
"""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.models import record
from academy.permissions import must
from academy.refusals import Refused
from mentoring.held_pairs import refused_pairs
from mentoring.matching.definition import broken_constraints, have_roles
from mentoring.matching.types import RoundError
from mentoring.models import MentoringRequest, MentoringRound, MentorOffer, PairRuling, Ruling
from mentoring.round_input import input_of
from mentoring.round_turn import take_turn


def rule_on_pair(mentoring_round: MentoringRound, offer: MentorOffer, request: MentoringRequest, kind: str, reason: str, *, by, at: datetime) -> PairRuling:
    """Keep a ruling. Refused for a pair that has one, that cannot be pinned, or that was asked already."""
    must(by, "round.keep", mentoring_round)
    with transaction.atomic():
        fresh = take_turn(mentoring_round.pk)
        if fresh.closed_at:
            raise Refused("closed", _("The round is closed."))
        if offer.participation.round_id != fresh.pk or request.participation.round_id != fresh.pk:
            raise Refused("strangers", _("Both must take part in this round."))
        if by.pk in (offer.participation.person_id, request.participation.person_id):
            raise Refused("own", _("You are one of these two: somebody else has to rule on pairs of yours."))
        if fresh.rulings.filter(offer=offer, request=request, lifted_at__isnull=True).exists():
            raise Refused("ruled", _("There is a ruling on this pair already. Lift it first."))
        if fresh.proposals.filter(offer=offer, request=request).exists():
            raise Refused("asked", _("These two were asked already: it is their answer that counts."))
        if kind == Ruling.PIN:
            _refuse_what_cannot_stand(fresh, offer, request)
        made = PairRuling.objects.create(round=fresh, offer=offer, request=request, kind=kind, reason=reason, made_by=by, made_at=at)
        record(by, "ruled_on_pair", "mentoring_round", fresh.pk, at=at, details={"ruling": made.pk, "kind": kind})
    return made


def lift(ruling: PairRuling, *, by, at: datetime) -> bool:
    """The matcher decides again about this pair. False when it was lifted already."""
    must(by, "round.keep", ruling.round)
    with transaction.atomic():
        fresh = take_turn(ruling.round_id)
        if fresh.closed_at:
            raise Refused("closed", _("The round is closed."))
        if not PairRuling.objects.filter(pk=ruling.pk, lifted_at__isnull=True).update(lifted_at=at):
            return False
        record(by, "lifted_ruling", "mentoring_round", fresh.pk, at=at, details={"ruling": ruling.pk})
    return True


def ruling_counts(mentoring_round: MentoringRound) -> dict[str, int]:
    """{"pin": how many stand, "forbid": how many}, as everybody may read them."""
    found = Counter(mentoring_round.rulings.filter(lifted_at__isnull=True).values_list("kind", flat=True))
    return {kind: found[kind] for kind in Ruling.values}


def rulings_in_words(mentoring_round: MentoringRound) -> str:
    """“2 pairs pinned, 1 forbidden by hand”, for the public page; "" without any."""
    counts = ruling_counts(mentoring_round)
    words = []
    if counts[Ruling.PIN]:
        words.append(ngettext("%(count)d pair put together by hand", "%(count)d pairs put together by hand", counts[Ruling.PIN]) % {"count": counts[Ruling.PIN]})
    if counts[Ruling.FORBID]:
        words.append(ngettext("%(count)d pair kept apart by hand", "%(count)d pairs kept apart by hand", counts[Ruling.FORBID]) % {"count": counts[Ruling.FORBID]})
    return _(", ").join(words)


def _refuse_what_cannot_stand(fresh: MentoringRound, offer: MentorOffer, request: MentoringRequest) -> None:
    """A pin is a wish within the rules, not around them."""
    if offer.participation_id == request.participation_id:
        raise Refused("same_person", _("Nobody can mentor themselves."))
    if (offer.pk, request.pk) in refused_pairs(fresh):
        raise Refused("asked", _("These two were asked already: it is their answer that counts."))
    try:
        given = input_of(fresh, fresh.rules)
    except RoundError as error:
        raise Refused("rules", _("The rules of the round need another look first.")) from error
    people = {person.id: person for person in given.round.people}
    mentor, mentee = people.get(offer.participation.lot), people.get(request.participation.lot)
    if mentor is None or mentee is None or not have_roles(mentor, mentee):
        raise Refused("no_role", _("One of the two does not take part any more, or has no place or wish left."))
    broken = broken_constraints(mentor, mentee, given.round.rules)
    if broken:
        # Nothing is said of what is missing: where a coordinator knows that nothing plain is, all else would tell of a private wish.
        raise Refused("not_eligible", _("This pair is not possible: the rules of this round, what the two entries say, or a private wish stands in between."))
    if sum(pair[0] == mentor.id for pair in given.round.pinned) >= mentor.mentor_capacity:
        raise Refused("places", _("Every place of this mentor is pinned or given already."))
    if sum(pair[1] == mentee.id for pair in given.round.pinned) >= mentee.mentee_need:
        raise Refused("wishes", _("This person has as many mentors pinned or given as they wish for."))
