"""The residents' pages as one blueprint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, request, url_for

from bot.public.allow import register_allow
from bot.public.column import register_column
from bot.public.listen import register_listen
from bot.public.login import register_login
from bot.public.look import BIG, dress, is_big, style
from bot.public.mine import register_mine
from bot.public.procedures import register_procedures
from bot.public.sheet import register_sheet
from bot.public.trouble import register_trouble
from bot.public.visitor import guard

if TYPE_CHECKING:
    from bot.services import Services, WechatLogin


def public_blueprint(services: Services, wechat: WechatLogin | None) -> Blueprint:
    """The blueprint to register at the root: ``/open`` for everybody, ``/my`` for who WeChat says it is."""
    blueprint = Blueprint("public", __name__, template_folder="templates")
    guard(blueprint, services)
    register_trouble(blueprint)
    register_login(blueprint, services, wechat)
    register_mine(blueprint, services)
    register_sheet(blueprint, services)
    register_allow(blueprint, services)
    register_column(blueprint, services)
    register_procedures(blueprint, services)
    register_listen(blueprint, services)
    blueprint.after_request(dress)

    @blueprint.context_processor
    def common() -> dict[str, Any]:
        pack = services.office.pack
        return {
            "bureau": pack.bureau,
            "sample": pack.sample,
            "style": style(),
            "big": is_big(),
            "resized": _resized(),
        }

    return blueprint


def _resized() -> str:
    """This address in the other size of letters."""
    if request.endpoint is None or request.routing_exception is not None:
        return ""
    kept = {**request.args.to_dict(), **(request.view_args or {}), BIG: "0" if is_big() else "1"}
    return url_for(request.endpoint, **kept)
