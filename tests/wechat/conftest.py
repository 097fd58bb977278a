"""Fixtures of the WeChat tests."""

import json

import pytest

from tests.wechat.cast import Desk, webhook


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def platform(desk):
    return webhook(desk)


@pytest.fixture(scope="session")
def vectors(shared_folder):
    """Reads a file of the conformance data: those rows that concern this kind of account."""

    def read(name):
        text = (shared_folder / "wechat_vectors" / name).read_text(encoding="utf-8")
        if name.endswith(".json"):
            return {
                section: [row for row in rows if row.get("scope", "oa") == "oa"]
                for section, rows in json.loads(text).items()
                if isinstance(rows, list)
            }
        return [row for row in map(json.loads, text.splitlines()) if row.get("scope", "oa") == "oa"]

    return read
