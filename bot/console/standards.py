"""Standards: what is missing, unconfirmed, about to end, coming, and what holds today."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.names import names_of
from bot.console.standard_rows import Rows, of_this_county
from bot.usecases.standards import confirm_standard, known_standards, withdraw_standard
from dialogs.say import local_day, say_full_day
from knowledge.casework import Refused
from knowledge.standard_changes import held, lapsed

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.standards import Standard

_ENDING_DAYS = 60


def register_standards(blueprint: Blueprint, services: Services) -> None:
    """知识标准."""

    @blueprint.get("/standards")
    def standards() -> ResponseReturnValue:
        return _page()

    @blueprint.post("/standards/confirm")
    @needs("standards")
    def standard_confirm() -> ResponseReturnValue:
        of_this_county(services)
        key = request.form.get("key", "")
        try:
            confirm_standard(key, here().who, services)
        except KeyError:
            abort(404)
        flash(words.STANDARD_CONFIRMED, "done")
        return redirect(url_for("console.standard", key=key))

    @blueprint.post("/standards/<int:standard_id>/withdraw")
    @needs("standards")
    def standard_withdraw(standard_id: int) -> ResponseReturnValue:
        of_this_county(services)
        try:
            withdraw_standard(standard_id, request.form.get("reason", ""), here().who, services)
        except Refused as no:
            return _page(trouble=no.reason), 422
        except KeyError:
            abort(404)
        flash(words.STANDARD_WITHDRAWN, "done")
        return redirect(url_for("console.standards"))

    def _page(trouble: str = "") -> str:
        pack, today = services.office.pack, local_day(services.now())
        days = int(pack.settings.get("standard_expiry_days", _ENDING_DAYS))
        wanted = {name: request.args.get(name, "") for name in ("programme", "region")}
        with services.storage.read() as uow:
            known = known_standards(uow, services)
            ours = {row.key: number for number, row in uow.standards.numbered().items()}
            names = names_of(uow, services.office)
            waiting = uow.standard_notices.waiting()
            numbered = uow.standards.numbered()
        rows = Rows(services, names, ours)

        def fits(row: Standard) -> bool:
            return wanted["programme"] in ("", row.programme) and wanted["region"] in ("", row.region or "0")

        now = [row for row in held(known, pack.programmes, pack.division, today) if fits(row)]
        ending = [row for row in now if known.ending(row, today, days)]
        over = [row for row in lapsed(known, pack.division, today) if fits(row)]
        coming = [
            row
            for row in known
            if row.effective_from > today
            and row.kind != "reference"
            and (pack.division.startswith(row.region) or row.region.startswith(pack.division))
            and fits(row)
        ]
        gaps = [gap for gap in pack.missing_standards(today, known) if wanted["programme"] in ("", gap.programme)]
        return render_template(
            "console/standards.html",
            in_force=[rows.row(row) for row in now if row.review != "unreviewed"],
            unsure=[rows.row(row) for row in now if row.review == "unreviewed"],
            ending=[rows.row(row, words.ended_on(_last(row))) for row in over]
            + [rows.row(row, words.ends_on(_last(row))) for row in ending],
            coming=[rows.row(row) for row in sorted(coming, key=lambda row: row.effective_from)],
            missing=[
                {
                    "programme": rows.programme(gap.programme),
                    "name": gap.name,
                    "key": gap_key(gap.programme, gap.category),
                }
                for gap in gaps
            ],
            waiting=[
                (notice, rows.row(numbered[notice.standard_id])) for notice in waiting if notice.standard_id in numbered
            ],
            days=days,
            programmes=[(key, one.name) for key, one in pack.programmes.items()],
            regions=[(code or "0", rows.place(code)) for code in sorted({row.region for row in known})],
            wanted=wanted,
            trouble=trouble,
        )


def _last(row: Standard) -> str:
    return say_full_day(row.effective_to) if row.effective_to else ""


def gap_key(programme: str, category: tuple[str, ...]) -> str:
    """What a link names a missing standard by."""
    return hashlib.sha256("|".join((programme, *category)).encode()).hexdigest()[:12]
