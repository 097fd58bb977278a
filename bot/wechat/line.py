"""The wire to the platform: bounded in time and tries, and errors that tell nobody a token."""

from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError
from wechatpy.client.base import BaseWeChatClient
from wechatpy.exceptions import WeChatClientException

from bot.services import SendError
from bot.settings import Settings
from bot.wechat.errors import read_answer

TIMEOUT = (3.0, 8.0)
"""Seconds to connect, and to wait for each part of the answer."""
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_SECRETS = re.compile(r"((?:access_token|secret|code|ticket)=)[^&\s\"']+")

Found = TypeVar("Found")


class _Discreet(logging.Filter):
    """Keeps tokens and secrets out of the log of the HTTP library, which tells every address at level debug."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record pass, with the secrets in it blotted out."""
        record.msg = _SECRETS.sub(r"\1***", record.getMessage())
        record.args = None
        return True


_DISCREET = _Discreet()


class _Session(BaseWeChatClient):  # type: ignore[misc]
    """The library's client as a bare line: its retries, its token and its reading of answers are not used."""

    def __init__(self, app_id: str) -> None:
        super().__init__(app_id, timeout=TIMEOUT, auto_retry=False)

    def _handle_result(self, res: Any, *_: Any, **__: Any) -> Any:
        return res


class PlatformLine:
    """The wire to the platform for one account; one per process, safe for its threads.

    Every method raises ``SendError`` and nothing else. ``token`` and ``drop`` are those of a ``TokenService``, given
    by ``use_tokens`` because that service in turn fetches through ``ask_token``.
    """

    def __init__(self, settings: Settings) -> None:
        self._app_id = settings.wechat_app_id
        self._secret = settings.wechat_app_secret
        self._base = settings.wechat_api
        self._local = threading.local()
        self._token: Callable[[], str] | None = None
        self._drop: Callable[[str], None] | None = None
        logging.getLogger("urllib3.connectionpool").addFilter(_DISCREET)

    def use_tokens(self, token: Callable[[], str], drop: Callable[[str], None]) -> None:
        """Take tokens from there, and report there those that were refused."""
        self._token, self._drop = token, drop

    def ask_token(self) -> tuple[str, int]:
        """A token fetched from the platform, and the seconds it lives."""
        if not (self._app_id and self._secret.get_secret_value()):
            raise SendError("config", hint="no app secret")
        answer = self._post(
            "/cgi-bin/stable_token",
            {
                "grant_type": "client_credential",
                "appid": self._app_id,
                "secret": self._secret.get_secret_value(),
                "force_refresh": False,
            },
            {},
            repeatable=True,
        )
        value, lives = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(value, str) or not value or not isinstance(lives, int):
            raise SendError("retryable", retry_after=5)
        return value, lives

    def call(self, path: str, body: Mapping[str, Any], *, repeatable: bool = True) -> dict[str, Any]:
        """Post to ``/cgi-bin/<path>``; the answer as a mapping.

        Say ``repeatable=False`` where a second call would do a second thing, so that an answer that got lost is
        ``unknown_outcome`` instead of ``retryable``.
        """
        return self._with_token(
            lambda token: self._post(f"/cgi-bin/{path}", body, {"access_token": token}, repeatable=repeatable)
        )

    def fetch(self, path: str, params: Mapping[str, str]) -> tuple[bytes, str]:
        """Get a file from ``/cgi-bin/<path>``: its content and its type."""
        return self._with_token(
            lambda token: self.get_file(self._base, f"/cgi-bin/{path}", {**params, "access_token": token})
        )

    def put_file(self, path: str, params: Mapping[str, str], name: str, content: bytes, kind: str) -> dict[str, Any]:
        """Post a file of that content type as ``media`` to ``/cgi-bin/<path>``; the answer as a mapping."""

        def put(token: str) -> dict[str, Any]:
            # Bytes, not an open file: the library sends a file that it read before as an empty one.
            file = {"media": (name, content, kind)}
            asked = {**params, "access_token": token}
            url = f"{self._base}/cgi-bin/{path}"
            status, answer, _ = self._exchange("post", url, asked, None, repeatable=True, files=file)
            return _raised(read_answer(status, answer, path))

        return self._with_token(put)

    def get_json(self, path: str, params: Mapping[str, str]) -> dict[str, Any]:
        """Get ``path`` without a token; the answer as a mapping."""
        status, content, _ = self._exchange("get", self._base + path, params, None, repeatable=True)
        return _raised(read_answer(status, content, path.lstrip("/")))

    def get_file(self, base: str, path: str, params: Mapping[str, str]) -> tuple[bytes, str]:
        """Get a file without a token: its content and its type."""
        status, content, kind = self._exchange("get", base + path, params, None, repeatable=True)
        if status == 200 and content and not kind.startswith(("application/json", "text/")):
            return content, kind
        # Errors come as JSON with the same status as files, and so does the address where a film is to be had.
        answer = _raised(read_answer(status, content, path))
        film = answer.get("video_url")
        if isinstance(film, str) and film.startswith(("https://", "http://")):
            status, content, kind = self._exchange("get", film, {}, None, repeatable=True)
            if status == 200 and content:
                return content, kind
        raise SendError("retryable", retry_after=5)

    def _with_token(self, use: Callable[[str], Found]) -> Found:
        """Use a token, and once more with a new one when the platform does not know it any longer."""
        if self._token is None or self._drop is None:
            raise SendError("config", hint="no token service")
        refused: SendError | None = None
        for _ in range(2):
            token = self._token()
            try:
                return use(token)
            except SendError as why:
                if why.kind != "token":
                    raise
                refused = why
            self._drop(token)
        raise refused or SendError("token")

    def _post(
        self, path: str, body: Mapping[str, Any], params: Mapping[str, str], *, repeatable: bool
    ) -> dict[str, Any]:
        # Bytes, because the library would escape Chinese, which the platform refuses in menus.
        data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        status, content, _ = self._exchange("post", self._base + path, params, data, repeatable=repeatable)
        return _raised(read_answer(status, content, path.removeprefix("/cgi-bin/"), repeatable=repeatable))

    def _exchange(
        self,
        method: str,
        url: str,
        params: Mapping[str, str],
        data: bytes | None,
        *,
        repeatable: bool,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
    ) -> tuple[int, bytes, str]:
        failure: SendError
        try:
            response = getattr(self._line(url), method)(
                url,
                # Named even when there is none, or the library would fetch one in its own way.
                params={"access_token": None, **params},
                data=data,
                files=files,
                headers={"Content-Type": "application/json; charset=utf-8"} if data is not None else None,
                allow_redirects=False,
            )
        except WeChatClientException as why:
            failure = SendError("retryable", retry_after=2)
            if why.response is not None:
                return why.response.status_code, why.response.content, ""
        except requests.RequestException as why:
            lost = not repeatable and not _never_sent(why)
            failure = SendError("unknown_outcome") if lost else SendError("retryable", retry_after=2)
        else:
            return response.status_code, response.content, response.headers.get("Content-Type", "")
        # Raised out here: an exception of the library would hang on it, with the address and the token in it.
        raise failure

    def _line(self, url: str) -> _Session:
        """This thread's line: a session of the HTTP library is not made for several at once."""
        line: _Session | None = getattr(self._local, "line", None)
        if line is None:
            line = self._local.line = _Session(self._app_id)
            # A platform on this machine is never behind the proxy of the environment.
            line._http.trust_env = urlsplit(url).hostname not in _LOOPBACK
        return line


def _never_sent(why: requests.RequestException) -> bool:
    """Whether the call failed before anything was sent."""
    if isinstance(why, requests.ConnectTimeout | requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return True
    cause = why.args[0] if why.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)


def _raised(answer: dict[str, Any] | SendError) -> dict[str, Any]:
    if isinstance(answer, SendError):
        raise answer
    return answer
