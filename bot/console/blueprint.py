"""The console as one blueprint."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, g, request, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from bot.console import words
from bot.console.accounts import register_accounts
from bot.console.announcements import register_announcements
from bot.console.assets import register_assets
from bot.console.audit import register_audit
from bot.console.board import register_board
from bot.console.call import register_call
from bot.console.call_steps import register_call_steps
from bot.console.clue import register_clue
from bot.console.clues import register_clues
from bot.console.entitlements import register_entitlements
from bot.console.families import register_families
from bot.console.guard import guard, protect
from bot.console.headers import secure
from bot.console.hotline.badges import waiting_for
from bot.console.hotline.callbacks import register_callbacks
from bot.console.hotline.day import register_day
from bot.console.hotline.log import register_log
from bot.console.hotline.papers import register_papers
from bot.console.hotline.voices import register_voices
from bot.console.lessons import register_lessons
from bot.console.letters import register_letters
from bot.console.login import register_login
from bot.console.opinions import register_opinions
from bot.console.packs import register_packs
from bot.console.payments import register_payments
from bot.console.pictures import register_pictures
from bot.console.posters import register_posters
from bot.console.question_group import register_question_group
from bot.console.questions import register_questions
from bot.console.recordings import register_recordings
from bot.console.staff import register_staff
from bot.console.standard_form import register_standard_form
from bot.console.standard_page import register_standard_page
from bot.console.standards import register_standards
from bot.console.talk import register_talk
from bot.console.told_figures import register_told_figures
from bot.console.trouble import register_trouble
from bot.console.untold import register_untold
from bot.console.why import register_why
from bot.console.wordings import register_wordings
from knowledge.casework import STATE_NAMES

if TYPE_CHECKING:
    from bot.services import Services

# Per address and process; the lock on the account itself is kept in the database and holds everywhere.
LOGIN_RATE = "30/minute"

_PAGES: tuple[Callable[[Blueprint, Services], None], ...] = (
    register_login,
    register_board,
    register_call,
    register_callbacks,
    register_log,
    register_papers,
    register_call_steps,
    register_voices,
    register_day,
    register_clues,
    register_clue,
    register_pictures,
    register_recordings,
    register_talk,
    register_payments,
    register_entitlements,
    register_families,
    register_untold,
    register_letters,
    register_staff,
    register_questions,
    register_question_group,
    register_opinions,
    register_lessons,
    register_why,
    register_standards,
    register_standard_form,
    register_told_figures,
    register_standard_page,
    register_wordings,
    register_packs,
    register_announcements,
    register_posters,
    register_audit,
    register_accounts,
)


def console_blueprint(services: Services, *, login_rate: str = LOGIN_RATE) -> Blueprint:
    """The blueprint to register at ``/console``. The app needs a ``SECRET_KEY``; everything else it brings along."""
    blueprint = Blueprint("console", __name__, template_folder="templates")
    limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)
    register_assets(blueprint)
    guard(blueprint, services)
    register_trouble(blueprint)
    for register in _PAGES:
        register(blueprint, services)
    blueprint.after_request(secure)

    @blueprint.context_processor
    def common() -> dict[str, Any]:
        visitor = g.get("visitor")
        pack = services.office.pack
        path = services.office.places.path(visitor.scope) if visitor else ()
        return {
            "visitor": visitor,
            "may": visitor.may if visitor else lambda permission: False,
            "bureau": pack.bureau,
            "scope_name": path[-1].name if path else "",
            "role_name": lambda role: words.ROLES.get(role, role),
            "state_name": lambda state: dict(STATE_NAMES).get(state, state),
            "here": _here,
            "hotline_waiting": lambda: waiting_for(visitor, services),
            "sample": pack.sample,
        }

    @blueprint.record_once
    def prepare(state: Any) -> None:
        app: Flask = state.app
        protect(app)
        limiter.init_app(app)
        endpoint = f"{blueprint.name}.login"
        limited: Any = limiter.limit(login_rate, methods=["POST"])(app.view_functions[endpoint])
        app.view_functions[endpoint] = limited

    return blueprint


def _here(**changes: Any) -> str:
    """This address with some of its parameters changed; None takes one away."""
    kept = {**request.args.to_dict(), **(request.view_args or {}), **changes}
    return url_for(str(request.endpoint), **{name: value for name, value in kept.items() if value not in (None, "")})
