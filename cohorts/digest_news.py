"""News that exist for the daily mail only: new exchanges of one's city or languages, and one's place in the line."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from academy.emails import mail_context
from academy.models import User
from cohorts.mail_words import about, registration_of
from cohorts.models import DigestLine, Exchange, Registration, RegistrationState
from cohorts.queue_place import queue_place

NEW_FOR = timedelta(days=3)
NEW, QUEUE = "cohorts/new_exchange", "cohorts/queue_moved"


def gather_news(at) -> int:
    """Write the lines there are at `at`, each once; how many. In a fixed number of queries and one for each place in a line."""
    people = list(User.objects.filter(mail_choice__daily_digest=True, is_active=True, erased_at__isnull=True))
    lines = _new_exchanges(people, at) + _queue_moves(people, at) if people else []
    known = set(DigestLine.objects.filter(key__in=[line.key for line in lines]).values_list("key", flat=True)) if lines else set()
    fresh = [line for line in lines if line.key not in known]
    DigestLine.objects.bulk_create(fresh, ignore_conflicts=True)
    return sum(line.sent_at is None for line in fresh)


def _new_exchanges(people: list[User], at) -> list[DigestLine]:
    fresh = [each for each in Exchange.objects.programme().standing().filter(published_at__gt=at - NEW_FOR, published_at__lte=at).prefetch_related("co_hosts")
             if each.takes_registrations(at) or (each.opens_at and each.opens_at > at)]
    there = set(Registration.objects.filter(exchange__in=fresh, person__in=people).values_list("person_id", "exchange_id")) if fresh else set()
    return [DigestLine(person=person, template=NEW, ids={"exchange": each.pk}, key=f"new:{person.pk}:{each.pk}", made_at=at)
            for person in people for each in fresh if concerns(each, person) and (person.pk, each.pk) not in there]


def concerns(exchange: Exchange, person: User) -> bool:
    """Hosted by their city, or spoken in a language of theirs."""
    cities = {exchange.host_city_id, *(city.pk for city in exchange.co_hosts.all())}
    return person.city_id in cities or bool({*person.languages, person.language} & {*exchange.languages})


def _queue_moves(people: list[User], at) -> list[DigestLine]:
    """The first place seen is only remembered: the mail about waiting has told it. A line is written when it has become smaller."""
    waiting = Registration.objects.filter(person__in=people, state=RegistrationState.WAITLISTED, exchange__cancelled_at__isnull=True,
                                          exchange__ends_at__gt=at).select_related("exchange", "city", "organisation")
    lines = []
    for each in waiting:
        place = queue_place(each).position
        stem = f"queue:{each.pk}:{each.revision}:"
        before = [line.ids["place"] for line in DigestLine.objects.filter(person_id=each.person_id, template=QUEUE, key__startswith=stem)]
        if not before or place < min(before):
            lines.append(DigestLine(person_id=each.person_id, template=QUEUE, ids={"registration": each.pk, "place": place}, key=f"{stem}{place}",
                                    made_at=at, sent_at=None if before else at))
    return lines


@mail_context(NEW)
def new_exchange(person, ids) -> dict | None:
    exchange = Exchange.objects.public().standing().filter(pk=ids["exchange"]).first()
    if exchange is None or exchange.is_over(timezone.now()) or Registration.objects.of(person).filter(exchange=exchange).exists():
        return None
    words = about(exchange, person)
    return {**words, "detail": words["sessions"][0].when if words["sessions"] else "", "why": _("You get this mail because you chose one mail a day.")}


@mail_context(QUEUE)
def queue_moved(person, ids) -> dict | None:
    """The place as it is when the mail is written."""
    found = registration_of(person, ids)
    if found is None or found.state != RegistrationState.WAITLISTED or found.exchange.is_cancelled:
        return None
    return {**about(found.exchange, person), "queue": queue_place(found)}
