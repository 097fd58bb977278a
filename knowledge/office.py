"""All that a county's account knows, put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from knowledge.classifier import Model
from knowledge.embedder import NanoEmbedder, Remembered, installed
from knowledge.lessons import Lesson, Lessons
from knowledge.meanings import Meanings
from knowledge.pack import Pack, load_pack
from knowledge.places import Division, Gazetteer
from knowledge.programmes import Entry
from knowledge.recordings import Recording, Recordings
from knowledge.search import KnowledgeSearch
from knowledge.standards import Standard
from knowledge.taughtear import TaughtEar
from knowledge.understanding import Ear
from knowledge.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Office:
    """A clerk's head: what is said (``pack``), where (``places``), when (``calendar``), how words are understood."""

    pack: Pack
    places: Gazetteer
    calendar: Calendar
    ear: Ear
    search: KnowledgeSearch
    meanings: Meanings
    lessons: Lessons = field(default_factory=Lessons)
    """What the bureau taught on top of the pack; its entries are among those of ``pack`` too."""

    recordings: Recordings = field(default_factory=Recordings)
    """What the bureau recorded of its answers."""

    def prepare(self) -> None:
        """Load dictionary, rules, model and indexes now: a second or two that no resident should wait for."""
        self.ear.hear("农村低保一个月多少钱")
        self.search.prepare()
        self.meanings.prepare()

    def with_lessons(
        self, lessons: Iterable[Lesson], entries: Iterable[Entry], models: Mapping[str, Model] | None = None
    ) -> Office:
        """The same office with the bureau's own sentences, entries and models.

        The bureau's entries come before the pack's: what it wrote itself it means. Costs a moment for each entry that
        is new, nothing for the pack's.
        """
        own, taught = tuple(entries), tuple(lessons)
        known = Lessons(taught, own)
        ear = TaughtEar(self.ear, known, models)
        if not own:
            return replace(self, ear=ear, lessons=known)
        every = (*own, *self.pack.entries)
        pack = replace(self.pack, entries=every)
        search, meanings = self.search.with_entries(every), self.meanings.with_entries(every)
        return replace(self, pack=pack, ear=ear, search=search, meanings=meanings, lessons=known)

    def with_recordings(self, recordings: Iterable[Recording]) -> Office:
        """The same office with what the bureau recorded."""
        return replace(self, recordings=Recordings.of(recordings))

    def with_standards(self, rows: Iterable[Standard]) -> Office:
        """The same office with the bureau's own standards added to those of the pack."""
        return replace(self, pack=replace(self.pack, standards=self.pack.standards.with_rows(rows)))

    def with_wording(self, own: Mapping[str, str]) -> Office:
        """The same office that says these lines in the bureau's own words."""
        shipped = self.pack.wording if self.pack.shipped is None else self.pack.shipped
        return replace(self, pack=replace(self.pack, wording={**shipped, **own}, shipped=shipped))


def open_office(
    pack_name: str,
    *,
    standards: Iterable[Standard] = (),
    places: tuple[Division, ...] = (),
    cache_dir: Path | None = None,
    semantic: bool = False,
) -> Office:
    """The office of that pack; ``standards`` are the bureau's own, laid over those of the pack, and so are ``places``,
    the divisions that it imported or corrected.

    ``cache_dir`` keeps the prepared dictionary between starts. ``semantic`` uses the sentence model where it is
    installed. The parts are built once per process, so opening again with other standards costs nothing.
    Raises ``PackError`` with every mistake of the pack.
    """
    rows = tuple(standards)
    office = _opened(pack_name, places, cache_dir, semantic and installed())
    return office.with_standards(rows) if rows else office


@lru_cache(maxsize=8)
def _opened(pack_name: str, own: tuple[Division, ...], cache_dir: Path | None, semantic: bool) -> Office:
    pack = load_pack(pack_name)
    places = Gazetteer.load(pack.division, (*own, *pack.divisions))
    embedder = NanoEmbedder() if semantic else None
    ear = Ear(pack, places, embedder, cache_dir)
    search = KnowledgeSearch(pack.entries, ear.cutter)
    meanings = Meanings(pack.entries, Remembered(embedder) if embedder else None)
    return Office(pack, places, Calendar.load(), ear, search, meanings)
