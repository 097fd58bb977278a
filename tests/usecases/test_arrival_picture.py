"""到账图片: a real PNG with the name masked, of nobody's money but the person's own."""

import struct
from datetime import date
from decimal import Decimal

import pytest

from bot.usecases.arrival_picture import arrivals_file, drawing
from storage.payment_rows import NewPayment
from tests.usecases.conftest import BEIZHANG, MORNING


@pytest.fixture
def wang(services):
    with services.storage.work() as uow:
        person = uow.people.add("王秀英", "719901194803120129", "15400000001", BEIZHANG, now=MORNING)
        other = uow.people.add("张桂兰", "719901195506070246", "15400000003", BEIZHANG, now=MORNING)
        rows = [
            NewPayment(2, person, "dibao", "2026-11", Decimal(620), date(2026, 11, 10), "0001"),
            NewPayment(3, person, "gaoling", "2026-10", Decimal(50), date(2026, 11, 10), "0001"),
            NewPayment(4, person, "dibao", "2026-10", Decimal(620), date(2026, 10, 10), "0001"),
            NewPayment(5, other, "tekun", "2026-11", Decimal(1030), date(2026, 11, 10), "0003"),
        ]
        uow.payments.add_batch(uow.payments.add_file("x.csv", b"x", "system", MORNING).id, rows, "system", MORNING)
        uow.contacts.bind("o-wang", person, "同意（示例）", MORNING)
        uow.commit()
    return person


@pytest.fixture
def found(services):
    return arrivals_file(services.storage, services.offices, services.now)


def test_it_is_a_picture_a_phone_can_show(wang, found):
    file = found(f"{wang}:")

    assert file.content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", file.content[16:24])
    assert width == 750
    assert 500 < height < 3000
    assert len(file.content) < 2_000_000
    assert (file.content_type, file.name) == ("image/png", f"arrivals-{wang}.png")


def test_it_says_month_by_month_what_came_with_the_name_masked(wang, services):
    with services.storage.read() as uow:
        person, paid = uow.people.get(wang), uow.payments.of_person(wang)
    seen = drawing(person, paid, "", services.office, date(2026, 11, 20))

    assert "王**" in seen["title"]
    assert "秀英" not in str(seen)
    assert [month["month"] for month in seen["months"]] == ["2026年11月", "2026年10月"]
    assert {row["amount"] for row in seen["months"][0]["rows"]} == {"620元", "50元"}
    assert any("（10月的）" in row["day"] for row in seen["months"][0]["rows"])
    assert any("2026年11月20日" in note for note in seen["notes"])
    assert any("示例" in note for note in seen["notes"])
    assert "1030" not in str(seen)


def test_a_programme_is_shown_alone_when_it_is_named(wang, services):
    with services.storage.read() as uow:
        person, paid = uow.people.get(wang), uow.payments.of_person(wang)
    only = [one for one in paid if one.programme == "gaoling"]

    assert "高龄津贴" in drawing(person, only, "gaoling", services.office, date(2026, 11, 20))["title"]


def test_nothing_to_show_is_no_picture(wang, found):
    with pytest.raises(KeyError):
        found(f"{wang}:canji")
    with pytest.raises(KeyError):
        found("4711:")


def test_a_tap_queues_the_picture_of_the_bound_person_for_the_sender_alone(wang, says, letters):
    says("查到账", sender="o-wang")
    says("2", sender="o-wang")

    (letter,) = (one for one in letters().values() if one.payload.get("media"))
    assert letter.to_id == "o-wang"
    assert letter.payload["media"] == {"kind": "image", "ref": f"arrivals:{wang}:"}
    assert letter.lane == "interactive"


def test_who_is_not_bound_is_sent_no_picture(wang, says, letters):
    says("到账图片", sender="o-stranger")

    assert not [one for one in letters().values() if one.payload.get("media")]


def test_markup_in_a_title_is_only_text(found, services):
    from bot.drawings.png import png

    wild = {
        "bureau": "#panic()",
        "title": "*王*_\\u{20BB7}_𠮷",
        "months": [],
        "notes": ["$x$ ] #sys"],
    }

    assert png("arrivals", wild).startswith(b"\x89PNG")
