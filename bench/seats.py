"""600 posts for 25 seats through the whole stack, beside the naive version of the same verb. Run: .venv/bin/python -m bench.seats

DATABASE_URL chooses the database; `python -m tests.services sh -c 'DATABASE_URL=$TEST_DATABASE_URL python -m bench.seats'` takes a real PostgreSQL
(an empty one: it is migrated first).
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

import statistics  # noqa: E402
import tempfile  # noqa: E402
from datetime import timedelta  # noqa: E402
from pathlib import Path  # noqa: E402

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from academy.models import PartnerCity  # noqa: E402
from cohorts import registering  # noqa: E402
from cohorts.models import Exchange  # noqa: E402
from tests.cohorts.rush import PER_CITY, PROCESSES, SEATS, THREADS, make_crowd, naive, rush, wrongs  # noqa: E402

ROUNDS = 3


def main() -> None:
    call_command("migrate", verbosity=0)
    keys = make_crowd()
    host, ours = PartnerCity.objects.order_by("pk").first(), registering.register
    seconds: dict[str, list[float]] = {"ours": [], "naive": []}
    wrong: dict[str, list[str]] = {"ours": [], "naive": []}
    for number in range(ROUNDS):
        for name, verb in (("ours", ours), ("naive", naive)):
            now = timezone.now()
            exchange = Exchange.objects.create(slug=f"{name}-{number}", host_city=host, time_zone=host.time_zone, seats=SEATS, seats_per_city=PER_CITY,
                                               published_at=now, closes_at=now + timedelta(days=1))
            registering.register = verb
            with tempfile.TemporaryDirectory() as folder:
                answers, took = rush(exchange, keys, Path(folder))
            seconds[name].append(took)
            found = {what: how for what, how in wrongs(exchange, answers).items() if name == "ours" or what not in ("counts", "notices", "shares")}
            wrong[name].append(", ".join(f"{what}: {how}" for what, how in found.items() if what != "order") or ("order" if found else "nothing"))
    posts = 2 * len(keys)
    print(f"{connection.vendor}, {posts} posts by {len(keys)} people, {PROCESSES} processes of {THREADS} threads, {ROUNDS} rounds in turn")
    for name, taken in seconds.items():
        print(f"{name:6} {posts / statistics.median(taken):6.0f} posts a second   wrong: {' | '.join(wrong[name])}")
    print(f"ours takes {statistics.median(seconds['ours']) / statistics.median(seconds['naive']):.2f} times as long as the naive version")


if __name__ == "__main__":
    main()
