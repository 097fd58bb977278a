"""允许微信通知: offered where news is switched on, for the platform lets one write for two days only without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import consents
from dialogs.answered import Answered
from dialogs.effects import Subscribe
from dialogs.lines import line
from dialogs.talk import Page

if TYPE_CHECKING:
    from dialogs.effects import Topic
    from dialogs.scene import Scene
    from dialogs.talk import Reply

PATH = "/my/notices"
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "why": "两天没来说话，微信就不让发了。点下面允许一次，还能通知您一次。",
        "chat_only": "两天没来说话，微信就不让发了，想看随时说「通知公告」。",
        "page": "允许微信通知",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "why": "打开政策消息，还要点一次允许",
        "chat_only": "打开政策消息，没有申请微信通知",
        "page": "去允许微信通知的链接",
    }
)

LABELS = frozenset({"page"})


def page(scene: Scene) -> Page | None:
    """Where a notice is allowed; None where the bureau has none approved."""
    return Page(_say("page", scene), PATH) if _may(scene) else None


def switched(reply: Reply, topic: Topic, wanted: bool, letters: str, scene: Scene) -> Answered:
    """A kind of letter switched on or off: with news on, how far it reaches without a notice, said honestly.

    ``letters`` is what they are called; who switches them on has consented to get them.
    """
    if topic == "news" and wanted:
        why = _say("why" if _may(scene) else "chat_only", scene)
        reply = replace(reply, text=f"{reply.text}\n{why}", page=page(scene))
    agreed = (consents.subscribed(reply, letters),) if wanted else ()
    return Answered(reply, effects=(Subscribe(topic, wanted), *agreed))


def _may(scene: Scene) -> bool:
    template = scene.office.pack.templates.get("news")
    return template is not None and template.subscription


def _say(name: str, scene: Scene) -> str:
    return line(scene, f"notices.{name}", SAYS[name])
