"""Chinese words that the simulated platform itself says to phones."""

from __future__ import annotations

SERVICE_ERROR = "该公众号提供的服务出现故障，请稍后再试"
FOLLOWED = "你已关注该公众号"
UNFOLLOWED = "你已取消关注该公众号"
ACCOUNT_NAME = "民政服务号（演示）"
ACCOUNT_SUMMARY = "模拟的微信公众平台，供演示与测试使用"
CARD_MORE = "详情"
SERVICE_NOTICE = "服务通知"
NEW_PHONE = "新手机"
CONSENT_ACCEPTED = "已允许接收一次“{title}”"
CONSENT_REJECTED = "已拒绝接收“{title}”"
REFUSED_TEMPLATE = "已设置不再接收“{title}”"
TEMPLATE_ALLOWED = "已恢复接收“{title}”"

FIELD_LABELS = {
    "thing": "事项",
    "number": "数量",
    "letter": "编号",
    "symbol": "符号",
    "character_string": "编号",
    "time": "时间",
    "date": "日期",
    "amount": "金额",
    "phone_number": "电话",
    "car_number": "车牌",
    "name": "姓名",
    "phrase": "状态",
    "const": "类型",
}
"""Labels for templates whose labels nobody told the platform."""


class Pages:
    """Words of the pages that a phone's browser shows."""

    OPEN_IN_WECHAT = "请在微信客户端打开链接"
    WHICH_PHONE = "在演示里，请选择用哪部手机打开："
    WRONG_APP = "AppID 参数错误"
    WRONG_ADDRESS = "redirect_uri 域名与后台配置不一致，错误码：10003"
    WRONG_SCOPE = "Scope 参数错误或没有 Scope 权限"
    WRONG_STATE = "state 参数只能是不超过 128 个字母或数字"


DATE_MARKS = ("年", "月", "日")
"""Marks after year, month and day in dates that templates take."""
MONEY_MARKS = "￥¥$€£"
MONEY_END = "元"
HAN = "\u4e00-\u9fff\u3400-\u4dbf\u00b7"
"""Characters of Chinese names, as a range of a regular expression."""
