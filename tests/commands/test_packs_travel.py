"""A pack leaves one installation as a file and enters another, whole or not at all."""

import zipfile

import pytest
from typer.testing import CliRunner

from bot.commands import packs
from bot.commands.packs import pack
from knowledge.pack import PACKS, load_pack


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The commands over a copy of the shipped packs."""
    import shutil

    shutil.copytree(PACKS, tmp_path / "packs")
    monkeypatch.setattr(packs, "PACKS", tmp_path / "packs")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(pack, list(words))


def test_an_exported_pack_comes_back_as_it_was(run, tmp_path):
    sent = run("export", "wenshui", "-o", "county.zip")
    refused = run("import", "county.zip")
    taken = run("import", "county.zip", "--replace")

    assert (sent.exit_code, refused.exit_code, taken.exit_code) == (0, 1, 0)
    assert "--replace" in refused.stdout
    assert load_pack("wenshui", tmp_path / "packs").division == "141121"


def test_a_pack_with_a_mistake_changes_nothing(run, tmp_path):
    before = (tmp_path / "packs" / "wenshui" / "pack.yaml").read_bytes()
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("wenshui/pack.yaml", "title: 文水县\ncolour: red\n")
    done = run("import", "bad.zip", "--replace")

    assert done.exit_code == 1
    assert "wenshui/pack.yaml:2" in done.stdout
    assert (tmp_path / "packs" / "wenshui" / "pack.yaml").read_bytes() == before


@pytest.mark.parametrize("entry", ["../outside/pack.yaml", "county/../../pack.yaml", "county/run.py", "pack.yaml"])
def test_a_file_that_reaches_elsewhere_is_refused(run, tmp_path, entry):
    with zipfile.ZipFile(tmp_path / "sly.zip", "w") as archive:
        archive.writestr(entry, "title: 示例\n")
    done = run("import", "sly.zip")

    assert done.exit_code == 1
    assert "没有导入任何内容" in done.stdout
    assert not (tmp_path / "outside").exists()


def test_what_is_no_zip_is_told_so(run, tmp_path):
    (tmp_path / "county.zip").write_text("no zip")
    done = run("import", "county.zip")

    assert done.exit_code == 1
    assert "不是 zip" in done.stdout


def test_a_pack_is_shown_with_the_passage_of_each_rule(run):
    shown = run("show", "chuxiong")
    unknown = run("show", "nowhere")

    assert (shown.exit_code, unknown.exit_code) == (0, 1)
    assert "文件没写明的" in shown.stdout
    assert "10,000元以上；结果交乡镇（街道）核实〔楚民发〔2023〕7号 二（二）1〕" in shown.stdout
    assert "民发〔2021〕57号" not in shown.stdout
    assert "民发〔2021〕57号" in run("show", "chuxiong", "--all").stdout


def test_a_check_lists_the_rules_of_every_pack_when_asked(run):
    told = run("check", "--rules").stdout

    for title in ("全国", "文水县", "楚雄彝族自治州", "镇康县军赛民族乡", "景德镇市", "烟台市"):
        assert f"== {title}（" in told


def test_own_words_that_would_not_do_are_named_with_their_line_and_advice_stops_nothing(run, tmp_path):
    packs = tmp_path / "packs"
    (packs / "wenshui" / "own.yaml").write_text(
        "wording:\n  help.village: 是哪个村？\n  help.subject: 谁遇到了困难！\n", "utf-8"
    )
    done = run("check", str(packs))

    assert done.exit_code == 1
    assert "wenshui/own.yaml:2" in done.stdout
    assert "漏了 {place}" in done.stdout
    assert "建议 wenshui/own.yaml:3" in done.stdout
    assert "共 1 处错误" in done.stdout
