from hypothesis import given
from hypothesis import strategies as st

from knowledge.pack import load_pack
from knowledge.points import REACH_KM, Point, nearest

TOWNS = (Point("999901100", 40.30, 90.80), Point("999901101", 40.30, 91.00), Point("999901200", 40.45, 90.80))


def test_a_position_close_to_one_town_means_that_town():
    assert nearest(TOWNS, 40.31, 91.0) == ("999901101",)


def test_between_two_towns_both_are_proposed_the_nearer_first():
    assert nearest(TOWNS, 40.37, 90.80) == ("999901100", "999901200")


def test_far_from_every_town_nothing_is_proposed():
    assert nearest(TOWNS, 30.0, 100.0) == ()
    assert nearest((), 40.3, 90.8) == ()


def test_only_the_sample_pack_has_positions():
    assert load_pack("shifan").points
    assert not load_pack("wenshui").points


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_position_gives_at_most_three_towns_and_none_beyond_reach(latitude, longitude):
    found = nearest(TOWNS, latitude, longitude)

    assert len(found) <= 3
    for code in found:
        point = next(each for each in TOWNS if each.code == code)
        assert nearest((point,), latitude, longitude) == (code,)
        assert abs(point.latitude - latitude) * 111 <= REACH_KM * 1.01
