"""What the bureau taught, from the command line: checked, built into a model, taken along as a pack."""

import base64
import json
import shutil
from datetime import UTC, datetime

import pytest
import yaml
from typer.testing import CliRunner

from bot.__main__ import app
from bot.own_models import own_models
from knowledge.classifier import model
from knowledge.lessons import Lesson
from knowledge.pack import PACKS, check_packs, load_pack
from knowledge.programmes import Entry
from knowledge.sources import Source
from knowledge.training.sentences import examples
from storage.crypto import KeyRing
from storage.store import open_storage

KEY = b"k" * 32
NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
ENTRY = Entry(
    "",
    "dibao",
    "低保户火化费减免（示例）",
    ("低保户死了火化费减免吗",),
    "减免500元（示例）。",
    "第三条（示例）",
    (Source("示民发〔2026〕9号", "减免通知（示例）", "2026-01-01"),),
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHUDONG_DATABASE_URL", f"sqlite:///{tmp_path / 'zhudong.db'}")
    monkeypatch.setenv("ZHUDONG_SECRET_KEY", "sample-secret-of-a-test")
    monkeypatch.setenv("ZHUDONG_DATA_KEYS", base64.b64encode(KEY).decode())
    monkeypatch.setenv("ZHUDONG_SEMANTIC", "false")

    def go(*words):
        return CliRunner().invoke(app, list(words))

    go("db", "upgrade")
    return go


@pytest.fixture
def teach(tmp_path, run):
    def taught(kind, *lessons, entry=None):
        store = open_storage(f"sqlite:///{tmp_path / 'zhudong.db'}", KeyRing([KEY]))
        with store.work() as uow:
            if entry:
                uow.lessons.put_entry(entry, "account:1", NOW)
            for lesson in lessons:
                uow.lessons.teach(kind, lesson, "account:1", NOW)
            uow.commit()
        store.dispose()

    return taught


FIRE = Lesson("低保户死了火化费减免吗", "ask_policy", "dibao", "own-1")


def test_check_says_whether_every_line_is_heard_and_answered_as_written(run, teach):
    teach("sentence", FIRE, entry=ENTRY)
    teach("line", FIRE)
    fine = run("learn", "check")
    teach("line", Lesson("农村低保一个月多少钱", "complaint"))
    broken = run("learn", "check")

    assert (fine.exit_code, broken.exit_code) == (0, 1)
    assert "1 句里 1 句对" in fine.stdout
    assert "农村低保一个月多少钱" in broken.stdout
    assert "应该是：投诉" in broken.stdout


def test_a_model_is_built_of_the_shipped_sentences_and_the_bureaus_own(run, teach, tmp_path):
    teach("sentence", Lesson("骨灰堂存一年怎么收费", "out_of_scope"), Lesson("骨灰堂能不能存", "out_of_scope"))
    done = run("learn", "build")

    assert done.exit_code == 0, done.stdout
    built = own_models(tmp_path / "var" / "model")
    assert built["words"].rows != model("words").rows
    assert built["meaning"] is model("meaning")


def test_a_model_that_hears_a_shipped_sentence_worse_is_not_put_in_place(run, teach, tmp_path):
    amounts = [each for each in examples() if each.intent == "ask_standard"]
    # A rare character a sentence tells the model nothing: the same words are taught to mean something else.
    odd = [f"{each.text}{chr(0x4E00 + 7 * at)}" for at, each in enumerate(amounts * 2)]
    teach("sentence", *(Lesson(text, "insult") for text in odd))
    done = run("learn", "build")

    assert done.exit_code == 1
    assert "没有换上" in done.stdout
    assert own_models(tmp_path / "var" / "model") is None


def test_nothing_taught_is_nothing_to_build(run):
    done = run("learn", "build")

    assert done.exit_code == 0
    assert "还没有教过话" in done.stdout


def test_a_model_of_another_release_or_a_broken_one_is_left_alone(run, teach, tmp_path):
    folder = tmp_path / "var" / "model"
    teach("sentence", Lesson("骨灰堂存一年怎么收费", "out_of_scope"))
    run("learn", "build")
    path = folder / "words.json"
    stored = json.loads(path.read_text())
    path.write_text(json.dumps({**stored, "shipped": "another"}))
    assert own_models(folder) is None
    path.write_text("{")
    assert own_models(folder) is None


def test_what_was_taught_becomes_a_file_that_a_pack_takes_in(run, teach, tmp_path):
    teach("sentence", FIRE, Lesson("骨灰堂存一年怎么收费", "out_of_scope"), entry=ENTRY)
    assert run("learn", "export", "-o", "taken").exit_code == 0

    packs = tmp_path / "packs"
    shutil.copytree(PACKS, packs)
    shutil.copy(tmp_path / "taken" / "learned.yaml", packs / "shifan" / "learned.yaml")
    assert check_packs(packs) == ()
    (entry,) = (one for one in load_pack("shifan", packs).entries if one.key == "own_1")
    assert entry.answer.startswith(ENTRY.answer)
    assert entry.sources[0].doc_no == "示民发〔2026〕9号"
    sentences = yaml.safe_load((tmp_path / "taken" / "sentences.yaml").read_text(encoding="utf-8"))
    assert sentences == {
        "ask_policy": {"dibao": "低保户死了火化费减免吗\n"},
        "out_of_scope": {"none": "骨灰堂存一年怎么收费\n"},
    }
