"""What the owner of a phone does; most of it is pushed to the account's server."""

from __future__ import annotations

import hashlib
from typing import Any

from bot.simulator import markup, parcels, words
from bot.simulator.parcels import Parcel
from bot.simulator.phones import Bubble, Phone
from bot.simulator.platform import Platform
from bot.simulator.pushing import Pusher
from bot.simulator.shelf import Media


class Owner:
    """All methods are called with the platform's lock held; pushing itself happens in the background."""

    def __init__(self, platform: Platform, pusher: Pusher) -> None:
        self._platform = platform
        self._pusher = pusher

    def says(self, phone: Phone, text: str, menu_id: str = "") -> Bubble:
        """Type a text, or tap a line of a menu message when ``menu_id`` names it."""
        fields: list[tuple[str, markup.Value]] = [("Content", text)]
        if menu_id:
            fields.append(("bizmsgmenuid", menu_id))
        return self._message(phone, "text", fields, text, opening="tap" if menu_id else "message")

    def sends_picture(self, phone: Phone, media: Media, address: str) -> Bubble:
        fields = [("PicUrl", address), ("MediaId", media.media_id)]
        return self._message(phone, "image", fields, media_id=media.media_id)

    def sends_voice(self, phone: Phone, media: Media, seconds: int, transcript: str | None) -> Bubble:
        """With ``transcript`` None the Recognition element is missing, with "" it is empty as it is since 2023."""
        fields = [("MediaId", media.media_id), ("Format", "amr"), ("MediaId16K", media.media_id)]
        if transcript is not None:
            fields.append(("Recognition", transcript))
        return self._message(
            phone, "voice", fields, media_id=media.media_id, seconds=seconds, transcript=transcript or ""
        )

    def sends_video(self, phone: Phone, media: Media, thumb: Media, short: bool = False) -> Bubble:
        fields = [("MediaId", media.media_id), ("ThumbMediaId", thumb.media_id)]
        kind = "shortvideo" if short else "video"
        return self._message(phone, kind, fields, media_id=media.media_id, thumb=thumb.media_id)

    def sends_location(self, phone: Phone, latitude: float, longitude: float, label: str, scale: int = 15) -> Bubble:
        fields: list[tuple[str, markup.Value]] = [
            ("Location_X", round(latitude, 6)),
            ("Location_Y", round(longitude, 6)),
            ("Scale", scale),
            ("Label", label),
        ]
        return self._message(phone, "location", fields, label, latitude=latitude, longitude=longitude)

    def sends_link(self, phone: Phone, title: str, about: str, url: str) -> Bubble:
        fields = [("Title", title), ("Description", about), ("Url", url)]
        return self._message(phone, "link", fields, title, about=about, url=url)

    def sends_file(self, phone: Phone, name: str, data: bytes) -> Bubble:
        fields: list[tuple[str, markup.Value]] = [
            ("Title", name),
            ("Description", ""),
            ("FileKey", "BAAAAAAAAAC" + hashlib.sha256(data).hexdigest()[:5]),
            ("FileMd5", hashlib.md5(data, usedforsecurity=False).hexdigest()),
            ("FileTotalLen", len(data)),
        ]
        return self._message(phone, "file", fields, name, size=len(data))

    def follows(self, phone: Phone, scene: str = "", ticket: str = "") -> None:
        """Follow the account; nothing happens when it is followed already, as on a real phone."""
        if phone.followed:
            return
        phone.followed, phone.followed_at = True, self._platform.now()
        phone.how = "ADD_SCENE_QR_CODE" if ticket else "ADD_SCENE_SEARCH"
        phone.scene = scene
        self._platform.show(phone, "system", "note", words.FOLLOWED)
        phone.opened("tap", self._platform.now())
        fields = [("EventKey", f"qrscene_{scene}" if ticket else "")]
        self._event(phone, "subscribe", [*fields, ("Ticket", ticket)] if ticket else fields)

    def unfollows(self, phone: Phone) -> None:
        if not phone.followed:
            return
        phone.followed, phone.followed_at = False, None
        phone.windows.clear()
        phone.consents.clear()
        phone.refused.clear()
        self._platform.show(phone, "system", "note", words.UNFOLLOWED)
        self._event(phone, "unsubscribe", [("EventKey", "")])

    def scans(self, phone: Phone, scene: str, ticket: str) -> None:
        """Scan a code of the account: who does not follow yet follows by it."""
        if not phone.followed:
            self.follows(phone, scene, ticket)
            return
        phone.opened("tap", self._platform.now())
        self._event(phone, "SCAN", [("EventKey", scene), ("Ticket", ticket)])

    def taps_menu(self, phone: Phone, button: dict[str, Any], extra: dict[str, Any]) -> None:
        """Tap a button of the account's menu; ``extra`` holds what a scan or the location chooser found."""
        kind, key = button.get("type", ""), button.get("key", "")
        match kind:
            case "click":
                phone.opened("tap", self._platform.now())
                self._event(phone, "CLICK", [("EventKey", key)])
            case "view":
                self._event(phone, "VIEW", [("EventKey", button["url"]), ("MenuId", "428066061")])
            case "miniprogram":
                self._event(phone, "view_miniprogram", [("EventKey", button["pagepath"]), ("MenuId", "428066061")])
            case "scancode_push" | "scancode_waitmsg":
                phone.opened("tap", self._platform.now())
                found = [("ScanType", "qrcode"), ("ScanResult", str(extra.get("result", "")))]
                self._event(phone, kind, [("EventKey", key), ("ScanCodeInfo", found)])
            case "pic_sysphoto" | "pic_photo_or_album" | "pic_weixin":
                picture = hashlib.md5(str(extra).encode(), usedforsecurity=False).hexdigest()
                pictures: list[tuple[str, markup.Value]] = [
                    ("Count", 1),
                    ("PicList", [("item", [("PicMd5Sum", picture)])]),
                ]
                self._event(phone, kind, [("EventKey", key), ("SendPicsInfo", pictures)])
            case "location_select":
                chosen = [
                    ("Location_X", str(extra.get("latitude", ""))),
                    ("Location_Y", str(extra.get("longitude", ""))),
                    ("Scale", "15"),
                    ("Label", str(extra.get("label", ""))),
                    ("Poiname", ""),
                ]
                self._event(phone, kind, [("EventKey", key), ("SendLocationInfo", chosen)])
            case _:
                pass  # media_id, article_id and view_limited push no event

    def enters(self, phone: Phone) -> None:
        """Open the chat: a LOCATION event follows when the owner lets the account know where the phone is."""
        if phone.where and phone.followed:
            latitude, longitude, precision = (f"{number:.6f}" for number in phone.where)
            spot: list[tuple[str, markup.Value]] = [
                ("Latitude", float(latitude)),
                ("Longitude", float(longitude)),
                ("Precision", float(precision)),
            ]
            self._event(phone, "LOCATION", spot)

    def consents(self, phone: Phone, template_id: str, accept: bool) -> None:
        """Answer the subscription dialog; each yes allows one message."""
        title = self._platform.template(template_id).title
        if accept:
            phone.consents[template_id] += 1
        words_of = words.CONSENT_ACCEPTED if accept else words.CONSENT_REJECTED
        self._platform.show(phone, "system", "note", words_of.format(title=title))
        answer = [
            ("TemplateId", template_id),
            ("SubscribeStatusString", "accept" if accept else "reject"),
            ("PopupScene", 1),
        ]
        self._event(phone, "subscribe_msg_popup_event", [("SubscribeMsgPopupEvent", [("List", answer)])])

    def refuses(self, phone: Phone, template_id: str, refuse: bool = True) -> None:
        """Switch one template off or on. Refusing a subscription is pushed, refusing a template message is not."""
        title = self._platform.template(template_id).title
        (phone.refused.add if refuse else phone.refused.discard)(template_id)
        words_of = words.REFUSED_TEMPLATE if refuse else words.TEMPLATE_ALLOWED
        self._platform.show(phone, "system", "note", words_of.format(title=title))
        if refuse and phone.consents.pop(template_id, 0):
            answer = [("TemplateId", template_id), ("SubscribeStatusString", "reject")]
            self._event(phone, "subscribe_msg_change_event", [("SubscribeMsgChangeEvent", [("List", answer)])])

    def event(self, phone: Phone, name: str, fields: markup.Tree) -> None:
        """Push an event that no act of this class makes."""
        self._event(phone, name, fields)

    def _message(
        self, phone: Phone, kind: str, fields: markup.Tree, text: str = "", opening: Any = "message", **data: Any
    ) -> Bubble:
        phone.opened(opening, self._platform.now())
        bubble = self._platform.show(phone, "me", kind, text, **data)
        account = self._platform.config.account_id
        self._push(parcels.message(phone.openid, account, self._platform.now(), kind, fields))
        return bubble

    def _event(self, phone: Phone, name: str, fields: markup.Tree) -> None:
        phone.touched_at = self._platform.now()
        account = self._platform.config.account_id
        self._push(parcels.event(phone.openid, account, self._platform.now(), name, fields))

    def _push(self, parcel: Parcel) -> None:
        self._pusher.push(parcel)
