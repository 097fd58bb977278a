"""What an installation says about itself: environment, ``.env`` and secret files, checked whole at start."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from bot import words

PREFIX = "ZHUDONG_"
_WECHAT = ("wechat_app_id", "wechat_token")
_SMS = ("sms_url", "sms_ec_name", "sms_ap_id", "sms_secret_key", "sms_sign")
_URL = (r"https?://[^/\s?#]+[^\s?#]*", words.BAD_URL)
_AES_KEY = (r"[A-Za-z0-9+/]{43}", words.BAD_WECHAT_AES_KEY)
_FORMS = {
    "database_url": (r"(sqlite|postgresql(\+psycopg)?)://.*", words.BAD_DATABASE_URL),
    "pack": (r"[a-z0-9][a-z0-9_-]{0,63}", words.BAD_PACK),
    "secret_key": (r".{16,}", words.BAD_LOGIN_KEY),
    "base_url": _URL,
    "wechat_app_id": (r"[A-Za-z0-9_-]{1,64}", words.BAD_WECHAT_APP_ID),
    "wechat_token": (r"\S{1,64}", words.BAD_WECHAT_CHECKWORD),
    "wechat_aes_key": _AES_KEY,
    "wechat_aes_key_previous": _AES_KEY,
    "wechat_api": _URL,
    "sms_url": _URL,
    "sms_add_serial": (r"[0-9]{1,20}", words.BAD_SMS_ADD_SERIAL),
}
"""How the settings are written, by name: the pattern, and what to say otherwise. An empty one is never wrong."""
_MAY_BE_FILES = frozenset(
    {
        "database_url",
        "secret_key",
        "data_keys",
        "wechat_app_secret",
        "wechat_token",
        "wechat_aes_key",
        "wechat_aes_key_previous",
        "sms_secret_key",
    }
)


class SettingsError(Exception):
    """The settings cannot be used: ``mistakes`` holds (name, what is wrong), ``str`` is the Chinese page to print."""

    def __init__(self, mistakes: tuple[tuple[str, str], ...]) -> None:
        self.mistakes = mistakes
        lines = [words.SETTINGS_TITLE.format(count=len(mistakes))]
        lines += [words.SETTINGS_LINE.format(name=name, what=what) for name, what in mistakes]
        super().__init__("\n".join([*lines, words.SETTINGS_HELP]))


class Settings(BaseSettings):
    """Everything that may differ between installations. Frozen; a value built in code reads nothing by itself."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    database_url: str = Field("sqlite:///var/zhudong.db", repr=False)
    pack: str = "shifan"
    secret_key: SecretStr = SecretStr("")
    data_keys: SecretStr = SecretStr("")
    base_url: str = "http://127.0.0.1:8000"
    semantic: bool = True
    wechat_app_id: str = ""
    wechat_app_secret: SecretStr = SecretStr("")
    wechat_token: SecretStr = SecretStr("")
    wechat_aes_key: SecretStr = SecretStr("")
    wechat_aes_key_previous: SecretStr = SecretStr("")
    wechat_mode: Literal["secure", "compat", "plain"] = "secure"
    wechat_api: str = "https://api.weixin.qq.com"
    sms_url: str = ""
    sms_ec_name: str = ""
    sms_ap_id: str = ""
    sms_secret_key: SecretStr = SecretStr("")
    sms_sign: str = ""
    sms_add_serial: str = ""
    keep_media_days: int = Field(180, ge=7, le=3650)

    @classmethod
    def settings_customise_sources(cls, settings_cls: Any, init_settings: Any, *_: Any, **__: Any) -> tuple[Any, ...]:
        """Only what is passed in: ``from_env`` does the reading, so that tests and the demo are never surprised."""
        return (init_settings,)

    @classmethod
    def from_env(cls, env_file: Path | None = Path(".env"), *, serving: bool = False) -> Self:
        """The settings of this process: the environment, then ``env_file``, then defaults.

        With ``serving`` the keys that a server cannot invent must be there too. Raises ``SettingsError`` with every
        mistake at once.
        """
        given: dict[str, str] = {}
        mistakes: list[tuple[str, str]] = []
        layers = [EnvSettingsSource(cls).env_vars]
        if env_file is not None:
            layers.insert(0, DotEnvSettingsSource(cls, env_file=env_file, env_file_encoding="utf-8").env_vars)
        for layer in layers:
            given |= _read_layer(layer, mistakes)
        settings = None
        try:
            settings = cls.model_validate(given)
        except ValidationError as wrong:
            mistakes += [(_name(str(error["loc"][0])), _what(dict(error))) for error in wrong.errors()]
        mistakes += _lacking(given, serving)
        if settings is None or mistakes:
            raise SettingsError(tuple(mistakes))
        return settings

    @property
    def encryption_keys(self) -> tuple[bytes, ...]:
        """The keys of the data at rest, 32 bytes each, newest first."""
        return tuple(_key_bytes(text) for text in _split(self.data_keys.get_secret_value()))

    @property
    def wechat_ready(self) -> bool:
        """Whether this installation has an official account."""
        return bool(self.wechat_app_id and self.wechat_token.get_secret_value())

    @property
    def sms_ready(self) -> bool:
        """Whether this installation can send text messages."""
        return bool(self.sms_url)

    def gaps(self) -> tuple[str, ...]:
        """What will not work for want of a setting, in Chinese, for the doctor and the start-up log."""
        found = []
        if not self.wechat_ready:
            found.append(words.GAP_WECHAT)
        elif not self.wechat_app_secret.get_secret_value():
            found.append(words.GAP_WECHAT_SENDING)
        if not self.sms_ready:
            found.append(words.GAP_SMS)
        if urlsplit(self.base_url).hostname in {"127.0.0.1", "localhost"}:
            found.append(words.GAP_BASE_URL)
        return tuple(found)

    @field_validator(*_FORMS)
    @classmethod
    def _check_form(cls, value: str | SecretStr, about: ValidationInfo) -> str | SecretStr:
        pattern, otherwise = _FORMS[about.field_name or ""]
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if text and not re.fullmatch(pattern, text):
            raise ValueError(otherwise)
        return text.rstrip("/") if isinstance(value, str) and pattern == _URL[0] else value

    @field_validator("data_keys")
    @classmethod
    def _check_data_keys(cls, value: SecretStr) -> SecretStr:
        texts = _split(value.get_secret_value())
        if bad := next((number for number, text in enumerate(texts, 1) if len(_key_bytes(text)) != 32), None):
            raise ValueError(words.BAD_DATA_KEYS.format(number=bad))
        if len(set(texts)) != len(texts):
            raise ValueError(words.BAD_DATA_KEYS_TWICE)
        return value


def _read_layer(layer: Mapping[str, str | None], mistakes: list[tuple[str, str]]) -> dict[str, str]:
    """One source's values by field name, secret files read; what cannot be read is added to ``mistakes``."""
    found: dict[str, str] = {}
    for field in Settings.model_fields:
        key = (PREFIX + field).lower()
        value, path = (layer.get(key) or "").strip(), layer.get(f"{key}_file") if field in _MAY_BE_FILES else None
        if value:
            found[field] = value
        if not path:
            continue
        if value:
            mistakes.append((_name(field), words.BOTH_GIVEN.format(name=_name(field))))
            continue
        try:
            found[field] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as why:
            mistakes.append((f"{_name(field)}_FILE", words.FILE_UNREADABLE.format(path=path, why=type(why).__name__)))
        else:
            if not found[field]:
                mistakes.append((f"{_name(field)}_FILE", words.FILE_EMPTY.format(path=path)))
    return found


def _lacking(given: Mapping[str, str], serving: bool) -> list[tuple[str, str]]:
    """What must be there because of what is there."""
    missing: list[tuple[str, str]] = []
    if serving:
        missing += [(_name(f), words.NEEDED_TO_SERVE) for f in ("secret_key", "data_keys") if not given.get(f)]
    present = [field for field in _WECHAT if given.get(field)]
    if present:
        others = " ".join(_name(field) for field in present)
        missing += [(_name(f), words.NEEDED_WITH_WECHAT.format(others=others)) for f in _WECHAT if f not in present]
        if given.get("wechat_mode", "secure") != "plain" and not given.get("wechat_aes_key"):
            missing.append((_name("wechat_aes_key"), words.NEEDED_WHEN_ENCRYPTED))
    if given.get("wechat_aes_key_previous") and not given.get("wechat_aes_key"):
        previous = _name("wechat_aes_key_previous")
        missing.append((previous, words.NEEDS_AES_KEY.format(name=_name("wechat_aes_key"))))
    if any(given.get(field) for field in _SMS):
        missing += [(_name(field), words.NEEDED_WITH_SMS) for field in _SMS if not given.get(field)]
    return missing


def _what(error: Mapping[str, Any]) -> str:
    """pydantic's finding as a sentence for the person who writes the settings; never shows the value."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["loc"] == ("wechat_mode",):
        return words.BAD_WECHAT_MODE
    if error["loc"] == ("keep_media_days",):
        return words.BAD_KEEP_MEDIA_DAYS
    return words.NOT_ACCEPTED.format(why=error["msg"])


def _name(field: str) -> str:
    return (PREFIX + field).upper()


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _key_bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        return b""
