"""The short version of an answer."""

from hypothesis import given
from hypothesis import strategies as st

from dialogs.shorter import shorter

ANSWER = (
    "低保金按月发，打到卡上。\n农村低保：每人每月 620 元；城市低保：每人每月 760 元。\n家里收入低多少，就补多少。\n"
    "这是第一条补充说明，说得很长。\n这是第二条补充说明，也说得很长。\n依据：民发〔2021〕57号（2021年7月1日起）"
)


def test_the_first_sentence_stays_and_a_figure_brings_its_document():
    assert (
        shorter(ANSWER)
        == "低保金按月发，打到卡上。\n农村低保：每人每月 620 元；\n依据：民发〔2021〕57号（2021年7月1日起）"
    )


def test_what_is_short_already_has_no_shorter_version():
    assert shorter("先带身份证和户口本去。") == ""


@given(st.text("低保620元。；\n依据：〔2021〕号可以不", max_size=300))
def test_a_short_version_is_shorter_and_only_says_what_was_said(text):
    short = shorter(text)

    assert len(short) <= len(text)
    assert all(line in text for line in short.splitlines())
