import pytest

from bot.services import SendError
from bot.wechat.errors import ACTIONS, category_of, error_of, read_answer


def kind_of(answer):
    return answer.kind if isinstance(answer, SendError) else "ok"


@pytest.mark.parametrize(
    ("code", "kind", "permanent"),
    [
        (40001, "token", False),
        (-1, "retryable", False),
        (45015, "window_closed", True),
        (45047, "quota_user", False),
        (43004, "unsubscribed", True),
        (43101, "user_refused", True),
        (40241, "duplicate", True),
        (47003, "permanent", True),
        (48001, "permission", False),
        (40164, "config", False),
    ],
)
def test_a_number_says_what_to_do(code, kind, permanent):
    error = error_of(code)

    assert (error.kind, error.code, error.permanent) == (kind, code, permanent)


def test_a_template_called_invalid_gets_one_late_try():
    assert not error_of(40037).permanent
    assert error_of(40037).retry_after == 300
    assert error_of(43116).permanent


def test_a_frozen_user_is_not_a_frozen_account():
    assert error_of(50002, "message/custom/send").kind == "user_refused"
    assert error_of(50002, "stable_token").kind == "config"


def test_the_address_to_allow_is_kept_for_the_person_who_must_allow_it():
    error = error_of(40164, "stable_token", "invalid ip 61.183.89.14 ipv6 ::ffff:61.183.89.14, not in whitelist rid")

    assert "61.183.89.14" in str(error)


def test_an_answer_that_got_lost_is_only_repeated_where_that_does_no_harm():
    for content in (b"", b'{"errcode":0,"errmsg":"ok"', b"null", b"[]", b"<html>", b"\xff\xfe"):
        assert kind_of(read_answer(200, content)) == "retryable"
        assert kind_of(read_answer(200, content, repeatable=False)) == "unknown_outcome"


def test_large_numbers_stay_exact():
    assert read_answer(200, b'{"errcode":0,"errmsg":"ok","msgid":3717005636572528642}')["msgid"] == 3717005636572528642


def test_a_failing_proxy_is_tried_again():
    assert kind_of(read_answer(502, b"<html>502 Bad Gateway</html>", repeatable=False)) == "retryable"


def test_every_answer_of_the_vectors_is_classed_as_they_say(vectors):
    rows = vectors("errors.jsonl")
    for row in rows:
        raw = "null" if row["raw"] is None else row["raw"]
        answer = read_answer(row["http"], raw.encode(), row["api"], repeatable=row["class"] != "unknown_outcome")
        if row["errcode"] is None:
            assert kind_of(answer) == row["class"], row["id"]
            continue
        assert category_of(row["errcode"]) == row["class"], row["id"]
        assert kind_of(answer) == ("ok" if row["class"] == "ok" else ACTIONS[row["class"]].kind), row["id"]
    assert len(rows) == 69
