"""Fixtures that every part of the suite may use."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

NO_BROWSER = "Debian's chromium is not installed (apt-get install chromium)"
# Nothing may leave the machine, and nothing of the browser's own services is there to be reached.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The requirements and conformance data beside the checkout; tests that need them skip where they are absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of requirements beside the project is absent")
    return folder


@pytest.fixture(scope="session")
def chromium():
    """A real browser, headless. Without one its tests are skipped and told loudly; in CI they fail."""
    found = shutil.which("chromium")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


def pytest_terminal_summary(terminalreporter):
    """Say what a missing browser cost."""
    lost = sum(NO_BROWSER in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ()))
    if lost:
        terminalreporter.write_sep("!", f"{lost} browser tests did not run: {NO_BROWSER}", red=True)


def pytest_addoption(parser):
    """``--rewrite`` writes the answers in ``tests/transcripts`` anew; the diff is the review."""
    parser.addoption("--rewrite", action="store_true", help="write the transcripts as they are answered today")


# A shared machine pauses when it likes: how long one example takes says nothing about the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
