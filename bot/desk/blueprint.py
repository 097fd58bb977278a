"""The desk as one blueprint: staff on their phones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, g

from bot.console.assets import asset_file, icon
from bot.console.guard import protect
from bot.console.headers import secure
from bot.desk.clue import register_clue
from bot.desk.login import register_login
from bot.desk.today import register_today
from bot.desk.trouble import register_trouble
from bot.desk.untold import register_untold
from bot.desk.visitor import guard
from knowledge.casework import STATE_NAMES
from knowledge.routing import ROLE_NAMES

if TYPE_CHECKING:
    from bot.services import Services, WechatLogin


def desk_blueprint(services: Services, wechat_oauth: WechatLogin) -> Blueprint:
    """The blueprint to register at ``/desk``, beside the console's (whose files it uses)."""
    blueprint = Blueprint("desk", __name__, template_folder="templates")
    blueprint.add_url_rule("/assets/<name>", "asset_file", asset_file)
    guard(blueprint, services)
    register_trouble(blueprint)
    register_login(blueprint, services, wechat_oauth)
    register_today(blueprint, services)
    register_clue(blueprint, services)
    register_untold(blueprint, services)
    blueprint.after_request(secure)

    @blueprint.context_processor
    def common() -> dict[str, Any]:
        member = g.get("member")
        return {
            "member": member,
            "title_of": lambda: ROLE_NAMES[member.role] if member else "",
            "bureau": services.office.pack.bureau,
            "state_name": lambda state: dict(STATE_NAMES).get(state, state),
            "icon": icon,
        }

    @blueprint.record_once
    def prepare(state: Any) -> None:
        protect(state.app)

    return blueprint
