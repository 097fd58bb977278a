"""What residents send: fetched once, sealed, listened to, forgotten."""

from datetime import timedelta

import sqlalchemy as sa

from storage.recordings import NewRecording
from tests.storage.conftest import NOW
from tests.storage.test_clues import A_CLUE

LEASE = timedelta(minutes=5)


def sent(storage, media_id="v1", openid="wang", kind="voice", at=NOW, **more):
    with storage.work() as unit:
        unit.media.want(media_id, openid, kind, at, **more)
        unit.commit()


def claimed(storage, now=NOW):
    with storage.work() as unit:
        found = unit.media.claim(now, 10, LEASE)
        unit.commit()
    return found


def test_what_was_sent_is_fetched_by_one_worker_and_falls_due_again_after_a_crash(storage):
    sent(storage)
    sent(storage)

    assert [one.media_id for one in claimed(storage)] == ["v1"]
    assert claimed(storage) == ()
    assert [one.tries for one in claimed(storage, NOW + LEASE)] == [2]


def test_a_kept_file_is_sealed_and_comes_back_whole(storage):
    sent(storage)
    (one,) = claimed(storage)
    with storage.work() as unit:
        unit.media.keep(one.id, b"#!AMR the voice", "audio/amr", 3)
        unit.media.keep(one.id, b"fetched twice", "audio/amr")
        unit.commit()

    with storage.read() as unit:
        raw = unit.connection.execute(sa.text("SELECT content FROM media_contents")).scalar_one()
        kept, row = unit.media.content_of("v1"), unit.media.get(one.id)
    assert b"the voice" not in bytes(raw)
    assert (kept.content, kept.content_type) == (b"#!AMR the voice", "audio/amr")
    assert (row.state, row.seconds, row.size) == ("kept", 3, 15)
    assert claimed(storage, NOW + timedelta(days=1)) == ()


def test_a_voice_waits_until_one_person_has_listened(storage):
    sent(storage, "v2", at=NOW + timedelta(minutes=1), to_be_heard=True)
    sent(storage, "v1", to_be_heard=True)
    sent(storage, "p1", kind="image")

    with storage.work() as unit:
        first, second = unit.media.waiting_voices()
        assert (first.media_id, second.media_id, unit.media.count_waiting()) == ("v1", "v2", 2)
        assert unit.media.listened(first.id, "account:1", NOW, "说房子漏雨")
        assert not unit.media.listened(first.id, "account:2", NOW)
        (done,) = unit.media.listened_voices().rows
        assert (done.heard_by, done.note, unit.media.count_waiting()) == ("account:1", "说房子漏雨", 1)


def test_files_are_forgotten_after_their_time_but_not_while_their_clue_is_open(storage):
    with storage.work() as unit:
        clue = unit.clues.open(A_CLUE)
        unit.commit()
    for media_id in ("kept", "gone"):
        sent(storage, media_id)
    with storage.work() as unit:
        unit.media.attach(["kept"], clue.no)
        assert unit.media.trim(NOW) == 0
        assert unit.media.trim(NOW + timedelta(days=1)) == 1
        assert set(unit.media.many(["kept", "gone"])) == {"kept"}


def test_who_leaves_takes_along_what_belongs_to_no_clue(storage):
    sent(storage, "v1")
    sent(storage, "v2", clue_no="A1")

    with storage.work() as unit:
        assert unit.media.forget("wang") == 1
        assert set(unit.media.many(["v1", "v2"])) == {"v2"}


def a_recording(language="普通话", content=b"one"):
    return NewRecording(
        "dibao.materials", language, "voice", 12, "低保要带什么", "audio/mpeg", content, "account:1", NOW
    )


def test_a_recording_takes_the_place_of_the_one_in_the_same_language(storage):
    with storage.work() as unit:
        before = unit.versions.of("office")
        unit.recordings.add(a_recording())
        unit.recordings.add(a_recording("佤语", b"wa"))
        newest = unit.recordings.add(a_recording(content=b"two"))

        assert [row.language for row in unit.recordings.rows()] == ["佤语", "普通话"]
        assert unit.recordings.content(newest) == b"two"
        assert unit.versions.of("office") == before + 3
        unit.recordings.uploaded(newest, "platform-id", NOW)
        assert unit.recordings.get(newest).media_id == "platform-id"
        assert unit.recordings.remove(newest)
        assert unit.recordings.get(newest) is None
