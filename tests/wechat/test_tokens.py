import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.services import SendError
from bot.wechat.tokens import TokenService
from storage.tokens import Token
from tests.wechat.cast import NOW


class Shelf:
    """The shared shelf, in memory."""

    def __init__(self):
        self.tokens, self.leases = {}, {}

    def get(self, name):
        return self.tokens.get(name)

    def put(self, name, value, expires_at):
        self.tokens[name] = Token(value, expires_at)
        self.leases.pop(name, None)

    def drop(self, name, value):
        if name in self.tokens and self.tokens[name].value == value:
            del self.tokens[name]

    def lease(self, name, holder, until, now):
        held = self.leases.get(name)
        if held and held[0] != holder and held[1] > now:
            return False
        self.leases[name] = (holder, until)
        return True

    def release(self, name, holder):
        self.leases.pop(name, None)


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += timedelta(seconds=seconds)


class Platform:
    def __init__(self, lives=7200):
        self.asked, self.lives = 0, lives

    def __call__(self):
        self.asked += 1
        return f"token-{self.asked}", self.lives


@pytest.fixture
def clock():
    return Clock()


def service(platform, shelf, clock, holder="web-1"):
    return TokenService(platform, shelf, clock, holder, pause=clock.sleep)


def test_twenty_threads_on_a_cold_start_ask_once(clock):
    platform = Platform()
    tokens = service(platform, Shelf(), clock)
    gate = threading.Barrier(20)

    def ask(_):
        gate.wait(5)
        return tokens.token()

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(ask, range(20))) == {"token-1"}
    assert platform.asked == 1


def test_a_second_process_takes_the_token_from_the_shelf(clock):
    platform, shelf = Platform(), Shelf()
    service(platform, shelf, clock, "web-1").token()

    assert service(platform, shelf, clock, "web-2").token() == "token-1"
    assert platform.asked == 1


def test_a_token_is_renewed_five_minutes_before_its_end(clock):
    tokens = service(Platform(), Shelf(), clock)
    tokens.token()
    clock.now += timedelta(seconds=7200 - 301)
    before = tokens.token()
    clock.now += timedelta(seconds=2)

    assert (before, tokens.token()) == ("token-1", "token-2")


def test_a_refused_token_is_forgotten_everywhere(clock):
    platform, shelf = Platform(), Shelf()
    tokens = service(platform, shelf, clock)
    tokens.drop(tokens.token())

    assert tokens.token() == "token-2"


def test_a_late_complaint_about_an_old_token_does_not_touch_the_new_one(clock):
    platform, shelf = Platform(), Shelf()
    one, two = service(platform, shelf, clock, "web-1"), service(platform, shelf, clock, "web-2")
    old = one.token()
    two.token()
    one.drop(old)
    new = one.token()
    two.drop(old)

    assert two.token() == new == "token-2"
    assert platform.asked == 2


def test_while_another_process_fetches_we_wait_for_what_it_brings(clock):
    shelf = Shelf()
    shelf.lease("wechat", "web-2", NOW + timedelta(seconds=20), NOW)

    def arrives(seconds):
        clock.sleep(seconds)
        shelf.put("wechat", "theirs", NOW + timedelta(hours=2))

    platform = Platform()
    assert TokenService(platform, shelf, clock, "web-1", pause=arrives).token() == "theirs"
    assert platform.asked == 0


def test_a_process_that_died_while_fetching_does_not_stop_us(clock):
    shelf, platform = Shelf(), Platform()
    shelf.lease("wechat", "web-2", NOW + timedelta(hours=1), NOW)

    assert service(platform, shelf, clock).token() == "token-1"
    assert clock.now < NOW + timedelta(seconds=5)


def test_a_failed_fetch_lets_the_next_process_try_at_once(clock):
    def refused():
        raise SendError("config", 40164)

    shelf, platform = Shelf(), Platform()
    with pytest.raises(SendError):
        service(refused, shelf, clock).token()

    assert service(platform, shelf, clock, "web-2").token() == "token-1"
    assert clock.now == NOW
