"""The people somebody is kept apart from by nothing but their own wish for another city: the wish they could be advised to drop."""

from mentoring.exclusions import digests_of
from mentoring.held_pairs import refused_pairs
from mentoring.models import MatchingRun, Participation, Ruling


def own_city_lots(participation: Participation, run: MatchingRun) -> set[str]:
    """Lots of the run. Whom they named, whose organisation they named, whom they were proposed or forbidden before is not among them."""
    if not participation.other_city_only:
        return set()
    near = (Participation.objects.filter(pk__in=run.people.values(), person__city_id=participation.person.city_id).exclude(pk=participation.pk)
            .select_related("person", "offer").prefetch_related("person__emailaddress_set"))
    named = set(participation.excluded_people.values_list("address_digest", flat=True))
    bodies = set(participation.excluded_organisations.values_list("pk", flat=True))
    request = getattr(participation, "request", None)
    apart = {offer for offer, asked in refused_pairs(participation.round) if request and asked == request.pk}
    if request:
        apart |= set(request.rulings.filter(kind=Ruling.FORBID, lifted_at=None).values_list("offer_id", flat=True))
    return {each.lot for each in near if not named & _fingerprints(each.person) and each.person.organisation_id not in bodies
            and (not hasattr(each, "offer") or each.offer.pk not in apart)}


def _fingerprints(person) -> set[str]:
    addresses = {person.email, *(each.email for each in person.emailaddress_set.all() if each.verified)}
    return {digest for address in addresses for digest in digests_of(address)}
