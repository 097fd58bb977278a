"""The command line as scripts use it: exit codes, the JSON contract, words that say what to do."""

import base64
import importlib
import json

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.commands.benchmarks import ORDER

CONTRACT = {"text", "intent", "programme", "slots", "place", "urgent", "answer", "sources"}


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("ZHUDONG_DATABASE_URL", f"sqlite:///{tmp_path / 'zhudong.db'}")
    monkeypatch.setenv("ZHUDONG_SECRET_KEY", "sample-secret-of-a-test")
    monkeypatch.setenv("ZHUDONG_DATA_KEYS", base64.b64encode(b"k" * 32).decode())
    monkeypatch.setenv("ZHUDONG_SEMANTIC", "false")

    def go(*words, said=""):
        return CliRunner().invoke(app, list(words), input=said)

    return go


def test_ask_prints_a_json_object_a_line_as_the_contract_has_it(run):
    done = run("ask", "--jsonl", said="农村低保一个月多少钱\n\n村东头老李家断粮三天了\n")

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [line["text"] for line in lines] == ["农村低保一个月多少钱", "村东头老李家断粮三天了"]
    assert all(set(line) == CONTRACT for line in lines)
    assert (lines[0]["intent"], lines[0]["programme"]) == ("ask_standard", "dibao")
    assert lines[0]["sources"][0]["doc_no"].startswith("示例")
    assert lines[1]["urgent"] is True


def test_ask_tells_danger_its_numbers_although_nobody_can_be_alerted_from_a_terminal(run):
    done = run("ask", "--jsonl", said="我不想活了\n")

    assert "12356" in json.loads(done.stdout)["answer"]


def test_ask_gives_a_place_with_its_statistical_code(run):
    done = run("ask", "--jsonl", "--pack", "wenshui", said="文水县凤城镇低保去哪办\n")

    place = json.loads(done.stdout)["place"]
    assert place["code"].startswith("141121")
    assert place["name"]


def test_a_new_key_is_thirty_two_bytes(run):
    done = run("keys", "new")

    assert len(base64.b64decode(done.stdout)) == 32


def test_the_doctor_says_that_tables_are_missing_and_how_to_make_them(run):
    before = run("check")
    run("db", "upgrade")
    after = run("check")

    assert before.exit_code == 1
    assert "zhudong db upgrade" in before.stdout
    assert after.exit_code == 0
    assert "还没有登记工作人员" in after.stdout


def test_packs_that_ship_have_no_mistake(run):
    done = run("pack", "check")

    assert done.exit_code == 0
    assert "没有错误" in done.stdout


def test_a_pack_with_a_mistake_is_told_by_file_and_line(run, tmp_path):
    (tmp_path / "packs" / "county").mkdir(parents=True)
    (tmp_path / "packs" / "county" / "pack.yaml").write_text("title: 示例县\ncolour: red\n", encoding="utf-8")
    done = run("pack", "check", str(tmp_path / "packs"))

    assert done.exit_code == 1
    assert "county/pack.yaml:2" in done.stdout


def test_a_payment_file_with_mistakes_writes_nothing_and_says_where_they_are(run, tmp_path):
    run("db", "upgrade")
    file = tmp_path / "示例.csv"
    file.write_text("姓名,身份证号,救助项目,所属月份,发放金额\n张三,123,低保,2026-11,620\n", encoding="utf-8")
    done = run("payments", "import", str(file))

    assert done.exit_code == 1
    assert "第 2 行 身份证号" in done.stdout


def test_a_payment_file_is_imported_once(run, tmp_path):
    run("db", "upgrade")
    file = tmp_path / "示例.csv"
    rows = (
        "姓名,身份证号,救助项目,所属月份,发放金额,发放日期\n张桂兰,719901195506070246,低保,2026-10,620.00,2026-10-10\n"
    )
    file.write_text(rows, encoding="gb18030")
    first = run("payments", "import", str(file))
    second = run("payments", "import", str(file))

    assert "已导入 1 笔" in first.stdout
    assert "已经导入过" in second.stdout


def test_a_login_is_added_with_a_password_that_is_asked_for(run):
    run("db", "upgrade")
    short = run("user", "add", "lin", "林晓", said="short\nshort\n")
    done = run("user", "add", "lin", "林晓", said="long-enough-1\nlong-enough-1\n")
    again = run("user", "add", "lin", "林晓", said="long-enough-1\nlong-enough-1\n")

    assert (short.exit_code, done.exit_code, again.exit_code) == (1, 0, 1)
    assert "已新增账号 lin（坐席）" in done.stdout
    assert "已存在" in again.stdout


def test_mistaken_settings_are_all_named_at_once(run, monkeypatch):
    monkeypatch.setenv("ZHUDONG_DATABASE_URL", "mysql://x")
    monkeypatch.setenv("ZHUDONG_DATA_KEYS", "too-short")
    done = run("check")

    assert done.exit_code == 2
    assert "ZHUDONG_DATABASE_URL" in done.output
    assert "ZHUDONG_DATA_KEYS" in done.output


def test_every_line_of_the_labelled_questions_prints_the_contract(run, shared_folder):
    questions = (shared_folder / "data" / "questions_dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"].replace("\n", " ") for line in questions]
    done = run("ask", "--jsonl", said="\n".join(texts) + "\n")

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(texts)
    assert all(set(line) == CONTRACT and line["answer"] for line in lines)


def test_every_benchmark_that_is_offered_is_there():
    modules = [importlib.import_module(f"tests.benchmarks.{name}") for name in ORDER]

    assert all(callable(module.main) for module in modules)


def test_a_benchmark_nobody_knows_is_told_with_those_there_are(run):
    done = run("bench", "nothing")

    assert done.exit_code == 2
    assert "webhook" in done.stdout


def test_ask_says_why_it_understood_so(run):
    done = run("ask", "--explain", said="办低保要带什么材料\n")

    assert done.exit_code == 0
    assert "支持：" in done.stdout
    assert "回答用的：dibao.materials" in done.stdout


def test_an_entitlement_file_says_what_it_would_do_and_is_entered_once(run, tmp_path):
    run("db", "upgrade")
    file = tmp_path / "待遇示例.csv"
    head, row = "姓名,身份证号,救助项目,享受起始日期,待遇金额", "张桂兰,719901195506070246,特困,2025-07-01,1030"
    file.write_text(f"{head}\n{row}\n", encoding="gb18030")
    dry = run("entitlements", "import", str(file), "--dry-run")
    done = run("entitlements", "import", str(file))
    again = run("entitlements", "import", str(file))
    file.write_text(f"{head}\n{row.replace('1030', '一千')}\n", encoding="utf-8")
    bad = run("entitlements", "check", str(file))

    assert "新增 1，" in dry.stdout
    assert "已登记" not in dry.stdout
    assert "已登记：新增 1，变更 0，停发 0" in done.stdout
    assert "和登记的一样 1" in again.stdout
    assert bad.exit_code == 1
    assert "第 2 行 待遇金额" in bad.stdout


def test_the_doctor_names_the_letters_that_have_no_template(run, monkeypatch):
    run("db", "upgrade")
    whole = run("check")
    monkeypatch.setenv("ZHUDONG_PACK", "wenshui")
    bare = run("check")

    assert "没有模板的" not in whole.stdout
    assert "政策消息（news）、办后回访（follow_up）" in bare.stdout
    assert "48小时" in bare.stdout
