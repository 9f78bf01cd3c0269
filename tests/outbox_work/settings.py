"""For worker processes that a test starts: the academy's own settings, from the environment the test gives, and this app."""

from academy.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.outbox_work"]  # noqa: F405
