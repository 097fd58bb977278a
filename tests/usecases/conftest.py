"""Real storage with real migrations, the sample county, a sender that only writes down."""

import itertools
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.services import Handed, SendError, Services
from bot.settings import Settings
from bot.usecases.answer import answer
from bot.usecases.letters import deliver_letters
from bot.wechat.outbound import fit
from dialogs.message import Message
from knowledge.office import open_office
from knowledge.routing import StaffMember
from storage.crypto import KeyRing
from storage.store import open_storage

MORNING = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)  # 周五 2026-11-20 09:30 in China
KEY = b"a key of the tests, 32 bytes lo."


@dataclass
class Clock:
    """Time that moves when a test says so."""

    moment: datetime = MORNING

    def __call__(self):
        return self.moment

    def pass_by(self, **span):
        self.moment += timedelta(**span)


@dataclass
class FakeSender:
    """Writes down what it is given; fails as told beforehand, once for each error in ``errors``."""

    sent: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    channel: str = "template"
    storage: object = None

    def send(self, letter, contact):
        if self.errors:
            error = self.errors.pop(0)
            if error is not None:
                raise error
        if contact is None:
            raise SendError("unsubscribed", permanent=True)
        self.sent.append(letter)
        return Handed(self.channel, f"m{letter.id}")

    def texts(self, to_id=None):
        return [str(letter.payload.get("text", "")) for letter in self.sent if to_id in (None, letter.to_id)]


@pytest.fixture(scope="session")
def office():
    return open_office("shifan")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    path = tmp_path_factory.mktemp("usecases") / "empty.db"
    store = open_storage(f"sqlite:///{path}", KeyRing([KEY]))
    store.upgrade()
    with store.work() as uow:
        uow.commit()
    store.dispose()
    return path


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sender():
    return FakeSender()


@pytest.fixture
def services(empty_database, tmp_path, clock, sender, office):
    path = tmp_path / "zhudong.db"
    shutil.copy(empty_database, path)
    store = open_storage(f"sqlite:///{path}", KeyRing([KEY]))
    ids = itertools.count(1)
    yield Services(
        storage=store,
        offices=lambda: office,
        settings=Settings(),
        now=clock,
        new_id=lambda: f"id-{next(ids)}",
        sender=sender,
        fit=fit,
    )
    store.dispose()


BEIZHANG = "999901200201"
NANZHANG = "999901200202"
TOWN = "999901200"
COUNTY = "999901"


@pytest.fixture
def staff(services):
    """陈秀兰 of 北张村 (deputy 周明), 王海燕 of the township, 马国栋 of the county; 南张村 has nobody."""
    wanted = {
        "chen": StaffMember(1, "陈秀兰", "15400000101", "o-chen", BEIZHANG, "assistant"),
        "zhou": StaffMember(2, "周明", "15400000106", "o-zhou", BEIZHANG, "grid"),
        "wang": StaffMember(3, "王海燕", "15400000111", "o-wang", TOWN, "township"),
        "ma": StaffMember(4, "马国栋", "15400000121", "o-ma", COUNTY, "county"),
    }
    with services.storage.work() as uow:
        for member in wanted.values():
            uow.staff.add(member)
            uow.contacts.follow(member.openid)
        uow.staff.update(1, deputy_id=2)
        uow.commit()
    return wanted


_keys = itertools.count(1)


@pytest.fixture
def says(services, clock):
    """A resident says something; gives all replies as one text."""

    def say(text, sender="o-resident", kind="text", key=None, **rest):
        message = Message(key or f"m{next(_keys)}", sender, kind, clock(), text, **rest)
        return "\n".join(reply.plain() for reply in answer(message, services))

    return say


@pytest.fixture
def deliver(services):
    """Send letters until none is due."""

    def run(**options):
        total = 0
        while done := deliver_letters(services, **options):
            total += done
        return total

    return run


@pytest.fixture
def clues(services):
    """All clues, latest first, read afresh."""

    def read():
        with services.storage.read() as uow:
            return sorted(uow.clues.list().rows, key=lambda clue: -clue.id)

    return read


@pytest.fixture
def letters(services):
    """All letters by key, read afresh."""

    def read():
        with services.storage.read() as uow:
            return {letter.key: letter for letter in uow.letters.list(size=1000).rows}

    return read


@pytest.fixture
def waiting(services):
    """The call-backs that wait, as the list shows them."""

    def read():
        with services.storage.read() as uow:
            return uow.callbacks.waiting(services.now()).rows

    return read
