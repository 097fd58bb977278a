"""What we ask of the platform, a method for each thing; how it travels is in ``line``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from bot.services import SendError
from bot.settings import Settings
from bot.wechat.line import PlatformLine
from bot.wechat.tokens import TokenService, TokenShelf


@dataclass(frozen=True, slots=True)
class QrTicket:
    """A permanent code as the platform registered it: what it says when scanned, and the key to its picture."""

    scene: str
    ticket: str = field(repr=False)
    url: str


class WeChatGateway(PlatformLine):
    """The platform's interface for one account. Every method raises ``SendError`` and nothing else."""

    def send_text(self, openid: str, text: str) -> None:
        """A customer-service message of at most 2048 bytes; only inside the follower's window and quota."""
        self._custom(openid, {"msgtype": "text", "text": {"content": text}})

    def send_menu(self, openid: str, head: str, options: Sequence[tuple[str, str]], tail: str = "") -> None:
        """A customer-service message with (id, label) pairs to tap; not granted to test accounts."""
        menu = {"head_content": head, "list": [{"id": key, "content": label} for key, label in options]}
        self._custom(openid, {"msgtype": "msgmenu", "msgmenu": {**menu, "tail_content": tail}})

    def send_template(
        self, openid: str, template_id: str, data: Mapping[str, str], *, url: str = "", client_msg_id: str = ""
    ) -> str:
        """A template message; the id that its report will name.

        With ``client_msg_id`` the platform sends the same letter once in ten minutes, so that it may be tried again.
        """
        body: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": _values(data)}
        body |= {name: value for name, value in (("url", url), ("client_msg_id", client_msg_id)) if value}
        return str(self.call("message/template/send", body, repeatable=bool(client_msg_id)).get("msgid", ""))

    def send_subscription(self, openid: str, template_id: str, data: Mapping[str, str], *, page: str = "") -> str:
        """A subscription notice; spends one consent of this follower. The id its report will name, if any."""
        body: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": _values(data)}
        answer = self.call("message/subscribe/bizsend", body | ({"page": page} if page else {}), repeatable=False)
        return str(answer.get("msgid") or "")

    def typing(self, openid: str) -> None:
        """Show "typing" for a while. Of no consequence: a refusal is ignored."""
        try:
            self.call("message/custom/typing", {"touser": openid, "command": "Typing"})
        except SendError as why:
            if why.kind in {"config", "permission", "token"}:
                raise

    def create_menu(self, body: Mapping[str, Any]) -> None:
        """Put this menu in place of the account's; followers see it within five minutes."""
        self.call("menu/create", body)

    def create_qr(self, scene: str) -> QrTicket:
        """A permanent code that says ``scene`` (1 to 64 characters) when scanned."""
        if not 1 <= len(scene) <= 64:
            raise SendError("permanent", 40052, permanent=True)
        answer = self.call(
            "qrcode/create", {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": scene}}}
        )
        ticket = answer.get("ticket")
        if not isinstance(ticket, str) or not ticket:
            raise SendError("retryable", retry_after=5)
        return QrTicket(scene, ticket, str(answer.get("url", "")))

    def qr_image(self, ticket: str) -> bytes:
        """The picture of a code, to print."""
        return self.get_file(self.hosts["qr"], "/cgi-bin/showqrcode", {"ticket": ticket})[0]

    def openid_of(self, code: str) -> str:
        """Who came back from the authorisation page with this code (good once, for five minutes).

        A visitor with a virtual account has no openid of his own and is refused as ``user_refused``.
        """
        answer = self.get_json(
            "/sns/oauth2/access_token",
            {
                "appid": self._app_id,
                "secret": self._secret.get_secret_value(),
                "code": code,
                "grant_type": "authorization_code",
            },
        )
        if str(answer.get("is_snapshotuser", "0")) == "1":
            raise SendError("user_refused", permanent=True, hint="snapshot user")
        openid = answer.get("openid")
        if not isinstance(openid, str) or not openid:
            raise SendError("permanent", permanent=True)
        return openid

    def media(self, media_id: str) -> tuple[bytes, str]:
        """A picture, voice or film that a resident sent, and its type; the platform keeps it for three days."""
        return self.fetch("media/get", {"media_id": media_id})

    def upload(self, kind: Literal["image", "voice", "video"], content: bytes, name: str, content_type: str) -> str:
        """Put a file on the platform for three days; the id by which it can be sent.

        Images up to 10 MB (png, jpg, gif), voices up to 2 MB and 60 seconds (amr, mp3), films up to 10 MB (mp4).
        """
        media_id = self.put_file("media/upload", {"type": kind}, name, content, content_type).get("media_id")
        if not isinstance(media_id, str) or not media_id:
            raise SendError("retryable", retry_after=5)
        return media_id

    def send_media(self, openid: str, kind: Literal["image", "voice", "video"], media_id: str) -> None:
        """A customer-service message with an uploaded file; only inside the follower's window and quota."""
        self._custom(openid, {"msgtype": kind, kind: {"media_id": media_id}})

    def ask_ticket(self) -> tuple[str, int]:
        """The ticket by which pages are signed, and the seconds it lives."""
        path = "/cgi-bin/ticket/getticket"
        answer = self._with_token(lambda token: self.get_json(path, {"access_token": token, "type": "jsapi"}))
        value, lives = answer.get("ticket"), answer.get("expires_in")
        if not isinstance(value, str) or not value or not isinstance(lives, int):
            raise SendError("retryable", retry_after=5)
        return value, lives

    def quota(self, path: str) -> dict[str, int]:
        """``{"daily_limit", "used", "remain"}`` of an interface, ``/cgi-bin/message/custom/send`` for instance."""
        found = self.call("openapi/quota/get", {"cgi_path": path}).get("quota", {})
        return {name: int(found[name]) for name in ("daily_limit", "used", "remain") if name in found}

    def check_callback(self, action: Literal["all", "dns", "ping"] = "all") -> dict[str, Any]:
        """How the platform's network sees our server: ``{"dns": [...], "ping": [...]}``."""
        return self.call("callback/check", {"action": action, "check_operator": "DEFAULT"})

    @property
    def hosts(self) -> Mapping[str, str]:
        """Where people's browsers go: ``qr`` for pictures of codes, ``login`` to authorise, ``script`` for scripts."""
        host = urlsplit(self._base).hostname or ""
        if host == "api.weixin.qq.com" or host.endswith((".api.weixin.qq.com", "api2.weixin.qq.com")):
            return {
                "qr": "https://mp.weixin.qq.com",
                "login": "https://open.weixin.qq.com",
                "script": "https://res.wx.qq.com",
            }
        return {"qr": self._base, "login": self._base, "script": self._base}

    def _custom(self, openid: str, message: Mapping[str, Any]) -> None:
        self.call("message/custom/send", {"touser": openid, **message}, repeatable=False)


def open_gateway(settings: Settings, shelf: TokenShelf, now: Callable[[], datetime], holder: str) -> WeChatGateway:
    """The gateway of this process with its tokens. ``holder`` names the process among all that share the shelf."""
    gateway = WeChatGateway(settings)
    service = TokenService(gateway.ask_token, shelf, now, holder)
    gateway.use_tokens(service.token, service.drop)
    return gateway


def _values(data: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"value": value} for name, value in data.items()}
