"""Tokens, tickets, quotas and the tools of an account's owner."""

from __future__ import annotations

from bot.simulator.api import Answer, Call, Route, ok
from bot.simulator.credentials import check_account
from bot.simulator.errors import ApiError


def _token(call: Call) -> Answer:
    config = call.platform.config
    if call.query.get("grant_type") != "client_credential":
        raise ApiError(40002)
    check_account(config.app_id, config.app_secret, call.query)
    token = call.platform.credentials.plain.issue(call.platform.now(), call.platform.chance)
    return {"access_token": token.value, "expires_in": 7200}


def _stable_token(call: Call) -> Answer:
    config, platform, asked = call.platform.config, call.platform, call.asked()
    if asked.get("grant_type") != "client_credential":
        raise ApiError(40002)
    check_account(config.app_id, config.app_secret, asked)
    force = asked.get("force_refresh", False) is True
    token = platform.credentials.stable_token(platform.now(), platform.chance, force)
    return {"access_token": token.value, "expires_in": int((token.expires - platform.now()).total_seconds())}


def _ticket(call: Call) -> Answer:
    kind = call.query.get("type", "jsapi")
    if kind not in ("jsapi", "wx_card"):
        raise ApiError(40035)
    ticket, seconds = call.platform.credentials.ticket(kind, call.platform.now(), call.platform.chance)
    return ok(ticket=ticket, expires_in=seconds)


def _clear_quota(call: Call) -> Answer:
    if call.asked().get("appid") != call.platform.config.app_id:
        raise ApiError(40013)
    call.platform.quotas.clear(call.platform.now())
    return ok()


def _clear_quota_by_secret(call: Call) -> Answer:
    asked, config = call.asked(), call.platform.config
    check_account(config.app_id, config.app_secret, {"appid": asked.get("appid"), "secret": asked.get("appsecret")})
    call.platform.quotas.clear(call.platform.now())
    return ok()


def _quota(call: Call) -> Answer:
    path = str(call.asked().get("cgi_path", "")).split("?", maxsplit=1)[0]
    return ok(quota=call.platform.quotas.state(path, call.platform.now()))


def _rid(call: Call) -> Answer:
    rid = str(call.asked().get("rid", ""))
    found = next((one for one in call.platform.exchanges.list(way="api") if rid and rid in one.response), None)
    if found is None:
        raise ApiError(76023)
    seen = {
        "invoke_time": int(found.at.timestamp()),
        "cost_in_ms": found.took_ms,
        "request_url": found.url,
        "request_body": found.request,
        "response_body": found.response,
        "client_ip": "127.0.0.1",
    }
    return ok(request=seen)


def _callback_addresses(_call: Call) -> Answer:
    return {"ip_list": ["127.0.0.1", "::1"]}


def _check_callback(call: Call) -> Answer:
    """Reports a healthy network: what reaches the server is seen by pushing."""
    action = call.asked().get("action", "all")
    dns = [{"ip": "127.0.0.1", "real_operator": "DEFAULT"}]
    ping = [{"ip": "127.0.0.1", "from_operator": "DEFAULT", "package_loss": "0%", "time": "0.1ms"}]
    return {"dns": dns if action in ("dns", "all") else [], "ping": ping if action in ("ping", "all") else []}


ROUTES = (
    Route(["GET"], "/cgi-bin/token", _token, token=False),
    Route(["POST"], "/cgi-bin/stable_token", _stable_token, token=False),
    Route(["GET"], "/cgi-bin/ticket/getticket", _ticket),
    Route(["POST"], "/cgi-bin/clear_quota", _clear_quota),
    Route(["POST"], "/cgi-bin/clear_quota/v2", _clear_quota_by_secret, token=False),
    Route(["POST"], "/cgi-bin/openapi/quota/get", _quota),
    Route(["POST"], "/cgi-bin/openapi/rid/get", _rid),
    Route(["GET"], "/cgi-bin/getcallbackip", _callback_addresses),
    Route(["GET"], "/cgi-bin/get_api_domain_ip", _callback_addresses),
    Route(["POST"], "/cgi-bin/callback/check", _check_callback),
)
