"""The platform's own cryptography against the official samples, and sealed pushes over the wire."""

import json

import pytest

from bot.simulator import markup, words
from bot.simulator.envelope import BadEnvelope, Seal, decrypt, encrypt, sign
from tests.simulator.conftest import APP, KEY, OTHER_KEY, TOKEN


@pytest.fixture(scope="session")
def vectors(shared_folder):
    return json.loads((shared_folder / "wechat_vectors" / "crypto.json").read_text(encoding="utf-8"))


def test_the_official_signature_and_sealed_answer_come_out():
    assert sign("AAAAA", "1714036504", "1514711492") == "f464b24fc39322e44b38aa78f5edd27bd1441696"
    sealed = encrypt(OTHER_KEY, APP, '{"demo_resp":"good luck"}', b"707722b803182950")
    assert sealed.startswith("ELGduP2Y")
    assert sign("AAAAA", "1713424427", "415670741", sealed) == "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"


def test_all_signatures_of_the_vectors_hold(vectors):
    for one in vectors["signature"]:
        parts = one.get("parts") or [one["token"], one["timestamp"], one["nonce"]]
        assert (sign(*parts) == one["signature"]) == one.get("valid", True), one["id"]
    for one in vectors["msg_signature"]:
        made = sign(one["token"], one["timestamp"], one["nonce"], one["encrypt"])
        assert (made == one["msg_signature"]) == one.get("valid", True), one["id"]


def test_all_ciphertexts_of_the_vectors_open_or_fail_as_stated(vectors):
    for one in vectors["decrypt"]:
        if one.get("expect_error"):
            with pytest.raises(BadEnvelope):
                decrypt(one["aes_key"], one["appid"], one["encrypt"])
            continue
        if not one.get("appid_ok", True):
            with pytest.raises(BadEnvelope):
                decrypt(one["aes_key"], one["appid"], one["encrypt"])
        opened = decrypt(one["aes_key"], one["appid_in_payload"], one["encrypt"])
        assert opened == one.get("plaintext", opened), one["id"]


def test_all_encryptions_of_the_vectors_come_out(vectors):
    for one in vectors["encrypt"]:
        assert encrypt(one["aes_key"], one["appid"], one["plaintext"], one["random"].encode()) == one["encrypt"]


def opened(world, pushed, key=KEY):
    tree = markup.read(pushed.body)
    sealed = markup.leaf(tree, "Encrypt")
    args = pushed.args
    assert args["msg_signature"] == sign(TOKEN, args["timestamp"], args["nonce"], sealed)
    return tree, markup.read(decrypt(key, APP, sealed))


def sealed_answer(xml, key=KEY, token=TOKEN, app_id=APP):
    seal = Seal(token, app_id, key)
    body, signature = seal.close(xml.decode(), "1775206200", "42", b"0123456789abcdef")
    return markup.write(
        [("Encrypt", body), ("MsgSignature", signature), ("TimeStamp", 1775206200), ("Nonce", "42")]
    ).encode()


def test_secure_mode_shows_nothing_but_the_account_outside(make_world):
    world = make_world(mode="secure")
    world.webhook.answer = lambda pushed, nth: sealed_answer(world.text("密语"))

    world.granny.says("你好")

    assert world.granny.sees("密语")
    outside, inside = opened(world, world.webhook.pushes[0])
    assert [tag for tag, _ in outside] == ["ToUserName", "Encrypt"]
    assert markup.leaf(inside, "Content") == "你好"
    assert world.webhook.pushes[0].args["encrypt_type"] == "aes"


def test_compat_mode_sends_both_and_takes_either(make_world):
    world = make_world(mode="compat")
    world.webhook.answer = lambda pushed, nth: world.text("明文") if nth == 1 else sealed_answer(world.text("密文"))

    world.granny.says("一")
    assert world.granny.sees("明文")
    world.granny.says("二")
    assert world.granny.sees("密文")

    outside, inside = opened(world, world.webhook.pushes[0])
    assert markup.leaf(outside, "Content") == markup.leaf(inside, "Content") == "一"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda xml: xml, "clear text in secure mode"),
        (lambda xml: sealed_answer(xml, token="BBBBB"), "MsgSignature"),
        (lambda xml: sealed_answer(xml, key=OTHER_KEY), "cannot be decrypted"),
        (lambda xml: sealed_answer(xml, app_id="wx0000000000000000"), "another app id"),
    ],
)
def test_secure_mode_refuses_answers_that_are_not_sealed_for_it(make_world, answer, reason):
    world = make_world(mode="secure")
    world.webhook.answer = lambda pushed, nth: answer(world.text("您好"))

    world.granny.says("你好")

    world.granny.sees(words.SERVICE_ERROR)
    assert reason in world.phones.exchanges()[-1]["verdict"]


def test_success_goes_unsealed_in_secure_mode(make_world):
    world = make_world(mode="secure")
    world.granny.says("你好")
    world.phones.settle()

    assert world.phones.exchanges()[-1]["verdict"] == "ok"


def test_after_a_new_key_answers_under_the_old_one_are_still_read(make_world):
    world = make_world(mode="secure")
    world.phones.settings(aes_key=OTHER_KEY, aes_key_previous=KEY)
    world.webhook.answer = lambda pushed, nth: sealed_answer(world.text("旧钥匙"), key=KEY)

    world.granny.says("你好")

    assert world.granny.sees("旧钥匙")
    assert opened(world, world.webhook.pushes[0], OTHER_KEY)


def test_the_exchange_shows_both_sides_in_clear(make_world):
    world = make_world(mode="secure")
    world.webhook.answer = lambda pushed, nth: sealed_answer(world.text("密语"))
    world.granny.says("你好")
    world.granny.sees("密语")
    world.phones.settle()

    seen = world.phones.exchanges()[0]
    assert "你好" in seen["clear_request"]
    assert "你好" not in seen["request"]
    assert "密语" in seen["clear_response"]
