"""The console and the desk as one small app over a fresh SQLite file: for outside-in tests and for browsers."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask

from bot.console.blueprint import console_blueprint
from bot.desk.blueprint import desk_blueprint
from bot.offices import OfficeKeeper
from bot.public.blueprint import public_blueprint
from bot.services import SendError, Services
from bot.settings import Settings
from bot.usecases.accounts import add_account
from bot.usecases.clues import Reporter, register_clue
from dialogs.effects import OpenClue
from knowledge.routing import StaffMember
from storage.crypto import KeyRing
from storage.store import open_storage
from tests.builders import WEDNESDAY, an_office

PASSWORD = "correct horse 7"  # of every account of the tests
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"|name="csrf_token" value="([^"]+)"')


class Clock:
    """A clock that tests push forward."""

    def __init__(self, now=WEDNESDAY):
        self.now = now

    def __call__(self):
        return self.now

    def pass_(self, **how_long):
        self.now += timedelta(**how_long)


PICTURE = b"\x89PNG a sample picture"


def media_of(media_id):
    """What the platform still keeps: one picture and one page that pretends to be one."""
    if media_id == "media-picture":
        return PICTURE, "image/png"
    if media_id == "media-page":
        return b"<script>", "text/html"
    raise SendError("permanent", 40007, permanent=True)


class NoSender:
    """Nothing is sent from pages."""

    def send(self, letter, contact):
        raise AssertionError("a page must queue letters, never send them")


class FakeOAuth:
    """WeChat's login, as far as the desk sees it: the state is the path, the code is the openid."""

    def login_url(self, next_path, browser):
        return f"/fake-wechat?state={next_path}"

    def next_of(self, state, browser):
        return state

    def openid_of(self, code):
        if code == "virtual":
            raise SendError("user_refused")
        return code


@dataclass
class Pages:
    """The app, its services and its clock."""

    app: Flask
    services: Services
    clock: Clock
    accounts: dict[str, int] = field(default_factory=dict)

    def browser(self, username=""):
        """A test browser, logged in as that account."""
        client = self.app.test_client()
        if username:
            page = client.get("/console/login")
            data = {"username": username, "password": PASSWORD, "csrf_token": token_of(page)}
            assert client.post("/console/login", data=data).status_code == 302
        return client

    def phone(self, openid):
        """A staff member's phone, logged in through WeChat."""
        client = self.app.test_client()
        assert client.get(f"/desk/login/back?code={openid}").status_code == 302
        return client

    def resident(self, openid):
        """A resident's phone, known to our pages through WeChat."""
        client = self.app.test_client()
        assert client.get(f"/my/login/back?state=/my&code={openid}").location == "/my"
        return client

    def bind(self, openid="sim-resident-zhang", name="张桂兰"):
        """Tie an openid to one of the registered residents; the person's id."""
        with self.services.storage.work() as uow:
            seed = next(one for one in self.services.office.pack.residents if one.name == name)
            person = uow.people.by_id_number(seed.id_number)
            uow.people.update(person.id, self.clock(), programmes=tuple(seed.programmes))
            uow.contacts.bind(openid, person.id, "同意", self.clock())
            uow.commit()
        return person.id

    def register_residents(self):
        """The invented residents of the sample county, in the register."""
        with self.services.storage.work() as uow:
            for seed in self.services.office.pack.residents:
                uow.people.add(seed.name, seed.id_number, seed.phone, seed.place, now=self.clock())
            uow.commit()

    def a_clue(self, trouble="老人一个人在家，腿摔了", place="999901200201", **slots):
        """A clue as a neighbour's call makes it."""
        told = {
            "subject": "other",
            "name": "王秀英",
            "place": place,
            "trouble": trouble,
            "phone": "15400000002",
            "reporter_name": "李师傅",
            "address": "北张村三组12号",
            **slots,
        }
        kind = told.pop("kind", "help")
        urgency = told.pop("urgency", "normal")
        return register_clue(
            OpenClue(told, urgency, kind), "hotline", "system", self.services, reporter=Reporter(), apart=True
        ).clue


def token_of(response):
    """The token that a page's forms carry."""
    found = TOKEN.search(response.get_data(as_text=True))
    return next(one for one in found.groups() if one)


def post(client, address, page, **data):
    """A POST from a form of that page."""
    return client.post(address, data={"csrf_token": token_of(client.get(page)), **data})


def open_pages(folder, clock=None, offices=an_office, *, learning=False, scene_address=None):
    """A fresh app with the staff of the sample county and five accounts.

    With ``learning`` the office is read anew after each edit, as the running service does it.
    """
    clock = clock or Clock()
    store = open_storage(f"sqlite:///{folder / 'pages.db'}", KeyRing([b"a key of pages of thirty-two byt"]))
    store.upgrade()
    numbers = itertools.count(1)
    settings = Settings(secret_key="a secret of tests only, no other", semantic=False)
    services = Services(
        storage=store,
        offices=OfficeKeeper(settings, store, clock) if learning else offices,
        settings=settings,
        now=clock,
        new_id=lambda: f"id-{next(numbers)}",
        sender=NoSender(),
        fit=lambda replies: ("", ()),
        media=media_of,
        scene_address=scene_address,
    )
    keys = {}
    with store.work() as uow:
        for seed in services.office.pack.staff:
            member = StaffMember(0, seed.name, seed.phone, seed.openid, seed.division, seed.role, seed.duties)
            keys[seed.id] = uow.staff.add(member).id
        for seed in services.office.pack.staff:
            if seed.deputy:
                uow.staff.update(keys[seed.id], deputy_id=keys[seed.deputy])
        uow.commit()
    app = Flask("tests.pages")
    app.config.update(TESTING=True, SECRET_KEY="a secret of tests only, no other", MAX_CONTENT_LENGTH=50_000_000)
    app.register_blueprint(console_blueprint(services, login_rate="1000/minute"), url_prefix="/console")
    app.register_blueprint(desk_blueprint(services, FakeOAuth()), url_prefix="/desk")
    app.register_blueprint(public_blueprint(services, FakeOAuth()))
    pages = Pages(app, services, clock)
    for username, name, role, division in (
        ("linxiao", "林晓", "operator", ""),
        ("beizhang", "王海燕", "township", "999901200"),
        ("maguodong", "马国栋", "county", ""),
        ("guanli", "系统管理员", "admin", ""),
        ("waixian", "外县小孙", "county", "141121"),
    ):
        pages.accounts[username] = add_account(
            username, name, role, PASSWORD, "system", services, division=division, must_change=False
        )
    return pages
