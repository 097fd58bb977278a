"""The merged content of a pack as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from knowledge.bureau import (
    AccountSeed,
    Bureau,
    Hotline,
    MenuItem,
    OfficeHours,
    ResidentSeed,
    StaffSeed,
    TemplateMap,
    Window,
    resident_seed,
)
from knowledge.deadlines import ClockRule
from knowledge.duties import AppealRoute
from knowledge.eligibility import Check, Condition, Measure, Way
from knowledge.places import LEVEL_OF, Division
from knowledge.points import Point
from knowledge.programmes import Entry, Passage, Programme
from knowledge.rulebook import KINDS, Rulebook
from knowledge.sources import Source
from knowledge.standards import MissingStandard, Standard, Standards
from knowledge.telling import NoticePart, PracticeVisit

Content = Mapping[str, Any]
MARKS = {"unreviewed": "（待核对）", "sample": "（示例）"}


class Builder:
    """Turns merged content, already checked, into values; sources are looked up by key."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._sources: Content = content.get("sources") or {}

    def section(self, name: str) -> dict[str, Any]:
        """A keyed section, empty when no pack has it."""
        return self.content.get(name) or {}

    def source(self, reference: str) -> Source:
        """The document a reference ``key`` or ``key:article`` means."""
        key, _, article = reference.partition(":")
        return Source(**{"doc_no": "", **self._sources[key]}, article=article)

    def sources(self, references: list[str] | None) -> tuple[Source, ...]:
        return tuple(map(self.source, references or ()))

    def spoken(self, text: str, sources: tuple[Source, ...]) -> str:
        """The words with the mark that their weakest source asks for."""
        reviews = {source.review for source in sources}
        mark = next((MARKS[review] for review in ("sample", "unreviewed") if review in reviews), "")
        return text if not mark or text.endswith(mark) else text + mark

    def sourced(self, thing: Content) -> dict[str, Any]:
        """The fields of a thing with its source looked up and its lists frozen."""
        frozen = {key: tuple(each) if isinstance(each, list) else each for key, each in thing.items()}
        return {**frozen, "source": self.source(thing["source"])}

    def passage(self, thing: Content) -> Passage:
        sources = self.sources(thing.get("sources"))
        return Passage(self.spoken(thing["text"], sources), thing.get("legal", ""), sources)

    def programmes(self) -> Mapping[str, Programme]:
        return MappingProxyType(
            {
                key: Programme(
                    key=key,
                    name=thing["name"],
                    aliases=tuple(thing.get("aliases", ())),
                    department=thing.get("department", "民政"),
                    passages=MappingProxyType(
                        {aspect: self.passage(each) for aspect, each in thing.get("passages", {}).items()}
                    ),
                    must_say=tuple(thing.get("must_say", ())),
                )
                for key, thing in self.section("programmes").items()
            }
        )

    def entries(self) -> tuple[Entry, ...]:
        def entry(key: str, thing: Content) -> Entry:
            sources = self.sources(thing.get("sources"))
            return Entry(
                key=key,
                programme=thing.get("programme"),
                title=thing["title"],
                questions=tuple(thing["questions"]),
                answer=self.spoken(thing["answer"], sources),
                legal=thing.get("legal", ""),
                sources=sources,
            )

        return tuple(entry(key, thing) for key, thing in self.section("entries").items())

    def checks(self) -> Mapping[str, Check]:
        return MappingProxyType({key: self._check(key, thing) for key, thing in self.section("checks").items()})

    def _check(self, key: str, thing: Content) -> Check:
        def measures(each: Content) -> tuple[Measure, ...]:
            return tuple(Measure(**{**one, "one_of": tuple(one.get("one_of", ()))}) for one in each["any"])

        def condition(name: str, each: Content) -> Condition:
            return Condition(name, **{**self.sourced(each), "any": measures(each)})

        conditions = {name: condition(name, each) for name, each in thing["conditions"].items()}
        ways = tuple(Way(name, tuple(way["all"]), way.get("yes", "")) for name, way in thing["ways"].items())
        near = tuple(thing.get("next", ()))
        return Check(key, MappingProxyType(conditions), ways, thing["verify"], near, thing.get("together", False))

    def standards(self) -> Standards:
        return Standards(self._standard(row) for row in self.content.get("standards", ()))

    def _standard(self, row: Content) -> Standard:
        source = self.source(row["source"])
        amount: Decimal = row["amount"]
        return Standard(
            programme=row["programme"],
            region=row["region"],
            category=tuple(row["category"]),
            name=row["name"],
            amount=amount,
            unit=row["unit"],
            effective_from=row["from"],
            effective_to=row.get("to"),
            published_on=row.get("published"),
            doc_no=source.doc_no,
            source=source,
            review=row.get("review", source.review),
            kind=row.get("kind", "standard"),
            note=row.get("note", ""),
            passage=row.get("passage", ""),
        )

    def expected(self) -> tuple[MissingStandard, ...]:
        return tuple(
            MissingStandard(each["programme"], tuple(each["category"]), each["name"])
            for each in self.content.get("expected", ())
        )

    def bureau(self, title: str) -> Bureau:
        thing = self.section("bureau")
        return Bureau(**{"name": title, **thing, "hours": _hours(thing)})

    def windows(self) -> tuple[Window, ...]:
        return tuple(
            Window(code, **{**thing, "hours": _hours(thing), "duties": tuple(thing.get("duties", ()))})
            for code, thing in self.section("windows").items()
        )

    def hotlines(self) -> tuple[Hotline, ...]:
        return tuple(Hotline(number, **self.sourced(thing)) for number, thing in self.section("hotlines").items())

    def rulebook(self) -> Rulebook:
        """Every section of what the documents ask."""
        return Rulebook(
            **{
                section: tuple(kind(key, **self._rule(thing)) for key, thing in self.section(section).items())
                for section, kind in KINDS.items()
            }
        )

    def _rule(self, thing: Content) -> dict[str, Any]:
        fields = self.sourced(thing)
        if "choices" in fields:
            fields["choices"] = MappingProxyType(fields["choices"])
        if "parts" in fields:
            fields["parts"] = tuple(NoticePart(part["text"], tuple(part["to"])) for part in fields["parts"])
        if "visits" in fields:
            fields["visits"] = tuple(PracticeVisit(**visit) for visit in fields["visits"])
        return fields

    def documents(self, keys: Iterable[str]) -> tuple[Source, ...]:
        """The documents of these keys."""
        return tuple(self.source(key) for key in keys if self._sources.get(key))

    def appeals(self) -> tuple[AppealRoute, ...]:
        return tuple(AppealRoute(key, **self.sourced(thing)) for key, thing in self.section("appeals").items())

    def clocks(self) -> Mapping[str, ClockRule]:
        return MappingProxyType(
            {
                key: ClockRule(key, **{**self.sourced(thing), "amount": int(thing["amount"])})
                for key, thing in self.section("clocks").items()
            }
        )

    def divisions(self) -> tuple[Division, ...]:
        return tuple(
            Division(code, thing["name"], LEVEL_OF[len(code)], tuple(thing.get("aliases", ())))
            for code, thing in self.section("divisions").items()
        )

    def points(self) -> tuple[Point, ...]:
        return tuple(
            Point(code, float(thing["latitude"]), float(thing["longitude"]))
            for code, thing in self.section("points").items()
        )

    def staff(self) -> tuple[StaffSeed, ...]:
        return tuple(
            StaffSeed(key, **{**thing, "duties": tuple(thing.get("duties", ()))})
            for key, thing in self.section("staff").items()
        )

    def residents(self) -> tuple[ResidentSeed, ...]:
        return tuple(resident_seed(key, thing) for key, thing in self.section("residents").items())

    def accounts(self, division: str) -> tuple[AccountSeed, ...]:
        return tuple(
            AccountSeed(key, **{"division": division, **thing}) for key, thing in self.section("accounts").items()
        )

    def menu(self) -> tuple[MenuItem, ...]:
        return tuple(map(_menu_item, self.content.get("menu") or ()))

    def templates(self) -> Mapping[str, TemplateMap]:
        return MappingProxyType(
            {
                key: TemplateMap(
                    key,
                    thing["template_id"],
                    thing["title"],
                    MappingProxyType(thing["fields"]),
                    MappingProxyType(thing.get("labels", {})),
                    bool(thing.get("subscription", False)),
                )
                for key, thing in self.section("templates").items()
            }
        )


def _hours(thing: Content) -> OfficeHours:
    return OfficeHours(tuple(thing.get("hours", ())))


def _menu_item(thing: Content) -> MenuItem:
    children = tuple(map(_menu_item, thing.get("children", ())))
    return MenuItem(**{**thing, "children": children})
