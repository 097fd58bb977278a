"""Messages that are no Chinese sentence: other languages and scripts, faces, bare links, what cannot be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import HELP, HUMAN, MENU, Answered
from dialogs.lines import line
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_OTHER_SCRIPT = re.compile(
    "[\u0370-\u052f\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1800-\u18af"
    "\u1950-\u19df\u3040-\u30ff\ua000-\ua4cf\ua4d0-\ua4ff\uac00-\ud7af]"
)
"""Greek to Cyrillic, Arabic, Devanagari, Thai, 藏文, Burmese, Korean, 蒙古文, 傣文, kana, 彝文, 傈僳文."""
_ENGLISH = re.compile(
    r"\b(?:the|help|please|hello|hi|money|my|you|your|how|what|where|when|need|is|are|am|can|not|want|food|poor|sick|"
    r"hospital|office|phone|number|thanks?|i|me|and|to|do|have|for)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|cn|net|top|xyz|cc|vip)(?:/\S*)?", re.IGNORECASE)
_FACE = re.compile(
    r"\[[\u4e00-\u9fffA-Za-z]{1,6}\]|/::?[^\s\u4e00-\u9fff]{1,3}|[\u2190-\u2bff\u3030\u303d\ufe0e\ufe0f\u200d\u20e3"
    r"\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
_SAD = re.compile(r"[😭😢😞😔😟😣😖😩😫💔]|\[(?:大哭|流泪|难过|快哭了|委屈|心碎|可怜|苦涩|裂开)\]")
_UNSHOWN = re.compile(r"^[【\[]收到不支持的消息类型.*[】\]]$")
_TRUE = re.compile(r"真的|假的|[真假]吗|骗|能点|能信|可信|安全|啥意思|什么意思|看看")
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "link": "链接我打不开，您也先别点。\n要银行卡、密码、验证码的，说要交钱才能办的，都别信。",
        "link_next": "想办什么事，打字或者说一句就行。",
        "tap_fraud": "这是不是骗人的",
        "unshown": "这种消息我这里显示不出来。您打字或者按住说话都行。",
        "script": "这种文字我还看不懂，对不起。您按住说话，用自己的话发语音，会有工作人员听。",
        "script_next": "人有危险，打110或120。",
        "tap_ring": "请人打电话给我",
        "english": "Sorry, I can only read Chinese. Reply 1 and a person will call you.\nIn danger dial 110 or 120.",
        "english_next": "我只看得懂中文。回1，请工作人员打给您。",
        "tap_call_me": "请人打电话给我（call me）",
        "sad": "您心里不好受吧。碰到什么事了，慢慢跟我说。",
        "sad_next": "想让人打电话给您，回2。心里难受，可以打12356，有人陪您说话。",
        "face": "收到了，谢谢您。有事要办吗？",
        "face_next": "回数字就行。",
    }
)
"""What is said to them; a bureau may word it as ``tongues.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "link": "转来一个链接",
        "link_next": "转来一个链接，最后一句",
        "tap_fraud": "选项，转来一个链接",
        "unshown": "显示不出来的消息",
        "script": "别的民族文字、外国文字",
        "script_next": "别的民族文字、外国文字，最后一句",
        "tap_ring": "选项，别的文字",
        "english": "英文",
        "english_next": "英文，最后一句",
        "tap_call_me": "选项，英文",
        "sad": "只发了难过的表情",
        "sad_next": "只发了难过的表情，最后一句",
        "face": "只发了别的表情",
        "face_next": "只发了别的表情，最后一句",
    }
)


def answer(text: str, scene: Scene) -> Answered | None:
    """What is said to words that are none of ours to read; None for all that can be understood."""
    said = text.strip()
    if _UNSHOWN.match(said):
        return Answered(Reply(_say("unshown", scene), (HELP, HUMAN, MENU)))
    if _ADDRESS.search(said):
        beside = _ADDRESS.sub("", said)
        if len(_HAN.findall(beside)) < 2 or _TRUE.search(beside):
            return link(scene)
    if _HAN.search(said):
        return _face(said, scene) if not _HAN.search(_FACE.sub("", said)) else None
    if len(_OTHER_SCRIPT.findall(said)) >= 2:
        return _script(scene)
    if len(_ENGLISH.findall(said)) >= 2 or said.lower() in ("hello", "hi", "help", "help me"):
        return _english(scene)
    return _face(said, scene)


def link(scene: Scene) -> Answered:
    """A link that was passed on: not opened, and a word of care."""
    options = (Option(_say("tap_fraud", scene), "有人收钱办低保"), HUMAN, MENU)
    return Answered(Reply(_say("link", scene), options, _say("link_next", scene)))


def _script(scene: Scene) -> Answered:
    options = (Option(_say("tap_ring", scene), HUMAN.words), HELP, MENU)
    return Answered(Reply(_say("script", scene), options, _say("script_next", scene)))


def _english(scene: Scene) -> Answered:
    options = (Option(_say("tap_call_me", scene), HUMAN.words), HELP, MENU)
    return Answered(Reply(_say("english", scene), options, _say("english_next", scene)))


def _face(said: str, scene: Scene) -> Answered | None:
    left = re.sub(r"[\s，。！？,.!?~～…]", "", _FACE.sub("", said))
    if left or not _FACE.search(said):
        return None
    if _SAD.search(said):
        return Answered(Reply(_say("sad", scene), (HELP, HUMAN), _say("sad_next", scene)))
    options = (HELP, Option("问政策"), Option("查到账"), MENU)
    return Answered(Reply(_say("face", scene), options, _say("face_next", scene)))


def _say(name: str, scene: Scene) -> str:
    return line(scene, f"tongues.{name}", SAYS[name])
