"""The doctor: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import typer
from rich.console import Console

from bot.app import build, clock, gateway_of, settings_or_exit
from bot.commands import words
from bot.places import FOLDER, known
from bot.services import SendError, Services
from knowledge.bureau import LOCAL, TEMPLATES
from knowledge.divisionrows import NotARow
from knowledge.embedder import installed
from knowledge.office import Office
from knowledge.pack import check_packs
from storage.conflicts import Unreachable

out = Console(highlight=False, soft_wrap=True)

Verdict = Literal["fine", "note", "fix"]
_LINES = {"fine": words.FINE, "note": words.NOTE, "fix": words.FIX}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``fix`` stops the service from working, ``note`` does not."""

    verdict: Verdict
    name: str
    what: str = words.OK


def check() -> None:
    """Look at everything and print what is wrong with its remedy; exit with 1 when something must be mended."""
    settings = settings_or_exit(serving=True)
    findings = [Finding("fine", words.CHECK_SETTINGS)]
    findings += [Finding("note", words.CHECK_SETTINGS, gap) for gap in settings.gaps()]
    try:
        known(FOLDER, clock().astimezone(LOCAL).date())
    except (OSError, ValueError, KeyError, NotARow) as why:
        findings.append(Finding("fix", words.CHECK_PLACES, words.CHECK_PLACES_BAD.format(why=why)))
        _end(findings)
    problems = check_packs()
    if problems:
        # Without a pack that loads there is nothing more to look at.
        what = words.CHECK_PACK_BAD.format(count=len(problems))
        findings.append(Finding("fix", words.CHECK_PACK.format(name=settings.pack), what))
    else:
        services = build(settings)
        findings += _database(services)
        findings += _knowledge(services)
        findings += _wechat(services)
    _end(findings)


def _end(findings: list[Finding]) -> None:
    for one in findings:
        out.print(_LINES[one.verdict].format(name=one.name, what=one.what), markup=False)
    if any(one.verdict == "fix" for one in findings):
        raise typer.Exit(1)


def _database(services: Services) -> Iterator[Finding]:
    try:
        current = services.storage.head_ok()
    except Unreachable as error:
        yield Finding("fix", words.CHECK_DATABASE, words.CHECK_DATABASE_GONE.format(why=error))
        return
    if not current:
        yield Finding("fix", words.CHECK_DATABASE, words.CHECK_DATABASE_OLD)
        return
    yield Finding("fine", words.CHECK_DATABASE)
    if not services.storage.keys_ok():
        yield Finding("fix", words.CHECK_KEYS, words.CHECK_KEYS_WRONG)
        return
    yield Finding("fine", words.CHECK_KEYS)
    with services.storage.read() as uow:
        staffed = any(member.active for member in uow.staff.directory().members)
    yield Finding("fine", words.CHECK_STAFF) if staffed else Finding("note", words.CHECK_STAFF, words.CHECK_STAFF_NONE)


def _knowledge(services: Services) -> Iterator[Finding]:
    office = services.office
    yield Finding("fine", words.CHECK_PACK.format(name=office.pack.name))
    yield _places(office)
    yield _templates(office)
    today = clock().astimezone(LOCAL).date()
    missing = office.pack.missing_standards(today)
    if missing:
        yield Finding("note", words.CHECK_STANDARDS, words.CHECK_STANDARDS_MISSING.format(count=len(missing)))
    else:
        yield Finding("fine", words.CHECK_STANDARDS)
    year = office.calendar.missing_notice(today)
    if year is None:
        yield Finding("fine", words.CHECK_CALENDAR)
    else:
        yield Finding("note", words.CHECK_CALENDAR, words.CHECK_CALENDAR_MISSING.format(year=year))
    if services.settings.semantic and not installed():
        yield Finding("note", words.CHECK_MODEL, words.CHECK_MODEL_NONE)
    else:
        yield Finding("fine", words.CHECK_MODEL)


def _places(office: Office) -> Finding:
    within = [each.level for each in office.places if each.code.startswith(office.pack.division)]
    towns, villages = within.count("township"), within.count("village")
    if not villages:
        return Finding("note", words.CHECK_PLACES, words.CHECK_PLACES_NONE.format(name=office.pack.title))
    return Finding("fine", words.CHECK_PLACES, words.CHECK_PLACES_FINE.format(towns=towns, villages=villages))


def _wechat(services: Services) -> Iterator[Finding]:
    if not services.settings.wechat_ready:
        yield Finding("note", words.CHECK_WECHAT, words.CHECK_WECHAT_NONE)
        return
    try:
        gateway_of(services.settings, services.storage).quota("/cgi-bin/message/custom/send")
    except SendError as error:
        yield Finding("fix", words.CHECK_WECHAT, words.CHECK_WECHAT_BAD.format(why=error))
        return
    yield Finding("fine", words.CHECK_WECHAT)


def _templates(office: Office) -> Finding:
    """Which letters have no template and reach only who wrote in the last two days."""
    missing = [f"{name}（{key}）" for key, name in TEMPLATES.items() if key not in office.pack.templates]
    if not missing:
        return Finding("fine", words.CHECK_TEMPLATES)
    return Finding("note", words.CHECK_TEMPLATES, words.CHECK_TEMPLATES_NONE.format(names="、".join(missing)))
