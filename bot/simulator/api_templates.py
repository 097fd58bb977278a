"""Template messages, subscription notices and one-time subscriptions; how they ended is pushed a little later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.simulator import fields, markup, parcels
from bot.simulator.api import Answer, Call, Route, ok
from bot.simulator.errors import ApiError
from bot.simulator.phones import Phone, Side

SAME = timedelta(minutes=10)


def _template_send(call: Call) -> Answer:
    platform, asked, now = call.platform, call.asked(), call.platform.now()
    phone = platform.phone(asked.get("touser"))
    template = platform.template(asked.get("template_id"))
    lines = fields.read(template, asked.get("data"))
    known = platform.once.get((phone.openid, str(asked.get("client_msg_id", ""))))
    if asked.get("client_msg_id") and known and now - known[0] < SAME:
        return ok(msgid=known[1])
    if not phone.followed:
        raise ApiError(43004)
    if template.template_id in phone.refused:
        raise ApiError(43101)
    msgid = platform.msgid()
    if asked.get("client_msg_id"):
        platform.once[phone.openid, str(asked["client_msg_id"])] = (now, msgid)
    status = platform.faults.finish_status or ("failed:user block" if phone.blocked else "success")
    if status == "success":
        _card(call, phone, template.title, lines, asked, asked.get("url"))
    result: list[tuple[str, markup.Value]] = [("MsgID", msgid), ("Status", status)]
    _finish(call, phone, "TEMPLATESENDJOBFINISH", result)
    return ok(msgid=msgid)


def _subscription_send(call: Call) -> Answer:
    platform, asked = call.platform, call.asked()
    phone = platform.phone(asked.get("touser"))
    template = platform.template(asked.get("template_id"))
    lines = fields.read(template, asked.get("data"))
    if phone.consents[template.template_id] <= 0 or template.template_id in phone.refused:
        raise ApiError(43101)
    phone.consents[template.template_id] -= 1
    msgid = platform.msgid()
    _card(call, phone, template.title, lines, asked, asked.get("page"))
    result: list[tuple[str, markup.Value]] = [
        ("TemplateId", template.template_id),
        ("MsgID", msgid),
        ("ErrorCode", 0),
        ("ErrorStatus", "success"),
    ]
    _finish(call, phone, "subscribe_msg_sent_event", [("SubscribeMsgSentEvent", [("List", result)])])
    return ok(msgid=msgid)


def _once_send(call: Call) -> Answer:
    platform, asked = call.platform, call.asked()
    phone = platform.phone(asked.get("touser"))
    template = platform.template(asked.get("template_id"))
    consent = (template.template_id, str(asked.get("scene", "")))
    content = asked.get("data", {}).get("content", {}) if isinstance(asked.get("data"), dict) else {}
    title, value = str(asked.get("title", "")), str(content.get("value", ""))
    if not value:
        raise ApiError(47003, "data.content.value is empty")
    if len(title) > 15 or len(value) > 200:
        raise ApiError(45002)
    if consent not in phone.scene_consents:
        raise ApiError(43101)
    phone.scene_consents.discard(consent)
    _card(call, phone, title, [{"key": "content", "label": "", "value": value}], asked, asked.get("url"))
    return ok()


def _card(
    call: Call, phone: Phone, title: str, lines: list[dict[str, str]], asked: Mapping[str, Any], url: object
) -> None:
    mini = asked.get("miniprogram") if isinstance(asked.get("miniprogram"), dict) else {}
    page = str(mini.get("pagepath", "")) if mini else ""
    text = "\n".join([title, *(f"{line['label']}: {line['value']}" for line in lines)])
    # Who does not follow finds it among the service notices.
    side: Side = "account" if phone.followed else "notice"
    call.platform.show(phone, side, "card", text, title=title, lines=lines, url=str(url or ""), page=page)


def _finish(call: Call, phone: Phone, name: str, result: list[tuple[str, markup.Value]]) -> None:
    platform, pusher = call.platform, call.pusher

    def push() -> None:
        with platform.lock:
            account = platform.config.account_id
            pusher.push(parcels.event(phone.openid, account, platform.now(), name, result))

    platform.alarms.after(platform.chance.uniform(*platform.config.finish_delay), push)


def _all_templates(call: Call) -> Answer:
    listed = [
        {
            "template_id": seed.template_id,
            "title": seed.title,
            "primary_industry": "",
            "deputy_industry": "",
            "content": "\n".join(f"{label}:{{{{{key}.DATA}}}}" for label, key in seed.fields),
            "example": "",
        }
        for seed in call.platform.templates.values()
    ]
    return {"template_list": listed}


def _subscription_templates(call: Call) -> Answer:
    listed = [
        {
            "priTmplId": seed.template_id,
            "title": seed.title,
            "content": "\n".join(f"{label}:{{{{{key}.DATA}}}}" for label, key in seed.fields),
            "example": "",
            "type": 2,
        }
        for seed in call.platform.templates.values()
    ]
    return ok(data=listed)


def _blocked(_call: Call) -> Answer:
    return ok(msginfo=[])


ROUTES = (
    Route(["POST"], "/cgi-bin/message/template/send", _template_send),
    Route(["POST"], "/cgi-bin/message/subscribe/bizsend", _subscription_send),
    Route(["POST"], "/cgi-bin/message/template/subscribe", _once_send),
    Route(["GET"], "/cgi-bin/template/get_all_private_template", _all_templates),
    Route(["GET"], "/wxaapi/newtmpl/gettemplate", _subscription_templates),
    Route(["POST"], "/wxa/sec/queryblocktmplmsg", _blocked),
)
