"""Two people tell of one old man over HTTP: one clue for the village, a result for each, and nothing of each other."""

import re

import pytest

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]

NUMBER = re.compile(r"SH-\d{8}-\d{3,}")
_ANSWERS = {
    "对不对": "1",
    "叫什么名字": "王福贵",
    "什么人": "父亲",
    "哪个村": "北张乡北张村",
    "什么困难": "瘫痪在床没人管",
    "多久": "跳过",
    "多急": "2",
    "愿意申请": "3",
    "能自己去": "2",
    "搭把手": "没有",
    "电话": "15400000002",
    "照片": "跳过",
}


def tells(phone, first):
    """A request to its end; all that was shown, and the number."""
    phone.says(first)
    steps.wait_for(lambda: steps.since_own(phone))
    for _ in range(14):
        newest = "\n".join(bubble.shown for bubble in steps.since_own(phone))
        if found := NUMBER.search(newest):
            return newest, found[0]
        answer = next((said for question, said in _ANSWERS.items() if question in newest), "")
        assert answer, f"an unexpected question: {newest}"
        phone.says(answer)
        steps.wait_for(lambda: steps.since_own(phone))
    raise AssertionError(f"the request does not end: {newest}")


def test_a_daughter_and_a_neighbour_make_one_clue_and_each_hears_the_result(world):
    daughter, neighbour = world.phones.phone("王大姐"), world.phones.phone("老刘")
    chen = world.phones.phone("陈秀兰")

    first_receipt, first = tells(daughter, "我爸瘫痪在床没人管")
    second_receipt, second = tells(neighbour, "我邻居家没煤烧，老人可怜")
    assert "登记好了" in first_receipt
    assert "已经在办" in second_receipt
    assert first != second

    assert chen.sees("又反映", within=10)
    page = chen.taps("详情")
    assert first in page.text, "one clue, by its own number"
    assert "另有1人反映" in page.text
    page = steps.act(chen, page, "accept")
    steps.act(chen, page, "resolve", result="relieved", words="已送去米面煤，联系好了护理。")
    for phone, others in ((daughter, second), (neighbour, first)):
        told = phone.sees("已送去米面煤", within=15).shown
        progress = phone.says("进度").sees("办完了").shown
        assert others not in told + progress
