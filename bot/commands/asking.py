"""Ask a question, or hold a whole conversation, without WeChat: what a new, unbound resident would be told."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console

from bot.app import clock, office_of
from bot.commands import words
from bot.commands.reasons import reasons
from dialogs import front_desk
from dialogs.answered import documents
from dialogs.message import Message
from dialogs.scene import Scene
from dialogs.talk import Talk, Turn
from knowledge.explanation import explain
from knowledge.office import Office
from knowledge.understanding import Understanding

JsonLine = dict[str, Any]


def _message(text: str, number: int, now: datetime) -> Message:
    return Message(key=f"terminal:{number}", sender="terminal", kind="text", at=now, text=text)


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        text = line.strip()
        if text:
            yield text


def _place(heard: Understanding, office: Office) -> JsonLine | None:
    guess = heard.place
    if guess is None or not (guess.code or guess.candidates):
        return None
    candidates = [{"code": code, "name": office.places.full_name(code)} for code in guess.candidates]
    return {"code": guess.code, "name": guess.name, "candidates": candidates}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def as_json(text: str, heard: Understanding, turn: Turn, office: Office) -> JsonLine:
    """One line of ``zhudong ask --jsonl``, as the contract of the command line has it."""
    return {
        "text": text,
        "intent": heard.intent,
        "programme": heard.programme,
        "slots": {name: _plain(value) for name, value in heard.slots.items()},
        "place": _place(heard, office),
        "urgent": bool(heard.danger) or heard.slots.get("urgency") in {"danger", "urgent"},
        "answer": turn.plain(),
        "sources": [dict(source) for source in documents(turn.sources)],
    }


def ask(
    pack: Annotated[str, typer.Option("--pack")] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl")] = False,
    why: Annotated[bool, typer.Option("--explain", help=words.ASK_EXPLAIN)] = False,
) -> None:
    """Read texts from standard input, a line each; print what is understood and answered."""
    office = office_of(pack)
    out = Console(highlight=False, soft_wrap=True)
    for number, text in enumerate(_lines()):
        now = clock()
        heard = office.ear.hear(text)
        turn = front_desk.take(Talk(), _message(text, number, now), Scene(office=office, now=now))
        if jsonl:
            sys.stdout.write(json.dumps(as_json(text, heard, turn, office), ensure_ascii=False) + "\n")
            sys.stdout.flush()
            continue
        slots = "、".join(f"{name}={_plain(value)}" for name, value in heard.slots.items())
        out.print(f"> {text}", style="bold", markup=False)
        understood = words.ASK_UNDERSTOOD.format(intent=heard.intent, programme=heard.programme or "-", slots=slots)
        out.print(understood, style="dim", markup=False)
        if why:
            for line in reasons(explain(office.ear, text), turn, office.places.full_name):
                out.print("  " + line, style="dim", markup=False)
        out.print(turn.plain() + "\n", markup=False)


def talk(
    flow: Annotated[str, typer.Argument()] = "",
    pack: Annotated[str, typer.Option("--pack")] = "",
) -> None:
    """Hold any conversation in the terminal; what it would have done is printed, nothing is stored."""
    office = office_of(pack)
    out = Console(highlight=False, soft_wrap=True)
    if flow and flow not in front_desk.FLOWS:
        out.print(words.NO_FLOW.format(name=flow, names="、".join(front_desk.FLOWS)), markup=False)
        raise typer.Exit(2)
    out.print(words.TALK_HELLO, style="dim", markup=False)
    held = Talk()
    opening = front_desk.FLOWS[flow].title if flow else ""
    for number, text in enumerate(_spoken(opening, out)):
        now = clock()
        turn = front_desk.take(held, _message(text, number, now), Scene(office=office, now=now))
        # Through JSON and back, as between two messages of a real resident.
        held = Talk.from_json(turn.talk.to_json())
        out.print(turn.plain(), markup=False)
        for effect in turn.effects:
            out.print(words.TALK_EFFECT.format(effect=type(effect).__name__), style="dim", markup=False)


def _spoken(opening: str, out: Console) -> Iterator[str]:
    if opening:
        out.print(f"> {opening}", style="bold", markup=False)
        yield opening
    while True:
        try:
            text = out.input("[bold]>[/bold] ").strip()
        except EOFError:
            return
        if not text:
            return
        yield text
