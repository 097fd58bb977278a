"""What was consented to is kept word for word, as it was shown, with the answer and for whom."""

from dataclasses import replace

from dialogs.effects import KeepConsent
from tests.builders import a_scene
from tests.talks import Player

SENT = {"image": {"media_id": "m1"}, "location": {"latitude": 37.5, "longitude": 112.0}}


def consents(*said, scene=None, **sent):
    """Every consent that these messages gave, by its kind."""
    player, found = Player(scene or a_scene()), {}
    for text in said:
        kind, _, rest = text.partition(":") if text.startswith(("image:", "location:")) else ("text", "", text)
        more = SENT.get(kind, {})
        _, effects = player.send(rest, kind=kind, **more)
        found |= {one.kind: one for one in effects if isinstance(one, KeepConsent)}
    return found


MOTHER = ("我妈瘫痪在床没人管，从去年起的", "王桂花", "北张乡北张村", "这几天有人来就行", "15400000002，白天", "没有")
MOTHER = (*MOTHER, "没错，提交")


def test_a_request_keeps_what_was_shown_and_for_whom():
    given = consents(*MOTHER)

    assert "提交后会转给负责的乡镇和村工作人员" in given["register"].words
    assert "姓名：王桂花" in given["register"].words, "the summary that was read stands in it"
    assert given["register"].answer == "没错，提交"
    assert given["register"].whose == "母亲"
    assert "代办" in given["agency"].words, "answered in passing, confirmed in the summary"


def test_a_photo_and_a_position_are_consents_of_their_own():
    told = ("我要求助", "我本人", "王福", "location:北张乡北张村", "image:", "腿摔断了没人管，上周开始的")
    given = consents(*told, "15400000002，白天", "没有", "没错，提交")

    assert given["location"].answer == "发来了位置"
    assert "发位置都行" in given["location"].words
    assert given["photo"].answer == "发来了照片"


def test_a_name_under_a_complaint_is_consented_to_and_an_anonymous_one_is_not():
    told = ("我要投诉", "村里评低保不公开", "北张乡南张村", "跳过")
    named = consents(*told, "实名", "李有田", "15400000002", "没错，提交")
    nobody = consents(*told, "匿名", "没错，提交")

    assert "您是谁，只有查办的人知道" in named["real_name"].words
    assert named["real_name"].answer == "实名"
    assert set(nobody) == {"register"}


def test_who_declines_consents_to_nothing():
    assert consents(*MOTHER[:-1], "不提交") == {}


def test_letters_and_erasing_are_consented_to():
    assert consents("打开政策消息")["subscription"].answer == "政策消息"
    assert consents("关掉政策消息") == {}
    assert "要删吗" in consents("删除我的资料", "删除")["erase"].words


def test_a_bureaus_own_words_are_kept_as_they_were_shown():
    scene = a_scene()
    own = {"help.consent": "您看对不对：\n{summary}\n同意我们转给村里吗？"}
    office = replace(scene.office, pack=replace(scene.office.pack, wording={**scene.office.pack.wording, **own}))

    assert "同意我们转给村里吗？" in consents(*MOTHER, scene=replace(scene, office=office))["register"].words
