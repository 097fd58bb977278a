"""Fixtures that every part of the suite may use."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The requirements and conformance data beside the checkout; tests that need them skip where they are absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of requirements beside the project is absent")
    return folder


def pytest_addoption(parser):
    """``--rewrite`` writes the answers in ``tests/transcripts`` anew; the diff is the review."""
    parser.addoption("--rewrite", action="store_true", help="write the transcripts as they are answered today")

# A shared machine pauses when it likes: how long one example takes says nothing about the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
