"""Another county's villages and the bureau's own corrections, from a file to what a resident is told."""

import base64
import json

import pytest
from typer.testing import CliRunner

from bot.__main__ import app

TOWNS = "code,name,areaCode\n511502801,示例镇,511502\n511502802,样板乡,511502\n110101001,别处街道,110101\n"
VILLAGES = [
    {"code": "511502801201", "name": "石榴湾村委会", "streetCode": "511502801"},
    {"code": "511502802201", "name": "竹笋坪村委会", "streetCode": "511502802"},
    {"code": "110101001001", "name": "别处社区居委会", "streetCode": "110101001"},
]


@pytest.fixture
def run(tmp_path, monkeypatch):
    settings = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'zhudong.db'}",
        "SECRET_KEY": "sample-secret-of-a-test",
        "DATA_KEYS": base64.b64encode(b"k" * 32).decode(),
        "SEMANTIC": "false",
        "PACK": "wenshui",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"ZHUDONG_{name}", value)
    monkeypatch.chdir(tmp_path)
    return lambda *words, **more: CliRunner().invoke(app, list(words), **more)


@pytest.fixture
def lists(tmp_path):
    """The published files of an invented corner of the country."""
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "streets.csv").write_text(TOWNS, "utf-8")
    (folder / "villages.json").write_text(json.dumps(VILLAGES, ensure_ascii=False), "utf-8")
    return folder


def _place(run, text):
    return json.loads(run("ask", "--jsonl", "--pack", "wenshui", input=text + "\n").stdout)["place"]


def test_an_imported_county_is_recognised(run, lists):
    done = run("places", "import", str(lists), "--area", "511502")

    assert done.exit_code == 0, done.stdout
    assert "villages.json：新增 2" in done.stdout
    assert _place(run, "我老家是宜宾市翠屏区示例镇的")["code"] == "511502801"


def test_the_same_file_again_changes_nothing(run, lists, tmp_path):
    run("places", "import", str(lists), "--area", "511502")
    before = (tmp_path / "var/places/5115.tsv.gz").read_bytes()
    again = run("places", "import", str(lists), "--area", "511502")

    assert "没有变化 2" in again.stdout
    assert (tmp_path / "var/places/5115.tsv.gz").read_bytes() == before


def test_villages_before_their_townships_are_refused_with_the_row_and_what_to_do(run, lists, tmp_path):
    done = run("places", "import", str(lists / "villages.json"), "--area", "511502")

    assert done.exit_code == 1
    assert "第 1 行" in done.stdout
    assert "streets.csv" in done.stdout
    assert not (tmp_path / "var/places").exists()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("14112120,某乡", "代码“14112120”不对"),
        ("141121205,", "名称“”不对"),
        ("141121205,某乡,,,去年", "日期“去年”不对"),
        ("141121205,某乡,,141121999,", "141121999 还不认识"),
        ("141121205,某乡\n141121205,某镇", "重复"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(run, tmp_path, row, told):
    (tmp_path / "list.csv").write_text("代码,名称,别名,并入,启用日期\n" + row + "\n", "utf-8")
    done = run("places", "import", "list.csv")

    assert done.exit_code == 1
    assert told in done.stdout
    assert not (tmp_path / "var/places").exists()


def test_what_was_renamed_or_merged_is_found_under_both_names(run, tmp_path):
    rows = (
        "141121202,北张镇,老北张,,2024-01-01\n141121203,马西乡,,141121204,2025-01-01\n141121201,西城镇,,,2099-01-01\n"
    )
    (tmp_path / "list.csv").write_bytes(("代码,名称,别名,并入,启用日期\n" + rows).encode("gb18030"))
    done = run("places", "import", "list.csv")

    assert done.exit_code == 0, done.stdout
    assert _place(run, "我是北张乡的")["name"] == "山西省吕梁市文水县北张镇"
    assert _place(run, "家住老北张")["code"] == "141121202"
    assert _place(run, "马西乡的低保")["code"] == "141121204"
    assert _place(run, "西城乡的低保")["name"] == "山西省吕梁市文水县西城乡"


def test_the_doctor_counts_the_places_and_names_a_broken_file(run, tmp_path):
    run("db", "upgrade")
    fine = run("check")
    (tmp_path / "var/places").mkdir(parents=True)
    (tmp_path / "var/places/corrections.csv").write_text("code,name\n1,x\n", "utf-8")
    broken = run("check")

    assert "12 个乡镇（街道），158 个村（社区）" in fine.stdout
    assert broken.exit_code == 1
    assert "var/places" in broken.stdout


def test_with_the_sample_pack_the_area_must_be_named(run, lists, monkeypatch):
    monkeypatch.setenv("ZHUDONG_PACK", "shifan")
    done = run("places", "import", str(lists))

    assert done.exit_code == 1
    assert "--area" in done.stdout
