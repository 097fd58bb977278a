"""A real browser on the console and the desk, served in this process; nothing leaves the machine."""

import threading

import pytest
from waitress.server import create_server

from tests.pages import PASSWORD, open_pages


@pytest.fixture
def site(tmp_path):
    """The pages of ``tests.pages`` with the address they are served at."""
    pages = open_pages(tmp_path)
    server = create_server(pages.app, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    pages.base = f"http://127.0.0.1:{server.effective_port}"
    yield pages
    server.close()
    thread.join(5)
    pages.services.storage.dispose()


@pytest.fixture
def open_page(chromium, site):
    """Open a fresh window, logged in as that account; a page that complains in its console fails the test."""
    contexts, complaints = [], []

    def opened(username="", width=1440, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        if username:
            page.goto(f"{site.base}/console/login")
            page.fill("#username", username)
            page.fill("#password", PASSWORD)
            page.press("#password", "Enter")
            page.wait_for_url(f"{site.base}/console/")
        return page

    opened.complaints = complaints
    yield opened
    for context in contexts:
        context.close()
    assert not complaints, complaints
