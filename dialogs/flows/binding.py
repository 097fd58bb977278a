"""绑定身份 and 解除绑定: consent first, then as little as tells two people apart."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.effects import BindResident, UnbindResident
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.lines import agreed, filled, line
from dialogs.names import name
from dialogs.overheard import kin
from dialogs.personal_readers import id_number, phone
from dialogs.persons import person
from dialogs.readers import Words, choice, yes_no
from dialogs.say import listed
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

CONSENT = (
    "绑定以后，{person}的钱一到账我就告诉您，也能查每笔多少。\n"
    "要用到{person}的姓名、身份证后6位和手机号，只用来核对身份，加密保存，随时可以解除。\n"
    "您同意吗？"
)

_PERMITTED = "{person}知道、也同意您替着看吗？"
_PERMITTED_YES = "知道，同意"


def _disagreed(slots: Slots) -> bool:
    return slots.get("agree") == "no"


def _for_oneself(slots: Slots) -> bool:
    return slots.get("subject") != "family"


def _forbidden(slots: Slots) -> bool:
    return slots.get("permitted") == "no"


def _ended(slots: Slots) -> bool:
    return _disagreed(slots) or _forbidden(slots)


def _whose(heard: Understanding) -> str | None:
    """Whom a sentence would bind: a named relative is family; else nothing is known, and it is asked."""
    return "family" if heard.slots.get("subject") == "family" else None


def _bind(slots: Slots, scene: Scene) -> Ending:
    if _forbidden(slots):
        return Ending((Reply(BIND.say("not_permitted", scene)),))
    if _disagreed(slots):
        return Ending((Reply(BIND.say("declined", scene)),))
    whose = {"person": person(slots, scene)}
    consented = filled(agreed("agree", CONSENT, slots), whose)
    agent_of = "" if _for_oneself(slots) else person(slots).removeprefix("您") or "家人"
    if agent_of:
        # What the family member answered for: the old person's own consent is part of what was agreed to.
        said = line(scene, "binding.permitted.yes", _PERMITTED_YES)
        consented = f"{filled(agreed('permitted', _PERMITTED, slots), whose)}——{said}\n{consented}"
    return Ending((), (BindResident(slots["name"], slots["id_number"], slots["phone"], consented, agent_of),))


def _unbind(slots: Slots, scene: Scene) -> Ending:
    if slots.get("sure") == "no":
        return Ending((Reply(UNBIND.say("declined", scene)),))
    person_id = slots.get("_person")
    if person_id is None:
        return Ending((Reply(UNBIND.say("done", scene)),), (UnbindResident(),))
    # Only the one that was named when it was asked, whoever else is bound by now.
    left = [f"{one.agent_of}{one.name}" for one in scene.people if one.person_id != person_id]
    if not left:
        return Ending((Reply(UNBIND.say("done", scene)),), (UnbindResident(person_id),))
    told = UNBIND.say("done_one", scene, whom=slots.get("_whom", ""), others=listed(left))
    return Ending((Reply(told),), (UnbindResident(person_id),))


BIND = Flow(
    name="binding",
    title="绑定身份",
    version=2,
    finish=_bind,
    says=MappingProxyType(
        {
            "done": "绑定好了，{name}。{what}",
            "next": "以后钱一到账就告诉您。想查，说「到账」。",
            "declined": "好，不绑定。政策、求助照样可以在这里问。\n以后想绑定，说「绑定」就行。",
            "not_permitted": "那先不绑定。请先和本人说一声，本人同意了，再说「绑定」就行。",
            "not_found": "没找到这个人的登记。可能还没办下来，也可能当时登记的不是这个名字或手机号。",
            "not_found_next": "{window}再试一次，说「绑定」。",
            "mismatch": "姓名、身份证和手机号对不上，为了不让别人看到您的钱，先不绑定。",
            "mismatch_next": "手机号换过的话，请乡镇民政办改一下。{window}",
            "taken": "这个人已经在别的微信上绑定了。是家里人帮您绑的，就不用再绑。",
            "taken_next": "不是家里人绑的，请马上说「人工」。{window}",
            "next_more": "以后{agent_of}的钱一到账也告诉您。想查，说「{agent_of}的到账」。",
            "next_self": "以后您自己的钱一到账也告诉您。想查，说「我的到账」。",
            "too_many_people": "一个微信最多绑{most}位家人，已经绑满了，这是为了不让人收集老人的身份证。",
            "too_many_people_next": "真是一家人，{window}也可以先解除一位，说「解绑」。",
            "too_many_tries": "今天试的次数多了，先停一停，这是为了保护您的信息。",
            "too_many_tries_next": "明天再试，或者{window}",
        }
    ),
    where=MappingProxyType(
        {
            "next_more": "办完了的最后一句，还绑定着别人，绑的是家里人",
            "next_self": "办完了的最后一句，还绑定着别人，绑的是本人",
            "too_many_people": "绑满了",
            "too_many_people_next": "绑满了的最后一句",
        }
    ),
    holes=MappingProxyType({"agent_of": "是家里的谁（妈妈）", "most": "最多几位"}),
    asks=(
        Ask(
            "subject",
            "给谁绑定",
            "给谁绑定？",
            choice(
                ("self", "我自己", "自己", "本人", "我", "我的"),
                ("family", "替家里人看", "家里人", "家人", "老人", "我妈", "我爸", "父母", "爷爷", "奶奶"),
                hears=_whose,
            ),
        ),
        Ask("relation", "关系", "是您的什么人？比如母亲、父亲。", Words(least=1, hears=kin), unless=_for_oneself),
        Ask(
            "permitted",
            "本人同意",
            _PERMITTED,
            choice(
                ("yes", _PERMITTED_YES, "知道", "同意", "同意了", "愿意", "知道的", "说过了", "是"),
                ("no", "还没说过", "没说", "没跟", "没有", "不知道", "没问", "没同意", "不同意"),
            ),
            unless=_for_oneself,
        ),
        Ask("agree", "", CONSENT, yes_no("同意", "不同意"), unless=_forbidden),
        Ask("name", "姓名", "请发领补助那个人的姓名。", name, unless=_ended),
        Ask("id_number", "身份证后6位", "请发这个人身份证号的最后6位。", id_number, unless=_ended),
        Ask("phone", "手机号", "请发登记补助时留的手机号。", phone, unless=_ended),
    ),
)
UNBIND = Flow(
    name="unbinding",
    title="解除绑定",
    version=1,
    finish=_unbind,
    says=MappingProxyType(
        {
            "done": "已经解除绑定，以后这个微信收不到到账提醒。\n补助照常发到您卡上，不受影响。想再绑定，说「绑定」。",
            "done_one": (
                "{whom}的绑定解除了，以后这个微信收不到这位的到账提醒。\n"
                "补助照常发到卡上，不受影响。还绑定着：{others}。"
            ),
            "declined": "好，还是绑定着，到账照常告诉您。",
        }
    ),
    where=MappingProxyType({"done_one": "解除了一位，还绑定着别人"}),
    holes=MappingProxyType({"whom": "谁的（妈妈王秀英的），只有一位时空着", "others": "还绑定着谁"}),
    asks=(Ask("sure", "", "解除以后，这个微信就收不到{whom}到账提醒了。要解除吗？", yes_no("解除", "先不解除")),),
)
