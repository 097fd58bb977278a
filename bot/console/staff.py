"""The staff directory: who serves where, who is away, where nobody is."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, get_args

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.clues import place_options
from bot.console.guard import here, needs
from bot.console.names import Names, names_of
from bot.usecases.staff import add_staff, change_staff, new_code, set_absent, unbind_staff
from dialogs.say import local_day, say_day
from knowledge.casework import Refused
from knowledge.identity import check_phone
from knowledge.routing import ROLE_NAMES, Directory, Role, StaffMember

if TYPE_CHECKING:
    from bot.services import Services

_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
_ORDER = ("county", "township", "assistant", "grid")


def register_staff(blueprint: Blueprint, services: Services) -> None:
    """人员."""

    @blueprint.get("/staff")
    def staff() -> ResponseReturnValue:
        place, show = request.args.get("place", ""), request.args.get("show", "")
        scope = place if place.startswith(here().scope) else here().scope
        with services.storage.read() as uow:
            names = names_of(uow, services.office)
            owned = uow.clues.board(services.now(), scope).open_by_owner
        rows = [
            _row(member, names, owned.get(member.id, 0))
            for member in names.directory.members
            if member.division.startswith(scope)
        ]
        rows = [row for row in rows if _fits(row, show)]
        rows.sort(key=lambda row: (row["township"], _ORDER.index(row["role_key"]), row["division"], row["id"]))
        groups = [
            {"name": names.place(code) or services.office.pack.bureau.name, "rows": list(some)}
            for code, some in groupby(rows, key=lambda row: row["township"])
        ]
        return render_template(
            "console/staff.html",
            groups=groups,
            count=len(rows),
            vacancies=vacancies(scope, names, services) if not show else [],
            place=place,
            show=show,
            place_options=place_options(here(), services),
            show_options=words.STAFF_SHOWS,
        )

    @blueprint.route("/staff/new", methods=["GET", "POST"])
    @needs("staff")
    def staff_new() -> ResponseReturnValue:
        if request.method == "GET":
            return _form(None)
        try:
            facts = _facts(None)
            away = facts.pop("absent_until")
            entered = add_staff(StaffMember(id=0, openid="", absent_until=away, **facts), here().who, services)
        except Refused as no:
            return _form(None, trouble=no.reason), 422
        return redirect(url_for("console.staff_edit", member_id=entered.id))

    @blueprint.route("/staff/<int:member_id>", methods=["GET", "POST"])
    @needs("staff")
    def staff_edit(member_id: int) -> ResponseReturnValue:
        member = _known(member_id)
        if request.method == "GET":
            return _form(member)
        try:
            facts = _facts(member)
            away = facts.pop("absent_until")
            if away != member.absent_until:
                set_absent(member_id, away, here().who, services)
            change_staff(member_id, here().who, services, active=request.form.get("active") == "1", **facts)
        except Refused as no:
            return _form(member, trouble=no.reason), 422
        return redirect(url_for("console.staff", place=member.division[:9] if len(member.division) >= 9 else None))

    @blueprint.post("/staff/<int:member_id>/code")
    @needs("staff")
    def staff_code(member_id: int) -> ResponseReturnValue:
        member = _known(member_id)
        return _form(member, code=new_code(member.id, here().who, services))

    @blueprint.post("/staff/<int:member_id>/unbind")
    @needs("staff")
    def staff_unbind(member_id: int) -> ResponseReturnValue:
        unbind_staff(_known(member_id).id, here().who, services)
        return redirect(url_for("console.staff_edit", member_id=member_id))

    def _known(member_id: int) -> StaffMember:
        with services.storage.read() as uow:
            member = uow.staff.get(member_id)
        if member is None or not member.division.startswith(here().scope):
            abort(404)
        return member

    def _facts(member: StaffMember | None) -> dict[str, Any]:
        """What the form says; raises ``Refused``."""
        form = request.form
        name, division, deputy = form.get("name", "").strip(), form.get("division", ""), form.get("deputy", "")
        phone = check_phone(form.get("phone", ""))
        role = _ROLES.get(form.get("role", ""))
        if not name or role is None or not services.office.places.get(division):
            raise Refused(words.STAFF_FORM)
        if phone is None:
            raise Refused(words.STAFF_PHONE)
        day = form.get("absent", "")
        try:
            absent = date.fromisoformat(day) if day else None
        except ValueError:
            raise Refused(words.STAFF_FORM) from None
        return {
            "name": name,
            "phone": phone,
            "role": role,
            "division": division,
            "duties": member.duties if member else (),
            "deputy_id": int(deputy) if deputy.isdigit() else None,
            "absent_until": absent,
        }

    def _form(member: StaffMember | None, trouble: str = "", code: str = "") -> str:
        with services.storage.read() as uow:
            names = names_of(uow, services.office)
        typed: dict[str, Any] = {
            "name": member.name if member else "",
            "phone": member.phone if member else "",
            "role": member.role if member else "assistant",
            "division": member.division if member else "",
            "deputy": str(member.deputy_id or "") if member else "",
            "absent": member.absent_until.isoformat() if member and member.absent_until else "",
            "active": member.active if member else True,
        }
        return render_template(
            "console/staff_form.html",
            member=member,
            typed={**typed, **request.form.to_dict()} if trouble else typed,
            trouble=trouble,
            code=code,
            roles=ROLE_NAMES.items(),
            divisions=_divisions(services),
            others=[
                {"id": one.id, "name": one.name, "place": names.place(one.division)}
                for one in names.directory.members
                if one.active and (member is None or one.id != member.id)
            ],
        )

    def _row(member: StaffMember, names: Names, open_clues: int) -> dict[str, Any]:
        today = local_day(services.now())
        away = member.absent_until
        return {
            "id": member.id,
            "name": member.name,
            "role": ROLE_NAMES[member.role],
            "role_key": member.role,
            "division": member.division,
            "township": member.division[:9] if len(member.division) >= 9 else "",
            "place": names.place(member.division),
            "phone": member.phone,
            "deputy": names.staff(member.deputy_id)[0],
            "open": open_clues,
            "active": member.active,
            "away": say_day(away) if away and away >= today else "",
            "bound": bool(member.openid),
        }


def _fits(row: dict[str, Any], show: str) -> bool:
    match show:
        case "away":
            return bool(row["away"])
        case "unbound":
            return row["active"] and not row["bound"]
        case "gone":
            return not row["active"]
        case _:
            return bool(row["active"])


def vacancies(scope: str, names: Names, services: Services) -> list[str]:
    """The villages within the scope that no present assistant or grid worker serves."""
    today, places = local_day(services.now()), services.office.places
    served = {one.division for one in _present(names.directory, today) if one.role in ("assistant", "grid")}
    townships = [scope] if len(scope) >= 9 else [one.code for one in places.children(scope)]
    villages = [village.code for township in townships for village in places.children(township)]
    return [names.place(code) for code in villages if code not in served]


def _present(directory: Directory, today: date) -> list[StaffMember]:
    return [member for member in directory.members if member.present(today)]


def _divisions(services: Services) -> list[tuple[str, str, int]]:
    """County, townships and villages as (code, name, depth)."""
    places, county = services.office.places, services.office.pack.division
    path = places.path(county)
    rows = [(county, path[-1].name if path else county, 0)]
    for township in places.children(county):
        rows.append((township.code, township.spoken, 1))
        rows += [(village.code, village.spoken, 2) for village in places.children(township.code)]
    return rows
