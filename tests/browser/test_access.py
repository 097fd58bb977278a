"""Every page passes axe (WCAG AA), fits its window, and says what it is."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.usecases.announcements import agree_to_announcement, draft_announcement
from bot.usecases.callbacks import Asked, ask_back, rung
from knowledge.announcing import Announcement
from knowledge.lessons import Lesson
from knowledge.programmes import Entry
from storage.calls import NewCall

pytestmark = pytest.mark.browser

OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
CONSOLE = (
    "/console/",
    "/console/calls/1",
    "/console/callbacks",
    "/console/callbacks?phone=15400000002",
    "/console/callbacks/1",
    "/console/voices",
    "/console/voices/1",
    "/console/day",
    "/console/calls/log",
    "/console/calls/log/1",
    "/console/calls/new?source=visit",
    "/console/clues",
    "/console/clues?q=nothing",
    "/console/clues/{no}",
    "/console/payments",
    "/console/entitlements",
    "/console/families",
    "/console/letters",
    "/console/staff",
    "/console/staff/1",
    "/console/staff/new",
    "/console/questions",
    "/console/questions/1",
    "/console/questions?answered=1",
    "/console/lessons",
    "/console/lessons/entries/1",
    "/console/why?question=1",
    "/console/standards",
    "/console/packs",
    "/console/announcements",
    "/console/announcements/new",
    "/console/posters",
    "/console/posters/place/999901201201",
    "/console/audit",
    "/console/accounts",
    "/console/me",
)
RESIDENT = (
    "/my",
    "/my/arrivals",
    "/my/sheet",
    "/open",
    "/open/999901201",
    "/open/standards",
    "/open/programmes",
    "/open/programmes/dibao",
    "/open/supervision",
    "/open/notices/1",
    "/open/nothing",
)
DESK = ("/desk/", "/desk/clues/{no}")


def _sound(page, address):
    found = Axe().run(page, options=OPTIONS).response["violations"]
    told = [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
    assert not told, f"{address}: {told}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is wider than its window"
    assert page.evaluate("document.querySelectorAll('h1').length") == 1, address


def _announce(site):
    """One announcement that waits and one that is shown, as the first of all."""
    today = site.clock().date()
    told = Announcement(
        "999901", "周五上午讲低保政策", "在县民政局一楼。\n欢迎来问。", today, today + timedelta(days=9)
    )
    first = draft_announcement(told, "account:1", site.services)
    agree_to_announcement(first, "account:2", site.services)
    draft_announcement(told, "account:1", site.services)


def _large_enough(page, selector):
    small = page.evaluate(
        f"[...document.querySelectorAll('{selector}')].filter(e => e.offsetParent"
        " && !e.closest('dl') && e.getBoundingClientRect().height < 47).map(e => e.outerHTML.slice(0, 80))"
    )
    assert not small, f"too small to tap: {small}"


def _seed(site):
    _announce(site)
    with site.services.storage.work() as uow:
        uow.questions.note("残疾证过期补贴停不停", "ask_stop", "canji", site.clock())
        entry = Entry("", "canji", "残疾证过期", ("残疾证过期补贴停不停",), "不停，先补办。")
        uow.lessons.put_entry(entry, "system", site.clock(), expires_on=site.clock().date())
        uow.lessons.teach("line", Lesson("残疾证过期补贴停不停", "ask_policy", "canji"), "system", site.clock())
        now = site.clock()
        call = NewCall(
            site.accounts["linxiao"], "15400000002", now, now, "help", note="老人摔了", ticks=("open:say:when",)
        )
        uow.media.want("media-voice", "o-voice", "voice", now, to_be_heard=True)
        uow.media.keep(1, b"ID3", "audio/mpeg", 7)
        uow.calls.add_note(uow.calls.keep(call), "又打来一次", "system", now)
        uow.commit()
    call_back = ask_back(Asked("15400000002", "老人摔了" * 40), "missed", "system", site.services)
    for _ in range(3):
        with site.services.storage.read() as uow:
            seen = uow.callbacks.get(call_back)
        rung(seen, "missed", "没人接", "system", site.services)
    return site.a_clue(place="999901201201", trouble="老人摔了" * 40, urgency="urgent").no


@pytest.mark.parametrize("width", [1440, 1024, 375])
def test_every_page_of_the_console_can_be_used_by_everybody(site, open_page, width):
    no = _seed(site)
    page = open_page("guanli", width)
    for address in CONSOLE:
        page.goto(site.base + address.format(no=no))
        _sound(page, address)


@pytest.mark.parametrize("width", [375, 320])
def test_every_page_of_the_phone_can_be_used_by_everybody(site, open_page, width):
    no = site.a_clue(trouble="老人摔了" * 40).no
    page = open_page(width=width, height=640)
    page.goto(f"{site.base}/desk/login/back?state=/desk/&code=sim-assistant-beizhang")
    for address in DESK:
        page.goto(site.base + address.format(no=no))
        _sound(page, address)
        _large_enough(page, "main a, main button, main summary")


@pytest.mark.parametrize(("width", "big"), [(1440, 0), (375, 0), (375, 1), (320, 0), (320, 1)])
def test_every_page_of_a_resident_can_be_used_by_everybody(site, open_page, width, big):
    site.register_residents()
    site.bind()
    _announce(site)
    page = open_page(width=width, height=640)
    page.goto(f"{site.base}/my/login/back?state=/my&code=sim-resident-zhang")
    page.goto(f"{site.base}/my?big={big}")
    for address in RESIDENT:
        page.goto(site.base + address)
        _sound(page, address)
        _large_enough(page, "main a, .bar a, main summary")
    open_page.complaints[:] = [said for said in open_page.complaints if "404" not in said]


def test_a_resident_who_set_the_phone_to_double_letters_reads_everything(site, open_page):
    site.register_residents()
    site.bind()
    _announce(site)
    page = open_page(width=320, height=640)
    page.goto(f"{site.base}/my/login/back?state=/my&code=sim-resident-zhang")
    for address in RESIDENT[:-1]:
        page.goto(site.base + address)
        page.evaluate("document.documentElement.style.fontSize = '212.5%'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{address} is wider than its window"
        )


def test_a_residents_page_is_one_request_and_runs_no_script(site, open_page):
    site.register_residents()
    site.bind()
    page = open_page(width=375, java_script_enabled=False)
    page.goto(f"{site.base}/my/login/back?state=/my&code=sim-resident-zhang")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.click("text=看一单清")
    page.wait_for_load_state()
    assert [url.removeprefix(site.base) for url in asked if not url.startswith("data:")] == ["/my/sheet"]
    page.emulate_media(media="print")
    assert page.is_visible("thead")
    assert not page.is_visible(".bar")


def test_the_login_page_can_be_used_by_everybody(site, open_page):
    page = open_page()
    page.goto(f"{site.base}/console/login")
    _sound(page, "login")


def test_the_skip_link_is_the_first_stop_and_leads_to_the_text(site, open_page):
    page = open_page("guanli")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_list_prints_without_buttons_and_menus(site, open_page):
    site.a_clue()
    page = open_page("guanli")
    page.goto(f"{site.base}/console/clues")
    page.emulate_media(media="print")

    assert not page.is_visible(".rail")
    assert not page.is_visible(".filters")
    assert page.is_visible("tbody tr")
