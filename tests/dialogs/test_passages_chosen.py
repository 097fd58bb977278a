"""The right passage answers, however it is asked: aspects by their asking words, entries by their own questions."""

from dataclasses import replace

import pytest

from dialogs.front_desk import take
from dialogs.talk import Talk
from knowledge.aspects import asked
from knowledge.programmes import ASPECTS
from tests.builders import a_message, a_scene, an_office

ASKED = """
低保公示要贴几天 → dibao.publicity
低保公示都写些啥 → dibao.publicity
特困公示多少天 → tekun.publicity
无人抚养儿童要不要公示 → wuren.publicity
低保是村里说了算还是县里说了算 → dibao.decider
低保到底谁批 → dibao.decider
五保谁来定 → tekun.decider
临时救助归哪级批 → linshi.decider
医疗救助是谁批的 → yiliao.decider
低保批了从哪个月开始发 → dibao.start
低保是当月发还是下个月发 → dibao.start
五保批了从什么时候开始领 → tekun.start
事实无人抚养儿童从几月开始发 → wuren.start
办低保打工的钱算不算收入 → dibao.income
低保家里有存款算不算财产 → dibao.income
申请低保收入怎么算的 → dibao.income household_math
特困的养老金算收入吗 → tekun.income
低保能不能让儿子代办 → dibao.agent agency
老人走不动 五保能代办吗 → tekun.agent agency
残疾补贴别人去办行不行 → canji.agent
低保可以在手机上申请吗 → dibao.online
残疾人补贴网上能办不 → canji.online
高龄津贴能在网上登记吗 → gaoling.online
低保和残疾补贴可以同时领吗 → dibao.together canji.together dibao_and_canji
领了低保还能再领临时救助吗 → dibao.together linshi.together
事实无人抚养和低保能一起享受吗 → wuren.together
低保多久复核一次 → dibao.review
低保一年审几次 → dibao.review
低保多久审一次 → dibao.review
残疾人有什么补助政策 → canji.summary
刚性支出认定有效期多长 → gangxing.review
高龄津贴每年要不要认证 → gaoling.review yearly
低保户还能享受什么 → dibao.related
五保户还有别的补助吗 → tekun.related
听说有儿女就不能吃低保是真的吗 → dibao.misunderstandings
低保差额怎么算出来的 → dibao.amount
五保护理档次怎么分 → tekun.amount care_levels
低保什么条件能办 → dibao.eligibility
什么人能算五保 → tekun.eligibility
孤儿补助到几岁 → guer.eligibility guer.stop
残疾儿童康复几岁能申请 → kangfu.eligibility
低保要哪些材料 → dibao.materials
没有身份证救助站收不收 → liulang.materials
残疾补贴怎么申请 → canji.process
低保多久能批下来 → dibao.time_limit
公租房要等多久 → zhufang.time_limit
低保为啥给我停了 → dibao.stop
高龄补贴什么情况会停 → gaoling.stop
吃低保不去上班会停吗 → dibao.stop jiuye.stop refused_jobs
五保没批下来我不服 → tekun.appeal
低保边缘是什么意思 → bianyuan.summary
大病救助能报多少比例 → yiliao.amount
渐退期是什么意思 → easing_out
一家人能只给老人办低保吗 → only_elder
有三轮车能不能办低保 → small_vehicle
低保和五保能一起领吗 → dibao_and_tekun
村民投票不同意就不能办低保吗 → vote dibao.decider
窗口不收我的材料怎么办 → not_taken
不批给不给书面通知 → in_writing
老婆户口在外省怎么办低保 → two_provinces
有居住证能在这边办低保吗 → residence_permit
爸妈都不管的孩子能领钱吗 → parents_gone wuren.summary wuren.eligibility
标准那么高为什么我只领一点 → less_than_standard
低保会不会查我的银行卡 → bank_check
五保老人必须住敬老院吗 → nursing_home
三级残疾有没有补贴 → grade_three
"""
CASES = [line.split(" → ") for line in ASKED.strip().splitlines()]


@pytest.fixture(scope="module")
def scene():
    return replace(a_scene(pack="wenshui"), office=an_office("wenshui"))


@pytest.mark.parametrize(("words", "wanted"), CASES, ids=[words for words, _ in CASES])
def test_the_passage_that_was_asked_for_answers(words, wanted, scene):
    said = "\n".join(reply.text for reply in take(Talk(), a_message(words), scene).replies)
    entries = {entry.key: entry for entry in scene.office.pack.entries}

    assert any(entries[key].answer in said for key in wanted.split()), said


def test_every_aspect_but_the_plain_rules_is_asked_for_by_words_of_its_own():
    names = {
        "summary": "低保是什么",
        "eligibility": "低保什么条件",
        "income": "低保哪些算收入",
        "materials": "低保带什么材料",
        "process": "低保怎么申请",
        "agent": "低保能不能代办",
        "online": "低保能不能网上办",
        "contact": "低保去哪里办",
        "time_limit": "低保要多久",
        "publicity": "低保公示什么",
        "decider": "低保谁说了算",
        "amount": "低保金怎么算的",
        "start": "低保从哪个月开始发",
        "together": "低保和残疾补贴能不能同时领",
        "review": "低保多久复查一次",
        "stop": "低保什么情况会停",
        "appeal": "低保没批不服怎么办",
        "policy": "低保有什么规定",
        "rights": "领低保有什么权利",
        "misunderstandings": "关于低保容易弄错的",
        "related": "吃低保还能申请什么",
    }

    assert set(names) == set(ASPECTS)
    for aspect, words in names.items():
        weights = asked(words)
        assert max(weights, key=weights.__getitem__) == aspect, words


def test_words_that_ask_for_nothing_weigh_nothing():
    assert asked("我家住北张乡") == {}


def test_two_ways_of_saying_one_thing_are_hardly_more_than_one():
    once, twice = asked("低保公示几天")["publicity"], asked("低保公示贴墙上几天")["publicity"]

    assert once < twice < 2 * once
