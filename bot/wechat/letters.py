"""Letters by WeChat: a customer-service message while its window is open, else a template message, else not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bot.services import Handed, MediaFile, MediaOf, SendError, no_media
from bot.wechat.client import WeChatGateway
from bot.wechat.fields import field_value
from bot.wechat.outbound import LIMIT_BYTES, fit
from bot.wechat.words import OPEN_PAGE
from dialogs.talk import Option, Page, Reply

if TYPE_CHECKING:
    from knowledge.bureau import TemplateMap
    from storage.contact_rows import Contact
    from storage.letter_rows import Lane, Letter

_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%~"
_NEXT_RUNG = {"window_closed", "quota_user"}
NO_CONSENT = "no consent"
"""The hint of a letter that could only go as a notice to which the person did not consent."""


class WeChatSender:
    """The ``Sender`` of this channel.

    A letter's ``payload`` may hold: ``text``, ``options`` (mappings with ``label`` and ``send``), ``page`` (a mapping
    with ``label`` and ``path``) and ``tail``, which are rendered as a reply is (with ``numbered`` false the options
    have no numbers); or ``markup``, a text that ``fit`` rendered before; and ``template`` (a key of the pack's
    templates), ``data`` (texts by our field names), ``url`` (whole, or a path below our own address) and ``allowed``
    (the person consented to one more notice of a template that is a subscription).
    ``media`` (``kind`` and ``ref``) sends a file that ``media_of`` knows; ``text`` is then what is said where there is
    no such file or the platform does not take it. ``pace`` is called before every call to the platform and may wait.
    """

    def __init__(
        self,
        gateway: WeChatGateway,
        templates: Mapping[str, TemplateMap],
        base_url: str,
        now: Callable[[], datetime],
        pace: Callable[[Lane], None] = lambda _: None,
        media_of: MediaOf = no_media,
    ) -> None:
        self._gateway = gateway
        self._templates = templates
        self._base_url = base_url
        self._now = now
        self._pace = pace
        self._media_of = media_of

    def send(self, letter: Letter, contact: Contact | None) -> Handed:
        """Hand the letter to WeChat by the first way that is open.

        Raises ``SendError``: ``unsubscribed`` when there is nobody to send to, ``window_closed`` when no way is open
        and the next channel must be tried, ``user_refused`` with the template's id as ``hint``.
        """
        if contact is None or not contact.followed:
            raise SendError("unsubscribed", permanent=True)
        texts = texts_of(letter.payload, self._base_url)
        refusal = None
        media = letter.payload.get("media")
        if (texts or media) and contact.reachable(self._now()) and contact.quota_left >= len(texts):
            try:
                if media and self._sent_media(letter, contact.openid, media):
                    return Handed("custom")
                return self._custom(letter, contact.openid, texts)
            except SendError as why:
                if why.kind not in _NEXT_RUNG:
                    raise
                refusal = why
        mapping = self._templates.get(str(letter.payload.get("template", "")))
        if mapping is None or not mapping.template_id:
            raise refusal or SendError("window_closed", permanent=True)
        if mapping.subscription and not letter.payload.get("allowed"):
            raise refusal or SendError("window_closed", permanent=True, hint=NO_CONSENT)
        send = self._notice if mapping.subscription else self._template
        return replace(send(letter, contact.openid, mapping), refusal=refusal)

    def _sent_media(self, letter: Letter, openid: str, media: Mapping[str, Any]) -> bool:
        """Send the file, uploaded first where the platform has it no longer; False when only words are left to send."""
        kind = media["kind"]
        try:
            file = self._media_of(str(media["ref"]))
            self._pace(letter.lane)
            media_id = file.media_id or self._upload(kind, file)
            self._pace(letter.lane)
            self._gateway.send_media(openid, kind, media_id)
        except KeyError:
            return self._in_words(letter, SendError("permanent", permanent=True, hint="no such file"))
        except SendError as why:
            if not why.permanent or why.kind != "permanent":
                raise
            return self._in_words(letter, why)
        return True

    def _in_words(self, letter: Letter, why: SendError) -> bool:
        if not letter.payload.get("text"):
            raise why
        return False

    def _upload(self, kind: Any, file: MediaFile) -> str:
        media_id = self._gateway.upload(kind, file.content, file.name, file.content_type)
        if file.uploaded is not None:
            file.uploaded(media_id)
        return media_id

    def _custom(self, letter: Letter, openid: str, texts: tuple[str, ...]) -> Handed:
        self._pace(letter.lane)
        self._gateway.send_text(openid, texts[0])
        for sent, text in enumerate(texts[1:], 1):
            self._pace(letter.lane)
            try:
                self._gateway.send_text(openid, text)
            except SendError as why:
                # The letter has arrived but for its end; sending it again would tell its beginning twice.
                return Handed("custom", messages=sent, refusal=why)
        return Handed("custom", messages=len(texts))

    def _notice(self, letter: Letter, openid: str, mapping: TemplateMap) -> Handed:
        """A subscription notice. The platform knows no key for it, so one whose fate is unknown is not sent again."""
        page = _whole(str(letter.payload.get("url") or ""), self._base_url)
        self._pace(letter.lane)
        try:
            return Handed(
                "notice",
                self._gateway.send_subscription(openid, mapping.template_id, _fields(letter, mapping), page=page),
            )
        except SendError as why:
            if why.kind == "user_refused":
                why.hint = mapping.template_id
            why.permanent = why.permanent or why.kind == "unknown_outcome"
            raise

    def _template(self, letter: Letter, openid: str, mapping: TemplateMap) -> Handed:
        data = _fields(letter, mapping)
        self._pace(letter.lane)
        try:
            msgid = self._gateway.send_template(
                openid,
                mapping.template_id,
                data,
                url=_whole(str(letter.payload.get("url") or ""), self._base_url),
                # The same letter tried again within ten minutes reaches the person once.
                client_msg_id=hashlib.sha256(letter.key.encode()).hexdigest()[:32],
            )
        except SendError as why:
            if why.kind == "duplicate":
                return Handed("template")
            if why.kind == "user_refused":
                why.hint = mapping.template_id
            raise
        return Handed("template", msgid)


def _fields(letter: Letter, mapping: TemplateMap) -> dict[str, str]:
    given = letter.payload.get("data") or {}
    return {keyword: field_value(keyword, str(given.get(ours, ""))) for keyword, ours in mapping.fields.items()}


def texts_of(payload: Mapping[str, Any], base_url: str = "") -> tuple[str, ...]:
    """The customer-service texts of a letter's payload, each within the platform's limits; () when it has none.

    Where the letter has a page, a line to tap stands at the end.
    """
    if payload.get("markup"):
        return (str(payload["markup"]),)
    options = tuple(Option(str(one["label"]), str(one.get("send", ""))) for one in payload.get("options") or ())
    page = payload.get("page")
    reply = Reply(
        str(payload.get("text") or ""),
        options,
        str(payload.get("tail") or ""),
        Page(str(page["label"]), str(page["path"])) if page else None,
    )
    first, rest = fit((reply,), numbered=payload.get("numbered", True) is not False, base_url=base_url)
    if not first:
        return ()
    texts = (first, *rest)
    url = _whole(str(payload.get("url") or ""), base_url)
    if not url:
        return texts
    link = f'<a href="{quote(url, safe=_IN_ADDRESS)}">{OPEN_PAGE}</a>'
    last = f"{texts[-1]}\n{link}"
    return (*texts[:-1], last) if len(last.encode()) <= LIMIT_BYTES else (*texts, link)


def _whole(url: str, base_url: str) -> str:
    return base_url + url if url.startswith("/") else url
