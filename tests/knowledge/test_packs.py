"""Packs: every mistake is found at its line, and what is inherited is merged by the rules."""

import pytest

from knowledge.pack import PackError, check_packs, load_pack
from knowledge.programmes import PROGRAMME_KEYS

NATION = "".join(
    f"  {key}: {{name: 项目{index}, passages: {{summary: {{text: 这是一项帮助}}}}}}\n"
    for index, key in enumerate(PROGRAMME_KEYS)
)


@pytest.fixture
def packs(tmp_path):
    """A folder of small packs: ``packs(name, text, division)`` adds one."""

    def add(name, text="", division="", sample=False):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        head = f"pack: {{name: {name}, title: {name}, division: '{division}', sample: {str(sample).lower()}}}\n"
        head = head.replace("division: '', ", "")
        (folder / "pack.yaml").write_text(head + text, "utf-8")
        return tmp_path

    add("national", "sources:\n  law: {title: 办法, doc_no: 令第1号}\nprogrammes:\n" + NATION)
    return add


def said(folder):
    return [(problem.file, problem.line, problem.text) for problem in check_packs(folder)]


def test_every_pack_that_ships_is_without_mistakes():
    assert check_packs() == ()


def test_a_whole_small_pack_loads(packs):
    pack = load_pack("a", packs("a", "", "14"))

    assert pack.chain == ("national", "a")
    assert pack.programmes["dibao"].name == "项目0"


def test_an_unknown_field_is_a_mistake_with_its_line(packs):
    folder = packs("a", "bureau:\n  name: 局\n  telefon: '1'\n", "14")

    assert said(folder) == [
        ("a/pack.yaml", 4, "不认识的字段“telefon”，这里可以写：name、short_name、phone、hours、address")
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("programmes:\n  dibao2: {name: 低保}\n", 3, "不认识的“dibao2”"),
        ("programmes:\n  dibao:\n    passages:\n      money: {text: 话}\n", 5, "不认识的“money”"),
        ("standards:\n  - {programme: dibao}\n", 3, "缺少字段“category”"),
        ("clocks:\n  any.accept: {name: 受理, amount: 三, unit: workdays, source: law}\n", 3, "“三”不是数字"),
        ("rules:\n  one: {topic: a, text: 话, source: lost}\n", 3, "找不到“lost”"),
        ("bureau:\n  name: 甲\n  name: 乙\n", 4, "“name”写了两次"),
        ("bureau:\n  hours: [8点到12点]\n", 3, "不是时间段"),
        ("bureau: [局]\n", 2, "这里要写一组"),
        ("windows:\n  '150000': {name: 窗口}\n", 3, "不在本地区"),
        (
            "staff:\n  a: {name: 张, role: county, division: '14', phone: '1', openid: o}\n",
            2,
            "只有示例政策包可以写“staff”",
        ),
        ("menu:\n  - {name: 名字实在是太长了的菜单, kind: click, key: a}\n", 3, "太长"),
        ("menu:\n  - {name: 空}\n", 3, "要写 kind"),
        ("programmes:\n  dibao: {aliases: [项目1]}\n", 3, "同时用在"),
        ("bureau:\n  name: '甲\n", 4, "YAML 写法有误"),
        ("settings:\n  a:\n", None, ""),
    ],
)
def test_each_kind_of_mistake_is_found_at_its_line(packs, text, line, words):
    found = said(packs("a", text, "14"))

    if line is None:
        assert found == []
        return
    assert any(at == line and words in what for _, at, what in found), found


@pytest.mark.parametrize(
    ("words", "sources", "mistake"),
    [
        ("每月620元", "", "没有写出处"),
        ("每月620元", ", sources: [law]", None),
        ("请打12345问", "", None),
        ("快来办吧！", "", "给群众看的话里不要写"),
        ("你去窗口", "", "给群众看的话里不要写"),
        ("话" * 130 + "3天", ", sources: [law]", "话太长"),
    ],
)
def test_what_residents_read_is_plain_and_sourced(packs, words, sources, mistake):
    text = (
        "hotlines: {'12345': {name: 热线, for_what: 问事, source: law}}\n"
        f"programmes:\n  dibao:\n    passages:\n      summary: {{text: '{words}'{sources}}}\n"
    )
    found = said(packs("a", text, "14"))

    assert [what for _, _, what in found if mistake is None or mistake not in what] == []
    assert bool(found) == (mistake is not None)


def test_loading_a_pack_with_mistakes_tells_all_of_them_at_once(packs):
    folder = packs("a", "bureau:\n  nam: 局\n  fon: '1'\n", "14")

    with pytest.raises(PackError) as told:
        load_pack("a", folder)

    assert len(told.value.problems) == 2
    assert "a/pack.yaml:3" in str(told.value)


def test_a_pack_that_is_not_there_names_those_that_are(packs):
    with pytest.raises(PackError, match="现有：a、national"):
        load_pack("b", packs("a", "", "14"))


def test_the_chain_goes_by_division_code_and_never_through_a_sample(packs):
    packs("province", "wording: {hello: 省, bye: 省}\n", "14")
    packs("other", "wording: {hello: 外}\n", "15")
    packs("show", "wording: {hello: 样}\n", "1411", sample=True)
    pack = load_pack("county", packs("county", "wording: {hello: 县}\n", "141121"))

    assert pack.chain == ("national", "province", "county")
    assert dict(pack.wording) == {"hello": "县", "bye": "省"}


def test_records_merge_by_field_sourced_things_are_replaced_whole_and_null_takes_away(packs):
    packs(
        "province",
        "bureau: {name: 省厅, phone: '0351-1'}\n"
        "rules:\n  a: {topic: x, text: 省的, value: '3', source: law}\n  b: {topic: x, text: 省的, source: law}\n",
        "14",
    )
    text = "bureau: {name: 县局}\nrules:\n  a: {topic: x, text: 县的, source: law}\n  b: null\n"
    pack = load_pack("county", packs("county", text, "141121"))

    assert (pack.bureau.name, pack.bureau.phone) == ("县局", "0351-1")
    assert [(rule.key, rule.text, rule.value) for rule in pack.rulebook.rules] == [("a", "县的", "")]


def test_a_section_may_be_spread_over_files_but_a_key_not(packs):
    folder = packs("a", "wording: {one: 一}\n", "14")
    (folder / "a" / "more.yaml").write_text("wording:\n  two: 二\n  one: 壹\n", "utf-8")

    assert said(folder) == [("a/pack.yaml", 2, "“wording”里的“one”在 a/more.yaml 已经写过")]


def test_a_passage_from_an_unreviewed_source_says_so(packs):
    text = (
        "sources:\n  seen: {title: 转引, review: unreviewed}\n"
        "programmes:\n  dibao:\n    passages:\n      amount: {text: 每月5元, sources: [law, seen]}\n"
    )
    passage = load_pack("a", packs("a", text, "14")).programmes["dibao"].passages["amount"]

    assert passage.unreviewed
    assert passage.text == "每月5元（待核对）"


def test_our_own_choice_without_a_reason_is_a_mistake(packs):
    folder = packs(
        "a",
        "hardship_classes:\n  one: {name: 特殊困难, says: 最难, source: law, ours: true}\n"
        "statutory_steps:\n  two: {name: 全程, programme: dibao, starts: accepted, ends: decided, unit: workdays,"
        " who: 乡镇, source: law}\n"
        "open_settings:\n  three: {name: 哪天, question: 没写, default: c, choices: {a: 甲, b: 乙}, note: 因为,"
        " source: law}\n"
        "settings: {three: d}\n",
        "14",
    )

    assert [text for _, _, text in said(folder)] == [
        "标了 ours: true 的，要写 note 说明为什么这样定",
        "时限要写 amount（多少天），当场办的写 unit: at_once",
        "默认值“c”不在 choices 里",
        "“d”不在可选范围内，可以写：a、b",
    ]


def test_a_local_answer_is_to_the_same_questions(packs):
    nation = "entries:\n  payday: {title: 几号发, questions: [哪天到账], answer: 各地不一样, legal: 无统一规定}\n"
    (packs("b", "", "15") / "national" / "more.yaml").write_text(nation, "utf-8")
    folder = packs("a", "entries:\n  payday: {answer: 月初发}\n", "14")
    entry = next(each for each in load_pack("a", folder).entries if each.key == "payday")

    assert (entry.title, entry.questions, entry.answer, entry.legal) == ("几号发", ("哪天到账",), "月初发", "")


def test_a_new_answer_without_questions_is_a_mistake(packs):
    assert said(packs("a", "entries:\n  new: {answer: 月初发}\n", "14")) == [
        ("a/pack.yaml", 3, "缺少字段“title”；改写上级的同一条才可以不写")
    ]
