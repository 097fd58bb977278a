"""What an operator finds while typing: the answer a resident would get, then what the library holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dialogs.answered import documents
from dialogs.answers import answer
from dialogs.courtesies import unclear
from dialogs.scene import Scene
from knowledge.bureau import Hotline, Window

if TYPE_CHECKING:
    from dialogs.answered import Cited
    from knowledge.office import Office
    from knowledge.programmes import Entry
    from knowledge.script import Moment, Script
    from knowledge.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Found:
    """``said`` is the answer in the resident's words; ``cited`` its documents; ``entries`` what is close to it.

    ``must_say`` is what has to be said to whoever asks about ``about``, the programme's name. ``moment`` is the hard
    moment that was looked for.
    """

    said: str
    cited: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    windows: tuple[Window, ...]
    hotlines: tuple[Hotline, ...]
    about: str = ""
    must_say: tuple[str, ...] = ()
    programme: str = ""
    figures: tuple[Cited, ...] = ()
    """What of ``said`` is an amount, with the key of its standard: kept once it was read out."""
    moment: Moment | None = None


def look_up(asked: str, office: Office, now: datetime, *, typing: bool = False) -> Found:
    """What is known about these words; windows and hotlines when nothing was asked.

    While they are still being typed they are heard without the sentence model, so that an answer keeps up with the
    keys; what is finished is heard as a resident's words are.
    """
    pack = office.pack
    if not asked:
        return Found("", (), (), pack.windows[:20], pack.hotlines)
    scene = Scene(office=office, now=now)
    heard = office.ear.hear(asked, swiftly=typing)
    answered = answer(heard, scene)
    # That a word was not understood is nothing to read out to a caller.
    read = not heard.danger and answered != unclear(heard, scene)
    said = "\n".join(part for part in (answered.reply.text, answered.reply.tail) if part and read)
    cited = tuple((one["doc_no"], one["effective_from"]) for one in documents(answered.sources))
    hits = office.search.find(asked, 5)
    kind = pack.programmes.get(answered.about or heard.programme or "")
    about, must_say = (kind.name, kind.must_say) if kind else ("", ())
    figures = tuple(one for one in answered.sources if one.get("standard"))
    entries = tuple(hit.entry for hit in hits)
    programme, moment = answered.about or heard.programme or "", _moment(asked, heard, pack.script)
    return Found(said, cited, entries, (), (), about, must_say, programme, figures, moment)


def _moment(asked: str, heard: Understanding, script: Script) -> Moment | None:
    """The hard moment with two characters of its name in what was typed, or the one that a danger is."""
    pairs = {asked[start : start + 2] for start in range(len(asked) - 1)}
    key = "suicidal" if heard.danger == "self_harm" else ""
    return next((one for one in script.moments if one.key == key or any(pair in one.title for pair in pairs)), None)
