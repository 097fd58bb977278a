"""What the bureau taught, from the command line: whether it holds, a model of it, and a file of it for a pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import yaml
from rich.console import Console

from bot.app import build as services_of
from bot.app import settings_or_exit
from bot.commands import words
from bot.offices import CACHE
from bot.own_models import own_models, put_models
from dialogs.lessoncheck import try_all
from dialogs.scene import Scene
from knowledge.classifier import unpack
from knowledge.clerkwords import PROGRAMMES
from knowledge.embedder import NanoEmbedder, Remembered, installed
from knowledge.intents import NAMES
from knowledge.lessons import Lessons
from knowledge.likeness import bare
from knowledge.taughtear import TaughtEar
from knowledge.training.comparison import falls
from knowledge.training.sentences import Example, examples
from knowledge.understanding import Ear

if TYPE_CHECKING:
    from knowledge.lessons import Lesson
    from knowledge.training.comparison import Fall
    from storage.lessons import OwnEntry

out = Console(highlight=False, soft_wrap=True)
learn = typer.Typer(help=words.LEARN, no_args_is_help=True)
_SHOWN = 20


@learn.command("check", help=words.LEARN_CHECK)
def check() -> None:
    """Try every line as a new resident would say it; exit with 1 when one no longer holds."""
    services = services_of(settings_or_exit())
    with services.storage.read() as uow:
        lines = [each.lesson for each in uow.lessons.lessons("line")]
    office = services.office
    office.prepare()
    tried = try_all(lines, Scene(office=office, now=services.now()))
    broken = [one for one in tried if not one.holds]
    for one in broken:
        wanted, heard = _called(one.line.intent, one.line.programme), _called(one.intent, one.programme)
        out.print(words.LEARN_BROKEN.format(text=one.line.text, wanted=wanted, heard=heard), markup=False)
    alone = sum(one.alone for one in tried)
    out.print(words.LEARN_HELD.format(held=len(tried) - len(broken), total=len(tried), alone=alone), markup=False)
    if broken:
        raise typer.Exit(1)


@learn.command("build", help=words.LEARN_BUILD)
def build() -> None:
    """Build the models anew with the bureau's sentences; put them in place only when no sentence is heard worse."""
    settings = settings_or_exit()
    services = services_of(settings)
    with services.storage.read() as uow:
        own = tuple(_example(each.lesson) for each in uow.lessons.lessons("sentence"))
        lines = tuple(_example(each.lesson) for each in uow.lessons.lessons("line"))
    if not own:
        out.print(words.LEARN_NOTHING, markup=False)
        return
    try:
        from knowledge.training.build import Workshop
    except ImportError:
        out.print(words.LEARN_NO_NUMPY, markup=False)
        raise typer.Exit(1) from None
    said = {bare(each.text) for each in own}
    taught = (*(each for each in examples() if bare(each.text) not in said), *own)
    # Every sentence is embedded once, for the making and for both ears that are compared.
    embedder = Remembered(NanoEmbedder(), 2 * len(taught)) if settings.semantic and installed() else None
    stored = {}
    for name, eyes in (("words", None), *((("meaning", embedder),) if embedder else ())):
        out.print(words.LEARN_BUILDING.format(name=words.LEARN_MODELS[name], count=len(taught)), markup=False)
        stored[name] = Workshop(eyes).model(taught)
        plain = Ear(services.office.pack, services.office.places, eyes, CACHE)
        before = TaughtEar(plain, Lessons(), own_models())
        after = TaughtEar(plain, Lessons(), {name: unpack(stored[name])})
        _refuse(falls(before, after, dict.fromkeys((*taught, *lines))))
    put_models(stored)
    with services.storage.work() as uow:
        uow.versions.bump("office")
        uow.audit.record("system", "lesson.build", "", str(len(own)), at=services.now())
        uow.commit()
    out.print(words.LEARN_BUILT.format(count=len(own)), markup=False)


@learn.command("export", help=words.LEARN_EXPORT)
def export(output: Annotated[Path, typer.Option("-o", "--output")] = Path("learned")) -> None:
    """Write the bureau's entries as a file for a pack, and its sentences as one for training."""
    services = services_of(settings_or_exit())
    with services.storage.read() as uow:
        entries = uow.lessons.entries()
        sentences = [each.lesson for each in uow.lessons.lessons("sentence")]
    output.mkdir(parents=True, exist_ok=True)
    _write(output / "learned.yaml", pack_section(entries))
    _write(output / "sentences.yaml", _by_meaning(sentences))
    told = words.LEARN_EXPORTED.format(folder=output, entries=len(entries), sentences=len(sentences))
    out.print(told, markup=False)


def pack_section(entries: tuple[OwnEntry, ...]) -> dict[str, Any]:
    """The entries as the sections ``sources`` and ``entries`` of a pack."""
    sources: dict[str, dict[str, str]] = {}
    kept: dict[str, dict[str, Any]] = {}
    for own in entries:
        one = own.entry
        thing: dict[str, Any] = {"title": one.title, "questions": list(one.questions), "answer": one.answer}
        if one.programme:
            thing["programme"] = one.programme
        if one.legal:
            thing["legal"] = one.legal
        if one.sources:
            source, key = one.sources[0], f"own_source_{own.id}"
            told = {"title": source.title, "doc_no": source.doc_no, "effective_from": source.effective_from}
            sources[key] = {name: said for name, said in told.items() if said}
            thing["sources"] = [key]
        kept[f"own_{own.id}"] = thing
    return {name: section for name, section in (("sources", sources), ("entries", kept)) if section}


def _by_meaning(sentences: list[Lesson]) -> dict[str, dict[str, str]]:
    """Sentences in the form of the training files: by intent, by programme, a line each."""
    found: dict[str, dict[str, str]] = {}
    for one in sentences:
        lines = found.setdefault(one.intent, {})
        lines[one.programme or "none"] = lines.get(one.programme or "none", "") + one.text + "\n"
    return found


def _write(path: Path, content: Any) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


def _example(lesson: Lesson) -> Example:
    return Example(lesson.text, lesson.intent, lesson.programme or "none")


def _called(intent: str, programme: str) -> str:
    name = PROGRAMMES.get(programme, "")
    return f"{NAMES.get(intent, intent)}（{name}）" if name else NAMES.get(intent, intent)


def _refuse(fallen: tuple[Fall, ...]) -> None:
    if not fallen:
        return
    for one in fallen[:_SHOWN]:
        wanted, heard = _called(one.line.intent, one.line.programme), _called(one.intent, one.programme)
        out.print(words.LEARN_BROKEN.format(text=one.line.text, wanted=wanted, heard=heard), markup=False)
    out.print(words.LEARN_WORSE.format(count=len(fallen)), markup=False)
    raise typer.Exit(1)
