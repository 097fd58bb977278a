"""What is known of whoever holds the phone: what she receives, what came, what she told us, what she is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.public import words
from bot.public.look import chosen_now
from bot.public.visitor import here
from bot.usecases.family import entitlements_of
from bot.usecases.residents import bound_people
from bot.usecases.scene import clue_view, payment_view
from dialogs.say import local_day, say_day, say_full_day, say_money, say_period, what_came
from knowledge.casework import STATE_NAMES

if TYPE_CHECKING:
    from datetime import date

    from bot.services import Services
    from storage.clue_rows import Clue
    from storage.payment_rows import Payment
    from storage.people import Person
    from storage.uow import UnitOfWork

FEW, YEAR, MOST = 3, 12, 240
_CLUES = 20
_DONE = ("resolved", "closed")
_STATES: dict[str, str] = dict(STATE_NAMES.items())


def register_mine(blueprint: Blueprint, services: Services) -> None:
    """我的: one page for all, one for the arrivals."""

    @blueprint.get("/my")
    def mine() -> ResponseReturnValue:
        openid, wanted = here(), chosen_now()
        with services.storage.read() as uow:
            contact, people = uow.contacts.of(openid), people_of(openid, uow)
            person = chosen(people)
            payments = uow.payments.of_person(person.id, FEW) if person else ()
            entitlements = entitlements_of(person, uow, services) if person else []
            clues = _clues(uow.clues.of_reporter(openid, _CLUES), uow, services)
        if wanted is not None and contact is not None and contact.big_text != wanted:
            with services.storage.work() as uow:
                uow.contacts.big_text(openid, wanted)
                uow.commit()
        if person is None or contact is None:
            return render_template("public/unbound.html", clues=clues)
        return render_template(
            "public/mine.html",
            person=person,
            place=services.office.places.full_name(person.place),
            entitlements=entitlements,
            arrivals=[_arrival(paid, services) for paid in payments],
            clues=clues,
            contact=contact,
            people=people,
        )

    @blueprint.get("/my/arrivals")
    def arrivals() -> ResponseReturnValue:
        asked = request.args.get("most", "")
        most = min(int(asked), MOST) if asked.isdecimal() and 0 < len(asked) < 4 else YEAR
        with services.storage.read() as uow:
            people = people_of(here(), uow)
            person = chosen(people)
            payments = uow.payments.of_person(person.id, max(most, YEAR) + 1) if person else ()
        if person is None:
            return render_template("public/unbound.html", clues=())
        shown = payments[: max(most, YEAR)]
        months: dict[str, list[dict[str, str]]] = {}
        for paid in shown:
            month = words.month(paid.paid_on.year, paid.paid_on.month)
            months.setdefault(month, []).append(_arrival(paid, services))
        more = max(most, YEAR) + YEAR if len(payments) > len(shown) and len(shown) < MOST else 0
        return render_template("public/arrivals.html", person=person, people=people, months=months, more=more)


def people_of(openid: str, uow: UnitOfWork) -> tuple[tuple[Person, str], ...]:
    """Whom this openid is bound to, each with who that is to its owner; nobody for everybody else."""
    calls = {tie.person_id: tie.agent_of for tie in uow.contacts.ties(openid)}
    return tuple((person, calls[person.id]) for person in bound_people((openid,), uow).get(openid, ()))


def chosen(people: tuple[tuple[Person, str], ...]) -> Person | None:
    """The one of them whose page was asked for (``?who=``); the first where it is not one of them."""
    asked = request.args.get("who", "")
    return next((one for one, _ in people if str(one.id) == asked), people[0][0] if people else None)


def _arrival(payment: Payment, services: Services) -> dict[str, str]:
    view, today = payment_view(payment, services), local_day(services.now())
    return {
        "title": what_came(view.title, view.supplement),
        "period": say_period(view.period),
        "amount": say_money(view.amount),
        "day": _day(view.paid_on, today),
        "card": words.card(view.account_tail),
    }


def _clues(found: tuple[Clue, ...], uow: UnitOfWork, services: Services) -> list[dict[str, Any]]:
    now, today = services.now(), local_day(services.now())
    owners = {number: uow.staff.get(number) for number in {clue.owner_id for clue in found} if number}
    rows = []
    for clue in found:
        view = clue_view(clue, owners.get(clue.owner_id or 0), now)
        rows.append(
            {
                "no": view.no,
                "title": view.title,
                "day": _day(local_day(view.opened_at), today),
                "state": _STATES[clue.state],
                "done": view.state in _DONE,
                "late": view.overdue,
                "by": say_day(view.promised_by) if view.promised_by else "",
                "owner": view.owner_name,
                "phone": view.owner_phone,
                "result": view.result,
                "reason": view.reason,
            }
        )
    return rows


def _day(day: date, today: date) -> str:
    return say_day(day) if day.year == today.year else say_full_day(day)
