"""Migrations: numbered, in one line, and ending exactly at the tables."""

import re
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from storage import migration
from storage.columns import metadata
from storage.engine import upgrade_engine
from storage.store import open_storage

VERSIONS = Path(migration.__file__).parent / "migrations" / "versions"


def script():
    return ScriptDirectory.from_config(migration._config())


def test_migrations_are_numbered_in_one_line():
    steps = list(reversed(list(script().walk_revisions())))

    assert [step.revision for step in steps] == [f"{number:04d}" for number in range(1, len(steps) + 1)]
    assert all(not step.is_merge_point and not step.is_branch_point for step in steps)


def test_a_files_name_begins_with_its_number():
    for step in script().walk_revisions():
        name = Path(step.path).name
        assert re.fullmatch(rf"{step.revision}_[a-z0-9_]+\.py", name), (
            f"rename {name} to {step.revision}_what_it_does.py"
        )


def test_migrations_end_at_the_tables(empty_address, keyring):
    store = open_storage(empty_address, keyring)
    store.upgrade()
    engine = upgrade_engine(empty_address, keyring)
    with engine.connect() as connection:
        # On SQLite Alembic takes an empty text for no default at all.
        options = {"compare_type": True, "compare_server_default": connection.dialect.name == "postgresql"}
        context = MigrationContext.configure(connection, opts=options)
        left = compare_metadata(context, metadata)
        found = inspect(connection)
        for table in metadata.sorted_tables:
            wanted = {fk.name for fk in table.foreign_key_constraints}
            assert {fk["name"] for fk in found.get_foreign_keys(table.name)} == wanted
            assert found.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"
    engine.dispose()
    store.dispose()

    assert left == [], "run: alembic revision --autogenerate --rev-id <next number> -m <what changes>"


def test_upgrading_tells_whether_all_is_there_and_twice_is_once(empty_address, keyring):
    store = open_storage(empty_address, keyring)
    if not store.is_sqlite:
        assert not store.head_ok()
    store.upgrade()
    with store.read() as unit:
        index = unit._blind().of("phone", "1")
    store.upgrade()
    assert store.head_ok()
    store.dispose()

    again = open_storage(empty_address, keyring)
    with again.read() as unit:
        assert unit._blind().of("phone", "1") == index
    again.dispose()


def test_a_database_that_is_not_there_is_not_ready(tmp_path, keyring):
    store = open_storage(f"sqlite:///{tmp_path / 'absent' / 'zhudong.db'}", keyring)

    assert not store.head_ok()


def test_every_step_can_be_taken_back_and_again(empty_address, keyring):
    engine = upgrade_engine(empty_address, keyring)
    migration.upgrade(engine)
    config = migration._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migration.upgrade(engine)
    assert migration.is_head(engine)
    engine.dispose()


def test_several_processes_may_upgrade_at_once(empty_address, keyring, in_processes):
    in_processes(4, "open_storage(address, ring).upgrade()", empty_address)

    store = open_storage(empty_address, keyring)
    assert store.head_ok()
    store.dispose()
