"""Sealing: what goes in comes out, in its own column, under its own keys, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto import BlindIndex, KeyRing, Unreadable, new_key
from tests.storage.conftest import NEW_KEY, OLD_KEY

ALGORITHMS = ("aes256gcm", "sm4gcm")
COLUMN = b"people.name"


@given(plain=st.binary(max_size=400), algorithm=st.sampled_from(ALGORITHMS))
def test_what_is_sealed_opens_again(plain, algorithm):
    ring = KeyRing([OLD_KEY], algorithm)

    assert ring.open(ring.seal(plain, COLUMN), COLUMN) == plain


@given(st.lists(st.text(max_size=30).map(str.encode), max_size=600))
def test_a_long_loop_seals_the_same_and_never_alike(plains):
    ring = KeyRing([OLD_KEY])
    seal = ring.sealer(COLUMN)

    kept = [seal(plain) for plain in plains]

    assert [ring.open(one, COLUMN) for one in kept] == plains
    assert len({one[6:18] for one in kept}) == len(kept)


@given(plain=st.binary(min_size=1, max_size=60), where=st.integers(0, 10**6), algorithm=st.sampled_from(ALGORITHMS))
def test_one_changed_byte_is_noticed(plain, where, algorithm):
    ring = KeyRing([OLD_KEY], algorithm)
    kept = bytearray(ring.seal(plain, COLUMN))
    kept[where % len(kept)] ^= 1

    with pytest.raises(Unreadable):
        ring.open(bytes(kept), COLUMN)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_value_moved_to_another_column_does_not_open(algorithm):
    ring = KeyRing([OLD_KEY], algorithm)

    with pytest.raises(Unreadable, match=r"clues\.words"):
        ring.open(ring.seal("王奶奶（示例）".encode(), COLUMN), b"clues.words")


def test_the_same_words_never_look_the_same():
    ring = KeyRing([OLD_KEY])

    assert ring.seal(b"x", COLUMN) != ring.seal(b"x", COLUMN)


def test_a_new_key_seals_and_the_old_one_still_opens():
    old, both = KeyRing([OLD_KEY]), KeyRing([NEW_KEY, OLD_KEY])

    assert both.open(old.seal(b"x", COLUMN), COLUMN) == b"x"
    with pytest.raises(Unreadable):
        old.open(both.seal(b"x", COLUMN), COLUMN)


def test_values_of_the_other_algorithm_stay_readable():
    aes, sm4 = KeyRing([OLD_KEY], "aes256gcm"), KeyRing([OLD_KEY], "sm4gcm")

    assert sm4.open(aes.seal(b"x", COLUMN), COLUMN) == b"x"
    assert aes.open(sm4.seal(b"x", COLUMN), COLUMN) == b"x"
    assert aes.head != sm4.head


@pytest.mark.parametrize("kept", [b"", b"short", b"\x01\x01abcd", b"\x02" + bytes(40)])
def test_damage_of_any_length_is_one_kind_of_error(kept):
    with pytest.raises(Unreadable):
        KeyRing([OLD_KEY]).open(kept, COLUMN)


@pytest.mark.parametrize("secrets", [[], [b"too short"], [OLD_KEY, OLD_KEY]])
def test_a_ring_that_cannot_be_right_is_refused(secrets):
    with pytest.raises(ValueError):
        KeyRing(secrets)


def test_an_unknown_algorithm_is_refused():
    with pytest.raises(ValueError, match="aes256gcm or sm4gcm"):
        KeyRing([OLD_KEY], "rot13")


def test_keys_are_read_as_the_setting_holds_them():
    first, second = new_key(), new_key()

    ring = KeyRing.from_text(f"{first}, {second}".replace(" ", ""))

    assert ring.head == KeyRing.from_text(first).head
    with pytest.raises(ValueError, match="base64"):
        KeyRing.from_text("not base64!")


def test_a_ring_shows_no_secret():
    assert OLD_KEY.hex() not in repr(KeyRing([OLD_KEY]))
    assert "old key" not in repr(KeyRing([OLD_KEY]))
    assert repr(BlindIndex(OLD_KEY)) == "BlindIndex(...)"


def test_a_fingerprint_is_hmac_sha256_cut_to_sixteen_bytes():
    import hmac

    assert (
        BlindIndex(OLD_KEY).of("phone", "13800000000") == hmac.digest(OLD_KEY, b"phone\x0013800000000", "sha256")[:16]
    )


def test_a_fingerprint_tells_kinds_and_keys_apart():
    index = BlindIndex(OLD_KEY)

    assert index.of("phone", "1234") != index.of("id_tail", "1234")
    assert index.of("phone", "1234") != BlindIndex(NEW_KEY).of("phone", "1234")
