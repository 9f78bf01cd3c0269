"""One academy, in this process: `migrate`, `seed LEARNERS CITIES EVENTS` (and count it all), or `ask`. Prints one line of JSON at last."""

import json
import os
import statistics
import subprocess
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from academy.counting_events import count_waiting  # noqa: E402
from academy.models import Event, PersonCell, Tally, Uncounted, User  # noqa: E402
from academy.periods import months  # noqa: E402
from academy.reading_tallies import sums  # noqa: E402
from bench.dashboards.pages import pages  # noqa: E402
from bench.dashboards.seeding import seed  # noqa: E402
from bench.world import lay  # noqa: E402
from courses.models import CoursePage, Enrolment  # noqa: E402
from courses.outline import outline_for  # noqa: E402

STRAIGHT = """
SELECT city_id, to_char(at AT TIME ZONE 'Europe/Lisbon', 'YYYY-MM') AS month, entry_path, COUNT(DISTINCT subject), COUNT(*) FROM academy_event
WHERE verb = 'completed' AND object_kind = 'lesson' AND at >= '2025-12-01' AND at < '2026-12-01' GROUP BY 1, 2, 3
"""
COMPLETIONS, BATCHES = 100, 4


def main() -> None:
    what, sizes = sys.argv[1], map(int, sys.argv[2:5])
    if what == "migrate":
        call_command("migrate", verbosity=0)
    elif what == "seed":
        seed(*sizes)
        found = {"learners": int(sys.argv[2]), "events": Event.objects.count(), "first": recounted(), "recount": recounted()}
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(json.dumps({**found, "cells": PersonCell.objects.count(), "tallies": Tally.objects.count()}))
    else:
        print(json.dumps({
            "completion": completions(), "counting": counting(), "straight": timed(straight, 2),
            "sums": timed(lambda: sums(None, months("2025-12", "2026-11"), ["lessons"]), 20), "pages": pages()}))


def recounted() -> dict:
    """`manage.py recount` in a process of its own: seconds, and the most memory it held."""
    began = time.monotonic()
    child = subprocess.Popen([sys.executable, "manage.py", "recount"], stdout=subprocess.PIPE, env=os.environ, text=True)
    said = child.stdout.read()
    _pid, status, used = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"recount ended with {os.waitstatus_to_exitcode(status)}")
    sys.stderr.write(f"  {said.strip()} {time.monotonic() - began:.0f} s, {used.ru_maxrss // 1024} MB\n")
    return {"seconds": time.monotonic() - began, "mb": used.ru_maxrss / 1024, "said": said.strip()}


def completions() -> float:
    """Milliseconds of one completion, as the view calls it; the median of some hundred people's."""
    if not CoursePage.objects.filter(slug="course-20").exists():
        lay(20)
    course = CoursePage.objects.get(slug="course-20")
    outline = outline_for(course.slug, "en")
    people = User.objects.filter(name__startswith="Person ").exclude(enrolments__course_key=course.translation_key)
    people = list(people.order_by("?")[:COMPLETIONS])
    enrolments = Enrolment.objects.bulk_create([Enrolment(person=each, course_key=course.translation_key, course_title=course.title) for each in people])
    taken = []
    for enrolment in enrolments:
        began = time.perf_counter()
        enrolment.complete(outline, outline.lessons[0], "read", timezone.now())
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def counting() -> float:
    """Milliseconds a line, of batches of 500 lines as people write them (of people and courses all over the academy)."""
    Uncounted.objects.all().delete()
    kept = list(Event.objects.filter(verb="completed").order_by("id")[:500 * BATCHES])
    taken = []
    for start in range(0, len(kept), 500):
        part = [Event(at=timezone.now(), subject=each.subject, verb=each.verb, object_kind=each.object_kind, object_key=each.object_key, city_id=each.city_id,
                      entry_path=each.entry_path, details=each.details) for each in kept[start:start + 500]]
        with transaction.atomic():
            Event.objects.bulk_create(part)
            Uncounted.objects.bulk_create([Uncounted(event=each) for each in part])
        began = time.perf_counter()
        taken.append((time.perf_counter() - began, count_waiting(500), time.perf_counter() - began))
    return statistics.median(after / lines for _before, lines, after in taken) * 1000


def straight() -> list:
    with connection.cursor() as cursor:
        cursor.execute(STRAIGHT)
        return cursor.fetchall()


def timed(ask, times: int) -> float:
    """Milliseconds; the median."""
    taken = []
    for _time in range(times):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    main()
