"""Fill and send the forms of a page as a browser without script would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests


@dataclass
class Form:
    """A form as it stands on the page: where it goes, and what its fields hold."""

    page: str
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)

    def send(self, browser: requests.Session, files: Any = None, **filled: str) -> requests.Response:
        """Send it with some fields filled in; the page it leads to."""
        data = {**self.fields, **filled}
        address = urljoin(self.page, self.action or self.page)
        if self.method == "post":
            return browser.post(address, data=data, files=files, timeout=30)
        return browser.get(address, params=data, timeout=30)


class _Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Form] = []
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(self.page, given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open and tag == "input" and "name" in given:
            ticked = given.get("type") not in ("radio", "checkbox") or "checked" in given
            if ticked and given.get("type") != "file":
                self._open.fields[given["name"]] = given.get("value", "")
        elif self._open and tag == "textarea" and "name" in given:
            self._open.fields.setdefault(given["name"], "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def form_of(page: requests.Response, leads_to: str) -> Form:
    """The first form of the page whose action ends so."""
    parser = _Forms(page.url)
    parser.feed(page.text)
    for form in parser.forms:
        if urlsplit(urljoin(form.page, form.action or form.page)).path.endswith(leads_to):
            return form
    raise AssertionError(f"no form leads to {leads_to}; there are {[form.action for form in parser.forms]}")
