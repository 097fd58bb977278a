"""An empty database filled with a sample county: made-up staff, residents, what they receive, and logins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.usecases import words
from bot.usecases.accounts import hash_password
from knowledge.deadlines import LOCAL
from knowledge.identity import age
from knowledge.payrows import PayRow
from knowledge.routing import StaffMember
from storage.entitlement_rows import NewEntitlement

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.bureau import ResidentSeed
    from knowledge.pack import Pack
    from storage.uow import UnitOfWork

MONTHS_BACK = 3
PAY_DAY = 10
_BY = "system"


class NoSample(Exception):
    """The pack is a real county's: its register must never be filled with made-up people."""


def seed_demo(services: Services, passwords: Mapping[str, str]) -> bool:
    """Fill an empty database from the sample pack; False (and nothing done) when anything is in it already.

    ``passwords`` by user name: accounts without one are not made. All in one transaction, so that a start cut short
    leaves nothing half done. Raises ``NoSample`` for a pack that is no sample.
    """
    pack = services.office.pack
    if not pack.sample:
        raise NoSample(pack.name)
    hashes = {username: hash_password(password, username) for username, password in passwords.items()}
    with services.storage.work() as uow:
        if uow.staff.directory().members or uow.accounts.all() or uow.people.count():
            return False
        ids = _staff(pack, uow)
        for seed in pack.accounts:
            if seed.username in hashes:
                uow.accounts.add(
                    seed.username,
                    seed.name,
                    seed.role,
                    hashes[seed.username],
                    division="" if seed.division == pack.division else seed.division,
                    staff_id=ids.get(seed.staff),
                )
        _residents(pack, uow, services)
        _history(pack, uow, services)
        uow.audit.record(_BY, "demo.seed", pack.name, at=services.now())
        uow.commit()
    return True


def _staff(pack: Pack, uow: UnitOfWork) -> dict[str, int]:
    ids: dict[str, int] = {}
    for seed in pack.staff:
        member = StaffMember(0, seed.name, seed.phone, seed.openid, seed.division, seed.role, seed.duties)
        ids[seed.id] = uow.staff.add(member).id
        if seed.openid:
            uow.contacts.follow(seed.openid)
    for seed in pack.staff:
        if seed.deputy:
            uow.staff.update(ids[seed.id], deputy_id=ids[seed.deputy])
    return ids


def _residents(pack: Pack, uow: UnitOfWork, services: Services) -> None:
    now = services.now()
    ids: dict[str, int] = {}
    for seed in pack.residents:
        ids[seed.id] = person_id = uow.people.add(
            seed.name, seed.id_number, seed.phone, seed.place, tuple(seed.programmes), now=now
        )
        for told in seed.entitlements:
            amount = told.amount or _monthly(seed, told.programme, pack, now.astimezone(LOCAL).date())
            entitlement = NewEntitlement(
                told.programme,
                told.since,
                amount,
                told.per,
                told.pay_day or None,
                told.stopped_on,
                told.stop_reason,
                told.decided_by,
                told.covered,
            )
            uow.entitlements.put(person_id, entitlement, "hand", _BY, now)
        if seed.openid and seed.bound:
            uow.contacts.bind(seed.openid, person_id, words.DEMO_CONSENT, now)
            uow.contacts.place(seed.openid, seed.place)
        if seed.household:
            uow.households.put(person_id, seed.household, now)
    for seed in pack.residents:
        for other, who in seed.looks_after:
            uow.contacts.bind(seed.openid, ids[other], words.DEMO_CONSENT, now, who)


def _history(pack: Pack, uow: UnitOfWork, services: Services) -> None:
    """The last months' payments, stored as batches that tell nobody: these people were told at the time."""
    now = services.now()
    today = now.astimezone(LOCAL).date()
    for paid_on in _pay_days(today):
        paid = [row for seed in pack.residents for row in _rows(seed, pack, paid_on)]
        rows = [row._replace(row=number) for number, row in enumerate(paid, 2)]
        if not rows:
            continue
        name = words.DEMO_FILE.format(month=f"{paid_on:%Y-%m}")
        kept = uow.payments.add_file(name, name.encode(), _BY, now)
        total = sum((row.amount for row in rows), Decimal(0))
        batch = uow.payments.open_batch(kept.id, len(rows), total, _BY, now)
        uow.pay_import.add(batch.id, rows, now)
        uow.payments.finish_batch(batch.id, now)


def _pay_days(today: date) -> tuple[date, ...]:
    """The pay days of the last three whole months, oldest first."""
    count = today.year * 12 + today.month - 1
    months = range(count - MONTHS_BACK, count)
    return tuple(date(month // 12, month % 12 + 1, PAY_DAY) for month in months)


def _rows(seed: ResidentSeed, pack: Pack, paid_on: date) -> list[PayRow]:
    rows = []
    for programme in seed.programmes:
        amount = _monthly(seed, programme, pack, paid_on)
        if amount is not None:
            period, tail = f"{paid_on:%Y-%m}", seed.account_tail
            rows.append(PayRow(0, seed.name, seed.id_number, programme, period, amount, paid_on, tail, seed.phone, ""))
    return rows


def _monthly(seed: ResidentSeed, programme: str, pack: Pack, day: date) -> Decimal | None:
    """The first standard of that day that fits; None without one."""
    fit = pack.standards.in_force(programme, seed.place, day, (words.years(age(seed.id_number, day)),))
    return round(fit[0].monthly, 2) if fit else None
