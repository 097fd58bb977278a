"""What may be made to go wrong, for how long and how often."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["latency", "code", "bad_gateway", "truncated", "empty", "drop"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(slots=True)
class Fault:
    """One disturbance of the API.

    ``api`` is the beginning of the path it strikes ("" all; "cgi-bin/message"); ``rate`` its chance per call;
    ``times`` how many strikes are left (None: until removed). ``code`` is the errcode of kind "code", ``seconds``
    the wait of "latency". With ``done`` the call takes effect before its answer is spoilt: the caller cannot know.
    """

    id: int
    kind: Kind
    api: str = ""
    rate: float = 1.0
    times: int | None = None
    code: int = -1
    seconds: float = 0.0
    done: bool = False


@dataclass(slots=True)
class Faults:
    """All that is switched on now; the last four fields disturb pushes instead of API calls."""

    active: list[Fault] = field(default_factory=list)
    count: int = 0
    push_delay: float = 0.0
    duplicates: Literal["", "after", "together"] = ""
    hold: bool = False
    finish_status: str = ""

    def add(self, kind: Kind, **details: object) -> Fault:
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        self.count += 1
        fault = Fault(self.count, kind, **details)  # type: ignore[arg-type]
        self.active.append(fault)
        return fault

    def remove(self, fault_id: int) -> None:
        self.active = [fault for fault in self.active if fault.id != fault_id]

    def clear(self) -> None:
        self.active = []
        self.push_delay, self.duplicates, self.finish_status, self.hold = 0.0, "", "", False

    def strike(self, path: str, chance: random.Random) -> list[Fault]:
        """The faults that hit this call; counted faults wear off."""
        struck = []
        for fault in list(self.active):
            if not path.lstrip("/").startswith(fault.api.strip("/")) or chance.random() >= fault.rate:
                continue
            struck.append(fault)
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self.active.remove(fault)
        return struck
