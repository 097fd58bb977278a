"""A new key comes, the old one goes, and everything is found and read as before."""

import pytest
from sqlalchemy import text

from dialogs.talk import Talk
from storage.clue_lists import ClueFilter
from storage.columns import Sealed, metadata
from storage.crypto import KeyRing
from storage.store import open_storage
from tests.storage.conftest import NEW_KEY, NOW, OLD_KEY
from tests.storage.test_clue_reporters import a_reporter
from tests.storage.test_clues import A_CLUE


@pytest.fixture
def reopened(storage, address):
    """The same database under another key ring."""
    opened = []

    def reopen(*keys, algorithm="aes256gcm"):
        opened.append(open_storage(address, KeyRing(keys, algorithm)))
        return opened[-1]

    yield reopen
    for store in opened:
        store.dispose()


@pytest.fixture
def people(storage):
    with storage.work() as unit:
        for number in range(7):
            unit.people.add(f"示例{number}", f"14112119500101{number:04d}", "13800000000", "141121", now=NOW)
        unit.talks.put("wang", Talk(flow="help", slots={"phone": "13800000000"}), Talk(), NOW)
        unit.audit.record("account:1", "reveal.phone", "clue:1", "回访（示例）", at=NOW)
        unit.commit()


def test_after_sealing_anew_the_old_key_may_go(people, reopened):
    # 7 persons, a talk, a line of the record, and the key of the blind index itself.
    assert reopened(NEW_KEY, OLD_KEY).reseal(3) == 10

    new = reopened(NEW_KEY)
    assert new.keys_ok()
    with new.read() as unit:
        assert unit.people.by_id_number("141121195001010003").name == "示例3"
        assert len(unit.people.by_phone("13800000000")) == 7
        assert unit.talks.of("wang").slots == {"phone": "13800000000"}
        assert unit.audit.of("clue:1")[0].detail == "回访（示例）"


def test_what_is_sealed_by_the_newest_key_is_left_alone(people, reopened):
    store = reopened(NEW_KEY, OLD_KEY)
    store.reseal()

    assert store.reseal() == 0


def test_changing_the_algorithm_seals_anew(people, reopened):
    store = reopened(OLD_KEY, algorithm="sm4gcm")

    assert store.reseal() == 10
    with store.read() as unit:
        assert unit.people.by_id_number("141121195001010003").name == "示例3"


def test_lookups_work_before_anything_is_sealed_anew(people, reopened):
    with reopened(NEW_KEY, OLD_KEY).read() as unit:
        assert unit.people.by_id_number("141121195001010003").name == "示例3"


def test_a_wrong_key_is_told_at_once(people, reopened):
    assert not reopened(NEW_KEY).keys_ok()


def test_nothing_personal_stands_in_the_file(people, storage, address):
    with storage.read() as unit:
        for table in metadata.sorted_tables:
            for row in unit.connection.execute(text(f"SELECT * FROM {table.name}")):
                shown = b" ".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)
                assert b"13800000000" not in shown
                assert "示例".encode() not in shown
                assert b"19500101" not in shown


def test_every_sealed_column_is_bound_to_its_own_place():
    sealed = {
        column: column.type.column
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Sealed)
    }

    assert {str(column) for column in sealed} == set(sealed.values())


def test_what_further_reporters_told_is_sealed_anew_too(storage, reopened):
    with storage.work() as unit:
        clue = unit.clues.open(A_CLUE)
        kept = unit.reporters.add(a_reporter(clue), "WS")
        unit.commit()
    store = reopened(NEW_KEY, OLD_KEY)
    store.reseal(1)

    assert store.reseal() == 0
    with reopened(NEW_KEY).read() as unit:
        assert unit.reporters.of(clue.id) == (kept,)
        assert [one.no for one in unit.clues.list(ClueFilter(words="13800000008")).rows] == [clue.no]
