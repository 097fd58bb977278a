"""The page with the phones, in a real browser."""

import re

import pytest

from bot.simulator import markup
from bot.simulator.clock import Clock
from bot.simulator.config import PhoneSeed
from tests.simulator.conftest import CARD_DATA

pytestmark = pytest.mark.browser
CAST = (
    PhoneSeed("王奶奶", "居民 · 已绑定", "oGranny"),
    PhoneSeed("李师傅", "居民", "oMaster"),
    PhoneSeed("外县小孙", "还没关注", "oSun", follows=False),
    PhoneSeed("小赵", "村协理员", "oZhao"),
    PhoneSeed("老钱", "乡镇经办", "oQian"),
)
MENU = {
    "button": [
        {
            "name": "查政策",
            "sub_button": [{"type": "click", "name": n, "key": n} for n in ("救助标准", "办事指南", "到哪里办")],
        },
        {"type": "click", "name": "我要求助", "key": "help"},
        {"name": "我的", "sub_button": [{"type": "click", "name": n, "key": n} for n in ("办理进度", "到账查询")]},
    ]
}
LINK = '<a href="weixin://bizmsgmenu?msgmenucontent={0}&msgmenuid={0}">{0} {1}</a>'
GREETING = "您好，这里是示范县民政局。您想办什么事：\n" + "\n".join(
    LINK.format(n, what) for n, what in enumerate(("查政策和标准", "我要求助", "查进度", "转人工"), 1)
)


@pytest.fixture
def demo(make_world):
    world = make_world(phones=CAST, clock=Clock(), mode="secure")

    def answer(pushed, nth):
        from tests.simulator.test_envelope import opened, sealed_answer

        _, inside = opened(world, pushed)
        said = markup.leaf(inside, "Content")
        if said == "坏了":
            return ("oops", 500)
        if not said and markup.leaf(inside, "Event") != "CLICK":
            return b"success"
        page = f'网页：<a href="{world.hook_url}/page">我的待遇</a>'
        return sealed_answer(world.text(page if said == "网页" else GREETING, openid=pushed.args["openid"]))

    world.webhook.answer = answer
    world.call("cgi-bin/menu/create", MENU)
    return world


@pytest.fixture
def open_page(chromium, demo):
    pages = []

    def open_at(width, height, **more):
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **more)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("console", lambda line: line.type == "error" and page.problems.append(line.text))
        page.goto(f"{demo.url}/")
        page.wait_for_selector(".phone")
        pages.append(page)
        return page

    yield open_at
    for page in pages:
        assert page.problems == []
        page.context.close()


def box(page, name):
    return page.locator(".phone-box", has=page.get_by_role("heading", name=name, exact=True))


def test_a_talk_by_typing_menu_and_tapping(open_page, demo):
    page = open_page(1440, 900)
    granny = box(page, "王奶奶")
    granny.get_by_label("显示键盘").click()
    granny.get_by_label("王奶奶说").fill("你好")
    granny.get_by_label("王奶奶说").press("Enter")
    granny.get_by_role("button", name="2 我要求助").click()
    granny.locator(".turn.me", has_text=re.compile(r"^王2$")).wait_for()
    granny.get_by_label("显示菜单").click()
    granny.get_by_role("button", name="查政策", exact=True).click()
    granny.get_by_role("menuitem", name="救助标准").click()

    granny.locator(".turn:not(.me)").nth(2).wait_for()
    assert page.locator(".phone-box").count() == 5


def test_what_the_account_sends_appears_within_a_second_with_an_unread_dot(open_page, demo):
    page = open_page(1440, 900)
    page.wait_for_timeout(600)
    demo.call(
        "cgi-bin/message/template/send",
        {"touser": "oZhao", "template_id": "arrival", "url": f"{demo.hook_url}/page", "data": CARD_DATA},
    )
    zhao = box(page, "小赵")

    zhao.get_by_role("heading", name="到账提醒").wait_for(timeout=1000)
    assert zhao.locator(".owner .dot").inner_text() == "1"
    zhao.get_by_role("button", name="详情").click()
    zhao.frame_locator("iframe").get_by_text("page of nobody").wait_for()
    assert zhao.locator(".owner .dot").inner_text() == ""
    zhao.get_by_label("关闭网页，回到聊天").click()
    zhao.get_by_role("heading", name="到账提醒").wait_for()


def test_following_pictures_voices_places_and_a_broken_service(open_page, demo):
    page = open_page(1440, 900)
    sun = box(page, "外县小孙")
    sun.get_by_role("button", name="关注公众号").click()
    sun.get_by_text("你已关注该公众号").wait_for()
    for tile, press in (("图片", "屋顶漏雨"), ("语音", "发送"), ("位置", "发送")):
        sun.get_by_label("更多", exact=True).click()
        sun.get_by_role("button", name=tile, exact=True).click()
        sun.get_by_role("button", name=press).click()
    sun.locator(".me .map").wait_for()
    sun.locator(".me .bare img").wait_for()
    demo.phones.phone("外县小孙").says("坏了")

    sun.locator(".note.error").wait_for()
    assert "服务出现故障" in sun.locator(".note.error").inner_text()


def test_exchanges_and_faults_can_be_read_and_switched(open_page, demo):
    page = open_page(1024, 768)
    demo.phones.phone("王奶奶").says("你好").sees("示范县民政局")
    page.get_by_text("平台与服务器的往来").click()
    page.locator("#wire-rows button", has_text="text").first.click()
    page.get_by_role("heading", name="请求解密后").wait_for()

    page.get_by_role("button", name="平台与故障").click()
    page.get_by_role("button", name="打开", exact=True).click()
    page.get_by_text("全部接口：返回错误码 -1").wait_for()
    assert demo.phones.get("faults")["active"][0]["code"] == -1
    page.get_by_role("button", name="验证服务器地址").click()
    page.get_by_text("验证通过").wait_for()


def test_on_a_small_screen_one_phone_fills_it_and_tabs_change_it(open_page, demo):
    page = open_page(375, 812, has_touch=True)
    assert page.locator(".phone-box:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    demo.phones.phone("小赵").says("你好").sees("示范县民政局")

    tab = page.locator("#tabs button", has_text="小赵")
    tab.locator(".dot", has_text="1").wait_for()
    tab.click()
    box(page, "小赵")
    page.locator(".phone-box:visible .turn.me", has_text="你好").wait_for()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (375, 812)])
def test_the_page_has_no_barriers_that_a_machine_can_find(open_page, demo, width, height):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    demo.phones.phone("王奶奶").says("你好").sees("示范县民政局")
    card = {"touser": "oGranny", "template_id": "arrival", "url": "http://a.test/", "data": CARD_DATA}
    demo.call("cgi-bin/message/template/send", card)
    page = open_page(width, height)
    page.get_by_role("heading", name="到账提醒").wait_for()
    page.get_by_text("平台与服务器的往来").click()
    page.locator("#wire-rows tr").first.wait_for()

    # The script is injected by the tool, beside the page's own policy.
    page.problems.clear()
    found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    page.problems.clear()

    assert found.response["passes"]
    assert found.response["violations"] == [], found.generate_report()
