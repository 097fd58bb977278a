"""What became of an effect, in so far as the resident must be told in the same reply."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class ClueOpened:
    """The help request is a clue now; ``known`` when it joined one that was open already."""

    no: str
    promised_by: date
    owner_name: str = field(default="", repr=False)
    owner_title: str = ""
    owner_phone: str = field(default="", repr=False)
    known: bool = False
    kind: str = "help"
    contact_by: datetime | None = None
    """Until when somebody gets in touch at the latest, where a clock says so and has not passed."""
    shielded: bool = False
    """Told of somebody else: who told it is not named to that person, nor to the village."""
    joined: bool = False
    """Others told of the same person before; of them, and of what they told, nothing is said."""


@dataclass(frozen=True, slots=True)
class ClueAdded:
    """The words were added to an open clue."""

    no: str


@dataclass(frozen=True, slots=True)
class ClueReopened:
    """The clue is open again and its owner knows."""

    no: str
    promised_by: date


@dataclass(frozen=True, slots=True)
class Bound:
    """The sender is tied to a person of the register.

    ``agent_of`` is who that is to the sender, empty for herself; ``several`` when she is tied to others too.
    """

    name: str = field(repr=False)
    entitlements: tuple[str, ...] = ()
    agent_of: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class BindRefused:
    """No tie was made, and why."""

    why: Literal["not_found", "mismatch", "taken", "too_many_tries", "too_many_people"]


@dataclass(frozen=True, slots=True)
class Consented:
    """One consent of the resident's own."""

    at: datetime
    kind: str
    answer: str
    whose: str = ""


@dataclass(frozen=True, slots=True)
class ConsentsShown:
    """What the resident consented to, the latest first."""

    every: tuple[Consented, ...] = ()


Outcome = ConsentsShown | ClueOpened | ClueAdded | ClueReopened | Bound | BindRefused
