"""Every rule of every pack can be read as a line with its document."""

import pytest

from knowledge.pack import PACKS, load_pack
from knowledge.rulelines import TOPICS, lines, listing

NAMES = sorted(path.name for path in PACKS.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_each_rule_says_something_and_names_its_document(name):
    pack = load_pack(name)
    book = pack.rulebook
    asked = sum(len(getattr(book, section)) for section in TOPICS if hasattr(book, section))
    told = lines(pack)

    assert len([line for line in told if line.topic not in ("spoken", "appeals", "clocks")]) == asked
    for line in told:
        assert line.name, line.key
        assert line.source is not None, line.key
        assert line.source.doc_no or line.source.title, line.key
        assert not line.ours or line.note, line.key


def test_a_packs_own_rules_come_before_those_it_inherits():
    limits = [line for line in lines(load_pack("jingdezhen")) if line.topic == "statutory_steps"]

    assert [line.own for line in limits] == sorted((line.own for line in limits), reverse=True)
    assert limits[0].says == "受理起18个工作日内作出确认决定，由乡镇（街道）和县级民政办"


def test_the_listing_begins_with_documents_and_open_questions():
    told = list(listing(load_pack("junsai"), inherited=False))

    assert told[0] == "== 镇康县军赛民族乡（junsai，530924205）"
    assert told[1].startswith("文件：《军赛民族乡建立完善社会救助主动发现机制工作方案》（军政发〔2023〕12号）")
    assert told.index("文件没写明的（7 项，不是文件的规定）") < told.index("找谁")
    assert any("云办发〔2020〕32号）（待核对）" in line for line in told)


def test_what_the_bureau_sets_itself_is_told_as_set(tmp_path):
    (tmp_path / "national").mkdir()
    programmes = (PACKS / "national").rglob("*.yaml")
    for path in programmes:
        target = tmp_path / path.relative_to(PACKS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text("utf-8"), "utf-8")
    county = tmp_path / "county"
    county.mkdir()
    head = "pack: {name: county, title: 某县, division: '141121'}\nsettings: {day_zero: same_day}\n"
    (county / "pack.yaml").write_text(head, "utf-8")
    pack = load_pack("county", tmp_path)

    assert pack.chosen("day_zero") == "same_day"
    assert "  时限从哪天数起：当天就算第一天（本局已定，代号 day_zero）〔民发〔2021〕57号 第22条〕" in list(
        listing(pack)
    )
