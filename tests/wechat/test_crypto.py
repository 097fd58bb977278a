import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wechat.crypto import Seal, Unopened, signature, signed
from tests.wechat.cast import APP_ID, KEY, seal

OFFICIAL_KEY = "A" * 43
OFFICIAL_APP = "wxba5fad812f8e6fb9"
OFFICIAL_REPLY = "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="


def test_the_signature_of_the_official_page_is_known():
    assert signed("f464b24fc39322e44b38aa78f5edd27bd1441696", "AAAAA", "1714036504", "1514711492")
    assert not signed("F464B24FC39322E44B38AA78F5EDD27BD1441696", "AAAAA", "1714036504", "1514711492")
    assert not signed("", "AAAAA", "1714036504", "1514711492")


def test_parts_are_sorted_by_bytes_not_by_any_alphabet():
    assert signature("aToken_中", "1700000000", "Znonce") == "eb8cb64679ba8483e5d3d55922217a8d90c844f1"


def test_the_reply_of_the_official_page_is_sealed_to_the_same_letters():
    assert Seal(OFFICIAL_KEY, OFFICIAL_APP).close(b'{"demo_resp":"good luck"}', b"707722b803182950") == OFFICIAL_REPLY
    assert signature("AAAAA", "1713424427", "415670741", OFFICIAL_REPLY) == "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"


@given(st.binary(max_size=300), st.binary(min_size=16, max_size=16))
def test_what_is_sealed_opens_again(body, salt):
    seal_of_account = Seal(KEY, APP_ID)

    assert seal_of_account.open(seal_of_account.close(body, salt).encode()) == body


@given(st.binary(max_size=200))
def test_whatever_is_not_ours_stays_closed_without_another_error(noise):
    with pytest.raises(Unopened):
        Seal(KEY, APP_ID).open(noise)


def test_a_body_sealed_for_another_account_stays_closed():
    with pytest.raises(Unopened):
        Seal(KEY, "wxsomebodyelse").open(seal("<xml/>").encode())


def test_a_key_of_another_length_is_refused_also_without_asserts():
    with pytest.raises(ValueError):
        Seal("c2hvcnQ", APP_ID)


def test_signatures_of_the_vectors(vectors):
    rows = vectors("crypto.json")
    for row in rows["signature"]:
        parts = row.get("parts") or (row["token"], row["timestamp"], row["nonce"])
        assert signed(row["signature"], *parts) is row.get("valid", True), row["id"]
    for row in rows["msg_signature"]:
        parts = (row["token"], row["timestamp"], row["nonce"], row["encrypt"])
        assert signed(row["msg_signature"], *parts) is row.get("valid", True), row["id"]
    assert len(rows["signature"]) + len(rows["msg_signature"]) >= 20


def test_sealed_bodies_of_the_vectors(vectors):
    for row in vectors("crypto.json")["decrypt"]:
        opened = None
        try:
            opened = Seal(row["aes_key"], row["appid"]).open(row["encrypt"].encode())
        except Unopened:
            assert row.get("expect_error") or not row.get("appid_ok", True), row["id"]
            continue
        assert not row.get("expect_error"), row["id"]
        assert row.get("appid_ok", True), row["id"]
        if "plaintext" in row:
            assert opened.decode() == row["plaintext"], row["id"]


def test_sealing_gives_the_letters_of_the_vectors(vectors):
    for row in vectors("crypto.json")["encrypt"]:
        assert (
            Seal(row["aes_key"], row["appid"]).close(row["plaintext"].encode(), row["random"].encode())
            == row["encrypt"]
        )


def test_the_page_signature_of_the_library_is_right(vectors):
    from wechatpy.client.api.jsapi import WeChatJSAPI

    for row in vectors("crypto.json")["jsapi"]:
        made = WeChatJSAPI().get_jsapi_signature(row["noncestr"], row["ticket"], row["timestamp"], row["url"])
        assert made == row["signature"]
