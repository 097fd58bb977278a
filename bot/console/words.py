"""What the console says that a template cannot: results of actions, troubles, words made from figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.say import LOCAL, say_money
from dialogs.wordings import groups, wordings
from knowledge.casework import ACTION_NAMES, RESULTS
from knowledge.identity import mask_id, mask_phone
from knowledge.routing import ROLE_NAMES

if TYPE_CHECKING:
    from bot.console.call_sheet import Field, Sheet
    from bot.usecases.accounts import LoginRefused
    from dialogs.scene import EntitlementView

ROLES: Mapping[str, str] = MappingProxyType(
    {"operator": "坐席", "township": "乡镇（街道）", "county": "县级经办", "admin": "管理员"}
)
URGENCIES: Mapping[str, str] = MappingProxyType({"danger": "危急", "urgent": "紧急", "normal": "一般"})
_WHOSE_WORDS: Mapping[str, str] = MappingProxyType({"self": "本人的话", "family": "家里人的话", "other": "反映人的话"})
_IN_PAPERS = frozenset({"letter", "media", "departments", "platform"})
_OF_SENDER = frozenset({"payment", "change", "question", "callback"})


def whose_words(source: str, kind: str, subject: str) -> str:
    """Whose words stand on a clue: of the person herself, of her family, of who told of her, or of a paper sent in."""
    if source in _IN_PAPERS:
        return "来件里的话"
    return _WHOSE_WORDS.get(subject or ("self" if kind in _OF_SENDER else "other"), _WHOSE_WORDS["other"])


SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "wechat": "公众号",
        "hotline": "热线来电",
        "console": "热线来电",
        "staff": "工作人员上报",
        "desk": "工作人员上报",
        "letter": "来信",
        "visit": "来访",
        "media": "媒体",
        "departments": "部门转来",
        "platform": "平台推送",
    }
)

OLD_WRONG = "现在的密码不对，密码没有改。"
NOT_THE_SAME = "两次输入的新密码不一样，密码没有改。"
TOO_WEAK = "新密码至少要 10 个字符，不能包含用户名，密码没有改。"
CHANGED = "密码已经改好，其他设备上的登录都已结束，请用新密码登录。"

DUE_TODAY = "今天到期"
LATE_ON_HOLIDAY = "已到期"
CLOCK_MET = "已做到"


def login_refused(no: LoginRefused, now: datetime) -> str:
    """Why nobody came in, and what to do."""
    if no.why == "locked" and no.until is not None:
        minutes = max(1, ceil((no.until - now).total_seconds() / 60))
        at = no.until.astimezone(LOCAL)
        return f"密码连续输错，这个账号已锁住，{minutes} 分钟后（{at:%H:%M}）再试。急用请找管理员重设密码。"
    hint = f"再错 {no.left} 次，账号会锁住 15 分钟。" if 0 < no.left <= 2 else ""
    return f"用户名或密码不对，请再输一次。{hint}"


def day_name(day: date, today: date) -> str:
    """今天, 昨天, 11月3日, or with the year where it is another one."""
    match (today - day).days:
        case 0:
            return "今天"
        case 1:
            return "昨天"
        case -1:
            return "明天"
    said = f"{day.month}月{day.day}日"
    return said if day.year == today.year else f"{day.year}年{said}"


def late_by(days: int) -> str:
    """迟了 2 个工作日."""
    return f"迟了 {days} 个工作日"


def days_left(days: int) -> str:
    """还有 3 个工作日."""
    return f"还有 {days} 个工作日" if days else "到期前没有工作日了"


def hours_left(hours: float) -> str:
    """还有 3 小时, 不到 1 小时."""
    return f"还有 {int(hours)} 小时" if hours >= 1 else "不到 1 小时"


def device_name(device: str) -> str:
    """The browser and system in words, with the address."""
    address, _, agent = device.partition(" ")
    browser = next(
        (
            name
            for sign, name in (
                ("MicroMessenger", "微信"),
                ("Edg", "Edge 浏览器"),
                ("Firefox", "火狐浏览器"),
                ("Chrome", "谷歌内核浏览器"),
                ("Safari", "Safari 浏览器"),
            )
            if sign in agent
        ),
        "浏览器",
    )
    system = next(
        (
            name
            for sign, name in (
                ("Windows", "Windows 电脑"),
                ("Android", "安卓手机"),
                ("iPhone", "苹果手机"),
                ("Mac OS", "苹果电脑"),
                ("Linux", "Linux 电脑"),
            )
            if sign in agent
        ),
        "电脑",
    )
    return f"{system}，{browser}（{address}）"


NOTES = "通话记录"
SOMEBODY = "已离岗人员"
RESIDENT = "反映人"
ACCOUNT = "公众号"
KINDS_SENT = {
    "voice": "语音",
    "image": "照片",
    "video": "视频",
    "location": "位置",
    "link": "链接",
    "file": "文件",
    "tap": "菜单",
}
TALK_ON = ("callback", "danger")
"""Kinds of clues whose talk may be looked at: somebody waits to be rung, or is to be found."""
RECORDING_KEPT = "存好了。群众问到这一条，就能听、能看。"
RECORDING_GONE = "删掉了。"


def megabytes(size: int) -> str:
    """A size as people say it."""
    return f"{size / 1_048_576:.1f} MB" if size >= 104_858 else f"{max(1, size // 1024)} KB"


LOOK_AT = {"image": "看照片", "voice": "听语音", "video": "看视频"}
"""What a link to something that was sent says, by its kind."""
SYSTEM = "系统"
_LONG_NUMBER = re.compile(r"(?<![\d-])(\d{17}[\dXx]|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")


def before(day: str) -> str:
    """12月10日（周四）前."""
    return f"{day}前"


def hide_numbers(text: str) -> str:
    """Phone and ID numbers anywhere in free words, masked."""

    def mask(found: re.Match[str]) -> str:
        number = found[0]
        return mask_id(number) if len(number) == 18 else mask_phone(number)

    return _LONG_NUMBER.sub(mask, text)


# 北张村委会旁, 北张村民广场: what begins so after a village's name belongs to the name of a building.
PART_OF_NAME = ("民", "委")
PAUSES = "，,、 "


def hide_address(text: str) -> str:
    """House and door numbers belong to the person; the village is told anyway."""
    return "详细地址已遮挡" if text else ""


SHOWS: Mapping[str, str] = MappingProxyType(
    {
        "open": "在办",
        "new": "待受理",
        "due": "三天内到期",
        "late": "已超期",
        "urgent": "紧急",
        "vacant": "无人负责",
        "done": "已有结果",
        "all": "全部",
    }
)
# name, hint, icon, tone when the number is not 0
DOORS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "late": ("已超期", "超过期限还没有办", "clock-history", "late"),
        "due": ("三天内到期", "三个工作日之内", "hourglass-split", "due"),
        "urgent": ("紧急", "在办的危急和紧急线索", "exclamation-triangle", "late"),
        "new": ("待受理", "还没有人接手", "inbox", "due"),
        "vacant": ("无人负责", "没有在岗责任人，由上一级接办", "person-x", "late"),
    }
)
QUESTIONS_DOOR = ("未答问题", "群众问了，还没有答案", "question-circle", "due")
LETTERS_DOOR = ("没送到的通知", "发不出去或被拒收", "envelope-exclamation", "late")


def today(day: str, *, working: bool) -> str:
    """11月22日（周日），休息日."""
    return f"{day}，{'工作日' if working else '休息日'}"


STALE = "刚才有人动过这条线索，您这一步没有存，写的字还在。请先看最新的经过，再决定要不要继续。"
REVEAL_REASONS = ("打电话联系", "上门走访", "核对身份", "登记或转办")
NEXT: Mapping[str, str] = MappingProxyType(
    {
        "new": "先受理，让反映人知道有人管了。",
        "accepted": "上门或打电话看看情况，记下看到的。",
        "verified": "情况清楚了，写明结果和理由办结，结果会告诉反映人。",
        "referred": "已转有关部门，要一直跟到有结果再办结。",
        "resolved": "反映人没有异议就可以销案。",
        "closed": "这条线索已经销案。",
    }
)
NEXT_RESOLVED = "已办结，等反映人的意见，县里会回访。反映人说没解决，可以重新办理。"
NEXT_VACANT = "这个地方没有在岗的责任人，请受理，或改派给能去的人。"
NEXT_FOR_OPERATOR = "来电人又说了什么，记在这里，责任人能看到。"
# what the form asks, hint, must be written, button
STEPS: Mapping[str, tuple[str, str, bool, str]] = MappingProxyType(
    {
        "accept": ("", "", False, "受理"),
        "visit": ("走访看到的情况", "谁在家、住得怎样、最急的是什么。", True, "记下走访"),
        "verify": ("核实的情况", "和谁核实的、结论是什么。", True, "记下核实"),
        "note": ("要记的话", "只增不改，写完所有经办人都能看到。", True, "记下"),
        "call": ("电话里说了什么", "没打通也请写明。", True, "记下电话"),
        "reassign": ("为什么改派", "期限不变，接手的人会马上收到通知。", True, "改派"),
        "refer": ("请对方做什么", "转出后仍由我们跟到有结果。", True, "转办"),
        "relieve": ("给了什么救助", "先救助，手续后补。写明钱物和数量。", True, "记下先行救助"),
        "resolve": ("理由", "会原样告诉反映人，请用平常话写，不写别人的隐私。", True, "办结并告知反映人"),
        "reopen": ("为什么重新办理", "原责任人会收到通知，期限从今天重新算。", True, "重新办理"),
        "close": ("", "", False, "销案"),
    }
)
_EVENTS: Mapping[str, str] = MappingProxyType(
    {"open": "收到线索", "said": "反映人补充", "joined": "又有人反映", "route": "派单", "alarm": "催办"}
)
LETTER_STATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "queued": ("等待发送", ""),
        "handed": ("已发出", ""),
        "delivered": ("已送达", "state-done"),
        "refused": ("对方拒收", "state-late"),
        "failed": ("没发出去", "state-late"),
        "told": ("已当面或电话告知", "state-done"),
    }
)
LETTER_TO: Mapping[str, str] = MappingProxyType({"contact": "反映人或群众", "phone": "短信号码", "staff": "工作人员"})


def event_name(action: str) -> str:
    """What happened, in the clerk's word."""
    known = {str(key): name for key, name in ACTION_NAMES.items()}
    return _EVENTS.get(action, known.get(action, action))


def result_line(told: Mapping[str, object]) -> str:
    """结果：已先行救助。理由：……; empty when the event has none."""
    known = {str(kind): name for kind, name in RESULTS.items()}
    result, reason = known.get(str(told.get("result", "")), ""), str(told.get("reason") or "")
    department = str(told.get("department") or "")
    said = [f"结果：{result}。" if result else "", f"理由：{reason}" if reason else ""]
    return "".join(said) or (f"转给：{department}" if department else "")


def to_owner(name: str) -> str:
    """责任人：张三."""
    return f"责任人：{name}"


def letter_name(key: str) -> str:
    """What a letter is, from its permanent key."""
    named = (
        ("arrival", "到账提醒"),
        ("resolved", "办理结果"),
        ("result", "办理结果"),
        ("receipt", "登记回执"),
        (":write:", "微信上写给本人"),
        (":text:", "短信：请回电话"),
        (":try:", "告诉本人打过没打通"),
        ("callback", "请回电话"),
        ("alarm", "催办"),
        ("remind", "催办"),
        ("danger", "紧急告知"),
        ("alert", "派单通知"),
        ("route", "派单通知"),
        ("reassign", "改派通知"),
        ("late", "补发的答复"),
        ("standard", "调标通知"),
    )
    return next((name for sign, name in named if sign in key), "通知")


def letter_why(reason: str) -> str:
    """Why a letter is where it is, for a person to act on."""
    named = (
        ("window_closed", "超过 48 小时没有互动，微信不让发"),
        ("unsubscribed", "对方已取消关注"),
        ("user_refused", "对方拒收"),
        ("quota", "微信当日次数用完，会再发"),
        ("permission", "公众号没有这项权限，请管理员处理"),
        ("config", "公众号设置有误，请管理员处理"),
        ("retryable", "微信暂时没有接收，会再发"),
        ("token", "微信暂时没有接收，会再发"),
        ("permanent", "微信不接收这条通知"),
        ("unknown_outcome", "没有收到微信的回执"),
    )
    return next((said for sign, said in named if sign in reason), reason)


NEW_CALL = "新来电"
CALLS_ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "help": "求助登记",
        "standard": "问标准",
        "payment": "钱没到登记",
        "complaint": "投诉举报",
        "fraud": "防骗核实",
        "change": "变动登记",
        "question": "转交问题",
        "selfcheck": "能不能办",
        "progress": "问进度",
        "human": "请回电话",
        "feedback": "意见建议",
        "bind_help": "教人绑定",
    }
)
# what the big button does, by the kind of call
FINISHES: Mapping[str, str] = MappingProxyType(
    {"": "登记，派给责任人", "human": "记下，排进回电", "feedback": "记下意见", "question": "登记，转给能答的人"}
)
ASK_FOR_ALL = "（不是来电号码）问办到哪一步的，选“问进度”，对上了再说。"
ASK_WHO_FIRST = "（紧急情况）先问清是不是登记的人，再说。"
NOT_TO_TELL = "（别人反映的）不要告诉来电人有人反映过；他自己来说，就照新的登记。"
PROGRESS_REFUSED = "问进度，和登记的对不上，没有告诉"


def progress_told(numbers: tuple[str, ...]) -> str:
    """How it is kept that somebody was told where matters stand."""
    return f"办到哪一步：{'、'.join(numbers)}"


def progress_of(opened: str, title: str, stands: str) -> str:
    """Where one matter stands, as it is read out."""
    return f"您{opened}登记的“{title}”，{stands}"


WHEN_KNOWN = "知道地方以后显示责任人和期限，照着念。"
OUTCOMES: tuple[tuple[str, str], ...] = (
    ("registered", "已登记"),
    ("answered", "答复了"),
    ("directed", "告诉了该找哪里"),
    ("dropped", "没说完就断了"),
    ("wrong", "打错了"),
    ("nuisance", "骚扰电话"),
)
TOLD_ON_CALL = "电话里说过"
UNCHECKED = "待核对"
UNCHECKED_NAME = "姓名是照来电人的话听写的，见面时核对"
NOT_TOLD_ON_CALL = "电话里还没说"
CALLER = "热线来电人"


def five_told(labels: list[str], whole: int) -> str:
    """五项内容已告知 2 项：求助方式、监督渠道."""
    if len(labels) == whole:
        return "五项内容已告知"
    return f"五项内容已告知 {len(labels)} 项：{'、'.join(labels)}" if labels else "五项内容还没有告知"


ALARM = "来电人可能有危险，情况还在问。"
FULL = "已经放了六通，请先结束一通。"
ENDED_ELSEWHERE = "这通电话已经在别处结束了，刚写的没有存进去，还在屏幕上。"


def entitled(view: EntitlementView, say: Callable[[date], str]) -> str:
    """低保：从 2024年3月1日起，每月 620元，每月10日前发；or when it was stopped, and why."""
    if view.stopped_on is not None:
        why = f"：{view.stop_reason}" if view.stop_reason else ""
        return f"{view.title}：{say(view.stopped_on)}停发{why}"
    told = [
        f"{'发放记录从' if view.by_payments else '从'}{say(view.since)}起" if view.since else "",
        f"{'每月' if view.per == 'month' else '每次'}{say_money(view.amount)}" if view.amount is not None else "",
        f"{view.pay_day}发" if view.pay_day else "",
    ]
    said = "，".join(filter(None, told))
    return f"{view.title}：{said}" if said else view.title


_STANDS: Mapping[str, str] = MappingProxyType(
    {
        "new": "已经派下去了",
        "accepted": "正在办",
        "verified": "情况核实过了，正在定",
        "referred": "转给有关部门了，我们跟着",
    }
)


def progress(state: str, owner: str, day: str, result: str, reason: str) -> str:
    """Where a matter stands, as it is read to whoever reported it."""
    if result:
        return f"已经有结果：{result}。{reason}"
    who = f"，由{owner}负责" if owner else ""
    return f"{_STANDS.get(state, _STANDS['accepted'])}{who}，{day + '答复。' if day else '有结果就告诉您。'}"


# what is shown, and the numbers to give at once
DANGERS: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = MappingProxyType(
    {
        "self_harm": (
            "来电人可能想不开。别挂电话，慢慢说，问清人在哪里、身边有谁。",
            (("110", "报警找人"), ("120", "急救"), ("12356", "心理援助热线")),
        ),
        "violence_abuse": (
            "可能正在受到伤害。先问现在安不安全、能不能离开，说话方便不方便。",
            (("110", "报警"), ("12338", "妇女维权"), ("12355", "青少年服务")),
        ),
        "emergency": (
            "有人身危险。先问清人在哪里，同时请同事拨打，电话不要挂。",
            (("120", "急救"), ("119", "火警救援"), ("110", "报警")),
        ),
    }
)


def alerted(no: str) -> str:
    """What stands on the band once people were alerted."""
    return f"已经通知值班的人，编号 {no}。电话不要挂，接着问人在哪里。"


def ringing(phone: str) -> str:
    """来电 138****8000."""
    return f"来电 {phone}"


def tab(number: int) -> str:
    """来电 2."""
    return f"来电 {number}"


def caller(sheet: Sheet) -> str:
    """Who is on the line, as far as known: the operator sees what was just said whole."""
    name, phone = sheet.field("name"), sheet.field("phone")
    return " ".join(one.text for one in (name, phone) if one is not None and one.done)


def look(field: Field) -> str:
    """What a field looks like besides its text; the page sends it back, so that only what changed is sent again."""
    return "|".join((field.hint, field.said, f"{field.wanted:d}{field.required:d}{field.guessed:d}", *field.choices))


def aloud(prompt: str) -> str:
    """The question of a chat as it is asked on the telephone: without what only concerns typing."""
    first = prompt.partition("\n")[0]
    question, mark, _ = first.partition("？")
    return question + mark


def not_yet(labels: list[str], *, agreed: bool, alike: bool) -> str:
    """What is still missing before the call can be registered."""
    said = [f"还差：{'、'.join(labels)}。" if labels else ""]
    said.append("" if agreed else "请先问来电人是否同意登记，同意后勾选左边的“同意登记”。")
    said.append("可能已经登记过，请看下面的提示，选并入还是另建。" if alike else "")
    return "".join(said) + "已填的都在。"


TROUBLES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        400: (
            "这一步没有执行",
            "页面放得太久，或者是从别的地方转来的。没有存任何改动。\n请回到原来的页面刷新一下，再做一次。",
        ),
        403: ("这一步不归您的岗位", "您的账号没有这项权限，没有做任何改动。\n确实需要，请找管理员调整岗位。"),
        404: ("没有这一页", "地址可能写错了，或者这件事不在您负责的地方。"),
        405: ("这一步要在页面上点", "没有做任何改动。请回到页面上用按钮操作。"),
        413: ("文件太大", "没有存。请把文件分成几份，或者另存为 CSV 再传。"),
        429: ("试得太快了", "请等一分钟再试。"),
        500: (
            "系统出了点问题",
            "刚才这一步没有存，之前存过的都在。\n请再试一次；还不行，请告诉管理员现在的时间和您在做什么。",
        ),
        503: ("系统正忙", "刚才这一步没有存，之前存过的都在。请过几秒再试。"),
    }
)


SAVED = "已保存。"
TRY_AGAIN = "没有成功，请再点一次。"
ACCOUNT_FORM = "用户名要用 3 个以上的字母、数字或下划线，姓名不能空。没有新建账号。"
USERNAME_TAKEN = "这个用户名已经有了，请换一个。没有新建账号。"
NOT_ONESELF = "不能停用自己或改自己的岗位，请让另一位管理员来改。"
WHOLE_COUNTY = "全县"
REGISTER_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "new": ("新增", "state-done"),
        "changed": ("变更", "state-due"),
        "stopped": ("停发", "state-late"),
        "same": ("和登记的一样", ""),
    }
)
REGISTER_STATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "seen": ("还没确认", "state-due"),
        "importing": ("正在登记", "state-due"),
        "done": ("已登记", "state-done"),
        "stopped": ("已停止", "state-late"),
    }
)
HAND_DONE: Mapping[str, str] = MappingProxyType(
    {
        "new": "{who}的{programme}登记好了。",
        "changed": "{who}的{programme}改好了，原来的留有记录。",
        "stopped": "{who}的{programme}已登记停发，本人来问，会照写的原因说。",
        "same": "{who}的{programme}和登记的一样，没有改。",
    }
)
FAMILY_REASONS = ("入户张贴", "本人要求打印", "走访核对")
FAMILY_REASON_LACKS = "请选为什么要打印，会记入日志。"
FAMILY_UNKNOWN = "没有查到这个身份证号，或者不在您负责的地方。请核对号码。"
HOUSEHOLD_KEPT = "{who}是哪一家的，登记好了。"
DEED_GROUPS: tuple[tuple[str, str], ...] = (
    ("login", "登录"),
    ("reveal", "查看完整信息"),
    ("clue", "办理线索"),
    ("call", "通话和回电"),
    ("voice", "语音"),
    ("payments", "资金发放"),
    ("entitlements", "待遇登记"),
    ("staff", "人员"),
    ("standard", "救助标准"),
    ("notice", "调标通知"),
    ("question", "答复问题"),
    ("lesson", "知识和教的话"),
    ("feedback", "意见建议"),
    ("wording", "话术"),
    ("account", "账号"),
)
POSTER_WITHOUT_WECHAT = "微信现在没有应答，这一张扫了打开公开栏网页。过一会再打开这一页，就是公众号的码。"
NO_SUCH_DAY = "日期没有写对，请选从哪天到哪天。"
ANNOUNCEMENT_WAITS = "已提交。另一位同事同意后，就会放进公开栏。"
ANNOUNCEMENT_DONE: Mapping[str, str] = MappingProxyType(
    {
        "agree": "已同意，到了开始的日子就放进公开栏。",
        "drop": "好，这一条不发了。",
        "withdraw": "已经撤下，公开栏里看不到了。",
    }
)
ANNOUNCEMENT_GROUPS = (("waiting", "等着同意的"), ("agreed", "放着的和快要放的"), ("over", "收起来的"))
ANNOUNCEMENT_STATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "waiting": ("等另一位同事同意", "state-due"),
        "agreed": ("公开栏里放着", "state-done"),
        "coming": ("还没到日子", ""),
        "over": ("到日子收起了", ""),
        "dropped": ("没有发", ""),
        "withdrawn": ("撤下了", "state-late"),
    }
)

_DEEDS: Mapping[str, str] = MappingProxyType(
    {
        "login": "登录",
        "login.failed": "密码输错",
        "login.locked": "账号锁住",
        "logout": "退出",
        "session.end": "结束登录",
        "reveal": "查看完整信息",
        "reveal.picture": "查看照片",
        "recording.add": "上传录音录像",
        "recording.remove": "删掉录音录像",
        "reveal.talk": "查看居民说的话",
        "reveal.told": "查看听过标准的人",
        "reveal.sheet": "打印一家人的一单清",
        "entitlements.household": "登记谁和谁是一家",
        "bind.too_many": "想绑定太多人",
        "reveal.caller": "来电时看到登记的人",
        "account.add": "新建账号",
        "account.change": "改账号",
        "account.password": "改密码",
        "clue.open": "登记线索",
        "callback.ask": "记下要回的电话",
        "callback.reached": "回电打通了",
        "callback.missed": "回电没打通",
        "callback.dropped": "回电不用打了",
        "callback.written": "在微信上写给要回电的人",
        "callback.answered": "在微信上答复要回电的人",
        "callback.learn": "补上回电的号码或地方",
        "callback.text": "给没打通的人发短信",
        "call.note": "补记通话",
        "progress.told": "在电话里告诉办到哪一步",
        "reveal.voice": "听语音",
        "voice.heard": "语音转成字并回答",
        "voice.answered": "答复语音",
        "voice.unclear": "请对方再说一遍",
        "voice.called": "语音转去回电",
        "paper.keep": "登记来件",
        "reveal.paper": "查看来件原件",
        "staff.add": "新增人员",
        "staff.update": "改人员",
        "staff.change": "改人员",
        "staff.bind": "绑定微信",
        "staff.unbind": "解除微信",
        "staff.code": "生成绑定码",
        "feedback.answer": "答复意见建议",
        "standard.put": "改标准",
        "standard.confirm": "确认标准",
        "standard.withdraw": "撤回标准",
        "notice.draft": "写调标通知",
        "announcement.draft": "写通知公告",
        "announcement.agreed": "同意放出通知公告",
        "announcement.dropped": "不发通知公告",
        "announcement.withdrawn": "撤下通知公告",
        "notice.approve": "同意发通知",
        "notice.drop": "作废通知",
        "notice.stop": "停止发通知",
        "question.answer": "答复问题",
        "question.aside": "移出问题",
        "question.move": "挪动问题",
        "lesson.teach": "新增知识",
        "lesson.change": "改知识",
        "lesson.sentence": "教一句话",
        "lesson.withdraw": "撤回知识或教的话",
        "lesson.build": "重新训练",
        "wording.draft": "写话术草稿",
        "wording.publish": "发布话术",
        "wording.withdraw": "恢复自带的话",
        "wording.drop": "作废话术草稿",
        "payments.check": "检查发放表",
        "payments.confirm": "确认发放提醒",
        "payments.told": "登记已告知",
        "entitlements.check": "检查待遇表",
        "entitlements.confirm": "确认待遇表",
        "entitlements.hand": "登记一个人的待遇",
        "desk.login": "工作人员登录",
        "bind": "绑定身份",
        "bind.failed": "绑定身份，没有对上",
        "bind.taken": "绑定身份，已有别的微信绑定",
        "unbind": "解除绑定",
        "letter.told": "登记已告知",
        "letter.retry": "重发通知",
        "demo.seed": "放入示例数据",
    }
)
_STAFF_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "姓名",
        "phone": "工作电话",
        "division": "负责的地方",
        "role": "岗位",
        "duties": "职责",
        "deputy_id": "代理人",
        "active": "在岗情况",
        "absent_until": "请假",
    }
)


def deed_name(what: str) -> str:
    """A deed in the clerk's words."""
    known = {str(key): name for key, name in ACTION_NAMES.items()}
    group, _, rest = what.partition(".")
    if group == "clue" and rest in known:
        return f"线索{known[rest]}"
    return _DEEDS.get(what, "查看完整信息" if group == "reveal" else what)


def deed_detail(what: str, detail: str, place: Callable[[str], str]) -> str:
    """What the record holds beside a deed, as a clerk would say it; what cannot be read is given as it stands."""
    parts = detail.split()
    match what, parts:
        case (("login" | "login.failed"), [_, _, *_]):
            return device_name(detail)
        case "payments.check", [count, total, problems]:
            return f"{_sum(count, total)}，{problems} 处要改或要核对"
        case "entitlements.check", [count, problems]:
            return f"{count} 条，{problems} 处要改或要核对"
        case "entitlements.confirm", [new, changed, stopped]:
            return f"新增 {new}，变更 {changed}，停发 {stopped}"
        case "entitlements.hand", [_, what]:
            return REGISTER_KINDS[what][0] if what in REGISTER_KINDS else ""
        case "payments.confirm", [count, total]:
            return _sum(count, total)
        case "payments.told", [count]:
            return f"{count} 人"
        case (("notice.draft" | "notice.approve" | "notice.stop"), [count]):
            return f"{count} 人"
        case "reveal.untold", [*code, count]:
            return f"{place(code[0]) if code else ''}名单，{count} 人"
        case "account.add", [username, *post]:
            return f"用户名 {username}，{_post(post, place)}"
        case "account.change", _ if "->" in parts:
            off = parts[-1] == "off"
            now = parts[parts.index("->") + 1 : -1 if off else None]
            return f"{_post(parts[: parts.index('->')], place)}，改为{_post(now, place)}{'，停用' if off else ''}"
        case "staff.add", [*post]:
            return _post(post, place)
        case "staff.change", _:
            return f"保存了{'、'.join(_STAFF_FIELDS.get(part, part) for part in parts)}" if parts else ""
    return detail


def _sum(count: str, total: str) -> str:
    return f"{count} 人次，{say_money(Decimal(total))}"


def _post(post: list[str], place: Callable[[str], str]) -> str:
    """Role and place: 坐席, 协理员（北张乡北张村）."""
    names = {str(role): name for role, name in ROLE_NAMES.items()} | dict(ROLES)
    where = place(post[1]) if len(post) > 1 else ""
    return names.get(post[0], post[0]) + (f"（{where}）" if where else "") if post else ""


def subject_name(subject: str, who: Callable[[str], str]) -> str:
    """What a deed was done with."""
    kind, _, rest = subject.partition(":")
    match kind:
        case "account" | "staff":
            return who(subject)
        case "clue":
            return f"线索 {rest}"
        case "wording":
            line = wordings().get(rest)
            return f"{dict(groups())[line.flow]}，{line.where}" if line else rest
        case "batch":
            return f"发放批次 {rest}"
        case "file" | "payfile":
            return f"发放表 {rest}"
        case "question":
            return f"问题 {rest}"
        case "entry":
            return f"知识 {rest}"
        case "announcement":
            return f"通知公告 {rest}"
        case "lesson":
            return f"教的话 {rest}"
        case "standard":
            return f"标准 {rest}"
        case "notice":
            return f"调标通知 {rest}"
        case "figure":
            return f"说过的数字 {rest}"
        case "voice":
            return f"语音 {rest}"
        case "paper":
            return f"来件 {rest}"
        case "callback":
            return f"回电 {rest}"
        case "call":
            return f"通话 {rest}"
        case "letter":
            return f"通知 {rest}"
        case "payment":
            return f"到账 {rest}"
        case "person":
            return f"群众 {rest}"
        case _:
            return subject


def sessions_ended(name: str, ended: int) -> str:
    """已结束张三的 2 个登录。"""
    return f"已结束{name}的 {ended} 个登录。" if ended else f"{name}没有其他登录。"


STANDARD_KEPT = "已存下。从执行日起，公众号和热线就用这个数字回答。"
STANDARD_CONFIRMED = "已确认，记下了您的名字和日期。回答时不再带“待核对”。"
STANDARD_WITHDRAWN = "已撤回。公众号和热线从现在起不再用这个数字回答，原来的记录还在。"
STANDARD_FORM = "项目、名称、单位、文号、文件名称都要填。没有存。"
STANDARD_FIGURES = "金额要是数字，执行日期要选一天。没有存。"
STANDARD_DAYS = "发布日期要选一天；有截止日期的，不能早于执行日期。没有存。"
STANDARD_UNSEEN = "存之前请先看一遍群众会听到什么。下面是现在填的数字说出来的样子，没有问题再点存下。"
STANDARD_PLACE = "地方要从列表里选。没有存。"
STANDARD_KINDS: tuple[tuple[str, str], ...] = (
    ("standard", "实际发放标准"),
    ("floor", "上级指导标准（最低数）"),
)
NOT_SAID = "只作参考，不说给群众"
BY_PACK: Mapping[str, str] = MappingProxyType({"reviewed": "做资料包时读过原件", "sample": "示例数据，随资料包带来"})
NEW_STANDARD = "新填"
TAKEN_BACK = "撤回"
CONFIRMED = "确认"
CHANGED_STANDARD = "更改"
NOTHING = "没有"
STANDARD_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "名称",
        "amount": "金额",
        "unit": "单位",
        "effective_from": "执行日期",
        "effective_to": "截止日期",
        "published_on": "发布日期",
        "doc_no": "文号",
        "title": "文件名称",
        "address": "文件出处",
        "passage": "文件原文",
        "review": "核对情况",
        "reviewed_by": "核对人",
        "reviewed_on": "核对日期",
        "kind": "性质",
        "note": "补充说明",
    }
)
NOTICE_KEPT = "通知已存下，等另一位有权限的同事同意。现在还没有告诉任何人。"
NOTICE_STATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "waiting": ("等另一位同事同意", "state-due"),
        "sent": ("已同意，正在送达", "state-done"),
        "stopped": ("已停止", "state-late"),
        "dropped": ("不发了", ""),
    }
)
NOTICE_DROPPED = "已作废，没有告诉任何人。"
TOLD_REASONS = ("核对说过的数字", "答复群众来访", "告知标准变动", "督查或审计")
NOT_BOUND = "没有绑定身份的关注者"


def notice_sent(count: int) -> str:
    """What is said after a second person agreed."""
    return f"已同意。{count:,} 人的通知排进发送队列，晚上不打扰，一人只发一次。"


def notice_stopped(count: int) -> str:
    """What is said after a notice was stopped."""
    return f"已停止，还没发出的 {count:,} 份不再发。"


def confirmed_by(name: str, day: str) -> str:
    """马国栋（县级经办）2026年11月18日核对."""
    return f"{name} {day}核对"


def ends_on(day: str) -> str:
    """到 2026年12月31日 为止，没有接上的标准."""
    return f"到 {day} 为止，还没有接上的标准"


def ended_on(day: str) -> str:
    """2025年12月31日 已到期."""
    return f"{day} 已到期，没有接上的标准"


def from_day(day: str) -> str:
    """将于 2027年1月1日 起执行."""
    return f"将于 {day} 起执行"


UNITS = ("元/人/月", "元/人/年", "元/户/次", "元/人/次", "元/人/天")
NATION = "全国"
NO_DOC_NO = "没有文号"
REVIEWS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"reviewed": ("已核对", "state-done"), "unreviewed": ("待核对", "state-due"), "sample": ("示例", "state-due")}
)
RULE_OURS = ("部分我们定的", "state-due")
RULE_ABOVE = ("上级规定", "")


def article(number: str) -> str:
    """The passage of a law by its number."""
    return f"第{number}条"


STAFF_FORM = "姓名、岗位、负责的地方都要填，日期要选一天。没有存。"
STAFF_PHONE = "工作电话不对：手机号 11 位，座机要带区号。没有存。"
STAFF_SHOWS: tuple[tuple[str, str], ...] = (("away", "请假中"), ("unbound", "没绑微信"), ("gone", "已离岗"))


def categories(text: str) -> tuple[str, ...]:
    """农村、分散 as the classes of a standard."""
    return tuple(part for part in re.split(r"[、，,\s]+", text.strip()) if part)


def joined(classes: tuple[str, ...]) -> str:
    """The classes as they stand in the form's field."""
    return "、".join(classes)


NO_FILE = "还没有选文件。请先选表，再点“上传检查”。"
PREVIEW_OLD = "这份检查结果放得太久，请再看一遍下面的数，然后重新点确认。刚才没有登记，也没有发通知。"
SUPPLEMENT_WHY = "要算补发，请写明为什么补发，本人会看到。"
DOUBTS_UNCHECKED = "还没有勾选“已逐条核对无误”。刚才没有登记，也没有发通知。"
NOT_CONFIRMED = "已上传，没有确认"
BATCH_STATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"importing": ("正在登记", "state-due"), "ready": ("已登记", "state-done"), "stopped": ("已停止", "state-late")}
)

NO_DAY = "日期请写成 2026-01-31 的样子。"
ANSWER_KEPT = "答复已存下。"
ANSWER_LEARNED = "答复已存下，知识库也记住了，以后这样问就这样答。"
SET_ASIDE = "已移出，没有通知任何人。"
MOVE_WHAT = "请选要挪哪一句、挪到哪里。"
MOVED = "已挪好。"
TAUGHT = "记下了，以后这样理解。"
ENTRY_SAVED = "改好了，马上按新的回答。"
WITHDRAWN = "已撤回，以后不再这样回答。"


def trend(times: int, before: int) -> str:
    """How a week compares with the week before."""
    if not before:
        return "上周没有人问"
    if times == before:
        return "和上周一样多"
    return f"比上周{'多' if times > before else '少'} {abs(times - before)} 次"


def week_name(monday: date, this_week: date) -> str:
    """本周, 上周, or the days from Monday to Sunday."""
    back = (this_week - monday).days // 7
    if back in (0, 1):
        return ("本周", "上周")[back]
    sunday = monday + timedelta(days=6)
    return f"{monday.month}月{monday.day}日—{sunday.month}月{sunday.day}日"


def heard_as(intent: str, programme: str) -> str:
    """An understanding in one short phrase."""
    return f"{intent}（{programme}）" if programme else intent


_ENTRY_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "title": "标题",
        "answer": "答复",
        "legal": "文件怎么写的",
        "questions": "问法",
        "programme": "救助项目",
        "sources": "出处",
        "expires_on": "用到哪天",
    }
)


def entry_edit(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    """What an edit of an entry changed."""
    if before is None:
        return "写下这条答复"
    if after is None:
        return "撤回"
    changed = [name for part, name in _ENTRY_PARTS.items() if before.get(part) != after.get(part)]
    was = f"\n原来的答复：{before.get('answer', '')}" if "答复" in changed else ""
    return (f"改了{'、'.join(changed)}" if changed else "存了一次，没有改动") + was


_SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "area": "城乡",
        "subject": "谁需要帮助",
        "relation": "关系",
        "name": "姓名",
        "age": "年龄",
        "hardship": "难处",
        "people": "几口人",
        "amount": "金额",
        "disability_level": "残疾等级",
        "mode": "供养方式",
        "care": "照料",
        "period": "时间",
        "urgency": "缓急",
    }
)
_SLOT_VALUES: Mapping[str, str] = MappingProxyType(
    {
        "self": "本人",
        "family": "家人",
        "other": "别人",
        "urgent": "急",
        "danger": "危急",
        "illness": "病",
        "disability": "残疾",
        "unable": "不能自理",
        "disaster": "受灾",
        "accident": "意外",
        "child": "孩子没人养",
        "elder_alone": "老人没人管",
        "hunger": "没吃的",
        "debt": "欠债",
        "jobless": "没活干",
        "school": "上学",
    }
)


def slot_told(name: str, value: Any) -> tuple[str, str]:
    """A slot as (label, words); ("", "") for one that is not shown: phones and ID numbers are nobody's business."""
    if name not in _SLOTS:
        return "", ""
    if isinstance(value, tuple | list):
        return _SLOTS[name], "、".join(_SLOT_VALUES.get(str(one), str(one)) for one in value)
    return _SLOTS[name], _SLOT_VALUES.get(str(value), str(value))


WHY_OWN = "用的是本局自己写的答复“{title}”：问法对得上。"
WHY_PACK = "用的是知识库里的“{title}”。"
WHY_FLOW = "接着一步一步问，登记下来。"
WHY_OPEN = "知识库里没有能答的，老实说不知道，并收到“未答问题”。"
WHY_ASKED_BACK = "把握不够，请群众从最像的里面选。"
WHY_DANGER = "有危险：先给电话，马上叫人。"
WHY_REPLY = "按这个意思固定的答法。"
HEARD_RULE = "按危险的规则"
HEARD_TAUGHT = "本局教过这句话"
HEARD_SURE = "把握 {chance:.0f}%"
WHERE_ELSE = "{name}，不归我们管"
WHERE_ASK = "可能是：{names}"

OPINION_NOTED = "记下了，这个回访打完了。"
SCORES: Mapping[int, str] = MappingProxyType({3: "满意", 2: "一般", 1: "不满意"})
CONTACTED: Mapping[bool | None, str] = MappingProxyType({True: "有人联系过", False: "说没人联系过"})
NO_PLACE = "地方不清楚"

READS_OTHER = "听一句话"
WORDING_STATES: Mapping[str, str] = MappingProxyType(
    {
        "draft": "草稿，还没有说",
        "published": "现在说的",
        "replaced": "以前说的",
        "withdrawn": "以前说的，已恢复自带的话",
        "dropped": "草稿，没有用",
    }
)
WORDING_MADE, WORDING_PUBLISHED = "写", "发布"
WORDING_ENDS: Mapping[str, str] = MappingProxyType({"replaced": "换下", "withdrawn": "换下", "dropped": "作废"})
WORDING_KEPT = "草稿存下了，群众还听不到。"
WORDING_OURS = "恢复了自带的话，几秒以后群众听到的就是它。"
WORDING_DROPPED = "草稿作废了。现在说的没有变。"


def wording_said(count: int) -> str:
    """What follows a publication."""
    return f"发布了。{count} 段试讲都走到了头，几秒以后群众听到的就是它。正在说话的人接着说，说过的不丢。"


def wording_deed(what: str, who: str, at: str) -> str:
    """马国栋 今天 09:05 发布; empty when it did not happen."""
    return f"{who} {at} {what}" if what and at else ""
