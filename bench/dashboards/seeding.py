"""An academy of any size, laid by SQL inside the database: cities, people, two years of log, enrolments and completions.

People are active for some months each (a course takes a season) and unevenly: who is ahead in the list does more. Seven lines of eight count; the rest are
of the kind that does not (posts, quizzes).
"""

import sys
import time
from datetime import UTC, datetime
from uuid import uuid4

from django.db import connection

from academy.models import LedgerSubject, PartnerCity, User

LAST = datetime(2026, 11, 22, tzinfo=UTC)
AT_ONCE = 200_000
COURSES = 40
PATHS = ("student", "seeker", "entrepreneur")

LINES = f"""
INSERT INTO academy_event (id, at, subject, verb, object_kind, object_key, city_id, entry_path, details)
SELECT gen_random_uuid(), p.since + (g.when_in * interval '95 days'), p.subject, v.verb, v.kind, v.key, p.city_id, p.entry_path, v.details
FROM (SELECT floor(%(people)s * power(random(), 1.5))::int AS n, random() AS u, random() AS when_in, floor(random() * 4)::int AS which, floor(random() * 20)::int AS lesson,
             floor(random() * %(cities)s)::int AS other FROM generate_series(1, %(lines)s)) g
JOIN bench_person p ON p.n = g.n
CROSS JOIN LATERAL (SELECT md5('course' || ((p.n * 7 + g.which) %% {COURSES}))::uuid::text AS course) c
CROSS JOIN LATERAL (SELECT CASE WHEN p.n %% 2 = 0 THEN jsonb_build_object('cohort', 'cohort-' || p.city_id || '-' || (p.n * 7 + g.which) %% 8) ELSE '{{}}'::jsonb END AS cohort) k
CROSS JOIN LATERAL (SELECT city.id AS host FROM bench_city city WHERE city.n = g.other) h
CROSS JOIN LATERAL (
    SELECT * FROM (VALUES
        (0.55, 'completed', 'lesson', md5(c.course || g.lesson)::uuid::text, jsonb_build_object('course', c.course, 'rule', 'read') || k.cohort),
        (0.57, 'reopened', 'lesson', md5(c.course || g.lesson)::uuid::text, jsonb_build_object('course', c.course) || k.cohort),
        (0.65, 'joined', 'course', c.course, k.cohort),
        (0.69, 'finished', 'course', c.course, jsonb_build_object('course', c.course) || k.cohort),
        (0.75, 'attended', 'exchange', md5('x' || g.lesson)::uuid::text, jsonb_build_object('session', 's' || g.which, 'host', h.host, 'on', '2026-05-' || (10 + g.lesson))),
        (0.79, 'mentored', 'mentoring_session', g.lesson::text, jsonb_build_object('minutes', 60, 'skill', '', 'level', 0, 'city', h.host, 'on', '2026-06-' || (10 + g.lesson %% 18))),
        (0.83, 'was_mentored', 'mentoring_session', g.lesson::text, jsonb_build_object('minutes', 60, 'skill', '', 'level', 0, 'city', h.host, 'on', '2026-06-' || (10 + g.lesson %% 18))),
        (0.85, 'assessed', 'skills', g.lesson::text, jsonb_build_object('moment', 'after', 'levels', jsonb_build_object('vision', 5, 'creativity', 4), 'before', jsonb_build_object('vision', 3))),
        (0.87, 'earned', 'badge', g.lesson::text, '{{}}'::jsonb),
        (0.94, 'passed', 'quiz', g.lesson::text, jsonb_build_object('course', c.course)),
        (1.01, 'posted', 'discussion', g.lesson::text, jsonb_build_object('course', c.course))
    ) AS all_of(up_to, verb, kind, key, details) WHERE g.u < up_to ORDER BY up_to LIMIT 1) v
"""
COMPLETIONS = """
INSERT INTO courses_lessoncompletion (id, sequence, subject, course_key, lesson_key, lesson_title, verb, rule, at)
SELECT gen_random_uuid(), row_number() OVER (PARTITION BY subject, details->>'course' ORDER BY at), subject, (details->>'course')::uuid, object_key::uuid,
       'A lesson', 'done', 'read', at FROM academy_event WHERE verb = 'completed'
"""
ENROLMENTS = """
INSERT INTO courses_enrolment (person_id, course_key, course_title, state, enrolled_at, done, records, cohort_slug, overrides, version)
SELECT person_id, md5('course' || (n * 7 + which) % 40)::uuid, 'A course', 'active', since, '{}', 0, '', '{}', 1 FROM bench_person, generate_series(0, 3) AS which
"""


def seed(learners: int, cities: int, events: int) -> None:
    """Empty tables apart from what migrations lay. Says how far it is on stderr."""
    PartnerCity.objects.bulk_create([PartnerCity(slug=f"city-{number}", name=f"City {number}", country="PT", time_zone="Europe/Lisbon", languages=["pt"]) for number in range(cities)])
    places = list(PartnerCity.objects.filter(slug__startswith="city-").order_by("pk").values_list("pk", flat=True))
    for start in range(0, learners, 5000):
        people = User.objects.bulk_create([
            User(email=f"p{number}@bench.example", name=f"Person {number}", language="en", city_id=places[number % len(places)], entry_path=PATHS[number % 3], password="!")
            for number in range(start, min(start + 5000, learners))])
        LedgerSubject.objects.bulk_create([LedgerSubject(user=each, subject=uuid4()) for each in people])
        _bar("people", (start + 5000) / learners)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute("CREATE TEMP TABLE bench_city AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM academy_partnercity WHERE slug LIKE 'city-%%'", [])
        cursor.execute("CREATE TEMP TABLE bench_person AS SELECT row_number() OVER (ORDER BY u.id) - 1 AS n, u.id AS person_id, l.subject, u.city_id, u.entry_path, "
                       "%s::timestamptz - ((30 + (u.id * 37) %% 640) * interval '1 day') - interval '95 days' AS since "
                       "FROM academy_user u JOIN academy_ledgersubject l ON l.user_id = u.id WHERE u.name LIKE 'Person %%'", [LAST])
        cursor.execute("CREATE INDEX ON bench_person (n)")
        cursor.execute("ANALYZE bench_person")
        for start in range(0, events, AT_ONCE):
            cursor.execute(LINES, {"people": learners, "cities": cities, "lines": min(AT_ONCE, events - start)})
            _bar("events", (start + AT_ONCE) / events)
        _bar("completions", 0)
        cursor.execute(COMPLETIONS)
        cursor.execute(ENROLMENTS)
        _bar("completions", 1)
        cursor.execute("ANALYZE")


_started: dict[str, float] = {}


def _bar(what: str, share: float) -> None:
    share, since = min(share, 1.0), _started.setdefault(what, time.monotonic())
    full = round(30 * share)
    sys.stderr.write(f"\r  {what:12} [{'#' * full}{'.' * (30 - full)}] {share:4.0%} {time.monotonic() - since:5.0f} s" + ("\n" if share == 1 else ""))
    sys.stderr.flush()


