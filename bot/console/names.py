"""The names behind the keys that rows keep: people who acted, places, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.console import words
from knowledge.identity import mask_name
from knowledge.routing import ROLE_NAMES, Directory

if TYPE_CHECKING:
    from knowledge.office import Office
    from storage.accounts import Account
    from storage.people import Person
    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Names:
    """Looks names up for one page."""

    office: Office
    directory: Directory
    accounts: tuple[Account, ...]

    def who(self, key: str) -> str:
        """``staff:3``, ``account:1``, ``contact:…`` or ``system`` as a person is called on a page."""
        kind, _, rest = key.partition(":")
        if kind == "staff":
            member = self.directory.get(int(rest)) if rest.isdigit() else None
            return f"{member.name}（{ROLE_NAMES[member.role]}）" if member else words.SOMEBODY
        if kind == "account":
            account = next((one for one in self.accounts if str(one.id) == rest), None)
            return f"{account.name}（{words.ROLES.get(account.role, '')}）" if account else words.SOMEBODY
        return words.RESIDENT if kind == "contact" else words.SYSTEM

    def staff(self, member_id: int | None) -> tuple[str, str]:
        """Name and title of a member of staff; empty for nobody."""
        member = self.directory.get(member_id)
        if member is None:
            return "", ""
        return member.name, f"{self.place(member.division)} {ROLE_NAMES[member.role]}"

    def place(self, code: str) -> str:
        """The place below the county in full (township and village); the county's own name for itself."""
        if not code:
            return ""
        county = self.office.pack.division
        if len(code) > len(county) and code.startswith(county):
            return self.office.places.full_name(code, below="county")
        path = self.office.places.path(code)
        return path[-1].name if path else ""

    def source(self, key: str) -> str:
        """How a clue came in."""
        named = next((one.name for one in self.office.pack.rulebook.clue_sources if one.key == key), "")
        return words.SOURCES.get(key, named) or key


def names_of(uow: UnitOfWork, office: Office) -> Names:
    """Everybody's names, for one page."""
    return Names(office, uow.staff.directory(), uow.accounts.all())


def masked_names(people: Iterable[Person]) -> str:
    """The people whom somebody on WeChat is bound to, each name masked; that nobody is known where there are none."""
    return "、".join(mask_name(person.name) for person in people) or words.NOT_BOUND
