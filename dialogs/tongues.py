"""Messages that are no Chinese sentence: other languages and scripts, faces, bare links, what cannot be shown."""

from __future__ import annotations

import re
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
_SAD = re.compile(r"[😭😢😞😔😟😣😖😩😫💔🙏]|\[(?:大哭|流泪|难过|快哭了|委屈|心碎|可怜|苦涩|裂开)\]")
_UNSHOWN = re.compile(r"^[【\[]收到不支持的消息类型.*[】\]]$")
_TRUE = re.compile(r"真的|假的|[真假]吗|骗|能点|能信|可信|安全|啥意思|什么意思|看看")
LINK = "链接我打不开，您也先别点。\n要银行卡、密码、验证码的，说要交钱才能办的，都别信。"


def answer(text: str, scene: Scene) -> Answered | None:
    """What is said to words that are none of ours to read; None for all that can be understood."""
    said = text.strip()
    if _UNSHOWN.match(said):
        return Answered(Reply("这种消息我这里显示不出来。您打字或者按住说话都行。", (HELP, HUMAN, MENU)))
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
    options = (Option("这是不是骗人的", "有人收钱办低保"), HUMAN, MENU)
    return Answered(Reply(line(scene, "desk.link", LINK), options, "想办什么事，打字或者说一句就行。"))


def _script(scene: Scene) -> Answered:
    text = line(scene, "desk.script", "这种文字我还看不懂，对不起。您按住说话，用自己的话发语音，会有工作人员听。")
    options = (Option("请人打电话给我", HUMAN.words), HELP, MENU)
    return Answered(Reply(text, options, "人有危险，打110或120。"))


def _english(scene: Scene) -> Answered:
    text = line(
        scene,
        "desk.english",
        "Sorry, I can only read Chinese. Reply 1 and a person will call you.\nIn danger dial 110 or 120.",
    )
    options = (Option("请人打电话给我（call me）", HUMAN.words), HELP, MENU)
    return Answered(Reply(text, options, "我只看得懂中文。回1，请工作人员打给您。"))


def _face(said: str, scene: Scene) -> Answered | None:
    left = re.sub(r"[\s，。！？,.!?~～…]", "", _FACE.sub("", said))
    if left or not _FACE.search(said):
        return None
    if _SAD.search(said):
        text = line(scene, "desk.sad_face", "您心里不好受吧。碰到什么事了，慢慢跟我说。")
        return Answered(Reply(text, (HELP, HUMAN), "想让人打电话给您，回2。心里难受，可以打12356，有人陪您说话。"))
    return Answered(
        Reply("收到了，谢谢您。有事要办吗？", (HELP, Option("问政策"), Option("查到账"), MENU), "回数字就行。")
    )
