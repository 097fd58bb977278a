"""An ear that also knows the sentences its bureau taught it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.intents import CRISES
from knowledge.understanding import Ear, Reading, Understanding

if TYPE_CHECKING:
    from knowledge.classifier import Model
    from knowledge.lessons import Lessons


class TaughtEar(Ear):
    """Hears a taught sentence as it was taught, danger before that, and all else as the ear it was made from.

    ``models`` are the bureau's own, built from the shipped sentences and its own; None leaves the shipped ones.
    Shares dictionary, rules and sentence model with the other ear, so making one costs nothing.
    """

    def __init__(self, ear: Ear, lessons: Lessons, models: Mapping[str, Model] | None = None) -> None:
        self.__dict__.update(ear.__dict__)
        self._lessons = lessons
        if models is not None:
            self._models = models

    def hear(self, text: str, home: str = "", *, swiftly: bool = False) -> Understanding:
        """What the words mean; see ``Ear.hear``."""
        return self.as_taught(self.untaught(text, home, swiftly=swiftly))

    def untaught(self, text: str, home: str = "", *, swiftly: bool = False) -> Understanding:
        """What the words would mean had nothing been taught but the models."""
        return super().hear(text, home, swiftly=swiftly)

    def as_taught(self, heard: Understanding) -> Understanding:
        """The same words as the bureau taught them, or as they were heard."""
        lesson = None if heard.danger else self._lessons.taught(heard.text)
        # Nobody teaches danger here, and no lesson talks it away: its rules are in the lexicon.
        if lesson is None or lesson.intent in CRISES:
            return heard
        reading = Reading(lesson.intent, lesson.programme or None, 1.0)
        return replace(heard, intent=reading.intent, programme=reading.programme, confidence=1.0, readings=(reading,))
