"""What an operator finds while typing: the answer a resident would get, then what the library holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dialogs.answered import documents
from dialogs.answers import answer
from dialogs.scene import Scene
from knowledge.bureau import Hotline, Window

if TYPE_CHECKING:
    from dialogs.answered import Cited
    from knowledge.office import Office
    from knowledge.programmes import Entry


@dataclass(frozen=True, slots=True)
class Found:
    """``said`` is the answer in the resident's words; ``cited`` its documents; ``entries`` what is close to it.

    ``must_say`` is what has to be said to whoever asks about ``about``, the programme's name.
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
    said = "\n".join(part for part in (answered.reply.text, answered.reply.tail) if part)
    cited = tuple((one["doc_no"], one["effective_from"]) for one in documents(answered.sources))
    hits = office.search.find(asked, 5)
    kind = pack.programmes.get(answered.about or heard.programme or "")
    about, must_say = (kind.name, kind.must_say) if kind else ("", ())
    figures = tuple(one for one in answered.sources if one.get("standard"))
    entries = tuple(hit.entry for hit in hits)
    return Found(said, cited, entries, (), (), about, must_say, answered.about or heard.programme or "", figures)
