"""CPU per request of the lesson page, as ratios in one run. Run: .venv/bin/python -m bench.lesson_page"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

import resource  # noqa: E402

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import bare, caller, world  # noqa: E402

OURS, STOCK_BACKEND = "academy.sign_in.SignInBackend", "django.contrib.auth.backends.ModelBackend"


def main() -> None:
    call_command("migrate", verbosity=0)
    learner, slug = world.lay(17)
    many, long_slug = world.lay(170)
    typical = world.lay_typical(17, learner)
    academy = caller.handler()
    stock = caller.handler(MIDDLEWARE=settings.STOCK_MIDDLEWARE, SESSION_ENGINE="django.contrib.sessions.backends.db")
    wagtail = caller.handler(MIDDLEWARE=settings.WAGTAIL_MIDDLEWARE, SESSION_ENGINE="django.contrib.sessions.backends.db")
    settings.AUTHENTICATION_BACKENDS = [STOCK_BACKEND, OURS]
    cookie, long_cookie = (f"{settings.SESSION_COOKIE_NAME}={world.sign_in(each, OURS)}; csrftoken={'a' * 32}" for each in (learner, many))
    stock_cookie = f"{settings.SESSION_COOKIE_NAME}={world.sign_in(learner, STOCK_BACKEND)}; csrftoken={'a' * 32}"

    lesson, long_lesson = f"/en/courses/{slug}/lesson-3/", f"/en/courses/{long_slug}/lesson-3/"
    status, _headers, content = caller.call(academy, lesson, cookie)
    assert status.startswith("200"), (status, content[:500])
    bare.BODY = content
    signed_out_etag = caller.call(academy, lesson)[1]["ETag"]

    def post(act: str) -> None:
        body = f"csrfmiddlewaretoken={'a' * 32}&act={act}&then=stay".encode()
        status, _headers, _content = caller.call(academy, f"/en/courses/{slug}/lesson-16/completion/", cookie, "POST", body)
        assert status.startswith("302"), status

    marks = iter(())

    def mark() -> None:
        nonlocal marks
        act = next(marks, None)
        if act is None:
            marks = iter(("done", "undone"))
            act = next(marks)
        post(act)

    measured = caller.interleaved({
        "bare view": lambda: caller.call(stock, "/bare/", stock_cookie),
        "lesson, 17 lessons": lambda: caller.call(academy, lesson, cookie),
        "lesson, 170 lessons": lambda: caller.call(academy, long_lesson, long_cookie),
        "lesson, anonymous": lambda: caller.call(academy, lesson),
        "lesson, anonymous, 304": lambda: caller.call(academy, lesson, HTTP_IF_NONE_MATCH=signed_out_etag),
        "mark done / not done": mark,
        "typical Wagtail build": lambda: caller.call(wagtail, f"/typical/{typical}/lesson-3/", stock_cookie),
    })
    base = measured["bare view"]
    print(f"{'':28}{'ms CPU':>8}{'x bare':>8}{'SQL':>6}")
    calls = {"bare view": (stock, "/bare/", stock_cookie), "lesson, 17 lessons": (academy, lesson, cookie), "lesson, 170 lessons": (academy, long_lesson, long_cookie),
             "lesson, anonymous": (academy, lesson, ""), "typical Wagtail build": (wagtail, f"/typical/{typical}/lesson-3/", stock_cookie)}
    for name, cpu in measured.items():
        queries = ""
        if name in calls:
            with CaptureQueriesContext(connection, ) as captured:
                caller.call(*calls[name])
            queries = len(captured)
        print(f"{name:28}{cpu:8.2f}{cpu / base:8.2f}{queries:>6}")
    print(f"typical Wagtail build / lesson page: {measured['typical Wagtail build'] / measured['lesson, 17 lessons']:.1f}")
    print(f"lesson page, gzip: {len(content) / 1000:.1f} kB; peak memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
