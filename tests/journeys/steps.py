"""What people do in the journeys, a function for each thing."""

from __future__ import annotations

import io
import re
import time
from typing import TYPE_CHECKING

import requests

from tests.journeys.forms import form_of

if TYPE_CHECKING:
    from bot.simulator.driver import Bubble, Phone
    from tests.journeys.world import World

HEAD = "姓名,身份证号,救助项目,所属月份,发放金额,发放日期,账号后四位,手机号"
GOOD = (
    "张桂兰,719901195506070246,特困,2026-11,1030.00,2026-11-10,0003,",
    "刘军,719901198402190351,残疾人补贴,2026-11,95.00,2026-11-10,0004,",
    "王秀英,719901194803120129,低保,2026-11,620.00,2026-11-10,0001,",
)
BAD = (
    # A check digit that cannot be, an amount with letters, a month that does not exist.
    "张桂兰,719901195506070240,特困,2026-11,1030.00,2026-11-10,0003,",
    "刘军,719901198402190351,残疾人补贴,2026-11,九五元,2026-11-10,0004,",
    "王秀英,719901194803120129,低保,2026-13,620.00,2026-11-10,0001,",
)


def sheet(rows: tuple[str, ...]) -> bytes:
    return "\r\n".join((HEAD, *rows)).encode("gb18030")


def ask_for_help(resident: Phone) -> str:
    """A help request to its end, in the resident's own words; the number of the clue."""
    resident.says("我妈瘫痪在床没人管")
    asked = resident.sees("登记").shown
    assert "是谁" not in asked, "it asks who needs help, which was just said"
    assert "什么关系" not in asked, "it asks the relation, which was just said"
    return ask_for_help_onward(resident)


def ask_for_help_onward(resident: Phone) -> str:
    """The rest of a help request, whatever it asks; the number of the clue."""
    answers = {
        "对不对": "1",
        "叫什么名字": "不清楚",
        "哪个村": "北张乡北张村",
        "多久": "跳过",
        "多急": "1",
        "搭把手": "没有",
        "能自己去": "2",
        "电话": "15400000002",
        "照片": "跳过",
    }
    for _ in range(12):
        newest = "\n".join(bubble.shown for bubble in since_own(resident))
        found = re.search(r"SH-\d{8}-\d{3,}", newest)
        if found:
            return found[0]
        answer = next((said for question, said in answers.items() if question in newest), "")
        assert answer, f"an unexpected question: {newest}"
        resident.says(answer)
        wait_for(lambda: since_own(resident))
    raise AssertionError(f"the help request does not end: {newest}")


def since_own(phone: Phone) -> list[Bubble]:
    """What the account has said since this person last spoke."""
    bubbles = phone.transcript()
    own = max((number for number, bubble in enumerate(bubbles) if bubble.side == "me"), default=-1)
    return bubbles[own + 1 :]


def wait_for(true, within: float = 20.0) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.05)


def act(assistant: Phone, page: requests.Response, action: str, **filled: str) -> requests.Response:
    """One step on the clue's page, on the staff member's own phone."""
    done = form_of(page, f"/do/{action}").send(assistant.browser, **filled)
    assert done.status_code == 200, f"{action}: {done.status_code} {done.text[:500]}"
    return done


def console(world: World, username: str) -> requests.Session:
    """Somebody logged in at the console."""
    browser = requests.Session()
    browser.trust_env = False
    page = browser.get(f"{world.url}/console/login", timeout=30)
    inside = form_of(page, "/console/login").send(browser, username=username, password=world.password)
    assert "/console/login" not in inside.url, inside.text[:500]
    return browser


def upload(world: World, browser: requests.Session, rows: tuple[str, ...]) -> requests.Response:
    """The payment file's preview."""
    page = browser.get(f"{world.url}/console/payments", timeout=30)
    files = {"sheet": ("示例发放表.csv", io.BytesIO(sheet(rows)), "text/csv")}
    return form_of(page, "/console/payments").send(browser, files=files)


def confirm(browser: requests.Session, preview: requests.Response) -> requests.Response:
    """Confirm a preview; the page of the batch."""
    done = form_of(preview, "/confirm").send(browser, checked="1")
    assert done.status_code == 200, done.text[:800]
    return done
