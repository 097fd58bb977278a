"""话术: what the account says, line by line, beside the bureau's own words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.names import names_of
from bot.console.wording_rows import Rows, bubbles, holes_of, marked, reads
from bot.usecases.wordings import (
    LONGEST,
    drop_wording,
    faults_now,
    publish_wording,
    restore_wording,
    save_wording,
    shown,
    withdraw_wording,
)
from dialogs.lines import HOLE
from dialogs.wordings import MENU, groups, parts, wordings
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.services import Services


def register_wordings(blueprint: Blueprint, services: Services) -> None:
    """话术."""

    @blueprint.get("/wordings", endpoint="wordings")
    def listed() -> ResponseReturnValue:
        names = [name for name, _ in groups()]
        group = request.args.get("group", MENU)
        search, show = request.args.get("q", "").strip()[:40], request.args.get("show", "")
        with services.storage.read() as uow:
            rows = Rows(services, names_of(uow, services.office), uow.wordings.standing())
        edited = rows.edited()
        return render_template(
            "console/wordings.html",
            heads=[(head, [(name, title, edited[name]) for name, title in some]) for head, some in parts()],
            group=group if group in names else MENU,
            group_title=dict(groups()).get(group, ""),
            found=list(rows.chosen(group if group in names else MENU, search, show)),
            edited=edited.total(),
            q=search,
            show=show,
        )

    @blueprint.get("/wordings/<key>")
    def wording(key: str) -> ResponseReturnValue:
        return _page(key)

    @blueprint.post("/wordings/<key>/preview")
    def wording_preview(key: str) -> ResponseReturnValue:
        if key not in wordings():
            abort(404)
        if not request.headers.get("HX-Request"):
            return _page(key)
        return render_template("console/wording_preview.html", **_preview(key, _typed()))

    @blueprint.post("/wordings/<key>/<deed>")
    @needs("standards")
    def wording_do(key: str, deed: str) -> ResponseReturnValue:
        if key not in wordings():
            abort(404)
        by, number = here().who, request.form.get("version", "")
        try:
            match deed:
                case "draft":
                    save_wording(key, _typed(), by, services)
                    flash(words.WORDING_KEPT, "done")
                case "publish":
                    flash(words.wording_said(publish_wording(key, _typed(), by, services)), "done")
                case "restore" if number.isdigit():
                    flash(words.wording_said(restore_wording(key, int(number), by, services)), "done")
                case "default":
                    withdraw_wording(key, by, services)
                    flash(words.WORDING_OURS, "done")
                case "drop":
                    drop_wording(key, by, services)
                    flash(words.WORDING_DROPPED, "done")
                case _:
                    abort(404)
        except Refused as no:
            return _page(key, trouble=no.reason), 422
        except KeyError:
            abort(404)
        return redirect(url_for("console.wording", key=key))

    def _page(key: str, trouble: str = "") -> str:
        line = wordings().get(key)
        if line is None:
            abort(404)
        with services.storage.read() as uow:
            rows = Rows(services, names_of(uow, services.office), uow.wordings.standing())
            past = [rows.version(one) for one in uow.wordings.history(key)]
        row = rows.row(line)
        said = row["own"] or row["shipped"]
        text = _typed() if "text" in request.form else row["draft"] or said
        return render_template(
            "console/wording.html",
            row=row,
            group=line.flow,
            group_title=dict(groups())[line.flow],
            said=said,
            differs=marked(row["shipped"], said) if row["own"] else [],
            holes=holes_of(line),
            reads=reads(line),
            options=[f"{number} {option.label}" for number, option in enumerate(line.options, 1)],
            past=past,
            longest=LONGEST,
            trouble=trouble,
            **_preview(key, text),
        )

    def _preview(key: str, text: str) -> dict[str, Any]:
        """The words by themselves, and the first conversation in which they are heard, or the one that was chosen."""
        line, wanted = wordings()[key], request.values.get("walk", "")
        # While somebody types, a conversation in which the line is not heard gives way to one in which it is.
        walks, chosen = shown(key, text, services, wanted)
        if chosen is not None and not chosen.changed and request.headers.get("HX-Trigger") != "walk":
            walks, chosen = shown(key, text, services)
        lone = HOLE.sub(lambda hole: f"〔{line.told.get(hole[1], hole[1])}〕", text)
        return {
            "key": key,
            "text": text,
            "walks": [(walk.name, walk.title) for walk in walks],
            "walk": chosen.sample.walk.name if chosen else "",
            "title": chosen.sample.walk.title if chosen else "",
            "bubbles": bubbles(chosen) if chosen else [],
            "faults": faults_now(key, text, services),
            "stuck": chosen.trouble if chosen else "",
            "heard": bool(chosen and chosen.changed),
            "lone": lone if line.kind != "choice" else f"1 {lone}",
        }


def _typed() -> str:
    return request.form.get("text", "").replace("\r\n", "\n").strip()[: LONGEST + 1]
