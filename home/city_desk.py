"""The front page of a city's desk: what needs somebody now, and the city in counts. Reading only; constant queries."""

from datetime import timedelta

from django.db.models import Count, Min, Q, Subquery, Value
from django.urls import NoReverseMatch, reverse

from academy.models import Invitation, Organisation, PartnerCity, User
from academy.models.people import Role
from academy.small_counts import in_words, told
from cohorts.exchange_texts import texts_of
from cohorts.models import Exchange, Registration, RegistrationState
from home.city_people import people_of, role_counts

SOON = timedelta(weeks=6)
RUNNING_OUT = timedelta(hours=24)


def desk_context(city: PartnerCity, user: User, language: str, at, exact: bool = True) -> dict:
    """What stands on the front page at the moment `at`. Counts and titles; never a name. `exact`: for the city's own coordinators; the network's read of
    its people nothing below five, and not how many ask to take part in what."""
    def people(count: int) -> int | str:
        return count if exact else in_words(told(count))

    mine = Exchange.objects.filter(host_city=city)
    to_decide = _counted(mine, Q(registrations__state=RegistrationState.REQUESTED), at)
    running_out = _counted(mine, Q(registrations__state=RegistrationState.OFFERED, registrations__offered_until__lte=at + RUNNING_OUT), at)
    drafts = list(mine.filter(published_at__isnull=True, cancelled_at__isnull=True).order_by("starts_at", "pk"))
    coming = list(Exchange.objects.public().standing().hosted_by(city).upcoming(at).filter(starts_at__lte=at + SOON).annotate(
        next_at=Min("sessions__starts_at", filter=Q(sessions__starts_at__gte=at, sessions__cancelled_at__isnull=True))))
    texts = texts_of({each.pk: each for each in [*to_decide, *running_out, *drafts, *coming]}.values(), language, drafts=True)

    def row(exchange, **more) -> dict:
        starts_at = getattr(exchange, "next_at", None) or exchange.starts_at
        return {"exchange": exchange, "text": texts[exchange.pk], "url": _at_desk("desk_exchange", city.slug, exchange.slug),
                "starts": starts_at and starts_at.astimezone(exchange.zone), **more}
    counted = _counts(city, at)
    return {
        "to_decide": [row(each, count=each.found) for each in to_decide if exact], "running_out": [row(each, count=each.found) for each in running_out if exact],
        "drafts": [row(each) for each in drafts], "coming": [row(each) for each in coming],
        "exchanges_url": _at_desk("desk_exchanges", city.slug), "has_page": bool(counted["pages"]),
        # Who learns here needs no role for it: the few who were given one would seem to be all.
        "people_count": people(counted["people"]), "roles": role_counts(city, at.date(), without=(Role.LEARNER,)), "organisation_count": counted["organisations"],
        "registered_count": people(counted["registered"]), "invited_count": counted["invited"], "lapsed_count": counted["lapsed"],
    }


def _counts(city: PartnerCity, at) -> dict[str, int]:
    """Everything that is only counted, in one query."""
    invitations = Invitation.objects.filter(city=city)
    asked = {
        "people": people_of(city), "organisations": Organisation.objects.filter(city=city), "pages": city.pages.filter(live=True),
        "registered": Registration.objects.in_play().filter(city=city, exchange__ends_at__gte=at), "invited": invitations.waiting(at),
        "lapsed": invitations.unanswered().filter(expires_at__lte=at, expires_at__gt=at - SOON),
    }
    each = {f"{name}_count": Subquery(rows.order_by().annotate(all=Value(1)).values("all").annotate(count=Count("pk")).values("count")) for name, rows in asked.items()}
    found = PartnerCity.objects.filter(pk=city.pk).annotate(**each).values(*each).get()
    return {name: found[f"{name}_count"] or 0 for name in asked}


def _counted(exchanges, which: Q, at) -> list[Exchange]:
    """Those with registrations `which`, not over yet, each with `found`: how many."""
    return list(exchanges.standing().filter(Q(ends_at__isnull=True) | Q(ends_at__gte=at)).annotate(found=Count("registrations", filter=which))
                .filter(found__gt=0).order_by("starts_at", "pk"))


def _at_desk(name: str, *args: str) -> str:
    """An address of the desk for exchanges (cohorts/desk_urls.py); empty where it is not mounted."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
