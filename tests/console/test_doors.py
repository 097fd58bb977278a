"""Who comes in, who stays out, and what every page carries."""

import pytest

from bot.console.guard import PUBLIC
from bot.desk.visitor import PUBLIC as DESK_PUBLIC
from tests.pages import PASSWORD, post, token_of


def _rules(pages, blueprint, public):
    return [
        rule
        for rule in pages.app.url_map.iter_rules()
        if rule.endpoint.startswith(f"{blueprint}.") and rule.endpoint not in public
    ]


def _numbered(rule):
    parts = [part if not part.startswith("<") else "1" for part in rule.rule.split("/")]
    return "/".join(parts)


def test_every_page_leads_a_stranger_to_the_login(pages):
    stranger = pages.app.test_client()

    for rule in _rules(pages, "console", PUBLIC):
        method = "POST" if "POST" in rule.methods else "GET"
        answer = stranger.open(_numbered(rule), method=method)
        assert answer.status_code == 302, rule
        assert answer.location.startswith("/console/login"), rule


def test_every_page_of_the_desk_leads_a_stranger_to_wechat(pages):
    stranger = pages.app.test_client()

    for rule in _rules(pages, "desk", DESK_PUBLIC):
        method = "POST" if "POST" in rule.methods else "GET"
        answer = stranger.open(_numbered(rule), method=method)
        assert answer.status_code == 302, rule
        assert answer.location.startswith("/desk/login"), rule


def test_no_post_is_taken_without_the_token_of_its_form(pages):
    inside = pages.browser("guanli")

    for rule in _rules(pages, "console", PUBLIC):
        if "POST" in rule.methods:
            answer = inside.post(_numbered(rule), data={"reason": "x"})
            assert answer.status_code == 400, rule
            assert "没有存任何改动" in answer.get_data(as_text=True)


def test_the_login_itself_wants_a_token_too(pages):
    assert pages.app.test_client().post("/console/login", data={"username": "guanli"}).status_code == 400


def test_a_wrong_password_says_so_without_telling_which_was_wrong(pages):
    stranger = pages.app.test_client()

    known = post(stranger, "/console/login", "/console/login", username="guanli", password="wrong")
    unknown = post(stranger, "/console/login", "/console/login", username="nobody", password="wrong")

    assert known.status_code == unknown.status_code == 401
    for answer in (known, unknown):
        assert "用户名或密码不对" in answer.get_data(as_text=True)


def test_five_wrong_passwords_shut_the_account_for_a_quarter_of_an_hour(pages):
    stranger = pages.app.test_client()
    for _ in range(5):
        answer = post(stranger, "/console/login", "/console/login", username="linxiao", password="wrong")
    right = post(stranger, "/console/login", "/console/login", username="linxiao", password=PASSWORD)

    assert "已锁住，15 分钟后" in answer.get_data(as_text=True)
    assert right.status_code == 401

    pages.clock.pass_(minutes=16)
    assert post(stranger, "/console/login", "/console/login", username="linxiao", password=PASSWORD).status_code == 302


def test_logins_too_fast_from_one_place_are_slowed(tmp_path):
    from flask import Flask

    from bot.console.blueprint import console_blueprint
    from tests.pages import open_pages

    slow = Flask("slow")
    slow.config.update(TESTING=True, SECRET_KEY="a secret of tests only, no other")
    slow.register_blueprint(
        console_blueprint(open_pages(tmp_path).services, login_rate="2/minute"), url_prefix="/console"
    )
    browser = slow.test_client()

    answers = [post(browser, "/console/login", "/console/login", username="x", password="y") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert "试得太快了" in answers[-1].get_data(as_text=True)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/console/", "//evil.example", "/wechat", "/console/\\evil"])
def test_a_login_leads_nowhere_but_into_the_console(pages, elsewhere):
    stranger = pages.app.test_client()
    form = {"username": "guanli", "password": PASSWORD, "csrf_token": token_of(stranger.get("/console/login"))}

    answer = stranger.post("/console/login", query_string={"next": elsewhere}, data=form)

    assert answer.location == "/console/"


def test_a_session_ended_from_another_browser_is_over_at_once(pages):
    office, home = pages.browser("maguodong"), pages.browser("maguodong")
    page = office.get("/console/me").get_data(as_text=True)
    assert page.count("让它退出") == 2  # the button of the other browser, and the sentence that explains it

    other = page.split("/console/me/sessions/")[1].split("/end")[0]
    post(office, f"/console/me/sessions/{other}/end", "/console/me")

    assert home.get("/console/").status_code == 302
    assert office.get("/console/").status_code == 200


def test_two_hours_without_a_touch_end_a_session_though_the_board_kept_asking(pages):
    idle = pages.browser("linxiao")
    for _ in range(5):
        pages.clock.pass_(minutes=30)
        idle.get("/console/numbers", headers={"HX-Request": "true"})

    assert idle.get("/console/numbers", headers={"HX-Request": "true"}).status_code == 401


def test_a_new_password_ends_all_sessions_and_is_the_only_one_that_opens(pages):
    here, there = pages.browser("linxiao"), pages.browser("linxiao")
    post(here, "/console/me/password", "/console/me", old=PASSWORD, new="a better horse 8", again="a better horse 8")

    assert there.get("/console/").status_code == 302
    old = post(pages.app.test_client(), "/console/login", "/console/login", username="linxiao", password=PASSWORD)
    assert old.status_code == 401


def test_an_account_made_by_an_administrator_must_choose_its_own_password_first(pages):
    admin = pages.browser("guanli")
    made = post(
        admin, "/console/accounts", "/console/accounts", username="xinren", name="新人", role="operator", division=""
    )
    text = made.get_data(as_text=True)
    password = text.split('user-select-all fs-5">')[1].split("<")[0]

    fresh = pages.app.test_client()
    assert post(fresh, "/console/login", "/console/login", username="xinren", password=password).status_code == 302
    assert fresh.get("/console/clues").location == "/console/me"


@pytest.mark.parametrize(
    ("username", "address"),
    [
        ("linxiao", "/console/payments"),
        ("linxiao", "/console/audit"),
        ("linxiao", "/console/accounts"),
        ("beizhang", "/console/calls"),
        ("beizhang", "/console/staff/new"),
        ("maguodong", "/console/accounts"),
    ],
)
def test_a_role_without_a_page_is_told_so_in_words(pages, username, address):
    answer = pages.browser(username).get(address)

    assert answer.status_code == 403
    assert "不归您的岗位" in answer.get_data(as_text=True)


def test_every_page_allows_nothing_from_elsewhere_and_nothing_inline(pages):
    inside = pages.browser("guanli")
    for address in ("/console/", "/console/calls/1", "/console/login", "/console/assets/htmx.min.js"):
        with inside.get(address) as answer:
            policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
    page = inside.get("/console/calls/1")
    assert page.headers["Cache-Control"] == "no-store"
    text = page.get_data(as_text=True)
    assert ' style="' not in text
    assert "<script>" not in text
    assert " onclick" not in text


def test_nothing_but_the_listed_files_is_served(pages):
    browser = pages.app.test_client()

    with browser.get("/console/assets/zhudong.css") as file:
        assert file.status_code == 200
    assert browser.get("/console/assets/..%2F..%2Fbase.html").status_code == 404
    assert browser.get("/console/assets/nothing.css").status_code == 404


def test_our_own_style_stays_small(pages):
    browser = pages.app.test_client()
    sizes = {}
    for name in ("tokens", "zhudong", "desk"):
        with browser.get(f"/console/assets/{name}.css") as file:
            sizes[name] = len(file.data)

    assert sizes["tokens"] + sizes["zhudong"] < 12_288
    assert sizes["tokens"] + sizes["desk"] < 6_144
