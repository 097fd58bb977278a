"""Fixtures of the console's tests."""

import pytest

from tests.pages import open_pages


@pytest.fixture
def pages(tmp_path):
    opened = open_pages(tmp_path)
    yield opened
    opened.services.storage.dispose()


@pytest.fixture
def living(pages):
    """The office of the pages reads what the bureau enters, as that of a running service does."""
    opened = pages.services.offices()

    def offices():
        with pages.services.storage.read() as uow:
            return opened.with_standards(uow.standards.rows())

    object.__setattr__(pages.services, "offices", offices)
    return pages
