"""Why the account understands a sentence as it does, and how to teach it better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.lesson_form import lesson_of_form
from bot.usecases.lessons import teach_sentence
from dialogs import front_desk
from dialogs.effects import NoteUnanswered
from dialogs.message import Message
from dialogs.scene import Scene
from dialogs.talk import Talk, Turn
from knowledge.casework import Refused
from knowledge.explanation import explain
from knowledge.intents import NAMES
from knowledge.lessoncheck import TEACHABLE, without_numbers
from knowledge.lessons import OWN

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.office import Office
    from knowledge.understanding import Understanding


def register_why(blueprint: Blueprint, services: Services) -> None:
    """为什么这样理解."""

    @blueprint.get("/why")
    def why() -> ResponseReturnValue:
        number = request.args.get("question", "")
        if not number.isdigit():
            return _page("")
        with services.storage.read() as uow:
            question = uow.questions.get(int(number))
        return _page(words.hide_numbers(question.words)) if question else abort(404)

    # What somebody said goes by POST: addresses are written into logs and histories.
    @blueprint.post("/why")
    def why_asked() -> ResponseReturnValue:
        return _page(request.form.get("text", "").strip()[:1000])

    @blueprint.post("/why/teach")
    @needs("standards")
    def why_teach() -> ResponseReturnValue:
        try:
            teach_sentence(lesson_of_form(request.form.get("said", "").strip()), here().who, services)
        except Refused as no:
            return _page(request.form.get("text", "").strip()[:1000], trouble=no.reason), 422
        flash(words.TAUGHT, "done")
        return redirect(url_for("console.lessons"))

    def _page(text: str, trouble: str = "") -> str:
        office = services.office
        given: dict[str, Any] = {"text": text, "trouble": trouble, "found": None, "typed": request.form}
        if text:
            given |= _explained(text, office, services)
        return render_template("console/why.html", **given)


def _explained(text: str, office: Office, services: Services) -> dict[str, Any]:
    now = services.now()
    found, heard = explain(office.ear, text), office.ear.hear(text)
    scene = Scene(office=office, now=now)
    turn = front_desk.take(Talk(), Message("why", "why", "text", now, text), scene)
    programme = office.pack.programmes.get(heard.programme or "")
    told = (words.slot_told(name, value) for name, value in heard.slots.items())
    return {
        "found": found,
        "heard": {
            "key": heard.intent,
            "intent": NAMES[heard.intent],
            "programme": programme.name if programme else "",
            "programme_key": heard.programme or "",
            "how": _how(text, heard, office),
        },
        "place": _place(heard, office),
        "slots": [pair for pair in told if pair[0]],
        "answer": _answer(turn, heard, office),
        "said": without_numbers(text),
        "intents": [(key, NAMES[key]) for key in TEACHABLE],
        "programmes": [(key, each.name) for key, each in office.pack.programmes.items()],
        "entries": [(key, each.title) for key, each in office.lessons.entries.items()],
    }


def _how(text: str, heard: Understanding, office: Office) -> str:
    if heard.danger:
        return words.HEARD_RULE
    if office.lessons.taught(text) is not None:
        return words.HEARD_TAUGHT
    return words.HEARD_SURE.format(chance=heard.confidence * 100)


def _place(heard: Understanding, office: Office) -> str:
    guess = heard.place
    if guess is None:
        return ""
    if guess.outside:
        return words.WHERE_ELSE.format(name=guess.outside)
    if guess.code:
        return office.places.full_name(guess.code)
    names = "、".join(office.places.full_name(code) for code in guess.candidates)
    return words.WHERE_ASK.format(names=names) if names else ""


def _answer(turn: Turn, heard: Understanding, office: Office) -> dict[str, Any]:
    key = turn.answered
    title = next((each.title for each in office.pack.entries if each.key == key), key)
    if heard.danger:
        why = words.WHY_DANGER
    elif key.startswith(OWN):
        why = words.WHY_OWN.format(title=title)
    elif key:
        why = words.WHY_PACK.format(title=title)
    elif turn.talk.flow:
        why = words.WHY_FLOW
    elif any(isinstance(effect, NoteUnanswered) for effect in turn.effects):
        why = words.WHY_OPEN if heard.certain or heard.intent == "out_of_scope" else words.WHY_ASKED_BACK
    else:
        why = words.WHY_REPLY
    return {
        "why": why,
        "text": turn.plain(),
        "sources": [dict(one) for one in turn.sources if one.get("doc_no")],
        "entry_id": int(key.removeprefix(OWN)) if key.startswith(OWN) else 0,
    }
