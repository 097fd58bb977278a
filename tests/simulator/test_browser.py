"""Pages opened from a phone, and web authorization."""

from urllib.parse import parse_qs, urlencode, urlsplit

from bot.simulator.driver import Phones
from bot.simulator.shelf import PICTURE
from tests.simulator.conftest import APP, serve


def authorize(world, **changes):
    asked = {
        "appid": APP,
        "redirect_uri": f"{world.hook_url}/page?next=1",
        "response_type": "code",
        "scope": "snsapi_base",
        "state": "abc123",
    }
    return f"{world.url}/connect/oauth2/authorize?{urlencode(asked | changes)}"


def code_in(answer):
    return parse_qs(urlsplit(answer.url).query)["code"][0]


def exchange(world, code, **changes):
    asked = {"appid": APP, "secret": "secret-of-the-test", "code": code, "grant_type": "authorization_code"}
    return world.call("sns/oauth2/access_token", token="", **(asked | changes))


def test_each_phone_is_known_by_its_own_browser(world):
    zhao = world.phones.phone("小赵")
    first, second = world.granny.opens(authorize(world)), zhao.opens(authorize(world))

    assert "next=1" in first.url
    assert "state=abc123" in first.url
    assert exchange(world, code_in(second))["openid"] == "oZhao"
    assert exchange(world, code_in(first))["openid"] == "oGranny"


def test_a_code_is_good_once_and_for_five_minutes(world):
    code = code_in(world.granny.opens(authorize(world)))
    exchange(world, code)
    assert exchange(world, code)["errcode"] == 40163
    assert exchange(world, "0nonsense")["errcode"] == 40029

    late = code_in(world.granny.opens(authorize(world)))
    world.phones.advance(301)
    assert exchange(world, late)["errcode"] == 42003


def test_a_snapshot_account_is_marked_and_not_the_person(world):
    world.granny.switch(snapshot=True)

    answer = exchange(world, code_in(world.granny.opens(authorize(world))))

    assert answer["is_snapshotuser"] == 1
    assert answer["openid"] != "oGranny"


def test_names_are_told_only_after_consent(world):
    asked = world.granny.opens(authorize(world, scope="snsapi_userinfo"))
    assert "允许" in asked.text
    agreed = world.granny.browser.get(asked.url + "&agreed=1", timeout=5)
    granted = exchange(world, code_in(agreed))

    told = world.call("sns/userinfo", token=granted["access_token"], openid="oGranny")
    assert told["nickname"] == "王奶奶"
    again = world.call("sns/oauth2/refresh_token", token="", appid=APP, refresh_token=granted["refresh_token"])
    assert again["access_token"] != granted["access_token"]


def test_an_outside_browser_is_sent_back_to_wechat(world):
    answer = world.phones._http.get(authorize(world), timeout=5)
    assert answer.status_code == 403
    assert "请在微信客户端打开链接" in answer.text


def test_wrong_requests_say_what_is_wrong(make_world):
    world = make_world(oauth_host="127.0.0.1")
    assert "10003" in world.granny.opens(authorize(world, redirect_uri="http://elsewhere.test/")).text
    assert "AppID" in world.granny.opens(authorize(world, appid="wx1")).text
    assert "Scope" in world.granny.opens(authorize(world, scope="all")).text
    assert "state" in world.granny.opens(authorize(world, state="中文")).text
    assert world.granny.opens("javascript:alert(1)").status_code == 400


def test_the_account_cookies_of_one_phone_are_not_lent_to_the_next(make_world):
    world = make_world(phone_cookies=(("who", "/"),))
    shared = world.granny.browser
    shared.cookies.set("who", "granny", domain="127.0.0.1", path="/")
    assert "granny" not in world.granny.opens(f"{world.hook_url}/page").text

    shared.cookies.set("who", "granny", domain="127.0.0.1", path="/")
    assert "granny" in world.granny.opens(f"{world.hook_url}/page").text


def test_mounted_beside_its_own_webhook_it_answers_and_pushes(world):
    from werkzeug.middleware.dispatcher import DispatcherMiddleware

    both = DispatcherMiddleware(world.webhook.app().wsgi_app, {"/simulator": world.app.wsgi_app})
    url, stop = serve(both)
    try:
        phones = Phones(f"{url}/simulator")
        phones.settings(push_url=f"{url}/wechat")
        world.webhook.answer = lambda pushed, nth: world.text("您好")
        assert phones.phone("王奶奶").says("你好").sees("您好")
        assert "page of" in phones.phone("王奶奶").opens(f"{url}/page").text
    finally:
        stop()


def test_everything_answers_below_a_path_too(make_world):
    world = make_world(prefix="/simulator")
    below = Phones(f"{world.url}/simulator")
    granny = below.phone("王奶奶").sends_picture(PICTURE)
    assert granny.opens(f"{world.url}/simulator/connect/oauth2/authorize").status_code == 400
    assert world.raw("simulator/", token="").text.count("/simulator/static/") >= 2
    assert "access_token" in world.call(
        "simulator/cgi-bin/token", token="", grant_type="client_credential", appid=APP, secret="secret-of-the-test"
    )
