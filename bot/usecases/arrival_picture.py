"""The last arrivals of a person as a picture: large digits, month by month, for a customer-service message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bot.drawings.png import png
from bot.services import MediaFile
from bot.usecases import words
from dialogs.say import called, local_day, say_full_day, say_money, say_period, what_came
from knowledge.identity import mask_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from knowledge.office import Office
    from storage.payment_rows import Payment
    from storage.people import Person
    from storage.store import Storage

MOST = 12


def arrivals_file(
    storage: Storage, offices: Callable[[], Office], now: Callable[[], datetime]
) -> Callable[[str], MediaFile]:
    """Resolves ``<person id>:<programme or nothing>`` to a PNG; raises ``KeyError`` where there is nothing to show.

    Drawn when it is sent, in the worker: no request waits for it, and it shows what is true by then.
    """

    def found(reference: str) -> MediaFile:
        number, _, programme = reference.partition(":")
        with storage.read() as uow:
            person = uow.people.get(int(number))
            paid = uow.payments.of_person(int(number), 5 * MOST) if person else ()
        mine = [one for one in paid if programme in ("", one.programme)][:MOST]
        if person is None or not mine:
            raise KeyError(reference)
        content = png("arrivals", drawing(person, mine, programme, offices(), local_day(now())))
        return MediaFile(content, "image/png", f"arrivals-{person.id}.png")

    return found


def person_of(payload: Mapping[str, Any]) -> int | None:
    """Whose arrivals the picture in a letter shows; None for a letter without one."""
    media = payload.get("media")
    prefix, _, rest = str(media["ref"]).partition(":") if isinstance(media, Mapping) else ("", "", "")
    number = rest.partition(":")[0]
    return int(number) if prefix == "arrivals" and number.isdecimal() else None


def drawing(person: Person, paid: Sequence[Payment], programme: str, office: Office, today: date) -> dict[str, Any]:
    """What the picture says, as plain data; the name is masked, for pictures are shown around."""
    pack = office.pack
    kind = pack.programmes.get(programme)
    what = called(kind) if kind else words.MONEY
    tails = {one.account_tail for one in paid}
    months = [
        {"month": words.MONTH.format(year=year, month=month), "rows": [_row(one, office) for one in rows]}
        for (year, month), rows in groupby(paid, key=lambda one: (one.paid_on.year, one.paid_on.month))
    ]
    notes = [words.CARD.format(tail=next(iter(tails)))] if len(tails) == 1 and tails != {""} else []
    notes += [words.AS_OF.format(day=say_full_day(today)), words.PICTURE_NEXT]
    notes += [words.SAMPLE] if pack.sample else []
    title = words.PICTURE_TITLE.format(name=mask_name(person.name), what=what)
    return {"bureau": pack.bureau.name, "title": title, "months": months, "notes": notes}


def _row(one: Payment, office: Office) -> dict[str, str]:
    kind = office.pack.programmes.get(one.programme)
    day = words.ARRIVED.format(month=one.paid_on.month, day=one.paid_on.day)
    if one.period != f"{one.paid_on:%Y-%m}":
        day += words.OF_MONTH.format(month=say_period(one.period))
    title = what_came(kind.name if kind else one.programme, one.supplement)
    return {"title": title, "amount": say_money(one.amount), "day": day}
