"""The page where a resident allows one more notice by WeChat's own button."""

import json
from dataclasses import replace

import pytest

from bot.public.blueprint import public_blueprint
from bot.services import PageKey, SendError
from bot.wechat.buttons import signature

WANG = "sim-resident-wang"


def page_of(pages, key=None, openid=WANG, address="/my/notices"):
    """The page as an app with that way to WeChat's keys shows it."""
    from flask import Flask

    app = Flask("allow")
    app.secret_key = "k" * 32
    services = replace(pages.services, page_key=key)
    app.register_blueprint(public_blueprint(services, FakeLogin()))
    phone = app.test_client()
    phone.get(f"/my/login/back?state=/my&code={openid}")
    return phone.get(address)


class FakeLogin:
    """WeChat tells who it is: the code is the openid."""

    def login_url(self, path, browser):
        return f"/?{path}"

    def next_of(self, state, browser):
        return state

    def openid_of(self, code):
        return code


def keys(asked):
    def key(address):
        asked.append(address)
        return PageKey("wx1", 1414587457, "n0", "5ign", "https://res.example/open/js/jweixin.js")

    return key


def test_the_button_names_the_templates_and_the_page_is_signed_by_its_whole_address(pages):
    asked = []
    answer = page_of(pages, keys(asked), address="/my/notices?big=1")
    page = answer.get_data(as_text=True)
    templates = pages.services.office.pack.templates

    assert asked == [f"{pages.services.settings.base_url}/my/notices?big=1"]
    assert f'template="{templates["news"].template_id},{templates["follow_up"].template_id}"' in page
    assert '"5ign"' in page
    assert "还没允许" in page
    policy = answer.headers["Content-Security-Policy"]
    assert "https://res.example" in policy
    assert "'unsafe-inline'" not in policy.partition("style-src")[0], "scripts only by their nonce"


def test_it_says_how_many_notices_are_left(pages):
    template = pages.services.office.pack.templates["news"].template_id
    with pages.services.storage.work() as uow:
        uow.contacts.consent(WANG, template, True, pages.clock())
        uow.contacts.consent("somebody else", template, True, pages.clock())
        uow.commit()

    page = page_of(pages, keys([])).get_data(as_text=True)
    assert "1 次" in page
    assert page.count("还没允许") == 1


def test_without_a_key_the_page_says_so_and_shows_no_button(pages):
    def none(address):
        raise SendError("retryable")

    for key in (None, none):
        answer = page_of(pages, key)
        assert answer.status_code == 200
        assert "按钮现在出不来" in answer.get_data(as_text=True)
        assert "wx.config" not in answer.get_data(as_text=True)


def test_who_is_not_known_goes_through_wechat_first(pages):
    assert pages.app.test_client().get("/my/notices").status_code == 302


def test_a_page_is_signed_as_the_platform_shows_it_in_its_own_sample(shared_folder):
    sample = json.loads((shared_folder / "wechat_vectors" / "crypto.json").read_text("utf-8"))["jsapi"][0]

    told = (sample["ticket"], sample["noncestr"], int(sample["timestamp"]), sample["url"] + "#part")
    assert signature(*told) == sample["signature"]


@pytest.mark.parametrize("pack", ["wenshui"])
def test_a_bureau_without_such_templates_says_what_it_can_do(pages, pack):
    from tests.builders import an_office

    bare = replace(pages, services=replace(pages.services, offices=lambda: an_office(pack)))
    page = page_of(bare, keys([])).get_data(as_text=True)

    assert "还没有微信通知" in page
    assert "wx-open-subscribe id" not in page
