"""All that the documents of one bureau ask, and what they leave open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from knowledge.duties import (
    ClueSource,
    Comparison,
    Duty,
    HardshipClass,
    Ledger,
    LevelDuty,
    OutcomePath,
    TargetGroup,
    Team,
    Visit,
)
from knowledge.procedures import Payday, PublicNotice, SpotCheck, StatutoryStep
from knowledge.sources import Source, SourcedRule
from knowledge.telling import Audience, Channel, NoticeContent, Practice


@dataclass(frozen=True, slots=True)
class OpenSetting:
    """Something a document leaves open, so that the bureau may set it; until then ``default``, which is ours.

    ``choices`` are the readings by key, in words; none where any number will do, of which ``unit`` tells.
    """

    key: str
    name: str
    question: str
    default: str | int | bool
    note: str
    source: Source
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unit: str = ""

    @property
    def ours(self) -> bool:
        """Always: no document says it."""
        return True

    def words(self, value: str | int | bool) -> str:
        """A value of this setting as a clerk reads it."""
        return self.choices.get(str(value), f"{value}{self.unit}")


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What is asked of this bureau, section by section as the pack's files hold it, inherited rules included."""

    target_groups: tuple[TargetGroup, ...] = ()
    clue_sources: tuple[ClueSource, ...] = ()
    linkage: tuple[LevelDuty, ...] = ()
    teams: tuple[Team, ...] = ()
    visits: tuple[Visit, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    hardship_classes: tuple[HardshipClass, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    outcome_paths: tuple[OutcomePath, ...] = ()
    statutory_steps: tuple[StatutoryStep, ...] = ()
    paydays: tuple[Payday, ...] = ()
    spot_checks: tuple[SpotCheck, ...] = ()
    public_notices: tuple[PublicNotice, ...] = ()
    audiences: tuple[Audience, ...] = ()
    notice_contents: tuple[NoticeContent, ...] = ()
    channels: tuple[Channel, ...] = ()
    practices: tuple[Practice, ...] = ()
    duties: tuple[Duty, ...] = ()
    rules: tuple[SourcedRule, ...] = ()
    open_settings: tuple[OpenSetting, ...] = ()

    def step(self, key: str) -> StatutoryStep | None:
        """The time limit of that key, or ``None``."""
        return next((step for step in self.statutory_steps if step.key == key), None)

    def open_setting(self, key: str) -> OpenSetting | None:
        """What is open under that key, or ``None``."""
        return next((one for one in self.open_settings if one.key == key), None)


KINDS: Mapping[str, type] = MappingProxyType(
    {
        "target_groups": TargetGroup,
        "clue_sources": ClueSource,
        "linkage": LevelDuty,
        "teams": Team,
        "visits": Visit,
        "comparisons": Comparison,
        "hardship_classes": HardshipClass,
        "ledgers": Ledger,
        "outcome_paths": OutcomePath,
        "statutory_steps": StatutoryStep,
        "paydays": Payday,
        "spot_checks": SpotCheck,
        "public_notices": PublicNotice,
        "audiences": Audience,
        "notice_contents": NoticeContent,
        "channels": Channel,
        "practices": Practice,
        "duties": Duty,
        "rules": SourcedRule,
        "open_settings": OpenSetting,
    }
)
"""What each section of a pack becomes; the order is the order of a clerk's reading."""
