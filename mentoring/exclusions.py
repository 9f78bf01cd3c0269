"""Whom an entry must not be paired with, without ever saying why: people, organisations, and one's own city if one wishes for another.

All three reach the matcher as one list of lots, so that no file, result or explanation tells a private wish from a plain one.
"""

from collections import defaultdict

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils.crypto import salted_hmac

from mentoring.models import MentoringRound, Participation


def digest_of(address: str) -> str:
    """64 hex digits for an e-mail address, keyed with the academy's secret: the table cannot be read backwards, nor guessed without the key."""
    return _digest(address, settings.SECRET_KEY)


def digests_of(address: str) -> list[str]:
    """The digests this address may have been kept as: under today's secret, and under those it replaced (SECRET_KEY_FALLBACKS)."""
    return [_digest(address, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _digest(address: str, key: str) -> str:
    return salted_hmac("mentoring.excluded_person", address.strip().lower(), secret=key, algorithm="sha256").hexdigest()


def excluded_lots(mentoring_round: MentoringRound) -> dict[str, list[str]]:
    """{lot: sorted lots it must not be paired with} over the standing entries of a round; who excludes nobody is not a key. Four queries, whatever
    the size. The matcher forbids a pair when either side names the other."""
    standing = mentoring_round.participations.standing()
    entries = list(standing.values_list("pk", "lot", "person_id", "person__city_id", "person__organisation_id", "other_city_only", "person__email"))
    person_lots = {person: lot for _pk, lot, person, *_rest in entries}
    lot_of_address = _lots_by_digest(standing, person_lots, [(person, address) for _pk, _lot, person, *_rest, address in entries])
    in_city, in_organisation = defaultdict(set), defaultdict(set)
    for _pk, lot, _person, city, organisation, _elsewhere, _address in entries:
        in_city[city].add(lot)
        in_organisation[organisation].add(lot)
    named, bodies = _named_by(standing)
    found = {}
    for pk, lot, _person, city, _organisation, elsewhere, _address in entries:
        lots = {lot_of_address[digest] for digest in named[pk] if digest in lot_of_address}
        lots |= {other for body in bodies[pk] for other in in_organisation.get(body, ())}
        if elsewhere and city is not None:
            lots |= in_city[city]
        lots.discard(lot)
        if lots:
            found[lot] = sorted(lots)
    return found


def _lots_by_digest(standing, person_lots: dict[int, str], addresses: list[tuple[int, str]]) -> dict[str, str]:
    """{digest: lot} of every confirmed address of those who take part, and of the one they sign in with."""
    more = EmailAddress.objects.filter(verified=True, user__in=standing.values("person")).values_list("user_id", "email")
    return {digest: person_lots[person] for person, address in {*addresses, *more} if person in person_lots for digest in digests_of(address)}


def _named_by(standing) -> tuple[dict[int, list[str]], dict[int, list[int]]]:
    """({entry: digests of people}, {entry: ids of organisations}) that entries exclude."""
    people, bodies = defaultdict(list), defaultdict(list)
    for entry, digest in standing.values_list("pk", "excluded_people__address_digest"):
        if digest:
            people[entry].append(digest)
    for link in Participation.excluded_organisations.through.objects.filter(participation__in=standing):
        bodies[link.participation_id].append(link.organisation_id)
    return people, bodies
