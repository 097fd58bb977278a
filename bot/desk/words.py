"""What the phone says that a template cannot."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TROUBLES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        400: ("这一步没有存", "页面放得太久了。请回到上一页再做一次，写的字还在手机里。"),
        403: ("登录没有成功", "请在微信里重新打开通知里的链接。"),
        404: ("看不到这一条", "可能已经改派给别人，或者不归您负责。需要看，请问乡镇或县里的同事。"),
        405: ("请用页面上的按钮", "没有存任何改动。"),
        500: ("系统出了点问题", "刚才这一步没有存，之前存过的都在，写的字还在手机里。过一会再点一次。"),
        502: ("微信没有应答", "登录没有完成，没有丢东西。过一会再打开链接。"),
        503: ("系统正忙", "刚才这一步没有存，写的字还在手机里。过几秒再点一次。"),
    }
)
STALE = "刚才别人也动过这条线索，您这一步还没有存，写的字都在。请看看最新的经过，要是还要存，再点一次。"
SAVED: Mapping[str, str] = MappingProxyType(
    {
        "accept": "已受理。反映人问起来会知道您在办。",
        "visit": "走访已记下。",
        "verify": "核实情况已记下。",
        "note": "已记下。",
        "call": "电话情况已记下。",
        "refer": "已记下转办，请继续跟到有结果。",
        "relieve": "先行救助已记下，手续后补。",
        "resolve": "已办结，结果和理由会告诉反映人。",
        "reopen": "已重新办理。",
        "close": "已销案。",
    }
)


def told(count: int) -> str:
    """已记下 3 人。"""
    return f"已记下，{count} 人已告知。" if count else "没有勾选人，没有改动。"
