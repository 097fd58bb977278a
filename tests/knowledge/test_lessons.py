"""What was taught is heard as taught, and nothing else is."""

import pytest

from knowledge.lessoncheck import fault_of_lesson, faults_of_answer, faults_of_entry, known_numbers, without_numbers
from knowledge.lessons import Lesson, Lessons
from knowledge.likeness import bare
from knowledge.meanings import Nearness
from knowledge.programmes import Entry
from knowledge.sources import Source
from tests.builders import an_office

FIRE = Lesson("低保户死了火化费减免吗", "ask_policy", "dibao", "own-1")
ENTRY = Entry("own-1", "dibao", "低保户火化费减免", (FIRE.text, "火葬费用低保能免吗"), "可以减免，带低保证到殡仪馆办。")
LESSONS = Lessons((FIRE,), (ENTRY,))


@pytest.mark.parametrize(
    "said",
    [
        "请问低保户死了火化费减免吗？",
        "低保户死了 火化费减免吗",
        "低保戶死了火化費減免嗎",
        "低保户死了火化费减免",
        "低保户死了火话费减免吗",
        "你好，低保户死了火化费减免么",
    ],
)
def test_the_same_sentence_is_known_however_it_is_typed(said):
    assert LESSONS.taught(said) == FIRE


@pytest.mark.parametrize(
    "said",
    ["低保户没死火化费减免吗", "特困户死了火化费减免吗", "低保户死了火化费增免吗", "低保户", "低保户死了棺材费减免吗"],
)
def test_a_sentence_that_differs_in_what_counts_is_another(said):
    assert LESSONS.taught(said) is None


def test_the_latest_lesson_of_a_sentence_and_short_ones_only_to_the_letter():
    short = Lessons((Lesson("办证", "ask_process"),))

    assert short.taught("办证吗").intent == "ask_process"
    assert short.taught("办正") is None


def test_an_entry_is_found_by_other_words_of_the_same_question():
    assert LESSONS.entry("低保户死了，火化费能不能减免") == ENTRY
    assert LESSONS.entry("特困人员死了火化费减免吗") is None
    assert LESSONS.entry("低保怎么申请") is None
    assert LESSONS.entry("低保户死了火化费减免多少钱", "ask_standard") is None


def test_by_meaning_an_entry_must_be_near_and_ahead_of_all_others():
    other = Entry("dibao.policy", "dibao", "低保：政策规定", (), "")
    said = "家里吃低保的老人没了火化要不要钱"

    assert LESSONS.entry(said) is None
    assert LESSONS.entry(said, near=(Nearness(ENTRY, "", 0.75), Nearness(other, "", 0.5))) == ENTRY
    assert LESSONS.entry(said, near=(Nearness(ENTRY, "", 0.75), Nearness(other, "", 0.7))) is None
    assert LESSONS.entry(said, near=(Nearness(ENTRY, "", 0.5), Nearness(other, "", 0.1))) is None


def test_where_nothing_else_answers_less_likeness_will_do():
    said = "低保户火化费谁来给"

    assert LESSONS.entry(said) is None
    assert LESSONS.entry(said, lost=True) == ENTRY
    assert LESSONS.entry("流浪狗谁管", lost=True) is None


def test_a_taught_ear_hears_the_lesson_and_danger_before_it():
    office = an_office().with_lessons((FIRE, Lesson("我不想活了怎么办", "ask_policy")), (ENTRY,))
    plain = an_office().ear.hear(FIRE.text)
    heard = office.ear.hear(FIRE.text)

    assert (heard.intent, heard.programme, heard.certain) == ("ask_policy", "dibao", True)
    assert plain.text == heard.text
    assert office.ear.hear("我不想活了怎么办").danger == "self_harm"
    assert office.ear.hear("农村低保一个月多少钱") == an_office().ear.hear("农村低保一个月多少钱")


def test_the_bureaus_entries_are_searched_with_the_packs():
    office = an_office().with_lessons((), (ENTRY,))

    assert office.search.find("火化费减免")[0].entry == ENTRY
    assert office.search.find("低保要什么材料")[0].entry == an_office().search.find("低保要什么材料")[0].entry
    assert ENTRY not in an_office().pack.entries


KNOWN = known_numbers(an_office().pack)


@pytest.mark.parametrize("answer", ["每月发600元。", "每月发六百元。", "减免百分之五十。", "15个工作日内办。"])
def test_a_number_without_a_document_is_refused(answer):
    assert any("文号" in fault for fault in faults_of_answer(answer, "", KNOWN))
    assert not list(faults_of_answer(answer, "示民发〔2026〕9号", KNOWN))


def test_hotlines_and_the_bureaus_own_phone_need_no_document():
    phone = an_office().pack.bureau.phone

    assert not list(faults_of_answer(f"可以打12345，或者打{phone}问。", "", KNOWN))
    assert list(faults_of_answer("可以打13800000000问。", "", KNOWN))


def test_words_that_scold_or_shout_are_refused():
    assert list(faults_of_answer("你自己去办！", "", KNOWN))


def test_an_entry_lists_all_its_faults_at_once():
    empty = Entry("", "nothing", " ", (), "", sources=(Source("", ""),))

    assert len(faults_of_entry(empty, KNOWN)) == 4
    assert faults_of_entry(ENTRY, KNOWN) == ()


@pytest.mark.parametrize(
    "lesson",
    [
        Lesson("家里着火了救命", "ask_policy"),
        Lesson("火化费减免吗", "emergency"),
        Lesson("火", "ask_policy"),
        Lesson("火化费减免吗", "ask_policy", "nothing"),
    ],
)
def test_what_must_not_be_taught_is_refused_in_words(lesson):
    assert fault_of_lesson(lesson)


def test_numbers_of_people_are_not_kept():
    assert without_numbers("火化费减免吗，我电话15400000009") == "火化费减免吗，我电话"
    assert without_numbers("身份证 99990119500101001X 能办吗") == "身份证 能办吗"
    assert without_numbers("2026年低保标准600元吗") == "2026年低保标准600元吗"


def test_two_ways_to_type_one_sentence_are_one():
    assert bare("请问，低保怎么办呢？") == bare("低保怎么办")
    assert bare("吗") == "吗"
