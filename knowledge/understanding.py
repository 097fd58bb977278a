"""What a resident's words mean: intent, programme, place, and what they tell of the person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge.classifier import Model, model
from knowledge.clauses import passages
from knowledge.cutter import Cutter
from knowledge.danger import Danger, ruled, second_net
from knowledge.embedder import Embedder, Unavailable
from knowledge.entities import entities
from knowledge.features import STORY, features, part_features, question_features
from knowledge.intents import CRISES
from knowledge.lexicon import Hit, Lexicon, lexicon
from knowledge.normalise import normalise
from knowledge.programmechoice import programmes
from knowledge.typos import Corrector

if TYPE_CHECKING:
    from knowledge.pack import Pack
    from knowledge.places import Gazetteer, PlaceGuess

CERTAIN = 0.55
"""Below this confidence the two likeliest readings are worth offering as choices."""
_NETWORK = 0.5
"""From this on a danger that only the classifier hears counts too: a second net below the rules."""
_CALM = 0.15
"""What the classifier must hear where a rule fires in words of what is past, over or asked as a rule."""
_PASSAGE = 0.85
"""What it must hear in two clauses of a story, out of their place."""
_TRACE = 0.01
"""What danger in two clauses leaves in the whole of a story at the least."""
_WORDLESS = re.compile(r"[^\u4e00-\u9fffA-Za-z]*")
_PLACEHOLDER = re.compile(
    r"[\[【(（]?(?:图片|语音|视频|表情|动画表情|文件|位置|链接|语音转文字失败|语音转写失败|未识别|不支持的消息)[^\u4e00-\u9fff]*[\]】)）]?"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take the words."""

    intent: str
    programme: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was heard. ``readings`` hold the likeliest first, a second one when it is worth a question back."""

    text: str = field(repr=False)
    normal: str = field(repr=False)
    intent: str
    programme: str | None
    place: PlaceGuess | None
    slots: Mapping[str, Any] = field(repr=False)
    danger: Danger
    confidence: float
    readings: tuple[Reading, ...]
    vector: Sequence[float] | None = field(default=None, repr=False, compare=False)
    """What the sentence model makes of the words, where there is one: for finding questions of the same meaning."""

    @property
    def certain(self) -> bool:
        """Whether to answer without asking which of the readings was meant."""
        return bool(self.danger) or self.confidence >= CERTAIN


class Parts(NamedTuple):
    """A text taken apart: as it was normalised, with misspelt words set right, its words and its lexicon hits."""

    normal: str
    text: str
    words: list[str]
    hits: list[Hit]


class Ear:
    """Hears what residents mean. Build one per process and keep it: the dictionary is loaded at first use."""

    def __init__(
        self,
        pack: Pack,
        places: Gazetteer,
        embedder: Embedder | None = None,
        cache_dir: Path | None = None,
        models: Mapping[str, Model] | None = None,
    ) -> None:
        self._places = places
        self._embedder = embedder
        self._models = models
        self._lexicon = words_of(pack)
        self.cutter = Cutter((word for word in self._lexicon.meanings if len(word) > 1), cache_dir)
        self._corrector = Corrector(self._lexicon)

    def hear(self, text: str, home: str = "", *, swiftly: bool = False) -> Understanding:
        """What the words mean. ``home`` is the code of the place where the speaker lives, to settle namesakes.

        ``swiftly`` leaves the sentence model out, which takes a hundred times as long as all the rest: for words that
        are still being typed.
        """
        parts = self.parts(text)
        normal = parts.text
        slots = entities(normal, parts.hits)
        # 高岭村 is not 高龄村: a place is read as it was written.
        place = self._places.resolve(parts.normal, home, words=parts.words) or None
        vector = None if swiftly or wordless(normal) else self.vector(normal)
        readings, danger = self._readings(parts, vector)
        first = readings[0]
        if danger:
            first = Reading(danger, first.programme, 1.0)
            readings = (first,)
            slots["urgency"] = "danger"
            if place and place.living:
                place = place.living  # help goes where somebody is, not where she is registered
        return Understanding(
            text,
            normal,
            first.intent,
            first.programme,
            place,
            MappingProxyType(slots),
            danger,
            first.confidence,
            readings,
            vector,
        )

    def parts(self, text: str) -> Parts:
        """The text taken apart, before anything is concluded from it."""
        normal = normalise(text)
        words = self.cutter.cut(normal)
        corrected = self._corrector.correct(normal, words)
        if corrected != normal:
            words = self.cutter.cut(corrected)
        return Parts(normal, corrected, words, self._lexicon.scan(corrected))

    def vector(self, normal: str) -> Sequence[float] | None:
        """The sentence vector of a normalised text, where one can be had."""
        if self._embedder is not None:
            with suppress(Unavailable):
                return self._embedder.embed(normal)
        return None

    def chances(self, parts: Parts, vector: Sequence[float] | None = None) -> tuple[Model, dict[str, dict[str, float]]]:
        """The model that is asked, and its probabilities by head and label."""
        _, normal, words, hits = parts
        chosen = self._model("words" if vector is None else "meaning")
        return chosen, chosen.read(features(normal, hits, words), question_features(normal, hits, words), vector)

    def _readings(self, parts: Parts, vector: Sequence[float] | None) -> tuple[tuple[Reading, ...], Danger]:
        if wordless(parts.text):
            return (Reading("unclear", None, 1.0),), ""
        _, chances = self.chances(parts, vector)
        heard = chances["intent"]
        danger = self._danger(parts, heard)
        ranked = sorted(heard, key=heard.__getitem__, reverse=True)
        intents = [(each, heard[each]) for each in ranked[: 2 + len(CRISES)] if each not in CRISES]
        (best, sure), (other, _) = programmes(parts.hits, chances["programme"])
        (first, one), (second, two), *_ = intents
        readings = (Reading(first, _fitting(first, best), one), Reading(second, _fitting(second, best), two))
        if one >= CERTAIN and sure < 0.5 and other is not None and other != best:
            return (readings[0], Reading(first, _fitting(first, other), one * (1 - sure))), danger
        return readings, danger

    def _danger(self, parts: Parts, chances: Mapping[str, float]) -> Danger:
        """By a rule, in calm words only if the classifier bears it out; by the classifier; by a passage of a story."""
        normal, text, words, hits = parts
        kind, calm = ruled(normal)
        if not kind and text != normal:
            kind, calm = ruled(text)
        if kind and (not calm or second_net(chances, _CALM)):
            return kind
        heard = second_net(chances, _NETWORK)
        if heard or len(text) < STORY or not (kind or second_net(chances, _TRACE)):
            return heard
        for span in passages(text):
            found = part_features(text, span, hits, words)
            heard = second_net(self._model("words").read(found, None)["intent"], _PASSAGE)
            if heard:
                return heard
        return ""

    def _model(self, name: str) -> Model:
        return self._models[name] if self._models is not None else model(name)


def wordless(normal: str) -> bool:
    """Whether a text holds nothing to read: marks, digits, or what stands for a picture or a voice message."""
    return bool(_WORDLESS.fullmatch(normal) or _PLACEHOLDER.fullmatch(normal))


def words_of(pack: Pack) -> Lexicon:
    """The lexicon with the names that a pack gives its programmes."""
    names = {key: (programme.name, *programme.aliases) for key, programme in pack.programmes.items()}
    return lexicon().with_names(names)


_NO_PROGRAMME = frozenset(
    {"smalltalk", "insult", "unclear", "human_agent", "self_harm", "violence_abuse", "out_of_scope"}
)


def _fitting(intent: str, programme: str | None) -> str | None:
    return None if intent in _NO_PROGRAMME else programme
