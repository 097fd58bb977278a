"""Fixtures of the residents' pages' tests."""

import pytest

from tests.pages import open_pages


@pytest.fixture
def pages(tmp_path):
    opened = open_pages(tmp_path)
    yield opened
    opened.services.storage.dispose()
