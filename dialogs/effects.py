"""What a turn may want done. A closed union: whoever performs effects ends with ``assert_never``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Topic = Literal["arrival", "standards", "news"]
"""Kinds of letters a resident may want or not: money has come, a standard changed, the bureau announces something."""
Urgency = Literal["danger", "urgent", "normal"]


@dataclass(frozen=True, slots=True)
class OpenClue:
    """A help request is complete: make it a clue and route it."""

    slots: Mapping[str, object] = field(repr=False)
    urgency: Urgency = "normal"
    kind: str = "help"
    """``help`` (本人或他人求助), ``payment`` (钱没到), ``complaint``, ``danger``, ``question`` (没答上的问题)."""


@dataclass(frozen=True, slots=True)
class AddToClue:
    """The reporter said more about a clue that is already open."""

    clue_no: str
    words: str = field(repr=False)
    media_id: str = ""


@dataclass(frozen=True, slots=True)
class ReopenClue:
    """The reporter is not content with the result."""

    clue_no: str
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CallHuman:
    """Somebody of the bureau must talk to this person: now if in office hours, else on the next working morning."""

    why: str = field(repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RaiseDanger:
    """A life may be at risk: alert a human at once, whatever else goes on."""

    danger: str
    words: str = field(repr=False)
    subject: str = ""
    """Who is in danger (self, family, other); empty where the words do not tell, and the teller is then protected."""


@dataclass(frozen=True, slots=True)
class CallWhen:
    """When it suits to be rung, in the resident's words; ``clue_no`` is the clue that asks for the call."""

    clue_no: str
    when: str


@dataclass(frozen=True, slots=True)
class DropCall:
    """The resident does not want to be rung any longer."""

    clue_no: str


@dataclass(frozen=True, slots=True)
class KeepMedia:
    """Keep what was sent beyond the platform's three days; with ``to_be_heard`` somebody has to listen to it."""

    media_id: str
    kind: Literal["voice", "image", "video"]
    to_be_heard: bool = False


@dataclass(frozen=True, slots=True)
class SendMedia:
    """Send a voice, a film or a picture after the reply; ``ref`` names it to those who keep it (``recording:3``)."""

    kind: Literal["voice", "video", "image"]
    ref: str


@dataclass(frozen=True, slots=True)
class SpeakLanguage:
    """The resident said in which language recordings shall be played to her."""

    language: str


@dataclass(frozen=True, slots=True)
class BindResident:
    """Tie this sender to the person of that name, ID tail and phone, who has consented."""

    name: str = field(repr=False)
    id_number: str = field(repr=False)
    phone: str = field(repr=False)
    consent_text: str = ""
    agent_of: str = ""
    """Who the person is to the sender (母亲), where a family member binds for somebody else; empty for oneself."""


@dataclass(frozen=True, slots=True)
class UnbindResident:
    """End the sender's tie to that person of the register, or to everybody."""

    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class RefuseBinding:
    """The sender wanted to be bound to more people than a family has: kept in the log, and told to the county."""


@dataclass(frozen=True, slots=True)
class RememberPlace:
    """The resident said, or the scanned code tells, where she lives."""

    code: str


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Begin or end telling this resident of one kind of thing."""

    topic: Topic
    wanted: bool


@dataclass(frozen=True, slots=True)
class KeepConsent:
    """The resident consented: ``words`` as they were shown, ``answer`` as it was chosen, ``whose`` for whom (母亲)."""

    kind: str
    words: str = field(repr=False)
    answer: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True)
class ShowConsents:
    """The resident wants to see what she consented to."""


@dataclass(frozen=True, slots=True)
class NoteUnanswered:
    """A question that was not answered: it goes to the console to be answered and learned from."""

    words: str = field(repr=False)
    intent: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """What the resident thinks: of a matter (``clue_no``, ``score`` 1 to 3, whether anybody came), or in general."""

    words: str = field(default="", repr=False)
    clue_no: str = ""
    score: int | None = None
    contacted: bool | None = None


@dataclass(frozen=True, slots=True)
class EraseMine:
    """The resident wants everything kept for this conversation deleted."""


@dataclass(frozen=True, slots=True)
class Forget:
    """The resident unfollowed: end the talk and delete what was kept only for it."""


Effect = (
    OpenClue
    | AddToClue
    | ReopenClue
    | CallHuman
    | CallWhen
    | DropCall
    | KeepMedia
    | SendMedia
    | SpeakLanguage
    | RaiseDanger
    | BindResident
    | UnbindResident
    | RefuseBinding
    | RememberPlace
    | Subscribe
    | KeepConsent
    | ShowConsents
    | NoteUnanswered
    | GiveFeedback
    | EraseMine
    | Forget
)
