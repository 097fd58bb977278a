"""The few words that use cases say themselves; what residents and staff read at length is in ``dialogs.letters``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from knowledge.identity import mask_name
from knowledge.routing import KIND_NAMES

REVEAL_NEEDS_REASON = "请写明查看原因，会记入操作记录。"
ANSWER_EMPTY = "请写上答复内容。"
IDEA_ANSWER_EMPTY = "请写一句怎么办的，再存。"
WHY_ASIDE = "请写明为什么移出。"
WHY_WITHDRAWN = "请写明为什么撤回。"
ENTRY_GONE = "这条知识已经撤回，请重新选。"
EXPIRED_ALREADY = "到期的日子已经过了，请改成今天以后。"
NOTE_EMPTY = "请写一句情况再保存。"
REFER_WHERE = "请写明转给哪个部门、由谁接收。"
RELIEF_WHAT = "请写明先行救助的内容，例如：临时救助1000元、米面油一份。"
VISIT_EMPTY = "请写一句走访看到的情况。"
NO_SUCH_STAFF = "没有这位在岗的工作人员，请重新选择。"
SAME_OWNER = "这条线索已经由这位工作人员负责。"
ABSENCE_PAST = "请假的最后一天不能早于今天。"
OWN_DEPUTY = "代理人不能是本人。"
CODE_WRONG = "绑定码不对或已过期，请向县民政局索取新的绑定码。"
CODE_TRIES = "今天输错的次数太多，请明天再试，或请县民政局重新发绑定码。"
CODE_USED = "这个微信已经绑定了另一位工作人员，请先解除。"
SHEET_UNREADABLE = "文件打不开。请上传 xlsx 表格，或用 UTF-8、GB18030 编码保存的 csv 文件。"
SHEET_OLD_XLS = "这是旧版 xls 文件，请在表格软件里“另存为”xlsx 再上传。"
SHEET_EMPTY = "文件是空的。"
SHEET_TOO_LARGE = "文件超过 {limit} MB，请按乡镇分开上传。"
SHEET_HAS_ERRORS = "表里还有错误，改正后重新上传才能确认。"
SHEET_HAS_DOUBTS = "表里有存疑的行，请逐条核对并勾选“已核对无误”。"
SHEET_STOPPED = "这份表和确认时不一样了，登记到第{row}行停下。请重新上传这份表，看过再确认，已经登记的不会重复。"
SHEET_UNKNOWN = "没有找到这个文件，请重新上传。"
VOICE_EMPTY = "请把听到的话写下来。没有存。"
PAPER_PHONE = "电话不对：手机号 11 位，座机要带区号。没有就空着。没有存。"
PAPER_DAY = "收到的日子还没有到，请改一下。没有存。"
PAPER_FILE = "文件打不开。请传 PDF、JPG 或 PNG。没有存。"
PAPER_LARGE = "文件超过 10 MB，请压小一点再传。没有存。"
OPINION_SCORE = "请选满意、一般或不满意，再存。"
CALLBACK_PHONE = "电话不对：手机号 11 位，座机要带区号。没有存。"
CALLBACK_PAST = "答应的时间已经过了，请改成以后的时间。没有存。"
CALLBACK_WHY = "请写明为什么不用打了，会记下来。"
CLUE_ENDED = "线索已经办结"
RUNG_BACK = "已经打电话和您本人说过。"
MOMENTS = r"\d{1,2}(?:点|月|日|号|时)(?:\d{1,2}分)?|\d{1,2}[:：]\d{2}"
"""Days and hours, which need no document to be said."""
SPOKEN_TO = "已经和您本人说过。"
WRITE_WHAT = "请写上要告诉对方的话。没有发。"
NOT_ON_WECHAT = "微信现在发不出去，没有发。请看页面上写的别的办法。"
NUMBER_OR_PLACE = "请填电话，或者住在哪里。没有存。"
PLACE_NOT_SURE = "地方没听准，请写到村，比如“北张乡北张村”。没有存。"
PLACE_MANY = "这个名字有好几处：{places}。请写全。没有存。"
NUMBER_LEARNT = "补上了回电的号码。"
PLACE_LEARNT = "补上了住的地方：{place}"
SAME_PERSON = "和另一条是同一个号码，合在一起了"
TEXT_NOT_HERE = "没有开通短信，或者这个号码收不了短信。没有发。"
NOBODY_THERE = "不知道住在哪里，或者那里没有在岗的人，请先在线索里补上地方或改派。"
STANDARD_GONE = "这个标准刚才被改过或撤回了，请回到列表再看一遍。什么也没有改。"
WITHDRAW_WHY = "请写明为什么撤回，会记入日志。没有撤回。"
NOTICE_TEXT = "通知里要有金额“{amount}”、执行日期“{since}”和文号“{doc_no}”，不超过 300 个字。没有存。"
NOTICE_NOBODY = "现在没有要告诉的人，没有存。"
NOTICE_WAITS = "这个标准已经有一份通知在等同意，先处理那一份。没有存。"
NOTICE_SENT = "这个标准的通知已经发过，不会再发第二次。没有存。"
NOTICE_OWN = "通知要由另一位有权限的同事同意，自己写的不能自己同意。一个也没有发。"
NOTICE_MOVED = "这份通知刚才已经有人处理过，请看最新的情况。"
REGISTER_MOVED = "这段时间待遇登记变过了，和刚才看的不一样，请再看一遍。什么也没有改。"
ID_NUMBER_WRONG = "身份证号不对，请对照证件填18位。没有登记。"
PROGRAMME_WHICH = "请选是哪个救助项目。没有登记。"
STOP_NEEDS_BOTH = "停发要写停发日期，也要写原因，本人会来问。没有登记。"
STOP_BEFORE_START = "停发日期早于起始日期，请核对。没有登记。"
PERSON_UNKNOWN = "册子里没有这个身份证号的人。没有发过钱、也没有上传过的人，请先上传待遇表。没有登记。"
AMOUNT_NEEDED = "这个人还没有这一项的登记，请写上每月金额。没有登记。"
NO_REASON = "没有写原因"
NO_AMOUNT = "没有钱数"
NO_DAY = "没写起始日期"
STOPS = "{day}停发：{reason}"
BEGINS = "从{since}起，{amount}"
BEGINS_AGAIN = "停过，现在恢复，{amount}"
CHANGES = "{was}改为{now}"
CHANGES_ELSE = "改起始日期、发放日、停发情况或决定单位"
MONEY = "钱"
PICTURE_TITLE = "{name}的{what}到账"
MONTH = "{year}年{month}月"
ARRIVED = "{month}月{day}日到账"
OF_MONTH = "（{month}的）"
CARD = "都打到尾号{tail}的卡"
AS_OF = "到{day}为止"
PICTURE_NEXT = "和存折对不上，回「钱没到或不对」"
SAMPLE = "示例，不是真的发放"
NOTICE_STOPPED = "停止发送"
ALARM_NOBODY = "这一级没有在岗人员，已转上一级"
ANNOUNCEMENT_PHONES = "里面有手机号（{phones}）。是个人的请去掉；是公开的办公电话，请勾上“已经核对”。"
ANNOUNCEMENT_ONE_S_OWN = "自己写的要另一位同事同意，才会放出来。"
ANNOUNCEMENT_OVER = "收起的日子已经过了，请重新写一条。"
ANNOUNCEMENT_MOVED = "刚才别人已经处理过这条通知，请看看现在的情况。"
DEMO_CONSENT = "示例数据：演示开始时已绑定"
DEMO_FILE = "示例发放表 {month}（演示数据）"
NOT_SENT_UNKNOWN = "发送时连接中断，不确定是否送达，没有重发"

_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "payment": "资金没到账",
        "complaint": "投诉举报",
        "danger": "紧急情况",
        "callback": "请回电话",
        "question": "咨询问题",
    }
)
_PAYMENT_TROUBLES: Mapping[str, str] = MappingProxyType(
    {"missing": "没收到", "less": "比以前少了", "card": "换过银行卡", "stopped": "停发了，不知道为什么"}
)
_LONGEST_TITLE = 24


def how_it_went(title: str) -> str:
    """Why somebody is rung after the result."""
    return f"回访：「{title}」办完了，问问办得满不满意，有没有人联系过。"


def told_words(kind: str, slots: Mapping[str, Any]) -> str:
    """What the reporter told, in words."""
    said = str(slots.get("trouble") or slots.get("words") or slots.get("story") or "").strip()
    return _PAYMENT_TROUBLES.get(said, said) if kind == "payment" else said


def somebody(name: str) -> str:
    """李某 for 李大山: enough to know which house is meant, and no name."""
    return f"{mask_name(name).rstrip('*')}某"


def clue_title(kind: str, slots: Mapping[str, Any], programme: str) -> str:
    """A few words that tell one clue from another, without names or numbers."""
    said = told_words(kind, slots).splitlines()
    short = said[0][:_LONGEST_TITLE] if said else ""
    if kind == "payment":
        return f"{programme or _TITLES[kind]}{short and '：' + short}" if programme else _TITLES[kind]
    if kind in _TITLES and kind != "question":
        return _TITLES[kind]
    return short or KIND_NAMES.get(kind, kind)


def rang(outcome: str, note: str) -> str:
    """The line of a history that notes an attempt to ring back."""
    if outcome in ("written", "answered"):
        return f"在微信上写给本人：{note}"
    said = {"reached": "打通了", "missed": "没打通"}.get(outcome, "不用打了")
    return f"回电：{said}。{note}" if note else f"回电：{said}。"


def go_there(tries: int, phone: str) -> str:
    """Why a call-back is handed to somebody who can knock at the door."""
    if not phone:
        return "本人没有留电话，请上门看看，问清有什么事，把情况和电话记下来。"
    return f"打了{tries}次没打通，请上门看看，找到人后把情况记下来。"


def same_again(words: str) -> str:
    """The line of a history that notes a repeated report."""
    return f"反映人又说：{words}" if words else "反映人再次反映"


def likely_same(numbers: tuple[str, ...]) -> str:
    """The hint to staff that earlier clues may be about the same person."""
    return f"可能与{'、'.join(numbers)}是同一件事，请核对。" if numbers else ""


def alarm_line(rung: str, names: tuple[str, ...], days: int) -> str:
    """The line of a history that notes a reminder."""
    late = f"，已超期{days}个工作日" if days else "，即将到期"
    return f"催办{rung}{'、'.join(names)}{late}" if names else f"催办{rung}{late}：{ALARM_NOBODY}"


def with_reason(what: str, reason: str) -> str:
    """The line of the record for something taken back."""
    return f"{what}。原因：{reason}"


def years(age: int) -> str:
    """An age as standards say it."""
    return f"{age}岁"


MEDIA_NOT_SENT = "录音没发出去，对不起。想听，过一会儿再说一遍；急事说「人工」。"
WORDING_SAME = "和现在说的一样，没有存。"
WORDING_LONG = "话太长，存不下。"
WORDING_SECOND = "这是请群众同意的话，要请另一位同事看过再发布。已经存成草稿。"
WORDING_OVERTAKEN = "刚才有人改过这一句，您写的还在。请看一遍最新的，再决定。"


def walk_trouble(title: str, trouble: str) -> str:
    """What went wrong in which sample conversation."""
    return f"试讲“{title}”：{trouble}"


NOT_WANTED_ANY_MORE = "居民自己说不用打电话了"


def suits(when: str) -> str:
    """When the resident wants to be rung, as a line of the history."""
    return f"方便接电话的时间：{when}"


RECORDING_OF_NOTHING = "先选这段录音讲的是哪一条。"
RECORDING_LANGUAGE = "写清楚是哪种话，比如“佤语”，8 个字以内。"
RECORDING_MISSING = "先选一个文件。"
RECORDING_KIND = "只收 mp3、amr 录音和 mp4 视频。换一种格式再传，刚才的没有存。"
RECORDING_VOICE_TOO_LONG = "录音最长 60 秒、最大 2 MB，微信发不了更长的。剪短了再传。"
RECORDING_VIDEO_TOO_BIG = "视频最大 10 MB，微信发不了更大的。压小了再传。"

UNTIED = "解除了绑定，没有发"
"""Why a letter about somebody's money did not leave."""

LAST_PAID = "最近一笔"
PER: Mapping[str, str] = MappingProxyType({"month": "每月", "time": "一次"})


def first_paid(month: str) -> str:
    """第一笔是2025年9月的: what payments alone tell, which is no decision."""
    return f"第一笔是{month}的"


def month_of(year: int, number: int) -> str:
    """2026年11月."""
    return f"{year}年{number}月"


def since_month(month: str) -> str:
    """2024年3月起."""
    return f"{month}起"


def card_of(tail: str) -> str:
    """尾号0001的卡."""
    return f"尾号{tail}的卡" if tail else ""


def covered(count: int) -> str:
    """一家3口的钱: what a household's amount is for."""
    return f"一家{count}口的钱"


HOUSEHOLD_WRONG = "户主身份证号或户号看不懂：身份证号18位，户号36个字以内。"
