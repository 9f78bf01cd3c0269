"""Searching the directory, and its map, at 500 services and at 5,000: queries and CPU, as ratios. Run: .venv/bin/python -m bench.directory

DATABASE_URL chooses the database; `python -m tests.services sh -c 'DATABASE_URL=$TEST_DATABASE_URL python -m bench.directory'` takes a real PostgreSQL
(an empty one: it is migrated first). Everything is rolled back.
With --files, exporting and checking a file, too: minutes.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

import random  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from datetime import date  # noqa: E402
from decimal import Decimal  # noqa: E402

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from academy.directory.exporting import export_json  # noqa: E402
from academy.directory.importing import import_hsds  # noqa: E402
from academy.directory.searching import find_services, places_on_map, set_search  # noqa: E402
from academy.models import DirectoryEntry, Organisation, PartnerCity, Service, ServiceAtPlace, ServiceKind, ServicePlace  # noqa: E402

SIZES, ROUNDS, PAGE = (500, 5_000), 15, 24
WORDS = ["legal", "support", "training", "co-operative", "olive", "loom", "market", "fund", "loan", "table", "incubation", "evening", "accounting", "statute", "women",
         "young", "people", "harbour", "school", "seed", "water"]
ON = date(2026, 11, 22)


def lay(size: int) -> None:
    chance, now = random.Random(size), timezone.now()
    cities = [PartnerCity.objects.create(slug=f"bench-{n}", name=f"City {n}", country="TN", time_zone="Africa/Tunis") for n in range(8)]
    bodies = Organisation.objects.bulk_create(Organisation(name=f"Body {n}", city=chance.choice(cities)) for n in range(size // 5))
    entries = DirectoryEntry.objects.bulk_create(DirectoryEntry(organisation=body, listed_at=now, about=" ".join(chance.choices(WORDS, k=12))) for body in bodies)
    places = ServicePlace.objects.bulk_create(ServicePlace(entry=entry, name=f"Place {n}", latitude=Decimal("35.5"), longitude=Decimal("11.06"))
                                              for n, entry in enumerate(entries))
    services = [Service(entry=chance.choice(entries), kind=chance.choice(ServiceKind.values), name=" ".join(chance.choices(WORDS, k=3)),
                        description=" ".join(chance.choices(WORDS, k=60)), languages=chance.sample(["ar", "fr", "en"], 2)) for _n in range(size)]
    for one in services:
        set_search(one)
    Service.objects.bulk_create(services, batch_size=500)
    ServiceAtPlace.objects.bulk_create((ServiceAtPlace(service=one, place=chance.choice(places)) for one in services), batch_size=500)


def searched() -> int:
    found = find_services(words="legal loom", kind="legal", language="fr", on=ON)
    return found.count() + len([(one.name, one.entry.organisation.city.name) for one in found[:PAGE]])


def listed() -> int:
    found = find_services(on=ON)
    return found.count() + len([(one.name, one.entry.organisation.city.name) for one in found[:PAGE]])


def mapped() -> int:
    return len([(one.name, one.offers, one.entry.organisation.city.name) for one in places_on_map(find_services(words="legal", on=ON))])


def measured(act) -> tuple[int, float]:
    """(queries, median seconds)"""
    with CaptureQueriesContext(connection) as queries:
        act()
    took = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)
    return len(queries), statistics.median(took)


def main() -> None:
    call_command("migrate", verbosity=0)
    found: dict[str, list[tuple[int, float]]] = {}
    for size in SIZES:
        with transaction.atomic():
            lay(size)
            for act in (searched, listed, mapped):
                found.setdefault(act.__name__, []).append(measured(act))
            if "--files" not in sys.argv:
                transaction.set_rollback(True)
                continue
            began = time.perf_counter()
            data = export_json()
            exported = time.perf_counter()
            report = import_hsds(data, "a.json", PartnerCity.objects.create(slug="into", name="Into", country="TN", time_zone="Africa/Tunis"), None, timezone.now(), check=True)
            found.setdefault("exported", []).append((0, exported - began))
            found.setdefault("checked", []).append((0, time.perf_counter() - exported))
            assert {each.code for each in report.problems} == {"in_other_city"}, "the ids are those of the rows that are here"
            transaction.set_rollback(True)
    print(f"{connection.vendor}, {SIZES[0]} and {SIZES[1]} services, median of {ROUNDS} rounds")
    for name, ((few_queries, few), (many_queries, many)) in found.items():
        queries = f"{few_queries} and {many_queries} queries, " if few_queries else ""
        print(f"{name:9} {queries}{few * 1000:.1f} ms and {many * 1000:.1f} ms: {many / few:.1f} times for {SIZES[1] // SIZES[0]} times as many")


if __name__ == "__main__":
    main()
