"""A sheet of A4 with a code to scan, to hang up in a village, a township or at a window."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno
from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from bot.console import words
from bot.console.guard import needs
from bot.console.scopes import own_scope, places_below
from bot.services import SendError

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.bureau import Window


def register_posters(blueprint: Blueprint, services: Services) -> None:
    """The list of what can be printed, and each sheet."""

    @blueprint.get("/posters")
    @needs("announce")
    def posters() -> ResponseReturnValue:
        return render_template(
            "console/posters.html",
            places=places_below(own_scope(services), services),
            windows=[one for one in services.office.pack.windows if _serves_here(one)],
            wechat=services.scene_address is not None,
        )

    @blueprint.get("/posters/<kind>/<code>")
    @needs("announce")
    def poster(kind: str, code: str) -> ResponseReturnValue:
        office, window = services.office, None
        if kind == "window":
            window = next((one for one in office.pack.windows if one.code == code and _serves_here(one)), None)
            if window is None:
                abort(404)
        elif kind != "place" or not code.startswith(own_scope(services)) or office.places.get(code) is None:
            abort(404)
        division = code.partition("-")[0]
        address, scans = _address(f"{kind}:{code}", division)
        near = office.pack.windows_at(division)
        return render_template(
            "console/poster.html",
            name=window.name if window else office.places.full_name(division),
            picture=_drawn(address),
            address=address,
            scans=scans,
            trouble="" if scans or services.scene_address is None else words.POSTER_WITHOUT_WECHAT,
            window=window or next((one for one in near if one.phone), None),
        )

    def _serves_here(window: Window) -> bool:
        return window.code.startswith(own_scope(services))

    def _address(scene: str, division: str) -> tuple[str, bool]:
        """What the code holds, and whether scanning it opens the account; else it opens the column of the place."""
        if services.scene_address is not None:
            try:
                return services.scene_address(scene), True
            except SendError:
                # The platform does not answer now: a sheet with the column's address is better than none.
                pass
        return f"{services.settings.base_url}/open/{division}", False


def _drawn(address: str) -> Markup:
    """The code as a drawing, sharp at any size; ``m`` still reads with a corner of the paper torn off."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4)
    return Markup(out.getvalue().decode())  # noqa: S704 - drawn here, holds no text
