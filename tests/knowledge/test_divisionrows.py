import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.divisionrows import NotARow, csv_rows, division_row, json_rows


def test_columns_are_found_by_their_names_in_any_order():
    ((number, fields),) = csv_rows(["名称,代码\n", "北张乡,141121202\n"])

    assert number == 2
    assert division_row(number, fields).code == "141121202"


def test_without_a_head_line_code_and_name_come_first():
    assert [fields["name"] for _, fields in csv_rows(["141121202,北张乡\n"])] == ["北张乡"]


def test_twelve_digits_with_zeros_are_the_code_of_their_level():
    assert division_row(1, {"code": "141121000000", "name": "文水县"}).code == "141121"
    assert division_row(1, {"code": "141121202000", "name": "北张乡"}).code == "141121202"
    assert division_row(1, {"code": "141121202200", "name": "北张村委会"}).code == "141121202200"


@given(st.integers(1, 50), st.lists(st.text("北张南武乡村", min_size=1, max_size=6), min_size=1, max_size=12))
def test_a_json_list_is_read_whole_however_it_is_cut(size, names):
    text = json.dumps([{"code": "141121202", "name": name} for name in names], ensure_ascii=False)
    blocks = [text[at : at + size] for at in range(0, len(text), size)]

    assert [fields["name"] for _, fields in json_rows(blocks)] == names


@given(st.dictionaries(st.sampled_from(["code", "name", "aliases", "into", "since"]), st.text(max_size=30)))
def test_any_fields_give_a_row_or_a_reason(fields):
    try:
        told = division_row(7, fields).code
    except NotARow as why:
        told = str(why)

    assert told


def test_several_aliases_are_parted_by_a_pause_mark():
    row = division_row(1, {"code": "141121202", "name": "北张镇", "aliases": "老北张、北张公社"})

    assert row.aliases == ("老北张", "北张公社")
    with pytest.raises(NotARow, match="别名"):
        division_row(1, {"code": "141121202", "name": "北张镇", "aliases": "张"})
