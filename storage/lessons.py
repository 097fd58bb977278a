"""What the bureau taught: knowledge entries of its own, sentences with their meaning, and lines that must hold."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import insert, or_, select, update

from knowledge.lessons import OWN, Lesson
from knowledge.likeness import bare
from knowledge.programmes import Entry
from storage.lesson_rows import (
    Kind,
    LessonEdit,
    OwnEntry,
    OwnLesson,
    entries,
    lesson_edits,
    lessons,
    plain,
    read_entry,
    read_lesson,
)
from storage.repository import OnBoth, Repository
from storage.versions import BUMP

__all__ = ["BureauLessons", "Kind", "LessonEdit", "OwnEntry", "OwnLesson"]

_ENTRY = tuple(entries.c[name] for name in ("id", "programme", "title", "questions", "answer", "legal", "source"))
_LESSON = tuple(lessons.c[name] for name in ("id", "kind", "words", "intent", "programme", "entry_id", "who", "at"))
_TEACH = OnBoth(
    lessons,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["mark"],
        set_={
            name: insert.excluded[name] for name in ("words", "intent", "programme", "entry_id", "who", "at", "active")
        },
    ).returning(lessons.c.id),
)


class BureauLessons(Repository):
    """Entries and lessons; each edit is kept, and the ``office`` version counts on so that every worker reads anew."""

    __slots__ = ()

    def entries(self, on: date | None = None) -> tuple[OwnEntry, ...]:
        """The entries that stand, in the order they were made; with a day only those still in use on it."""
        query = select(*_ENTRY, entries.c.expires_on).where(entries.c.active).order_by(entries.c.id)
        if on is not None:
            query = query.where(or_(entries.c.expires_on.is_(None), entries.c.expires_on >= on))
        return tuple(read_entry(row) for row in self._run(query))

    def entry(self, entry_id: int) -> OwnEntry | None:
        """The entry of that id, unless it was withdrawn."""
        query = select(*_ENTRY, entries.c.expires_on).where(entries.c.active, entries.c.id == entry_id)
        row = self._run(query).first()
        return read_entry(row) if row else None

    def put_entry(
        self, entry: Entry, who: str, at: datetime, *, expires_on: date | None = None, entry_id: int | None = None
    ) -> int:
        """Make an entry, or change that of ``entry_id``, and give its id; ``KeyError`` for one that does not stand.

        The key of an entry follows from its id.
        """
        row = {
            "programme": entry.programme or "",
            "title": entry.title,
            "questions": entry.questions,
            "answer": entry.answer,
            "legal": entry.legal,
            "source": asdict(entry.sources[0]) if entry.sources else None,
            "expires_on": expires_on,
        }
        before = None
        if entry_id is None:
            entry_id = int(self._run(insert(entries).returning(entries.c.id), row).scalar_one())
        else:
            before = self._entry_or_error(entry_id)
            self._run(update(entries).where(entries.c.id == entry_id).values(**row))
        self._edited(f"entry:{entry_id}", who, at, before, self.entry(entry_id))
        return entry_id

    def withdraw_entry(self, entry_id: int, who: str, at: datetime) -> None:
        """Take an entry back with all that was taught for it; its history stays; ``KeyError`` for no such."""
        before = self._entry_or_error(entry_id)
        for kind in ("sentence", "line"):
            for each in self.lessons(kind):
                if each.lesson.entry == before.entry.key:
                    self.withdraw_lesson(each.id, who, at)
        self._run(update(entries).where(entries.c.id == entry_id).values(active=False))
        self._edited(f"entry:{entry_id}", who, at, before, None)

    def lessons(self, kind: Kind) -> tuple[OwnLesson, ...]:
        """The sentences, or the lines, that stand, in the order they were taught first."""
        query = select(*_LESSON).where(lessons.c.active, lessons.c.kind == kind).order_by(lessons.c.id)
        return tuple(read_lesson(row) for row in self._run(query))

    def lesson(self, lesson_id: int) -> OwnLesson | None:
        """The sentence or line of that id, unless it was withdrawn."""
        row = self._run(select(*_LESSON).where(lessons.c.active, lessons.c.id == lesson_id)).first()
        return read_lesson(row) if row else None

    def teach(self, kind: Kind, lesson: Lesson, who: str, at: datetime) -> int:
        """Teach a sentence or write down a line, and give its id; the same words again replace what they meant."""
        mark = self._mark(f"lesson:{kind}", bare(lesson.text)) or b""
        known = self._run(select(lessons.c.id).where(lessons.c.mark == mark)).scalar()
        before = self.lesson(known) if known is not None else None
        row = {
            "kind": kind,
            "mark": mark,
            "words": lesson.text,
            "intent": lesson.intent,
            "programme": lesson.programme,
            "entry_id": int(lesson.entry.removeprefix(OWN)) if lesson.entry.startswith(OWN) else None,
            "who": who,
            "at": at,
            "active": True,
        }
        lesson_id = int(self._run(_TEACH[self._dialect], row).scalar_one())
        self._edited(f"lesson:{lesson_id}", who, at, before, self.lesson(lesson_id))
        return lesson_id

    def withdraw_lesson(self, lesson_id: int, who: str, at: datetime) -> None:
        """Take a sentence or line back; ``KeyError`` when it does not stand."""
        before = self.lesson(lesson_id)
        if before is None:
            raise KeyError(lesson_id)
        self._run(update(lessons).where(lessons.c.id == lesson_id).values(active=False))
        self._edited(f"lesson:{lesson_id}", who, at, before, None)

    def history(self, subject: str = "", limit: int = 200) -> tuple[LessonEdit, ...]:
        """Edits of ``entry:3``, of ``lesson:5``, or of all; latest first."""
        query = select(*(lesson_edits.c[name] for name in LessonEdit.__slots__)).order_by(lesson_edits.c.id.desc())
        if subject:
            query = query.where(lesson_edits.c.subject == subject)
        return tuple(LessonEdit(*row) for row in self._run(query.limit(limit)))

    def _entry_or_error(self, entry_id: int) -> OwnEntry:
        found = self.entry(entry_id)
        if found is None:
            raise KeyError(entry_id)
        return found

    def _edited(
        self,
        subject: str,
        who: str,
        at: datetime,
        before: OwnEntry | OwnLesson | None,
        after: OwnEntry | OwnLesson | None,
    ) -> None:
        row = {"subject": subject, "at": at, "who": who, "before": plain(before), "after": plain(after)}
        self._run(insert(lesson_edits), row)
        self._run(BUMP[self._dialect], {"name": "office", "number": 1})
