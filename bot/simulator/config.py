"""What a simulated account and its phones are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["plain", "compat", "secure"]
MODES: tuple[Mode, ...] = ("plain", "compat", "secure")


@dataclass(frozen=True, slots=True)
class PhoneSeed:
    """A phone that is there from the start. Without ``openid`` one is made up; texts come to its ``number``."""

    name: str
    role: str = ""
    openid: str = ""
    follows: bool = True
    number: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class TextAccount:
    """An account for text messages at the carrier's host; ``signature`` is what ``sign`` stands for on phones."""

    ec_name: str
    ap_id: str
    secret_key: str = field(repr=False)
    sign: str
    signature: str = ""


@dataclass(frozen=True, slots=True)
class TemplateSeed:
    """A message template the account owns; ``fields`` are (label, key) such as ("金额", "amount3")."""

    template_id: str
    title: str
    fields: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For keys of type const: (key, allowed values)."""


@dataclass(frozen=True, slots=True)
class SimulatorConfig:
    """One service account on the simulated platform and the server it pushes to.

    ``aes_key`` is the 43-character EncodingAESKey; replies sealed with ``aes_key_previous`` are read as well.
    ``public_url`` is where phones reach this platform (for picture addresses); empty: as the first request came.
    ``prefix`` is the path this app lives below when nobody else sets SCRIPT_NAME.
    Without ``templates`` and with ``any_template`` every template id is taken.
    ``phone_cookies`` are (name, path) of cookies forgotten when another phone opens a page, because on the demo
    page all phones share one real browser.
    """

    app_id: str
    app_secret: str = field(repr=False)
    token: str = field(repr=False)
    push_url: str
    aes_key: str = field(default="", repr=False)
    aes_key_previous: str = field(default="", repr=False)
    mode: Mode = "secure"
    account_id: str = "gh_5d3a1c9e7b24"
    account_name: str = ""
    account_summary: str = ""
    public_url: str = ""
    prefix: str = ""
    phones: tuple[PhoneSeed, ...] = ()
    templates: tuple[TemplateSeed, ...] = ()
    any_template: bool = False
    test_account: bool = False
    oauth_host: str = ""
    phone_cookies: tuple[tuple[str, str], ...] = ()
    daily_limits: tuple[tuple[str, int], ...] = ()
    texts: TextAccount | None = None
    # How the platform pushes.
    attempts: int = 3
    attempt_seconds: float = 5.0
    error_pause: float = 1.0
    retry_http_errors: bool = True
    mute_failures: int = 20
    mute_within: float = 60.0
    mute_seconds: float = 60.0
    finish_delay: tuple[float, float] = (0.1, 3.0)

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise ValueError(f"mode must be one of {', '.join(MODES)}")
        if self.mode != "plain" and len(self.aes_key) != 43:
            raise ValueError("an EncodingAESKey has 43 characters")
