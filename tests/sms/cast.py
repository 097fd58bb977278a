"""An account of 云MAS, and letters by text message. The numbers were never given out."""

from bot.settings import Settings
from storage.letter_rows import Letter

KEY = "k3y-of-the-tests"
PHONE = "15400000001"


def settings(url, **changes):
    asked = {
        "sms_url": url,
        "sms_ec_name": "示范县民政局",
        "sms_ap_id": "shifan",
        "sms_secret_key": KEY,
        "sms_sign": "aBcDeF123",
    }
    return Settings(**asked | changes)


def a_letter(payload, **changes):
    kept = dict.fromkeys(Letter.__slots__, "") | {"id": 1, "key": "k1", "to_kind": "contact", "payload": payload}
    return Letter(**kept | changes)
