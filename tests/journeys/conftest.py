"""The world of the journeys."""

import pytest

from tests.journeys.world import World


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    try:
        yield made.start()
    finally:
        made.stop()
