"""Samples of one moment in a talk: something dangerous, strange or fast is sent, and what is said to it.

The sentences are made up; each leads to the line of its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import perils
from dialogs.flows import clue_progress
from dialogs.front_desk import take
from dialogs.message import Message
from dialogs.pace import ANSWERED
from dialogs.pretence import NO, pretended, rehearsed
from dialogs.sample_answers import answer_samples
from dialogs.sample_letters import TOLD, shown
from dialogs.samples import Said, Sample
from dialogs.talk import Pace, Reply, Talk
from dialogs.telling import tell
from knowledge.casework import RESULTS
from knowledge.recordings import Recording

if TYPE_CHECKING:
    from dialogs.scene import Scene

_PERILS: Mapping[str, str] = MappingProxyType(
    {
        "gas": "屋里煤气味很重，头晕",
        "infant": "门口捡到一个婴儿，没人要",
        "electric": "我爸触电倒地上了",
        "fire": "邻居家着火了",
        "water": "有人掉河里了",
        "flood": "大水进屋了，我们被困住了",
        "collapse": "房子塌了，人压在里面",
        "poison": "奶奶误喝农药了",
        "lost": "我家孩子找不着了",
        "silent": "隔壁老人两天没开门，敲门没人应",
        "cold": "有个老汉在桥洞里冻僵了",
        "hungry": "家里断粮了，两天没吃饭",
        "body": "我爸突然昏倒了，叫不醒",
        "otherwise": "救命，快来人",
        "wish": "我不想活了",
        "wish_child": "我才十五，我不想活了，不想上学",
        "done": "我喝了农药，不想活了",
        "done_child": "我是学生，不想活了，吃了一瓶安眠药",
        "others_wish": "我邻居说不想活了，要跳楼",
        "taken": "有人把孩子抱走拉上面包车了",
        "seen": "看见邻居在打他老婆，打得流血",
        "locked": "他把我锁在屋里不让我出去",
        "hiding": "老公又打我，我躲在厕所不敢出声",
        "hurt": "我老公打我，打得我浑身是伤",
    }
)
_TONGUES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "link": ("转来一个链接", "https://example.com/a"),
        "unshown": ("显示不出来的消息", "[收到不支持的消息类型，暂无法显示]"),
        "script": ("别的民族文字", "བོད་ཡིག"),
        "english": ("英文", "hello i need help"),
        "sad": ("只发了难过的表情", "[大哭]"),
        "face": ("只发了别的表情", "[微笑]"),
    }
)
_ANSWER = "dibao.materials"
_LOCAL = "当地话"
_ASKED, _VOICE = "低保要带什么材料", "（语音）"
_THERE = (
    Recording(1, _ANSWER, "普通话", "voice"),
    Recording(2, _ANSWER, "普通话", "video"),
)


def _sent(name: str, title: str, scene: Scene, *sent: str, talk: Talk | None = None) -> Sample:
    """What is said to each of these, one after the other; ``_VOICE`` is a voice without words."""
    held, said = talk or Talk(), list[Said]()
    for number, text in enumerate(sent):
        spoken = text == _VOICE
        message = Message(
            f"sample:{number}",
            "sample",
            "voice" if spoken else "text",
            scene.now,
            "" if spoken else text,
            "sample" if spoken else "",
        )
        turn = take(held, message, scene)
        held = turn.talk
        outcomes = (pretended(effect, scene) for effect in turn.effects)
        replies = (*turn.replies, *(tell(one, scene) for one in outcomes if one is not None))
        said += (Said(True, Reply(text)), *(Said(False, reply) for reply in replies))
    return shown(f"moment_{name}", title, *said)


def _perils(scene: Scene) -> Iterator[Sample]:
    scene = rehearsed(scene, bound=False)
    for name, text in _PERILS.items():
        yield _sent(name, perils.WHERE[name], scene, text)
    yield _sent("again", perils.WHERE["again"], scene, _PERILS["body"], _PERILS["body"])


def _tongues(scene: Scene) -> Iterator[Sample]:
    for name, (title, text) in _TONGUES.items():
        yield _sent(name, title, rehearsed(scene, bound=False), text)


def _pace(scene: Scene) -> Iterator[Sample]:
    scene = rehearsed(scene, bound=False)
    fast = Talk(pace=Pace(int(scene.now.timestamp()), ANSWERED))
    yield _sent("too_fast", "一分钟里发得太多", scene, "在吗", talk=fast)
    yield _sent("often", "同一句话说了三遍", scene, *("那个事怎么说",) * 3)


def _media(scene: Scene) -> Iterator[Sample]:
    scene = rehearsed(scene, bound=False)
    yield _sent("voice", "发来语音", scene, _VOICE)
    yield _sent("free", "用语音说困难", scene, "提意见", _VOICE)
    yield _sent("choice", "用语音答选项", scene, "我要求助", _VOICE)
    yield _sent("typed", "用语音说地方", scene, "我要求助", "1", "跳过", _VOICE)


def _recordings(scene: Scene) -> Iterator[Sample]:
    scene = rehearsed(scene, bound=False)
    pack = replace(scene.office.pack, languages=(*scene.office.pack.languages, _LOCAL))
    scene = replace(scene, office=replace(scene.office, pack=pack))
    bare = replace(scene, office=scene.office.with_recordings(()))
    with_some = replace(scene, office=scene.office.with_recordings(_THERE))
    yield _sent("heard", "要听，有录音", with_some, _ASKED, "念给我听")
    yield _sent("seen", "要看，有视频", with_some, _ASKED, "看视频")
    yield _sent("other", "要听另一种话", with_some, _ASKED, f"用{_LOCAL}说一遍")
    yield _sent("short", "说没听懂，短一点再说", with_some, _ASKED, "没听懂")
    yield _sent("none", "要听，没有录音", bare, _ASKED, "念给我听")
    yield _sent("none_there", "要听，别的答复有录音", with_some, "低保去哪里办", "念给我听")
    yield _sent("none_wanted", "要听一种话，没有录音", bare, _ASKED, f"用{_LOCAL}说一遍")


def _brief(scene: Scene) -> Iterator[Sample]:
    yield _sent("brief", "几个字就能答的事", rehearsed(scene, bound=False), "找到工作了", "1", "。。", "。。")


def _standings(scene: Scene) -> Iterator[Sample]:
    scene = rehearsed(scene, bound=False)
    call = replace(scene, clues=(replace(scene.clues[0], kind="callback"),))
    over = replace(scene, clues=(replace(scene.clues[0], state="closed", result=RESULTS["explained"]),))
    yield _sent("going_on", "看了进度又说取消，还在办", scene, "进度", "取消")
    alarm = replace(scene, clues=(replace(scene.clues[0], kind="danger"),))
    yield _sent("going_on_danger", "急事登记过，又说取消", alarm, "取消")
    yield _sent("going_on_call", "看了进度又说取消，等回电话", call, "进度", "取消")
    yield _sent("over", "看了进度又说取消，办完了", over, "进度", "取消")
    waiting = Talk("clue_more", clue_progress.ADD.version, "more", {"no": NO})
    yield _sent("more_again", "补充情况，说说错了", scene, "说错了", talk=waiting)
    yield _sent("more_hint", "补充情况，没听懂", scene, "。", talk=waiting)


MOMENTS: Mapping[str, Callable[[Scene], Iterator[Sample]]] = MappingProxyType(
    {
        "perils": _perils,
        "tongues": _tongues,
        "pace": _pace,
        "media": _media,
        "recordings": _recordings,
        "brief": _brief,
        "standings": _standings,
    }
)
"""The samples of each group of lines that are heard in one moment of a talk."""


def short_samples(group: str, scene: Scene) -> Iterator[Sample]:
    """All the short samples of a group of lines; none for a flow, which is walked from end to end."""
    for made in (TOLD, MOMENTS):
        if group in made:
            yield from made[group](scene)
    yield from answer_samples(group, scene)
