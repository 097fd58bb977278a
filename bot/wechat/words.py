"""What a resident or a deployer reads from the WeChat part itself; all other words come from dialogs."""

from __future__ import annotations

SORRY = "抱歉，系统这会儿没能办好您的事。请过几分钟再发一次；着急的话，请打 12345{phone}。"
SORRY_PHONE = "，或打民政局电话 {phone}"
EMPTY_FIELD = "无"
YUAN = "元"
OPEN_PAGE = "点这里打开"

MENU_TOO_MANY = "菜单最多 3 列，现在有 {count} 列"
MENU_TOO_MANY_CHILDREN = "“{name}”下面最多 5 项，现在有 {count} 项"
MENU_NAME_LONG = "菜单名“{name}”太长，最多 {limit} 个字节"
MENU_NO_ACTION = "“{name}”要么写 click 和 key，要么写 view 和 url"
MENU_KEY_LONG = "“{name}”的 {field} 太长，最多 {limit} 个字节"


def sorry(phone: str) -> str:
    """The answer when we failed: what to do now. ``phone`` is the bureau's, may be empty."""
    return SORRY.format(phone=SORRY_PHONE.format(phone=phone) if phone else "")
