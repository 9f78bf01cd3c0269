"""A real Chromium for the tests of this folder.

`page` (laptop), `phone` (360 x 740) or `open_page(viewport, dark=..., javascript=..., language=...)` give pages; a test
fails when one of its pages logged an error, broke the content policy, missed a file or called another host (a test
that wants that takes `watch` and clears `watch.problems`). `axe(page)` asserts that nothing hinders anybody.
`live_server` serves the test's own rows (with `world`); `seeded_live` serves the whole demo academy.
"""

import os
import shutil
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

import pytest

from tests.browser.sights import VIEWPORTS, Watch

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
PATIENCE = 15_000  # milliseconds; two shared cores can be slow

# Playwright's synchronous face runs an event loop in this thread, where Django would refuse its own queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    given = os.environ.get("CHROMIUM")
    path = next((found for found in map(shutil.which, [given] if given else NAMES) if found), None)
    if path is None:
        missing = "no Chromium found: apt install chromium, or set CHROMIUM=/path/to/chrome"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session", autouse=True)
def what_a_click_opens_is_there():
    """A click comes back when the next page begins to arrive; here it waits until that page is whole, so that a test may read it at once."""
    from playwright.sync_api import Locator, Page

    def waiting(act):
        @wraps(act)
        def act_and_wait(self, *args, **kwargs):
            done = act(self, *args, **kwargs)
            page = self if isinstance(self, Page) else self.page
            if not page.is_closed():
                page.wait_for_load_state("load")
            return done
        return act_and_wait

    with pytest.MonkeyPatch.context() as patch:
        for kind in (Locator, Page):
            for act in ("click", "press"):
                patch.setattr(kind, act, waiting(getattr(kind, act)))
        yield


@pytest.fixture
def watch():
    """What went wrong on the pages of this test, so far; asserted to be nothing at its end."""
    watch = Watch()
    yield watch
    assert watch.problems == []


@pytest.fixture
def open_page(browser, watch, request):
    """Opens an empty page in a window of its own: no cookies shared with any other."""
    opened = []

    def open_page(viewport: str = "laptop", *, dark: bool = False, javascript: bool = True, language: str = "en"):
        context = browser.new_context(**VIEWPORTS[viewport], color_scheme="dark" if dark else "light", reduced_motion="reduce",
                                      java_script_enabled=javascript, locale=language, service_workers="block")
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def phone(open_page):
    return open_page("phone")


@pytest.fixture
def axe():
    """axe(page): asserts 0 violations of axe-core's rules, or of those `only` names, and prints the report otherwise."""
    from axe_playwright_python.base import AxeResults
    from axe_playwright_python.sync_playwright import Axe

    script = Axe().axe_script

    def axe(page, context=None, only=()) -> None:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(script)
        # Without preload: our one stylesheet is there already, and axe would fetch it again.
        options = {"resultTypes": ["violations"], "preload": False, **({"runOnly": list(only)} if only else {})}
        found = AxeResults(page.evaluate("([context, options]) => axe.run(context || document, options)", [context, options]))
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return axe


@pytest.fixture
def sign_in(live_server):
    """sign_in(page, person): a signed-in session of that person in the page's window, without the forms."""
    from django.conf import settings
    from django.test import Client

    def sign_in(page, person) -> None:
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return sign_in


@dataclass
class SeededLive:
    """The demo academy, served. `url` is its address; a login is a name such as "learner"."""

    url: str
    _sign_in: object

    def __str__(self) -> str:
        return self.url

    def __add__(self, path: str) -> str:
        return self.url + path

    def person(self, login: str):
        from academy.models import User

        return User.objects.get(email=f"{login}@demo.example")

    def sign_in(self, page, login: str) -> None:
        self._sign_in(page, self.person(login))

    def work(self) -> None:
        """Lets the worker carry out what is due: mails, certificates."""
        from django.core.management import call_command

        call_command("outbox_loop", once=True)


@pytest.fixture
def seeded_live(settings, live_server, sign_in, database_copy):
    """A copy of the demo academy for this test alone, in demo mode, on a live server."""
    from django.core.management import call_command
    from django.db import connection

    from tests.demo_copy import built_demo

    if connection.vendor == "sqlite":
        demo = built_demo(database_copy.template)
        database_copy.restore(demo / "tessera.sqlite3")
        shutil.copytree(demo / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
    else:  # laid once in each process, which takes a while
        media = Path(settings.MEDIA_ROOT).parent / "demo-media"
        if database_copy.restore_laid():
            shutil.copytree(media, settings.MEDIA_ROOT, dirs_exist_ok=True)
        else:
            call_command("demo", verbosity=0)
            Path(settings.MEDIA_ROOT).mkdir(exist_ok=True)
            shutil.copytree(settings.MEDIA_ROOT, media, dirs_exist_ok=True)
            database_copy.keep_laid()
    settings.DEMO = True
    settings.AUTHENTICATION_BACKENDS = ["academy.demo_sign_in.DemoBackend", *settings.AUTHENTICATION_BACKENDS]
    yield SeededLive(live_server.url, sign_in)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
