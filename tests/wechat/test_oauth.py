import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wechat.oauth import BadState, OAuth
from tests.wechat.cast import NOW, settings
from tests.wechat.test_client import gateway_to

GATEWAY = gateway_to("https://api.weixin.qq.com")


def login(now=NOW, **changes):
    return OAuth(settings(**changes), GATEWAY, lambda: now, "/desk/login/back")


def state_of(url):
    return parse_qs(urlsplit(url).query)["state"][0]


def test_the_visitor_goes_to_the_authorisation_page_in_the_order_it_wants():
    url = login().login_url("/desk/clues/1", "browser")

    assert re.fullmatch(
        r"https://open\.weixin\.qq\.com/connect/oauth2/authorize\?appid=wxb11529c136998cb6"
        r"&redirect_uri=https%3A%2F%2Fzhudong\.example%2Fdesk%2Flogin%2Fback&response_type=code&scope=snsapi_base"
        r"&state=[A-Z2-7]{1,128}#wechat_redirect",
        url,
    )


@given(st.text(max_size=80), st.text(max_size=20))
def test_the_state_brings_back_the_wanted_path_and_never_leads_away(path, browser):
    state = state_of(login().login_url("/" + path, browser))

    assert re.fullmatch("[A-Z2-7]{1,128}", state)
    came_back = login().next_of(state, browser)
    assert came_back in ("/" + path, "/")
    assert not came_back.startswith(("//", "/\\"))


@pytest.mark.parametrize("path", ["https://bad.example", "//bad.example", "/\\bad.example", "", "/" + "x" * 200])
def test_a_path_that_is_not_ours_becomes_the_front_page(path):
    assert login().next_of(state_of(login().login_url(path, "b")), "b") == "/"


def test_a_state_is_good_for_ten_minutes():
    state = state_of(login().login_url("/desk", "b"))

    assert login(NOW + timedelta(minutes=9)).next_of(state, "b") == "/desk"
    with pytest.raises(BadState):
        login(NOW + timedelta(minutes=11)).next_of(state, "b")


def test_another_browser_or_another_key_cannot_use_a_state():
    state = state_of(login().login_url("/desk", "mine"))

    for oauth, browser in ((login(), "yours"), (login(secret_key="other" * 8), "mine")):
        with pytest.raises(BadState):
            oauth.next_of(state, browser)


@given(st.text(max_size=140))
def test_a_made_up_state_is_refused(state):
    with pytest.raises(BadState):
        login().next_of(state, "b")
