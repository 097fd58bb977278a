"""How answers are read: as people give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.names import Name
from dialogs.notunderstood import NotUnderstood
from dialogs.personal_readers import IdNumber, Phone, Place
from dialogs.readers import Choice, Media, Words, choice, consent, yes_no
from dialogs.wishes import chosen, number, wish
from tests.builders import a_message, a_scene


def _read(reader, text="", **more):
    return reader.read(a_message(text, **more), a_scene())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2", 2),
        ("２", 2),
        ("②", 2),
        ("二", 2),
        ("第二个", 2),
        ("选2", 2),
        ("2.", 2),
        ("2号", 2),
        ("12", 12),
        ("20元", 0),
        ("二级残疾", 0),
        ("", 0),
    ],
)
def test_a_bare_number_is_heard_however_it_is_written(said, meant):
    assert number(said) == meant


def test_a_number_means_what_was_shown():
    assert chosen("２", ("我要求助", "问政策")) == "问政策"
    assert chosen("3", ("我要求助", "问政策")) == ""


@pytest.mark.parametrize(
    ("said", "meant"),
    [("返回", "back"), ("取消吧", "cancel"), ("我不办了", "cancel"), ("继续", "go_on"), ("低保取消了咋办", "")],
)
def test_wishes_are_whole_sentences(said, meant):
    assert wish(said) == meant


def test_no_is_never_read_as_yes():
    assert _read(yes_no("同意", "不同意"), "我不同意") == "no"
    assert _read(consent(), "先不提交") == "no"
    assert _read(consent(), "没错") == "yes"


def test_a_choice_said_loosely_counts_when_it_fits_one_way_only():
    reader = choice(("family", "我家里人", "我妈"), ("other", "邻居或别人", "邻居"))

    assert _read(reader, "给我妈问的") == "family"
    with pytest.raises(NotUnderstood):
        _read(reader, "我妈和邻居")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("15400000002", "15400000002"),
        ("电话是 154 0000 0002，晚上打", "15400000002"),
        ("１５４０００００００２", "15400000002"),
        ("幺五四零零零零零零零二", "15400000002"),
        ("+86 154-0000-0002", "15400000002"),
        ("0300-5550100", "0300-5550100"),
    ],
)
def test_phones_are_read_as_people_write_and_say_them(said, meant):
    assert _read(Phone(), said) == meant


def test_a_phone_one_digit_short_is_told_so():
    with pytest.raises(NotUnderstood, match="10位"):
        _read(Phone(), "1540000000")


def test_an_id_tail_keeps_its_x_and_a_wrong_whole_number_is_noticed():
    assert _read(IdNumber(), "01012x") == "01012X"
    assert _read(IdNumber(), "719901194803120129") == "719901194803120129"
    with pytest.raises(NotUnderstood, match="有一位不对"):
        _read(IdNumber(), "719901194803120128")
    assert IdNumber().show("719901194803120129", a_scene()) == "719901********0129"


def test_a_name_sheds_what_leads_to_it():
    assert _read(Name(), "我叫王秀英。") == "王秀英"
    assert _read(Name(may_skip=True), "不知道") == ""
    with pytest.raises(NotUnderstood):
        _read(Name(), "123")


def test_a_place_of_two_asks_which():
    with pytest.raises(NotUnderstood) as asked:
        _read(Place(), "沙河村")

    assert [option.words for option in asked.value.options] == ["柳河镇沙河村", "北张乡沙河村"]
    assert _read(Place(), "北张乡沙河村")["code"] == "999901200204"


def test_a_place_elsewhere_is_not_taken_as_ours():
    with pytest.raises(NotUnderstood, match="文水县不归我们这里管"):
        _read(Place(), "山西省文水县")


def test_a_location_without_a_name_is_kept_as_a_point():
    found = _read(Place(), kind="location", latitude=37.5, longitude=112.0)

    assert (found["code"], found["latitude"]) == ("999901", 37.5)


def test_a_village_no_list_has_is_kept_in_words():
    assert _read(Place(village=True), "新搬迁安置点") == {"code": "", "name": "新搬迁安置点", "said": "新搬迁安置点"}


def test_a_photo_or_a_pass():
    assert _read(Media(), kind="image", media_id="m1") == "m1"
    assert _read(Media(), "没有") == ""


def test_a_phone_number_is_no_story():
    with pytest.raises(NotUnderstood):
        _read(Words(), "15400000002")


@given(st.text(max_size=60))
def test_no_reader_stumbles(said):
    readers = (Phone(), Name(), IdNumber(), Place(), Words(), Media(), consent(), Choice(yes_no().ways))
    for reader in readers:
        try:
            value = _read(reader, said)
        except NotUnderstood:
            continue
        assert isinstance(reader.show(value, a_scene()), str)
