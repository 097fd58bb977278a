"""The main job on real input, over HTTP through the simulated platform: question, help request, payment file."""

import pytest

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]


def test_a_question_a_help_request_and_a_payment_file_reach_everybody_concerned(world):
    li = world.phones.phone("李师傅")
    chen = world.phones.phone("陈秀兰")

    # 1. A question.
    li.says("你好").sees("我要求助")
    said = li.says("农村低保一个月多少钱").sees("620").shown
    assert "示例" in said
    assert "2026年1月1日起" in said

    # 2. A help request becomes a clue, is resolved, and its result comes back.
    no = steps.ask_for_help(li)
    assert chen.sees(no, within=10)
    page = chen.taps("详情")
    assert no in page.text
    page = steps.act(chen, page, "accept")
    steps.act(chen, page, "resolve", result="assisted", words="已上门，帮老人办了临时救助申请。")
    told = li.sees("已上门", within=15).shown
    assert "协助" in told
    progress = li.says("进度").sees("办完了").shown
    assert "帮老人办了临时救助申请" in progress

    # 3. A payment file with three mistakes is refused row by row, then corrected and confirmed.
    county = steps.console(world, "county")
    refused = steps.upload(world, county, steps.BAD)
    for row in ("2", "3", "4"):
        assert f"第 {row} 行" in refused.text, "each mistake is told by its row"
    assert "/confirm" not in refused.text
    steps.confirm(county, steps.upload(world, county, steps.GOOD))
    zhang = world.phones.phone("张桂兰")
    arrived = zhang.sees("到账", within=15).shown
    assert "1030" in arrived.replace(",", "")
    assert chen.sees("补贴到账告知", within=15)
    untold = chen.taps("详情")
    assert "王秀英" in untold.text
    assert "张桂兰" not in untold.text, "who was told by letter is not on the list"
    again = steps.upload(world, county, steps.GOOD)
    assert "/confirm" not in again.text
    zhang.looks_away().sees_nothing(2)
