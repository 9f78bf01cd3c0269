"""CPU of a personal calendar of 500 entries, beside a naive build. Run: .venv/bin/python -m bench.calendar_feed"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from datetime import timedelta  # noqa: E402
from time import process_time  # noqa: E402

import icalendar  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402

from academy.feed_addresses import give_calendar_address  # noqa: E402
from academy.models import PartnerCity, User  # noqa: E402
from academy.standards import content_lines, vtimezones  # noqa: E402
from academy.standards import icalendar as ours  # noqa: E402
from bench import caller  # noqa: E402
from cohorts.models import Exchange, ExchangeIndexPage, ExchangePage, ExchangeSession, Registration  # noqa: E402
from home.models import HomePage  # noqa: E402

EXCHANGES, ROUNDS, GOAL = 250, 15, 150  # two sessions each; milliseconds
ZONES = ["Europe/Lisbon", "Europe/Madrid", "Africa/Tunis", "Europe/Athens"]


def lay() -> User:
    """Somebody with a seat in 250 exchanges of two days each."""
    person = User.objects.create_user("lia@bench.example", name="Lia Learns", language="en")
    city = PartnerCity.objects.create(slug="cascais", name="Cascais", country="PT", time_zone="Europe/Lisbon", languages=["pt"])
    locale, _made = Locale.objects.get_or_create(language_code="en")
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Tessera", slug="tessera", locale=locale))
    index = home.add_child(instance=ExchangeIndexPage(title="Exchanges", slug="exchanges", locale=locale))
    now = timezone.now()
    for number in range(EXCHANGES):
        exchange = Exchange.objects.create(slug=f"exchange-{number}", host_city=city, time_zone=ZONES[number % len(ZONES)], published_at=now,
                                           place_name="Casa das Histórias", place_address="Av. da República 300, Cascais", online_url="https://meet.example/room")
        starts = now.replace(microsecond=0) + timedelta(days=number, hours=number % 7)
        ExchangeSession.objects.bulk_create([ExchangeSession(exchange=exchange, title=f"Day {day + 1}: what each city brings", starts_at=starts + timedelta(days=day),
                                                             ends_at=starts + timedelta(days=day, hours=6)) for day in range(2)])
        exchange.refresh_span()
        Registration.objects.create(exchange=exchange, person=person, city=city, state="registered", place=1)
        index.add_child(instance=ExchangePage(title=f"How neighbours run services together, part {number}", slug=exchange.slug, summary="A visit.",
                                              exchange=exchange, locale=locale, translation_key=exchange.key))
    return person


def naive(person: User) -> bytes:
    """What one writes first: model by model, an Event for each, and one to_ical over all."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", ours.PRODUCT)
    calendar.add("version", "2.0")
    for registration in Registration.objects.filter(person=person).select_related("exchange"):
        exchange = registration.exchange
        page = ExchangePage.objects.get(exchange=exchange, locale__language_code="en")
        for session in exchange.sessions.all():
            event = icalendar.Event()
            for name, value in {"uid": str(session.key), "dtstamp": session.changed_at, "dtstart": session.starts_at.astimezone(exchange.zone),
                                "dtend": session.ends_at.astimezone(exchange.zone), "summary": f"{page.title}: {session.title}", "last-modified": session.changed_at,
                                "location": f"{exchange.place_name}, {exchange.place_address}", "sequence": session.sequence, "status": "CONFIRMED",
                                "url": f"http://127.0.0.1:8000/en/exchanges/{exchange.slug}/", "created": exchange.published_at}.items():
                event.add(name, value)
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def forget() -> None:
    """As a process that has made no calendar yet."""
    for kept in (content_lines.text, content_lines.raw, content_lines.texts, vtimezones.vtimezone, ours._kept_vevent):
        kept.cache_clear()


def best(act, before=lambda: None) -> tuple[float, float]:
    """(best, middle) of CPU milliseconds."""
    taken = []
    for _round in range(ROUNDS):
        before()
        began = process_time()
        act()
        taken.append((process_time() - began) * 1000)
    return min(taken), sorted(taken)[ROUNDS // 2]


def main() -> None:
    call_command("migrate", verbosity=0)
    person = lay()
    address = "/feeds/" + give_calendar_address(person, timezone.now()).rpartition("/feeds/")[2]
    academy = caller.handler()
    plain = {"HTTP_ACCEPT_ENCODING": "identity"}
    status, headers, body = caller.call(academy, address, **plain)
    assert status.startswith("200") and body.count(b"BEGIN:VEVENT") == 2 * EXCHANGES, status
    asked = []
    with connection.execute_wrapper(lambda execute, sql, *rest: (asked.append(sql), execute(sql, *rest))[1]):
        caller.call(academy, address)
    unchanged = {"HTTP_IF_NONE_MATCH": headers["ETag"], **plain}
    assert caller.call(academy, address, **unchanged)[0].startswith("304")
    rows = {
        "naive, through the models and icalendar's Event": best(lambda: naive(person)),
        "the feed, in a fresh process": best(lambda: caller.call(academy, address, **plain), forget),
        "the feed, made before": best(lambda: caller.call(academy, address, **plain)),
        "the feed, made before, gzipped": best(lambda: caller.call(academy, address)),
        "unchanged, 304": best(lambda: caller.call(academy, address, **unchanged)),
    }
    first = rows["naive, through the models and icalendar's Event"][1]
    print(f"{2 * EXCHANGES} entries, {len(body) / 1000:.0f} kB, {len(asked)} queries; CPU of a whole request, best and middle of {ROUNDS}")
    for name, (least, middle) in rows.items():
        print(f"  {name:50} {least:7.1f} ms {middle:7.1f} ms   {first / middle:5.1f} times less than naive")
    print(f"goal: at most {GOAL} ms, and 6 queries and one for mentoring")


if __name__ == "__main__":
    main()
