import base64
import os
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError

KEY_A = base64.b64encode(b"a" * 32).decode()
KEY_B = base64.urlsafe_b64encode(b"\xff" * 32).decode()
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@pytest.fixture
def env(monkeypatch, tmp_path):
    for name in list(os.environ):
        if name.upper().startswith("ZHUDONG_"):
            monkeypatch.delenv(name)

    def put(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"ZHUDONG_{name}", value)
        return tmp_path / "none.env"

    return put


def names(error):
    return [name for name, _ in error.value.mistakes]


def test_a_tool_starts_with_no_setting_at_all(env):
    settings = Settings.from_env(env())

    assert settings.pack == "shifan"
    assert settings.wechat_mode == "secure"
    assert not settings.wechat_ready


def test_a_server_asks_for_the_two_keys_it_cannot_invent(env):
    with pytest.raises(SettingsError) as error:
        Settings.from_env(env(), serving=True)

    assert names(error) == ["ZHUDONG_SECRET_KEY", "ZHUDONG_DATA_KEYS"]


def test_all_mistakes_are_told_at_once_and_none_shows_a_value(env):
    path = env(
        DATABASE_URL="mysql://root:hunter2@db/x",
        DATA_KEYS=f"{KEY_A},c2hvcnQ=",
        SECRET_KEY="short-secret",
        WECHAT_APP_ID="wx1",
        WECHAT_MODE="safe",
        WECHAT_AES_KEY="tooshort",
        BASE_URL="zhudong.example",
        SMS_URL="https://mas.example",
    )

    with pytest.raises(SettingsError) as error:
        Settings.from_env(path)

    assert set(names(error)) == {
        "ZHUDONG_DATABASE_URL",
        "ZHUDONG_DATA_KEYS",
        "ZHUDONG_SECRET_KEY",
        "ZHUDONG_WECHAT_MODE",
        "ZHUDONG_WECHAT_AES_KEY",
        "ZHUDONG_WECHAT_TOKEN",
        "ZHUDONG_BASE_URL",
        "ZHUDONG_SMS_EC_NAME",
        "ZHUDONG_SMS_AP_ID",
        "ZHUDONG_SMS_SECRET_KEY",
        "ZHUDONG_SMS_SIGN",
    }
    told = str(error.value)
    assert not any(secret in told for secret in ("hunter2", "c2hvcnQ", "short-secret", "tooshort"))


def test_a_secret_may_come_from_a_file_and_the_environment_beats_the_env_file(env, tmp_path):
    (tmp_path / "token").write_text("from-file\n")
    (tmp_path / ".env").write_text(
        "ZHUDONG_PACK=wenshui\nZHUDONG_WECHAT_TOKEN=from-dotenv\nZHUDONG_WECHAT_APP_ID=wx1\n"
    )
    env(WECHAT_TOKEN_FILE=str(tmp_path / "token"), WECHAT_AES_KEY=AES_KEY)

    settings = Settings.from_env(tmp_path / ".env")

    assert settings.wechat_token.get_secret_value() == "from-file"
    assert settings.pack == "wenshui"


def test_a_secret_given_twice_or_in_a_missing_file_is_a_mistake(env, tmp_path):
    path = env(SECRET_KEY="x" * 32, SECRET_KEY_FILE=str(tmp_path / "a"), DATA_KEYS_FILE=str(tmp_path / "gone"))

    with pytest.raises(SettingsError) as error:
        Settings.from_env(path)

    assert names(error) == ["ZHUDONG_SECRET_KEY", "ZHUDONG_DATA_KEYS_FILE"]


def test_data_keys_keep_their_order_newest_first(env):
    settings = Settings.from_env(env(DATA_KEYS=f" {KEY_B} , {KEY_A}"))

    assert settings.encryption_keys == (b"\xff" * 32, b"a" * 32)


def test_the_encrypted_modes_need_the_key_and_plain_does_not(env):
    path = env(WECHAT_APP_ID="wx1", WECHAT_TOKEN="t")
    with pytest.raises(SettingsError) as error:
        Settings.from_env(path)

    assert names(error) == ["ZHUDONG_WECHAT_AES_KEY"]
    assert Settings.from_env(env(WECHAT_MODE="plain")).wechat_ready


def test_settings_never_print_a_secret(env):
    settings = Settings.from_env(env(SECRET_KEY="k" * 32, DATA_KEYS=KEY_A, DATABASE_URL="postgresql://u:hunter2@h/d"))

    assert "k" * 32 not in repr(settings)
    assert KEY_A not in repr(settings)
    assert "hunter2" not in repr(settings)


def test_addresses_lose_their_last_slash(env):
    assert Settings.from_env(env(BASE_URL="https://zhudong.example/")).base_url == "https://zhudong.example"


def test_the_example_file_documents_every_setting_and_is_itself_valid(env):
    example = Path(__file__).resolve().parents[2] / ".env.example"
    documented = {
        line.split("=")[0] for line in example.read_text(encoding="utf-8").splitlines() if line.startswith("ZHUDONG_")
    }
    env()

    assert documented == {f"ZHUDONG_{name.upper()}" for name in Settings.model_fields}
    assert Settings.from_env(example) == Settings.from_env(None)


def test_what_will_not_work_is_said_before_somebody_misses_it(env):
    assert len(Settings.from_env(env()).gaps()) == 3
