"""The standards' pages with nothing, one and many rows and the longest names: axe-clean, and within their window."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.usecases.standard_notices import draft_notice
from bot.usecases.standards import save_standard
from knowledge.sources import Source
from knowledge.standards import Standard
from tests.browser.test_access import _sound

pytestmark = pytest.mark.browser
LONG = "事实无人抚养儿童基本生活补贴（参照孤儿集中养育标准执行，含照料护理部分）"
PAPER = Source(
    "示民发〔2026〕9号、示财社〔2026〕17号", "关于提高全县城乡居民最低生活保障等社会救助和保障标准的通知（示例）"
)
ROW = Standard(
    "dibao",
    "999901",
    ("农村",),
    "农村最低生活保障标准",
    Decimal(655),
    "元/人/月",
    date(2026, 12, 1),
    None,
    date(2026, 11, 10),
    PAPER.doc_no,
    PAPER,
    passage="从2026年12月1日起，农村最低生活保障标准提高到每人每月655元。" * 3,
)


def fill(site, count):
    """So many standards with long names, one of them told to followers and with a notice; its key."""
    by = f"account:{site.accounts['maguodong']}"
    for number in range(count):
        extra = {"category": (f"{30 + number}-{30 + number}岁",), "name": LONG, "programme": "wuren"} if number else {}
        row = replace(ROW, **extra, effective_from=ROW.effective_from - timedelta(days=number * 3))
        until = row.effective_from + timedelta(days=20) if number % 3 == 1 else None
        review = "unreviewed" if number % 3 == 2 else "reviewed"
        save_standard(replace(row, effective_to=until, review=review), by, site.services)
    if not count:
        return ""
    with site.services.storage.work() as uow:
        row = next(row for row in uow.standards.rows() if row.effective_to is None)
        new = next(number for number, one in uow.standards.numbered().items() if one.key == ROW.key)
        for number in range(count):
            openid = f"o-{number}"
            uow.contacts.follow(openid)
            source = {
                "doc_no": row.doc_no,
                "effective_from": "2026-01-01",
                "standard": f"{number:016x}",
                "figure": LONG,
            }
            uow.told_figures.note(openid, (source,), "wuren", site.clock().date())
        person = uow.people.add("王秀英", "99990119500101001X", "", "999901200201", ("dibao",), now=site.clock())
        uow.contacts.bind("o-0", person, "同意", site.clock())
        uow.commit()
    if count > 1:
        text = f"农村低保每人每月 655 元，从2026年12月1日起执行，文号{PAPER.doc_no}。"
        draft_notice(new, text, 90, by, site.services)
    return ROW.key


def addresses(key):
    """Every page about standards."""
    found = ["/console/standards", "/console/standards/new", "/console/standards/told"]
    return [*found, f"/console/standards/{key}", f"/console/standards/{key}/change"] if key else found


@pytest.mark.parametrize("width", [1440, 375])
@pytest.mark.parametrize("count", [0, 1, 20])
def test_the_pages_of_standards_can_be_used_by_everybody(site, open_page, width, count):
    key = fill(site, count)
    page = open_page("guanli", width)
    for address in addresses(key):
        page.goto(site.base + address)
        _sound(page, address)


@pytest.mark.parametrize("width", [1440, 375])
def test_what_will_be_heard_is_shown_before_it_is_kept(site, open_page, width):
    page = open_page("maguodong", width)
    page.goto(f"{site.base}/console/standards/new")
    page.select_option("#s-programme", "dibao")
    page.fill("#s-category", "农村")
    page.fill("#s-name", "农村最低生活保障标准")
    page.fill("#s-amount", "655")
    page.fill("#s-from", "2026-12-01")
    page.fill("#s-published", "2026-11-10")
    page.fill("#s-doc", PAPER.doc_no)
    page.fill("#s-title", PAPER.title)
    page.check("#s-checked")
    page.click("button:has-text('看群众会听到什么')")
    assert page.is_visible("text=2026年12月1日，存之后")
    _sound(page, "preview")

    page.click("button:has-text('存下，从')")

    page.wait_for_url(f"{site.base}/console/standards/*")
    assert page.is_visible("text=已存下")
    page.goto(f"{site.base}/console/standards/told")
    _sound(page, "told")
