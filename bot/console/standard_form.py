"""Entering or changing a standard: first heard as a resident would hear it, then kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer

from bot.console import words
from bot.console.guard import here, needs
from bot.console.standard_rows import of_this_county, regions_of
from bot.console.standards import gap_key
from bot.usecases.standards import known_standards, said_on, save_standard
from dialogs.say import local_day, say_amount, say_full_day
from knowledge.sources import Review, Source
from knowledge.standard_changes import Change, change_by
from knowledge.standards import Standard, StandardKind

if TYPE_CHECKING:
    from bot.services import Services

_TEXTS = ("programme", "name", "unit", "doc_no", "title")
_SAVED = (*_TEXTS, "category", "region", "amount", "effective_from", "effective_to", "published_on", "kind")
_SAVED_TOO = ("passage", "address", "note", "checked")
_KINDS: Mapping[str, StandardKind] = {"standard": "standard", "floor": "floor"}
_HOUR = 3600


def register_standard_form(blueprint: Blueprint, services: Services) -> None:
    """填标准、改标准."""

    @blueprint.get("/standards/new")
    @needs("standards")
    def standard_new() -> ResponseReturnValue:
        gaps, wanted = services.office.pack.expected, request.args.get("fill", "")
        gap = next((one for one in gaps if gap_key(one.programme, one.category) == wanted), None)
        typed = {"region": services.office.pack.division, "kind": "standard"}
        if gap is not None:
            typed |= {"programme": gap.programme, "name": gap.name, "category": words.joined(gap.category)}
        return _page(typed)

    @blueprint.get("/standards/<key>/change")
    @needs("standards")
    def standard_change(key: str) -> ResponseReturnValue:
        with services.storage.read() as uow:
            row = known_standards(uow, services).get(key)
        if row is None:
            abort(404)
        return _page(_typed_of(row), of=row)

    @blueprint.post("/standards/preview")
    @needs("standards")
    def standard_preview() -> ResponseReturnValue:
        of_this_county(services)
        return _heard()

    @blueprint.post("/standards")
    @needs("standards")
    def standard_add() -> ResponseReturnValue:
        of_this_county(services)
        try:
            entered = _entered()
        except ValueError as no:
            return _page(request.form, trouble=str(no), of=_changed_row()), 422
        if not _was_seen():
            return _heard(words.STANDARD_UNSEEN)
        save_standard(entered, here().who, services)
        flash(words.STANDARD_KEPT, "done")
        return redirect(url_for("console.standard", key=entered.key))

    def _heard(trouble: str = "") -> ResponseReturnValue:
        """The form with what a resident hears on the chosen day, before and after."""
        try:
            entered, day = _entered(), _day("look_on")
        except ValueError as no:
            return _page(request.form, trouble=str(no), of=_changed_row()), 422
        with services.storage.read() as uow:
            known = known_standards(uow, services)
        change = change_by(entered, known)
        after = known.with_rows(change.rows)
        place = request.form.get("look_at") or max(entered.region, services.office.pack.division, key=len)
        classes = words.categories(request.form.get("look_for", "")) or entered.asked_as
        days = dict.fromkeys((local_day(services.now()), day or entered.effective_from))
        heard = [
            {
                "day": say_full_day(one),
                "before": said_on(known, entered.programme, place, classes, one, services),
                "after": said_on(after, entered.programme, place, classes, one, services),
            }
            for one in days
        ]
        look = {"look_on": (day or entered.effective_from).isoformat(), "look_at": place}
        typed = {**request.form.to_dict(), **look, "look_for": words.joined(classes)}
        page = _page(typed, trouble=trouble, of=_changed_row(), heard=heard, change=change)
        return page, 422 if trouble else 200

    def _changed_row() -> Standard | None:
        with services.storage.read() as uow:
            return known_standards(uow, services).get(request.form.get("of", ""))

    def _entered() -> Standard:
        form, pack = request.form, services.office.pack
        said = {name: form.get(name, "").strip() for name in _TEXTS}
        if said["programme"] not in pack.programmes or said["unit"] not in words.UNITS or not all(said.values()):
            raise ValueError(words.STANDARD_FORM)
        if form.get("region", "") not in dict(regions_of(services)):
            raise ValueError(words.STANDARD_PLACE)
        amount, start = _amount(), _day("effective_from")
        if amount is None or start is None:
            raise ValueError(words.STANDARD_FIGURES)
        end, published = _day("effective_to"), _day("published_on")
        if published is None or (end is not None and end < start):
            raise ValueError(words.STANDARD_DAYS)
        checked = form.get("checked") == "1"
        review: Review = "reviewed" if checked else "unreviewed"
        address = form.get("address", "").strip()[:300]
        return Standard(
            programme=said["programme"],
            region=form["region"],
            category=words.categories(form.get("category", "")),
            name=said["name"][:200],
            amount=amount,
            unit=said["unit"],
            effective_from=start,
            effective_to=end,
            published_on=published,
            doc_no=said["doc_no"][:200],
            source=Source(said["doc_no"], said["title"], start.isoformat(), address, review=review),
            review=review,
            kind=_KINDS.get(form.get("kind", ""), "standard"),
            note=form.get("note", "").strip()[:500],
            passage=form.get("passage", "").strip()[:1000],
        )

    def _page(
        typed: Mapping[str, Any],
        trouble: str = "",
        of: Standard | None = None,
        heard: list[dict[str, str]] | None = None,
        change: Change | None = None,
    ) -> str:
        pack = services.office.pack
        return render_template(
            "console/standard_form.html",
            typed=typed,
            of=of,
            of_amount=say_amount(of) if of else "",
            of_programme=pack.programmes[of.programme].name if of and of.programme in pack.programmes else "",
            trouble=trouble,
            heard=heard,
            ended=say_full_day(change.ended.effective_to)
            if change and change.ended and change.ended.effective_to
            else "",
            ended_amount=say_amount(change.old) if change and change.old else "",
            corrects=change is not None and change.old is not None and change.ended is None,
            seen=_seal().dumps(_seen()) if heard else "",
            programmes=[(key, one.name) for key, one in pack.programmes.items()],
            regions=regions_of(services),
            kinds=words.STANDARD_KINDS,
            units=words.UNITS,
        )


def _typed_of(row: Standard) -> dict[str, str]:
    return {
        "programme": row.programme,
        "region": row.region,
        "category": words.joined(row.category),
        "name": row.name,
        "unit": row.unit,
        "kind": row.kind,
        "note": row.note,
    }


def _amount() -> Decimal | None:
    try:
        amount = Decimal(request.form.get("amount", "").replace(",", "").strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 < amount < 10_000_000 else None


def _day(name: str) -> date | None:
    typed = request.form.get(name, "").strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise ValueError(words.STANDARD_FIGURES) from None


def _seen() -> list[str]:
    return [request.form.get(name, "").strip() for name in (*_SAVED, *_SAVED_TOO)]


def _was_seen() -> bool:
    """Whether exactly these figures were heard before: what is kept is what was shown."""
    try:
        return bool(_seal().loads(request.form.get("seen", ""), max_age=_HOUR) == _seen())
    except BadSignature:
        return False


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="standard preview")
