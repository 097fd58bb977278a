"""``kill -9`` of web and work processes in the middle of everything: nothing is lost, nothing is told twice."""

import pytest

from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]

LEASE = 6 * 60
"""Seconds after which what a dead worker held falls due again."""
PATIENCE = 40.0


def count(phone, words):
    return sum(words in bubble.shown for bubble in phone.transcript() if bubble.side != "me")


def test_killed_processes_lose_nothing_and_tell_nobody_twice(world):
    li, chen, zhang = (world.phones.phone(name) for name in ("李师傅", "陈秀兰", "张桂兰"))

    # The web server dies with a message in hand; the platform repeats it to the next one.
    li.says("农村低保一个月多少钱").sees("620")
    world.phones.pushing(push_delay=0.2)
    li.says("我妈瘫痪在床没人管")
    world.kill("web")
    world.start_web()
    world.phones.pushing(push_delay=0)
    li.sees("登记", within=PATIENCE)
    assert count(li, "您母亲") == 1

    # The worker is dead while the clue is opened: its alert waits in the outbox.
    world.kill("work")
    no = steps.ask_for_help_onward(li)
    chen.sees_nothing(1)
    # The worker dies again with the alert handed over and the platform's answer still on its way.
    world.phones.fault("latency", api="message/template/send", seconds=3, times=2)
    world.start_work()
    steps.wait_for(lambda: count(chen, no) == 1, PATIENCE)
    world.kill("work")
    world.phones.no_faults()
    world.advance(LEASE)
    world.start_work()
    world.phones.settle()
    assert count(chen, no) == 1

    page = chen.taps("详情")
    page = steps.act(chen, page, "accept")
    world.kill("web")
    world.start_web()
    page = chen.opens(page.url)
    steps.act(chen, page, "resolve", result="assisted", words="已上门，帮老人办了临时救助申请。")
    li.sees("已上门", within=PATIENCE)

    # A payment file is confirmed and the worker dies before, while and after it tells people.
    county = steps.console(world, "county")
    preview = steps.upload(world, county, steps.GOOD)
    world.kill("work")
    steps.confirm(county, preview)
    world.kill("web")
    world.start_web()
    world.phones.fault("latency", api="message/template/send", seconds=2, times=1)
    world.start_work()
    steps.wait_for(lambda: count(zhang, "到账") >= 1, PATIENCE)
    world.kill("work")
    world.phones.no_faults()
    world.advance(LEASE)
    world.start_work()
    liu = world.phones.phone("刘军")
    steps.wait_for(lambda: count(chen, "补贴到账告知") == 1, PATIENCE)
    steps.wait_for(lambda: count(liu, "到账") == 1, PATIENCE)
    world.phones.settle()

    assert count(zhang, "1030") == 1
    assert count(liu, "到账") == 1
    assert count(li, "已上门") == 1
    assert count(chen, "补贴到账告知") == 1
    again = steps.upload(world, steps.console(world, "county"), steps.GOOD)
    assert "/confirm" not in again.text, "the same file is recognised after all this"
