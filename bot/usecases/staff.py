"""The staff: who serves where, who is away, whose WeChat is whose."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.usecases import words
from bot.usecases.residents import TRIES_A_DAY
from knowledge.casework import Refused
from knowledge.deadlines import LOCAL
from knowledge.routing import StaffMember

if TYPE_CHECKING:
    from bot.services import Services
    from storage.uow import UnitOfWork

CODE_LASTS = timedelta(days=3)


def add_staff(member: StaffMember, by: str, services: Services) -> StaffMember:
    """Enter a member (``id`` 0: chosen by the database); gives it with its id."""
    with services.storage.work() as uow:
        entered = uow.staff.add(member)
        uow.audit.record(
            by, "staff.add", f"staff:{entered.id}", f"{entered.role} {entered.division}", at=services.now()
        )
        uow.commit()
    return entered


def change_staff(member_id: int, by: str, services: Services, **changes: Any) -> StaffMember:
    """Change fields of a member (name, phone, division, role, duties, deputy_id, active). ``KeyError`` when unknown."""
    if changes.get("deputy_id") == member_id:
        raise Refused(words.OWN_DEPUTY)
    with services.storage.work() as uow:
        if uow.staff.get(member_id) is None:
            raise KeyError(member_id)
        uow.staff.update(member_id, **changes)
        uow.audit.record(by, "staff.change", f"staff:{member_id}", " ".join(sorted(changes)), at=services.now())
        changed = uow.staff.get(member_id)
        uow.commit()
    assert changed is not None
    return changed


def set_absent(member_id: int, until: date | None, by: str, services: Services) -> StaffMember:
    """The member is away up to and including that day; None brings her back. New clues go to the deputy meanwhile."""
    if until is not None and until < services.now().astimezone(LOCAL).date():
        raise Refused(words.ABSENCE_PAST)
    return change_staff(member_id, by, services, absent_until=until)


def new_code(member_id: int, by: str, services: Services) -> str:
    """A code of eight digits with which the member ties her WeChat within three days; an earlier one is void."""
    code = f"{secrets.randbelow(10**8):08d}"
    now = services.now()
    with services.storage.work() as uow:
        if uow.staff.get(member_id) is None:
            raise KeyError(member_id)
        # Only a fingerprint is kept, under the member's own name, so that a new code replaces the old one.
        uow.tokens.put(_token(member_id), _fingerprint(code), now + CODE_LASTS)
        uow.audit.record(by, "staff.code", f"staff:{member_id}", at=now)
        uow.commit()
    return code


def bind_staff(openid: str, code: str, services: Services) -> StaffMember:
    """Tie this WeChat to the member whose code it is, once; raises ``Refused`` for a wrong, used or old code.

    Five wrong codes a day end it for this WeChat until tomorrow.
    """
    now, given = services.now(), _fingerprint("".join(code.split()))
    with services.storage.work() as uow:
        if uow.contacts.bind_tries(openid, now) >= TRIES_A_DAY:
            raise Refused(words.CODE_TRIES)
        member = _whose(given, uow, now)
        if member is None:
            uow.contacts.bind_failed(openid, now)
            uow.commit()
            raise Refused(words.CODE_WRONG)
        already = uow.staff.by_openid(openid)
        if already is not None and already.id != member.id:
            raise Refused(words.CODE_USED)
        uow.tokens.drop(_token(member.id), given)
        uow.staff.bind_openid(member.id, openid)
        uow.audit.record(f"staff:{member.id}", "staff.bind", f"staff:{member.id}", at=now)
        uow.commit()
    return replace(member, openid=openid)


def _whose(given: str, uow: UnitOfWork, now: datetime) -> StaffMember | None:
    for member in uow.staff.directory().members:
        token = uow.tokens.get(_token(member.id)) if member.active else None
        if token is not None and token.expires_at > now and secrets.compare_digest(token.value, given):
            return member
    return None


def unbind_staff(member_id: int, by: str, services: Services) -> None:
    """Take the WeChat away from a member, for instance when the phone was lost."""
    with services.storage.work() as uow:
        uow.staff.bind_openid(member_id, "")
        uow.audit.record(by, "staff.unbind", f"staff:{member_id}", at=services.now())
        uow.commit()


def _token(member_id: int) -> str:
    return f"staff-code:{member_id}"


def _fingerprint(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
