"""Standards: what holds today, what is missing, what the bureau has yet to confirm."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from dialogs.say import local_day, say_amount, say_full_day
from knowledge.sources import Source
from knowledge.standards import Standard, Standards

if TYPE_CHECKING:
    from bot.services import Services


def register_standards(blueprint: Blueprint, services: Services) -> None:
    """知识标准."""

    @blueprint.get("/standards")
    def standards() -> ResponseReturnValue:
        return _page()

    @blueprint.post("/standards/confirm")
    @needs("standards")
    def standard_confirm() -> ResponseReturnValue:
        wanted = request.form.get("key", "")
        known = next((row for row in _known() if key_of(row) == wanted and row.review == "unreviewed"), None)
        if known is None:
            abort(404)
        sure = replace(known, review="reviewed", source=replace(known.source, review="reviewed"))
        _put(sure, "standard.confirm")
        return redirect(url_for("console.standards"))

    @blueprint.post("/standards")
    @needs("standards")
    def standard_add() -> ResponseReturnValue:
        try:
            entered = _entered()
        except ValueError as no:
            return _page(trouble=str(no)), 422
        _put(entered, "standard.put")
        flash(words.STANDARD_KEPT, "done")
        return redirect(url_for("console.standards"))

    @blueprint.post("/standards/<int:standard_id>/withdraw")
    @needs("standards")
    def standard_withdraw(standard_id: int) -> ResponseReturnValue:
        reason = request.form.get("reason", "").strip()[:200]
        if sum(character.isalnum() for character in reason) < 2:
            return _page(trouble=words.WITHDRAW_WHY), 422
        with services.storage.work() as uow:
            known = uow.standards.numbered().get(standard_id)
            if known is None:
                abort(404)
            now = services.now()
            uow.standards.withdraw(standard_id, here().who, now)
            detail = words.withdrawn(_detail(known), reason)
            uow.audit.record(here().who, "standard.withdraw", f"standard:{standard_id}", detail, at=now)
            uow.commit()
        flash(words.STANDARD_WITHDRAWN, "done")
        return redirect(url_for("console.standards"))

    def _put(standard: Standard, what: str) -> None:
        now = services.now()
        with services.storage.work() as uow:
            new_id = uow.standards.put(standard, here().who, now)
            uow.audit.record(here().who, what, f"standard:{new_id}", _detail(standard), at=now)
            uow.commit()

    def _ours() -> dict[str, int]:
        """The standards that this bureau entered, by key: those it may withdraw."""
        with services.storage.read() as uow:
            return {key_of(row): number for number, row in uow.standards.numbered().items()}

    def _known() -> Standards:
        with services.storage.read() as uow:
            return services.office.pack.standards.with_rows(uow.standards.rows())

    def _entered() -> Standard:
        form, pack = request.form, services.office.pack
        said = {name: form.get(name, "").strip() for name in ("programme", "name", "unit", "doc_no", "title")}
        if said["programme"] not in pack.programmes or said["unit"] not in words.UNITS or not all(said.values()):
            raise ValueError(words.STANDARD_FORM)
        try:
            amount = Decimal(form.get("amount", "").replace(",", "").strip())
            start = date.fromisoformat(form.get("effective_from", ""))
        except (InvalidOperation, ValueError):
            raise ValueError(words.STANDARD_FIGURES) from None
        if not amount.is_finite() or amount <= 0 or amount >= 10_000_000:
            raise ValueError(words.STANDARD_FIGURES)
        source = Source(said["doc_no"], said["title"], start.isoformat())
        return Standard(
            programme=said["programme"],
            region=pack.division,
            category=words.categories(form.get("category", "")),
            name=said["name"],
            amount=amount,
            unit=said["unit"],
            effective_from=start,
            effective_to=None,
            published_on=None,
            doc_no=said["doc_no"],
            source=source,
        )

    def _page(trouble: str = "") -> str:
        pack, today = services.office.pack, local_day(services.now())
        known = _known()
        held = [row for programme in pack.programmes for row in known.in_force(programme, pack.division, today)]
        coming = {
            key_of(row): row
            for row in known
            if row.effective_from > today and row.kind != "reference" and pack.division.startswith(row.region)
        }
        ours = _ours()
        gaps = pack.missing_standards(today, known)
        wanted = request.args.get("fill", "")
        fill = next((gap for gap in gaps if gap_key(gap.programme, gap.category) == wanted), None)
        filled: dict[str, Any] = (
            {"programme": fill.programme, "name": fill.name, "category": words.joined(fill.category)} if fill else {}
        )
        name = {key: programme.name for key, programme in pack.programmes.items()}
        return render_template(
            "console/standards.html",
            in_force=[_row(row, ours) for row in held if row.review != "unreviewed"],
            coming=[_row(row, ours) for row in sorted(coming.values(), key=lambda row: row.effective_from)],
            unsure=[_row(row, ours) for row in held if row.review == "unreviewed"],
            missing=[
                {
                    "programme": name.get(gap.programme, gap.programme),
                    "name": gap.name,
                    "key": gap_key(gap.programme, gap.category),
                }
                for gap in gaps
            ],
            programmes=name.items(),
            units=words.UNITS,
            trouble=trouble,
            typed=request.form if trouble else filled,
        )

    def _row(row: Standard, ours: Mapping[str, int]) -> dict[str, Any]:
        path = services.office.places.path(row.region) if row.region else ()
        programme = services.office.pack.programmes.get(row.programme)
        review, tone = words.REVIEWS[row.review]
        if row.effective_from > local_day(services.now()):
            review, tone = words.from_day(say_full_day(row.effective_from)), "state-due"
        return {
            "key": key_of(row),
            "ours": ours.get(key_of(row)),
            "programme": programme.name if programme else row.programme,
            "name": row.name,
            "place": path[-1].name if path else words.NATION,
            "amount": say_amount(row),
            "since": row.effective_from.isoformat(),
            "until": row.effective_to.isoformat() if row.effective_to else "",
            "doc_no": row.doc_no or words.NO_DOC_NO,
            "title": row.source.title,
            "review": review,
            "tone": tone,
        }


def _detail(row: Standard) -> str:
    return f"{row.name} {say_amount(row)} {say_full_day(row.effective_from)} {row.doc_no}"


def gap_key(programme: str, category: tuple[str, ...]) -> str:
    """What a link names a missing standard by."""
    return hashlib.sha256("|".join((programme, *category)).encode()).hexdigest()[:12]


def key_of(row: Standard) -> str:
    """What a form names a standard by; changes when any figure of it changes."""
    whole = (
        row.programme,
        row.region,
        *row.category,
        str(row.amount),
        row.unit,
        row.effective_from.isoformat(),
        row.doc_no,
    )
    return hashlib.sha256("|".join(whole).encode()).hexdigest()[:16]
