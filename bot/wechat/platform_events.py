"""What the platform reports that no resident said: the fate of letters, consents, unfollowing, the account's state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

EventKind = Literal["letters", "consents", "unfollow", "account"]
Parsed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LetterFate:
    """What became of a message that was handed over. ``reason`` is the platform's own word, empty when delivered."""

    msgid: str
    fate: Literal["delivered", "refused", "failed"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """A follower accepted or refused a subscription template."""

    template_id: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class PlatformEvent:
    """A report of the platform. May come twice: whoever heeds it must not mind.

    ``letters`` carries ``fates`` (and ``counts`` for a mass message: total, filtered, sent, failed), ``consents``
    carries ``consents``, ``unfollow`` only the openid, ``account`` only the event's ``name`` (``verify_expired``...).
    """

    key: str
    kind: EventKind
    name: str
    openid: str
    at: datetime
    fates: tuple[LetterFate, ...] = ()
    consents: tuple[Consent, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def platform_event(name: str, parsed: Parsed, key: str, openid: str, at: datetime) -> PlatformEvent | None:
    """The report in a parsed event; ``None`` when the event of that (lowercase) name is no report."""
    reader = _READERS.get(name)
    return PlatformEvent(key, name=name, openid=openid, at=at, **reader(parsed)) if reader else None


def _template_result(parsed: Parsed) -> dict[str, Any]:
    return {"kind": "letters", "fates": (_fate(parsed, str(parsed.get("Status") or "")),)}


def _mass_result(parsed: Parsed) -> dict[str, Any]:
    names = {"total": "TotalCount", "filtered": "FilterCount", "sent": "SentCount", "failed": "ErrorCount"}
    counts = {ours: int(parsed[theirs]) for ours, theirs in names.items() if str(parsed.get(theirs)).isdigit()}
    return {"kind": "letters", "counts": counts, "fates": (_fate(parsed, str(parsed.get("Status") or "")),)}


def _subscription_result(parsed: Parsed) -> dict[str, Any]:
    found = []
    for entry in _entries(parsed.get("SubscribeMsgSentEvent")):
        code = str(entry.get("ErrorCode") or "0")
        refused = code == "43101"
        status = "success" if code == "0" else f"failed:{entry.get('ErrorStatus') or code}"
        found.append(_fate(entry, status, refused=refused))
    return {"kind": "letters", "fates": tuple(found)}


def _consents(element: str) -> Callable[[Parsed], dict[str, Any]]:
    def read(parsed: Parsed) -> dict[str, Any]:
        return {
            "kind": "consents",
            "consents": tuple(
                Consent(str(entry.get("TemplateId") or ""), entry.get("SubscribeStatusString") == "accept")
                for entry in _entries(parsed.get(element))
            ),
        }

    return read


def _fate(entry: Parsed, status: str, refused: bool = False) -> LetterFate:
    msgid = str(entry.get("MsgID") or entry.get("MsgId") or "")
    if status.replace(" ", "").lower() in {"success", "sendsuccess"}:
        return LetterFate(msgid, "delivered")
    reason = status.partition(":")[2].strip() or status
    return LetterFate(msgid, "refused" if refused or reason == "user block" else "failed", reason)


def _entries(holder: Any) -> Iterator[Parsed]:
    """The ``List`` elements within, one or many: one entry is parsed as a mapping, several as a list."""
    for part in holder if isinstance(holder, list) else [holder]:
        found = part.get("List") if isinstance(part, Mapping) else None
        yield from (entry for entry in (found if isinstance(found, list) else [found]) if isinstance(entry, Mapping))


def _account(_: Parsed) -> dict[str, Any]:
    return {"kind": "account"}


_READERS: Mapping[str, Callable[[Parsed], dict[str, Any]]] = {
    "templatesendjobfinish": _template_result,
    "masssendjobfinish": _mass_result,
    "subscribe_msg_sent_event": _subscription_result,
    "subscribe_msg_popup_event": _consents("SubscribeMsgPopupEvent"),
    "subscribe_msg_change_event": _consents("SubscribeMsgChangeEvent"),
    "unsubscribe": lambda _: {"kind": "unfollow"},
    **dict.fromkeys(
        (
            "annual_renew",
            "naming_verify_fail",
            "naming_verify_success",
            "qualification_verify_fail",
            "qualification_verify_success",
            "verify_expired",
        ),
        _account,
    ),
}
