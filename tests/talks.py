"""The transcript player: a talk as plain text, played against the front desk and a small made-up bureau.

    @ 王奶奶                    who is talking (``tests/cast.py``); 李师傅 when nobody is named
    @ now 2026-11-18 18:30      the time in China
    @ pack wenshui              another pack than shifan
    @ clue A7 kind=help state=resolved title=困难求助 result=已先行救助 reason=…
    @ told before               others told of the same person already
    @ standard dibao 999901 农村 655 元/人/月 2026-12-01 2026-11-10 示民发〔2026〕9号
    @ talk {"flow": …}          a talk stored before a deploy
    > 你好                      what the resident sends
    ~ 过了 25 小时              time passes; also 图片, 视频, 语音, 位置 NAME@LATITUDE,LONGITUDE, 文件, 链接
    ~ 菜单 KEY                  an event: also 关注, 扫码 SCENE, 取消关注
    < 您好……                   what the bot answers, exactly
    ! OpenClue kind=help …      what it wants done

The talk goes through JSON after every line. ``pytest --rewrite`` writes the answers anew; the diff is the review.
"""

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from dialogs import effects, outcomes
from dialogs.front_desk import take, tell
from dialogs.message import Message
from dialogs.scene import ClueView, PersonView, ResidentView
from dialogs.talk import Talk
from dialogs.trial import reworded
from knowledge.deadlines import clocks, contact_by, promised_by
from knowledge.recordings import Recording
from knowledge.routing import KIND_NAMES, Directory, StaffMember, route
from knowledge.shield import shielded
from knowledge.sources import Source
from knowledge.standards import Standard
from tests.builders import CHINA, WEDNESDAY, a_scene
from tests.cast import ENTITLED, PEOPLE, RESIDENTS

KINDS = {"图片": "image", "视频": "video", "语音": "voice", "文件": "file", "链接": "link", "位置": "location"}
EVENTS = {"关注": "follow", "扫码": "scan", "取消关注": "unfollow", "菜单": "tap"}


class Bureau:
    """Does what a turn wants done, in memory, and says what became of it."""

    def __init__(self, scene):
        self.scene = scene
        self.opened = 0
        self.told_before = False
        self.consents = []

    def perform(self, effect):
        """The outcome, or None when nothing is to be told."""
        scene = self.scene
        match effect:
            case effects.OpenClue():
                return self._open(effect)
            case effects.AddToClue():
                return outcomes.ClueAdded(effect.clue_no)
            case effects.ReopenClue():
                return outcomes.ClueReopened(effect.clue_no, scene.office.calendar.add(self._today(), 3))
            case effects.CallHuman():
                if not any(one.kind == "callback" for one in scene.clues):
                    self._open(effects.OpenClue({"phone": effect.phone}, kind="callback"))
                asked = (
                    replace(one, by_phone=bool(effect.phone)) if one.kind == "callback" else one
                    for one in self.scene.clues
                )
                self.scene = replace(self.scene, clues=tuple(asked))
            case effects.DropCall():
                left = tuple(one for one in scene.clues if one.no != effect.clue_no)
                self.scene = replace(scene, clues=left)
            case effects.SpeakLanguage():
                self.scene = replace(scene, resident=replace(scene.resident, language=effect.language))
            case effects.BindResident():
                return self._bind(effect)
            case effects.UnbindResident():
                every = effect.person_id is None
                self.scene = bound(
                    scene, () if every else [one for one in scene.people if one.person_id != effect.person_id]
                )
            case effects.Subscribe():
                wanted = {f"wants_{effect.topic}": effect.wanted}
                self.scene = replace(scene, resident=replace(scene.resident, **wanted))
            case effects.EraseMine():
                self.scene = replace(bound(scene, ()), resident=ResidentView())
            case effects.KeepConsent():
                self.consents.insert(0, outcomes.Consented(scene.now, effect.kind, effect.answer, effect.whose))
            case effects.ShowConsents():
                return outcomes.ConsentsShown(tuple(self.consents))
            case effects.GiveFeedback():
                return None
            case effects.RememberPlace():
                self.scene = replace(scene, resident=replace(scene.resident, place=effect.code))
        return None

    def _today(self):
        return self.scene.now.astimezone(CHINA).date()

    def _open(self, effect):
        scene, self.opened = self.scene, self.opened + 1
        office, pack = scene.office, scene.office.pack
        no = f"S{self.opened:03}"
        staff = Directory(
            tuple(
                StaffMember(number, one.name, one.phone, one.openid, one.division, one.role, one.duties)
                for number, one in enumerate(pack.staff, 1)
            )
        )
        place = effect.slots.get("place") or pack.division
        owner = route(place, effect.kind, effect.urgency, staff, office.places, self._today()).owner
        running = clocks(effect.kind, effect.urgency, scene.now, pack.clocks, office.calendar)
        by, soon = promised_by(running), contact_by(running, effect.urgency, scene.now)
        view = ClueView(
            no,
            effect.kind,
            "new",
            KIND_NAMES.get(effect.kind, "变动登记"),
            opened_at=scene.now,
            promised_by=by,
            owner_name=owner.name if owner else "",
            owner_phone=owner.phone if owner else "",
        )
        self.scene = replace(scene, clues=(*scene.clues, view))
        post = "协理员" if owner and owner.role == "assistant" else "经办人员"
        title = f"{office.places.full_name(owner.division)}{post}" if owner else ""
        return outcomes.ClueOpened(
            no,
            by,
            view.owner_name,
            title,
            view.owner_phone,
            known=self.told_before,
            kind=effect.kind,
            contact_by=soon,
            shielded=shielded(effect.slots),
            joined=self.told_before,
        )

    def _bind(self, effect):
        for one in self.scene.office.pack.residents:
            if (one.name, one.phone) == (effect.name, effect.phone):
                if not one.id_number.endswith(effect.id_number):
                    return outcomes.BindRefused("mismatch")
                paid, entitled = RESIDENTS["王奶奶"][1], ENTITLED["王奶奶"]
                was, before = self.scene.resident, self.scene.people
                if was.bound and not before:
                    before = (PersonView(1, was.name, was.phone, was.place, was.agent_of, paid, entitled),)
                number = 20 + len(before)
                new = PersonView(number, one.name, one.phone, one.place, effect.agent_of, paid, entitled)
                self.scene = bound(self.scene, (*before, new))
                return outcomes.Bound(one.name, ("低保", "高龄津贴"), effect.agent_of, self.scene.several)
        return outcomes.BindRefused("not_found")


def bound(scene, people):
    """The scene of a sender who is bound to these people; of several nobody is looked at yet."""
    resident = ResidentView(place=scene.resident.place, wants_news=scene.resident.wants_news)
    plain = replace(scene, resident=resident, payments=(), entitlements=(), people=tuple(people), about=0)
    first = next((one for one in people if not one.agent_of), next(iter(people), None))
    if first is None:
        return plain
    looked = plain.looking_at(first)
    looked = replace(looked, resident=replace(looked.resident, place=looked.resident.place or first.place))
    return replace(looked, about=0) if looked.several else looked


class Player:
    """Holds one talk."""

    def __init__(self, scene=None, own=None):
        self.own = own or {}
        self.bureau = Bureau(reworded(scene or a_scene(), self.own))
        self.talk = Talk()
        self.turns = 0

    def send(self, text="", kind="text", **more):
        """The replies and effects of one message, outcomes told; the talk has been through JSON."""
        self.turns += 1
        message = Message(f"m{self.turns}", "openid-li", kind, self.bureau.scene.now, text, **more)
        turn = take(self.talk, message, self.bureau.scene)
        told = [self.bureau.perform(effect) for effect in turn.effects]
        replies = [*turn.replies, *(tell(one, self.bureau.scene) for one in told if one is not None)]
        self.talk = Talk.from_json(turn.talk.to_json())
        assert self.talk == turn.talk, "a talk must survive JSON unchanged: keep plain values in its slots"
        return replies, turn.effects

    def wait(self, **span):
        """Time passes."""
        scene = self.bureau.scene
        self.bureau.scene = replace(scene, now=scene.now + timedelta(**span))


def play(text, own=None):
    """The transcript as it is answered today, by a bureau that words some lines its ``own`` way."""
    player, lines = Player(own=own), []
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        if mark in ("<", "!"):
            continue
        lines.append(line)
        if mark == "@":
            _set(player, rest)
        elif mark == ">":
            lines += _said(*player.send(rest))
        elif mark == "~":
            lines += _happened(player, rest)
    return "\n".join(lines) + "\n"


def _set(player, words):
    what, _, rest = words.partition(" ")
    scene = player.bureau.scene
    if what in RESIDENTS:
        resident, paid = RESIDENTS[what]
        player.bureau.scene = replace(scene, resident=resident, payments=paid, entitlements=ENTITLED.get(what, ()))
    elif what in PEOPLE:
        player.bureau.scene = bound(scene, PEOPLE[what])
    elif what == "now":
        now = datetime.strptime(rest, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA).astimezone(UTC)
        player.bureau.scene = replace(scene, now=now)
    elif what == "pack":
        player.bureau.scene = reworded(a_scene(pack=rest, now=scene.now, resident=scene.resident), player.own)
    elif what == "standard":
        # @ standard dibao 999901 农村 655 元/人/月 2026-12-01 2026-11-10 示民发〔2026〕9号: from, published, document
        programme, region, category, amount, unit, *days, doc_no = rest.split()
        since, published = map(date.fromisoformat, days)
        paper = Source(doc_no, "文件（示例）", since.isoformat())
        row = Standard(
            programme,
            region,
            tuple(category.split("、")),
            category,
            Decimal(amount),
            unit,
            since,
            None,
            published,
            doc_no,
            paper,
        )
        player.bureau.scene = replace(scene, office=scene.office.with_standards((row,)))
    elif what == "told":
        player.bureau.told_before = True
    elif what == "talk":
        player.talk = Talk.from_json(json.dumps({"touched_at": scene.now.isoformat(), **json.loads(rest)}))
    elif what == "recording":
        # @ recording dibao.materials 佤语 voice
        subject, language, kind = rest.split()
        there = [one for some in scene.office.recordings.by_subject.values() for one in some]
        new = Recording(len(there) + 1, subject, language, kind)
        player.bureau.scene = replace(scene, office=scene.office.with_recordings((*there, new)))
    elif what == "clue":
        no, *facts = rest.split()
        facts = dict(fact.split("=", 1) for fact in facts)
        plain = {"kind": "help", "state": "accepted", "title": "困难求助", "opened_at": WEDNESDAY - timedelta(days=7)}
        if "promised_by" in facts:
            facts["promised_by"] = datetime.strptime(facts["promised_by"], "%Y-%m-%d").replace(tzinfo=CHINA).date()
        if "overdue" in facts:
            facts["overdue"] = facts["overdue"] == "yes"
        player.bureau.scene = replace(scene, clues=(*scene.clues, ClueView(no, **{**plain, **facts})))
    else:
        raise ValueError(f"a transcript cannot set up “{words}”")


def _happened(player, words):
    what, _, rest = words.partition(" ")
    if what == "过了":
        count, unit = rest.split()
        player.wait(**{{"小时": "hours", "天": "days", "分钟": "minutes"}[unit]: int(count)})
        return []
    if what in EVENTS:
        key = {"scene": rest} if what in ("扫码", "关注") else {"text": rest}
        return _said(*player.send(kind=EVENTS[what], **key))
    if what == "位置":
        rest, _, at = rest.partition("@")
        latitude, longitude = map(float, at.split(",")) if at else (37.5, 112.0)
        more = {"latitude": latitude, "longitude": longitude}
    else:
        more = {"media_id": f"media-{player.turns}"}
    return _said(*player.send(rest, kind=KINDS[what], **more))


def _said(replies, wanted):
    # Consents repeat word for word what is shown just above them; tests/dialogs/test_consents.py reads them.
    lines = [f"! {_compact(effect)}" for effect in wanted if not isinstance(effect, effects.KeepConsent)]
    for reply in replies:
        lines += [f"< {line}".rstrip() for line in reply.plain().splitlines()]
    return lines or ["< （不回）"]


def _compact(effect):
    said = []
    for field in fields(effect):
        value = getattr(effect, field.name)
        if isinstance(value, dict):
            said += [f"{name}={_short(one)}" for name, one in sorted(value.items())]
        elif value not in ("", None) and field.name != "consent_text":
            said.append(f"{field.name}={_short(value)}")
    return " ".join([type(effect).__name__, *said])


def _short(value):
    return "+".join(map(str, value)) if isinstance(value, list | tuple) else str(value).replace("\n", "/")
