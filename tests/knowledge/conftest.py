"""The dictionary takes half a second to load: one ear for all tests of this folder."""

import pytest

from tests.knowledge.ears import an_ear


@pytest.fixture(scope="session")
def ear(tmp_path_factory):
    return an_ear(tmp_path_factory.mktemp("dictionary"))
