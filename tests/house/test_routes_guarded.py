"""No page answers a stranger but those on this list."""

import base64
import re

import pytest

from bot.app import build, create_app
from bot.settings import Settings

PUBLIC = {
    "home": "leads to the console's login",
    "wechat.verify": "checks the platform's signature itself",
    "wechat.receive": "checks the platform's signature itself",
    "health.alive": "says only that the process answers",
    "health.ready": "says only whether tables and pack are there",
    "health.metrics": "counts without people",
    "console.login": "the door",
    "console.asset_file": "style, script and icons",
    "desk.login": "the door",
    "desk.login_back": "the way back from WeChat, with a signed state",
    "desk.bind": "ties a WeChat that has just come back to a member of staff, by code",
    "desk.asset_file": "style, script and icons",
    "public.column": "the open-information column: documents, numbers, notices, never people",
    "public.notice": "an announcement while it is shown",
    "public.division": "the column of one township or village",
    "public.standards": "amounts in force with their documents",
    "public.procedures": "the programmes",
    "public.procedure": "how one programme is applied for",
    "public.supervision": "whom to ring when something is wrong",
    "public.listen": "one answer in large letters with its recordings",
    "public.listen_file": "a recording of the bureau: spoken to everybody",
    "public.login": "the door",
    "public.login_back": "the way back from WeChat, with a signed state",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    services = build(
        Settings(
            database_url=f"sqlite:///{folder / 'zhudong.db'}",
            secret_key="sample-secret-of-a-test",
            data_keys=base64.b64encode(b"k" * 32).decode(),
            semantic=False,
            wechat_app_id="wx1234567890abcdef",
            wechat_token="sample",
            wechat_aes_key="abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
        )
    )
    services.storage.upgrade()
    return create_app(services)


def _address(rule):
    path = re.sub(r"<int:[^>]+>", "1", rule.rule)
    return re.sub(r"<[^>]+>", "SH-20260101-001", path)


def test_every_route_but_the_public_ones_turns_a_stranger_away(app):
    browser = app.test_client()
    open_to_all = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC:
            continue
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            answer = browser.open(_address(rule), method=method)
            away = answer.status_code in (400, 401, 403) or (
                answer.status_code == 302 and "/login" in answer.headers["Location"]
            )
            if not away:
                open_to_all.append(f"{method} {rule.rule} ({rule.endpoint}): {answer.status_code}")

    assert not open_to_all, f"guard these, or add them to PUBLIC with the reason: {open_to_all}"


def test_the_public_list_names_only_routes_that_exist(app):
    there = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert set(PUBLIC) <= there, f"take these off the list: {set(PUBLIC) - there}"


def test_every_page_carries_a_strict_content_policy(app):
    for path in ("/console/login", "/desk/login", "/open", "/my/login"):
        policy = app.test_client().get(path).headers["Content-Security-Policy"]

        assert "unsafe" not in policy
        assert "default-src 'self'" in policy or "default-src 'none'" in policy
