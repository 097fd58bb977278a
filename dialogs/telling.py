"""Outcomes in words: what became of an effect, told in the same reply.

Never with options: the talk is written by then, and a number would no longer mean what was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from dialogs.outcomes import BindRefused, Bound, ClueAdded, ClueOpened, ClueReopened, HumanCalled, Outcome
from dialogs.places_said import home_of, window_line
from dialogs.say import listed, local_day, say_by, say_day, say_when
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene


def tell(outcome: Outcome, scene: Scene) -> Reply:
    """The words for an outcome; the last line is what happens next and when."""
    match outcome:
        case ClueOpened():
            return _opened(outcome, scene)
        case ClueAdded():
            return Reply("好，补充上了，负责的人看得到。", (), "有结果会告诉您。想看进度，说「进度」。")
        case ClueReopened():
            return Reply("好，重新办了，已经告诉负责的人。", (), f"{say_day(outcome.promised_by)}前再给您回话。")
        case HumanCalled():
            return _called(outcome, scene)
        case Bound():
            what = f"现在领着：{listed(outcome.entitlements)}。" if outcome.entitlements else "现在还没有在领的补助。"
            return Reply(f"绑定好了，{outcome.name}。{what}", (), "以后钱一到账就告诉您。想查，说「到账」。")
        case BindRefused():
            return _refused(outcome, scene)
        case _:
            assert_never(outcome)


def _opened(outcome: ClueOpened, scene: Scene) -> Reply:
    soon = say_by(outcome.contact_by, scene.now) if outcome.contact_by else ""
    if outcome.kind == "danger":
        latest = f"，最晚{soon}" if soon else ""
        return Reply(f"已经告诉{_owner(outcome)}，马上联系您{latest}。", (), "等人的时候有危险，先打110或120。")
    head = "这件事先前登记过，您说的补充进去了。" if outcome.known else "登记好了。"
    number = f"编号{outcome.no}。"
    by = f"{say_day(outcome.promised_by)}前告诉您结果。"
    match outcome.kind:
        case "question":
            return Reply(f"转过去了，{number}", (), f"{say_day(outcome.promised_by)}前答复您。")
        case "complaint":
            return Reply(f"{head}{number}由{_owner(outcome)}查办，您的身份保密。", (), f"{by}想看进度，说「进度」。")
        case "payment":
            return Reply(f"{head}{number}由{_owner(outcome)}去查这笔钱。", (), f"{by}想看进度，说「进度」。")
        case "change":
            return Reply(f"{head}{number}由{_owner(outcome)}核实后更改。", (), f"{by}证件先收好，到时要看。")
        case _:
            when = f"{soon}联系您" if soon else "会联系您"
            return Reply(f"{head}{number}由{_owner(outcome)}负责，{when}。", (), f"{by}想看进度，说「进度」。")


def _owner(outcome: ClueOpened) -> str:
    if not outcome.owner_name:
        return "民政局工作人员"
    phone = f"（{outcome.owner_phone}）" if outcome.owner_phone else ""
    title = outcome.owner_title.replace("经办人员", "工作人员")
    return f"{title}{outcome.owner_name}{phone}"


def _called(outcome: HumanCalled, scene: Scene) -> Reply:
    phone = scene.resident.phone
    where = f"打尾号{phone[-4:]}的手机" if phone else "打给您"
    if outcome.now:
        return Reply(f"好，已经告诉工作人员，一会儿{where}。", (), "请留意电话，别关机。")
    when = say_when(outcome.back_at, local_day(scene.now)) if outcome.back_at else "上班以后"
    return Reply(f"好，记下了。{when}{where}。", (), "人有危险，请马上打110或120。")


def _refused(outcome: BindRefused, scene: Scene) -> Reply:
    line = window_line(home_of(scene), scene)
    match outcome.why:
        case "not_found":
            text = "没找到这个人的登记。可能还没办下来，也可能当时登记的不是这个名字或手机号。"
            tail = f"{line}再试一次，说「绑定」。"
        case "mismatch":
            text = "姓名、身份证和手机号对不上，为了不让别人看到您的钱，先不绑定。"
            tail = f"手机号换过的话，请乡镇民政办改一下。{line}"
        case "taken":
            text = "这个人已经在别的微信上绑定了。是家里人帮您绑的，就不用再绑。"
            tail = f"不是家里人绑的，请马上说「人工」。{line}"
        case "too_many_tries":
            text = "今天试的次数多了，先停一停，这是为了保护您的信息。"
            tail = f"明天再试，或者{line}"
        case _:
            assert_never(outcome.why)
    return Reply(text, (), tail)
