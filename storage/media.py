"""What residents sent besides words: fetched from the platform in time, sealed, listened to, forgotten in the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, exists, func, insert, or_, select, update

from knowledge.casework import OPEN_STATES
from storage.clue_rows import clues
from storage.media_rows import MEDIA, WAITING, Media, MediaKind, media, media_contents
from storage.repository import OnBoth, Page, Repository

_WANT = OnBoth(media, lambda insert: insert.on_conflict_do_nothing(index_elements=["media_id"]))
_CONTENT = select(media.c.content_type, media_contents.c.content).join_from(media, media_contents)
_DUE = (
    select(media.c.id)
    .where(media.c.due_at <= bindparam("now"))
    .order_by(media.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("due")
)
_CLAIM = (
    update(media)
    .where(media.c.id.in_(select(_DUE.c.id)), media.c.due_at <= bindparam("now"))
    .values(due_at=bindparam("until"), tries=media.c.tries + 1)
    .returning(*MEDIA)
)


@dataclass(frozen=True, slots=True)
class MediaContent:
    """A file and its type."""

    content: bytes = field(repr=False)
    content_type: str


class MediaStore(Repository):
    """Voices, pictures and films of residents, by id."""

    __slots__ = ()

    def want(
        self,
        media_id: str,
        openid: str,
        kind: MediaKind,
        at: datetime,
        *,
        to_be_heard: bool = False,
        clue_no: str = "",
    ) -> None:
        """Note something to be fetched from the platform at once; twice is once.

        ``to_be_heard`` puts a voice among those that wait for somebody to listen.
        """
        row = {
            "media_id": media_id[:200],
            "openid": openid,
            "kind": kind,
            "at": at,
            "clue_no": clue_no,
            "state": "wanted",
            "due_at": at,
            "hearing": "waiting" if to_be_heard else "",
        }
        self._run(_WANT[self._dialect], row)

    def claim(self, now: datetime, most: int, lease: timedelta) -> tuple[Media, ...]:
        """Up to so many that are due to be fetched; nobody else gets them for ``lease``. Commit before fetching."""
        rows = self._run(_CLAIM, {"now": now, "until": now + lease, "most": most}).all()
        return tuple(sorted((Media(*row) for row in rows), key=lambda one: one.id))

    def keep(self, number: int, content: bytes, content_type: str, seconds: int | None = None) -> None:
        """The file was fetched: keep it sealed. A second fetch of the same is ignored."""
        done = self._run(
            update(media)
            .where(media.c.id == number, media.c.state == "wanted")
            .values(state="kept", due_at=None, content_type=content_type[:100], size=len(content), seconds=seconds)
        )
        if done.rowcount:
            self._run(insert(media_contents), {"id": number, "content": content})

    def later(self, number: int, due_at: datetime) -> None:
        """It could not be fetched now; try again then."""
        self._run(update(media).where(media.c.id == number, media.c.state == "wanted").values(due_at=due_at))

    def lose(self, number: int) -> None:
        """The platform has it no longer. A voice still waits: whoever was to listen has to ask instead."""
        self._run(
            update(media).where(media.c.id == number, media.c.state == "wanted").values(state="lost", due_at=None)
        )

    def get(self, number: int) -> Media | None:
        """What is known of it."""
        row = self._run(select(*MEDIA).where(media.c.id == number)).first()
        return Media(*row) if row else None

    def content(self, number: int) -> MediaContent | None:
        """The file; None while it is not kept."""
        row = self._run(_CONTENT.where(media.c.id == number)).first()
        return MediaContent(row[1], row[0]) if row else None

    def content_of(self, media_id: str) -> MediaContent | None:
        """The file by the platform's id for it; None while it is not kept."""
        row = self._run(_CONTENT.where(media.c.media_id == media_id)).first()
        return MediaContent(row[1], row[0]) if row else None

    def many(self, media_ids: Sequence[str]) -> dict[str, Media]:
        """What is known of these, by the platform's ids."""
        rows = self._run(select(*MEDIA).where(media.c.media_id.in_(media_ids))) if media_ids else ()
        return {row[1]: Media(*row) for row in rows}

    def attach(self, media_ids: Sequence[str], clue_no: str) -> None:
        """These belong to that clue: they stay as long as it is open."""
        if media_ids:
            self._run(update(media).where(media.c.media_id.in_(media_ids)).values(clue_no=clue_no))

    def waiting_voices(self, most: int = 200) -> tuple[Media, ...]:
        """Voices nobody has listened to yet, longest waiting first."""
        rows = self._run(select(*MEDIA).where(WAITING).order_by(media.c.at).limit(most))
        return tuple(Media(*row) for row in rows)

    def voices_of(self, openid: str, most: int = 6) -> tuple[Media, ...]:
        """The latest voices of this openid, whether or not anybody listened, latest first."""
        mine = (media.c.openid == openid, media.c.kind == "voice", media.c.hearing != "")
        rows = self._run(select(*MEDIA).where(*mine).order_by(media.c.at.desc(), media.c.id.desc()).limit(most))
        return tuple(Media(*row) for row in rows)

    def count_waiting(self) -> int:
        """How many voices wait for somebody to listen."""
        waiting: int = self._run(select(func.count()).select_from(media).where(WAITING)).scalar_one()
        return waiting

    def listened_voices(self, number: int = 1, size: int = 50) -> Page[Media]:
        """A page of voices that were listened to, latest first."""
        here = media.c.hearing == "listened"
        total = self._run(select(func.count()).select_from(media).where(here)).scalar_one()
        order = (media.c.heard_at.desc(), media.c.id.desc())
        rows = self._run(select(*MEDIA).where(here).order_by(*order).limit(size).offset((number - 1) * size))
        return Page(tuple(Media(*row) for row in rows), total, number, size)

    def listened(self, number: int, by: str, at: datetime, note: str = "") -> bool:
        """Somebody listened and noted what was said; False when somebody else had done so already."""
        done = self._run(
            update(media)
            .where(media.c.id == number, WAITING)
            .values(hearing="listened", heard_by=by, heard_at=at, note=note)
        )
        return done.rowcount == 1

    def forget(self, openid: str) -> int:
        """Delete what this openid sent, but for what belongs to a clue, which is the bureau's; how many went."""
        return self._delete(and_(media.c.openid == openid, media.c.clue_no == ""))

    def trim(self, before: datetime) -> int:
        """Forget what came before that moment and belongs to no open clue; how many went."""
        open_clue = exists().where(clues.c.no == media.c.clue_no, clues.c.state.in_(sorted(OPEN_STATES)))
        return self._delete(and_(media.c.at < before, or_(media.c.clue_no == "", ~open_clue)))

    def _delete(self, these: object) -> int:
        numbers = self._run(select(media.c.id).where(these)).scalars().all()  # type: ignore[arg-type]
        if numbers:
            self._run(delete(media_contents).where(media_contents.c.id.in_(numbers)))
            self._run(delete(media).where(media.c.id.in_(numbers)))
        return len(numbers)
