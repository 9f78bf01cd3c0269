"""What every test may ask for. Databases: tests/databases.py; services: tests/services; the browser: tests/browser."""

import os

import hypothesis
import pytest

# The same examples on every run and machine; HYPOTHESIS_PROFILE=exploring looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("exploring", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

NEEDS = {"postgres_only": "TEST_DATABASE_URL", "redis": "TEST_REDIS_URL"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "django_db_reset_sequences", "live_server"}


def _needs_what_is_not_here(item) -> bool:
    return any(item.get_closest_marker(mark) and not os.environ.get(variable) for mark, variable in NEEDS.items())


def _says_the_same_on_any_database(item) -> bool:
    """A test that opens no database need not run twice, nor one that walks pages and says so; the markers of real services say otherwise."""
    if item.get_closest_marker("any_database"):
        return not any(item.get_closest_marker(mark) for mark in ("postgres", *NEEDS))
    return not (any(item.get_closest_marker(mark) for mark in ("django_db", "postgres", *NEEDS)) or DATABASE_FIXTURES & set(item.fixturenames))


def pytest_collection_modifyitems(config, items) -> None:
    """Tests for a real service run in the second half of `make test`, which has it; here they are left out, not skipped. What opens no
    database has run in the first half."""
    second_half = bool(os.environ.get("TEST_DATABASE_URL"))
    left_out = [item for item in items if _needs_what_is_not_here(item) or (second_half and _says_the_same_on_any_database(item))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def database_copy(django_test_environment, django_db_blocker):
    """This process's database, already migrated, with `restore()`."""
    from tests.databases import copy_for_this_process

    with django_db_blocker.unblock():
        copy = copy_for_this_process()
        copy.make()
        yield copy
        copy.drop()


@pytest.fixture(scope="session")
def django_db_setup(database_copy):
    """In place of pytest-django's: a copy of the migrated template, restored after each test that commits."""
    from django.test import TransactionTestCase

    def put_back(_test_case) -> None:
        database_copy.restore()

    kept = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = put_back  # TestCase, which rolls back, has its own
    yield
    TransactionTestCase._fixture_teardown = kept


@pytest.fixture(scope="session", autouse=True)
def tokens_that_spell_nothing():
    """Each form carries a random token. Without most vowels, capitals and digits none of them spells a name or a number that a test looks for on the page."""
    from django.middleware import csrf

    csrf.CSRF_ALLOWED_CHARS = "abcdfghjklmnpqrstvwxz"  # with the letter that tests write a cookie in


@pytest.fixture(autouse=True)
def nothing_remembered(request):
    """No cache outlives a test: neither Django's, nor the kept pages of courses, nor a language chosen by a request."""
    yield
    if "_django_db_helper" in request.fixturenames or "client" in request.fixturenames:
        from django.contrib.contenttypes.models import ContentType
        from django.core.cache import cache
        from django.utils import translation

        from courses import outline, shared_pages

        cache.clear()
        # Kept by course and version, which a restored database counts anew.
        outline._kept.clear()
        shared_pages._kept.clear()
        shared_pages._weight = 0
        ContentType.objects.clear_cache()
        translation.deactivate()


@pytest.fixture(scope="session")
def kept_world(django_db_setup, django_db_blocker):
    from tests.kept_world import KeptWorld

    with django_db_blocker.unblock():
        return KeptWorld()


@pytest.fixture
def world(kept_world, db):
    """The small named world of tests/world.py."""
    return kept_world.lay()
