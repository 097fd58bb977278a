"""A unit of work: kept whole or not at all, one moment when it reads, and never silently waiting for ever."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from storage.conflicts import Busy
from storage.store import open_storage
from tests.storage.conftest import NOW
from tests.storage.test_inbox import a_message


def test_what_is_not_committed_never_happened(storage):
    with storage.work() as unit:
        unit.inbox.take(a_message())

    with storage.work() as unit:
        assert unit.inbox.take(a_message())


def test_an_error_undoes_everything(storage):
    with pytest.raises(ZeroDivisionError), storage.work() as unit:
        assert unit.inbox.take(a_message()) / 0

    with storage.work() as unit:
        assert unit.inbox.take(a_message())


def test_a_unit_is_over_after_its_commit(storage):
    with storage.work() as unit:
        unit.commit()
        with pytest.raises(Exception, match="closed"):
            unit.inbox.take(a_message())


def test_a_reading_unit_cannot_write(storage):
    with pytest.raises(DBAPIError), storage.read() as unit:
        unit.inbox.take(a_message())


def test_a_reading_unit_sees_one_moment(storage):
    with storage.read() as reader:
        assert reader.versions.of("office") == 0
        with storage.work() as writer:
            writer.versions.bump("office")
            writer.commit()
        assert reader.versions.of("office") == 0

    with storage.read() as reader:
        assert reader.versions.of("office") == 1


def test_reading_goes_on_while_another_writes(storage):
    with storage.work() as writer:
        writer.versions.bump("office")
        with storage.read() as reader:
            assert reader.versions.of("office") == 0


def test_a_misspelt_repository_is_no_repository(storage):
    with storage.read() as unit, pytest.raises(AttributeError):
        unit.clue  # noqa: B018


def bump(store):
    with store.work() as unit:
        unit.versions.bump("office")
        unit.commit()


def test_who_cannot_write_in_time_is_told_and_can_write_afterwards(address, keyring):
    here, elsewhere = (open_storage(address, keyring, patience=0.05) for _ in range(2))
    with here.work() as writer:
        writer.versions.bump("office")
        for store in (here, elsewhere):
            with pytest.raises(Busy):
                bump(store)
        writer.commit()
    bump(here)
    bump(elsewhere)

    with here.read() as unit:
        assert unit.versions.of("office") == 3
    here.dispose()
    elsewhere.dispose()


def test_four_threads_that_read_and_write_lose_nothing(storage):
    def work():
        for _ in range(50):
            with storage.work() as unit:
                locked = "" if storage.is_sqlite else " FOR UPDATE"
                seen = unit.connection.execute(
                    text(f"SELECT number FROM versions WHERE name = 'shared'{locked}")
                ).scalar_one()
                unit.connection.execute(text("UPDATE versions SET number = :n WHERE name = 'shared'"), {"n": seen + 1})
                unit.commit()

    with storage.work() as unit:
        unit.versions.bump("shared")
        unit.commit()
    run_together([work] * 4)

    with storage.read() as unit:
        assert unit.versions.of("shared") == 201


def test_three_processes_that_write_lose_nothing(storage, address, in_processes):
    in_processes(
        3,
        """
store = open_storage(address, ring)
for _ in range(60):
    with store.work() as unit:
        unit.versions.bump("shared")
        unit.commit()
""",
        address,
    )

    with storage.read() as unit:
        assert unit.versions.of("shared") == 180


def run_together(tasks):
    """Run all at the same moment; the first error of any is raised."""
    start, errors = threading.Barrier(len(tasks)), []

    def guarded(task):
        try:
            start.wait()
            task()
        except BaseException as error:  # noqa: BLE001 - raised below
            errors.append(error)

    crew = [threading.Thread(target=guarded, args=(task,)) for task in tasks]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    if errors:
        raise errors[0]


def test_a_database_in_memory_or_of_another_kind_is_refused(keyring):
    for address in ("sqlite://", "sqlite:///:memory:", "mysql://localhost/x"):
        with pytest.raises(ValueError, match=r"file|unknown database"):
            open_storage(address, keyring)


def test_sqlite_is_set_up_for_many_readers_and_one_writer(storage):
    if not storage.is_sqlite:
        pytest.skip("SQLite alone has these settings")
    with storage.work() as unit:
        settings = {
            name: unit.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert settings == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 4000}


@pytest.fixture
def statements(storage):
    seen = []
    engine = storage._engines.read

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_a_strangers_picture_is_one_statement(storage, statements):
    with storage.read() as unit:
        picture = unit.picture("stranger", "m1")

    assert (picture.contact.openid, picture.talk.flow) == ("stranger", "")
    assert (picture.people, picture.oneself, picture.clues, picture.reply) == ((), None, (), None)
    assert len(statements) == 1


def test_a_picture_shows_all_that_is_known(storage, statements):
    from dialogs.talk import Talk
    from tests.storage.test_clues import A_CLUE
    from tests.storage.test_payments import bind, imported

    talk = Talk(flow="help", awaiting="phone", touched_at=NOW)
    with storage.work() as unit:
        imported(unit, 1)
        person = bind(unit, "wang", 2)
        unit.contacts.seen("wang", a_message(), NOW)
        unit.talks.put("wang", talk, Talk(), NOW)
        unit.inbox.take_answered(a_message(), "[]", at=NOW)
        clue = unit.clues.open(A_CLUE)
        unit.commit()
    statements.clear()
    with storage.read() as unit:
        picture = unit.picture("wang", "m1")

    (known,) = picture.people
    assert known.person == picture.oneself == person
    assert picture.contact.window_until == NOW + timedelta(hours=48)
    assert (picture.talk, known.person.name, picture.clues, picture.reply) == (talk, "示例2", (clue,), "[]")
    assert [payment.period for payment in known.payments] == ["2026-11"]
    # One for the glance, one for clues, payments and entitlements each; one more where payments alone tell.
    assert len(statements) == 5
    assert "示例" not in repr(picture)


def test_a_picture_of_both_parents_costs_one_statement_more_for_each_whose_money_only_payments_tell(
    storage, statements
):
    from tests.storage.test_payments import bind, imported

    with storage.work() as unit:
        imported(unit, 3)
        for row, who in ((2, "母亲"), (3, "父亲"), (4, "")):
            bind(unit, "daughter", row, agent_of=who)
        unit.contacts.seen("daughter", a_message(), NOW)
        unit.commit()
    statements.clear()
    with storage.read() as unit:
        picture = unit.picture("daughter", "m1")

    assert [(one.person.name, one.agent_of) for one in picture.people] == [
        ("示例2", "母亲"),
        ("示例3", "父亲"),
        ("示例4", ""),
    ]
    assert picture.oneself.name == "示例4"
    assert [len(one.payments) for one in picture.people] == [1, 1, 1]
    assert [one.payments[0].person_id for one in picture.people] == [one.person.id for one in picture.people]
    assert len(statements) == 3 + 3


def test_a_talk_without_a_contact_is_in_the_picture(storage):
    from dialogs.talk import Talk

    with storage.work() as unit:
        unit.talks.put("call:1", Talk(flow="help"), Talk(), NOW)
        unit.commit()
    with storage.read() as unit:
        assert unit.picture("call:1").talk.flow == "help"
