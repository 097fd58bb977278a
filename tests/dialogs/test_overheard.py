"""What answers tell beyond the question: places and numbers, names among other words, who is unable, by when."""

from datetime import datetime, timedelta

import pytest

from dialogs.names import Name
from dialogs.notunderstood import NotUnderstood
from dialogs.overheard import named, plainly, unable
from dialogs.say import say_by
from knowledge.deadlines import Clock, contact_by
from tests.builders import WEDNESDAY, a_message, a_scene, an_office


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("北张乡北张村", "place"),
        ("住在石桥村的", "place"),
        ("某某县红旗镇", "place"),
        ("154 0000 0002", "phone"),
        ("719901194803120129", "id_number"),
        ("王秀英", ""),
        ("瘫痪在床三年了", ""),
        ("村里没人管", ""),
        ("三个人", ""),
    ],
)
def test_a_bare_place_or_number_is_known_as_one(said, kind):
    assert plainly(said, a_scene()) == kind


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("我妈叫李桂英今年七十了", "李桂英"),
        ("王秀英，北张乡北张村，15400000002", "王秀英"),
        ("北张乡北张村王秀英", "王秀英"),
        ("王 秀 英", "王秀英"),
        ("阿卜杜热西提·买买提", "阿卜杜热西提·买买提"),
        ("老张头", "老张头"),
        ("不知道叫啥", ""),
    ],
)
def test_a_name_is_found_among_what_is_said_with_it(said, name):
    assert Name(may_skip=True).read(a_message(said), a_scene()) == name


@pytest.mark.parametrize("said", ["好的", "谢谢你啊", "没人管我", "北张乡北张村", "你问这个干嘛", "我自己", "跟奶奶"])
def test_words_that_are_no_name_are_not_kept_as_one(said):
    with pytest.raises(NotUnderstood):
        Name(may_skip=True).read(a_message(said), a_scene())


@pytest.mark.parametrize("said", ["我妈瘫痪在床没人管", "俺娘走不动了，下不来床", "我爸植物人三年了", "奶奶腿摔断了"])
def test_who_cannot_walk_is_not_asked_to_come(said):
    assert unable(an_office().ear.hear(said)) == "agency"


@pytest.mark.parametrize("said", ["家里没钱了", "我失业半年了", "钱还没到"])
def test_others_are_asked(said):
    assert unable(an_office().ear.hear(said)) is None


def test_a_longer_name_of_a_programme_hides_the_shorter_within_it():
    assert [kind.key for kind in named("低保边缘和特困有啥区别", a_scene())] == ["bianyuan", "tekun"]


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-11-18T17:30:00+08:00", "今天17:30前"),
        ("2026-11-19T10:00:00+08:00", "明天上午10点前"),
        ("2026-11-19T00:30:00+08:00", "明天凌晨0点半前"),
        ("2026-11-18T23:59:59+08:00", "今天之内"),
        ("2026-11-19T23:59:59+08:00", "明天之内"),
        ("2026-11-24T23:59:59+08:00", "11月24日（周二）前"),
    ],
)
def test_a_deadline_is_said_as_people_say_it(due, said):
    assert say_by(datetime.fromisoformat(due), WEDNESDAY) == said


def test_nobody_is_promised_a_time_that_has_passed():
    late = Clock("urgent.visit", "上门查看", WEDNESDAY - timedelta(hours=1), "")
    soon = Clock("any.accept", "受理", WEDNESDAY + timedelta(hours=9), "")

    assert contact_by((late, soon), "urgent", WEDNESDAY) == soon.due_at
    assert contact_by((late,), "urgent", WEDNESDAY) is None
    assert contact_by((soon,), "normal", WEDNESDAY) is None
