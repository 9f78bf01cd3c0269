"""What every test may ask for. The databases, services and the browser are in tests/services and tests/browser."""

import pytest


@pytest.fixture
def world(db):
    """The small named world of tests/world.py."""
    from tests.world import make_world

    return make_world()
