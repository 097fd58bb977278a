"""Packs of policy: checked, taken along as one file, brought in from one."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer
from rich.console import Console

from bot.commands import words
from bot.wechat.outbound import fit
from dialogs.wordcheck import faults_of_pack
from knowledge.pack import PACKS, Pack, PackError, PackProblem, check_packs, load_pack
from knowledge.packfile import read_all
from knowledge.rulelines import listing

out = Console(highlight=False, soft_wrap=True)

LARGEST = 20 * 1024 * 1024
"""Bytes, unpacked: policies are text."""
KINDS = {".yaml", ".yml", ".md"}

pack = typer.Typer(help=words.PACK, no_args_is_help=True)


class NoPack(Exception):
    """The file holds no pack; says why, in Chinese."""


@pack.command("check", help=words.PACK_CHECK)
def check(
    folder: Annotated[Path | None, typer.Argument(exists=True, file_okay=False)] = None,
    rules: Annotated[bool, typer.Option("--rules", help=words.PACK_RULES)] = False,
) -> None:
    """Print every mistake in every pack with its file and line; exit with 1 when there is one.

    With ``--rules`` then each pack's own rules with their documents, and what those leave open.
    """
    _told(check_packs(folder) or _worded(folder))
    out.print(words.PACKS_FINE, markup=False)
    if rules:
        for each in sorted(path.name for path in (folder or PACKS).iterdir() if path.is_dir()):
            _shown(load_pack(each, folder), inherited=False)


@pack.command("show", help=words.PACK_SHOW)
def show(name: str, every: Annotated[bool, typer.Option("--all", help=words.PACK_ALL)] = False) -> None:
    """Print what a pack's documents leave open and every rule with document and passage."""
    try:
        _shown(load_pack(name), inherited=every)
    except PackError as no:
        _told(no.problems)


def _shown(pack: Pack, *, inherited: bool) -> None:
    for line in listing(pack, inherited=inherited):
        out.print(line, markup=False)


@pack.command("export", help=words.PACK_EXPORT)
def export(
    name: str,
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
) -> None:
    """Write a pack's own files (what it inherits stays where it is) into one zip file."""
    folder = PACKS / name
    if not (folder / "pack.yaml").is_file() or folder.parent != PACKS:
        out.print(words.PACK_UNKNOWN.format(name=name), markup=False)
        raise typer.Exit(1)
    path = output or Path(f"{name}.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.suffix in KINDS:
                archive.write(file, f"{name}/{file.relative_to(folder).as_posix()}")
    out.print(words.PACK_EXPORTED.format(path=path), markup=False)


@pack.command("import", help=words.PACK_IMPORT)
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    replace: Annotated[bool, typer.Option("--replace", help=words.PACK_REPLACE)] = False,
) -> None:
    """Check a pack from a zip file beside the packs that are here, and take it in only without any mistake."""
    with tempfile.TemporaryDirectory() as trial:
        packs = Path(trial) / "packs"
        shutil.copytree(PACKS, packs)
        try:
            name = _unpacked(file, packs, replace)
        except (NoPack, zipfile.BadZipFile) as no:
            out.print(str(no) if isinstance(no, NoPack) else words.PACK_NO_ZIP, markup=False)
            raise typer.Exit(1) from None
        found = tuple(problem for problem in check_packs(packs) if problem.file.startswith(f"{name}/"))
        _told(found or tuple(problem for problem in _worded(packs) if problem.file.startswith(f"{name}/")))
        fresh = PACKS / f".{name}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(packs / name, fresh)
        if (PACKS / name).exists():
            shutil.rmtree(PACKS / name)
        fresh.rename(PACKS / name)
    out.print(words.PACK_IMPORTED.format(name=name), markup=False)


def _unpacked(file: Path, packs: Path, replace: bool) -> str:
    """Unpack into the folder; the pack's name. Nothing outside the pack's own folder is ever written."""
    with zipfile.ZipFile(file) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        paths = [PurePosixPath(entry.filename) for entry in entries]
        names = {path.parts[0] for path in paths if path.parts}
        if len(names) != 1 or sum(entry.file_size for entry in entries) > LARGEST:
            raise NoPack(words.PACK_SHAPE)
        name = names.pop()
        plain = all(len(path.parts) > 1 and ".." not in path.parts and path.suffix in KINDS for path in paths)
        if not plain or not name.replace("_", "").replace("-", "").isalnum():
            raise NoPack(words.PACK_SHAPE)
        if (packs / name).exists() and not replace:
            raise NoPack(words.PACK_THERE.format(name=name))
        shutil.rmtree(packs / name, ignore_errors=True)
        for entry, path in zip(entries, paths, strict=True):
            target = packs.joinpath(*path.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(entry))
    return name


def _worded(folder: Path | None) -> tuple[PackProblem, ...]:
    """What is wrong with the packs' own words, each at its line; advice is printed and stops nothing."""
    found = []
    where = folder or PACKS
    for name, own in read_all(where).items():
        pack = load_pack(name, where)
        for key, fault in faults_of_pack(pack, own.sections.get("wording") or {}, fit):
            problem = own.problem(("wording", key), words.PACK_WORDING.format(key=key, fault=fault.text))
            if fault.stops:
                found.append(problem)
            else:
                out.print(words.PACK_ADVICE.format(problem=problem), markup=False)
    return tuple(found)


def _told(problems: tuple[PackProblem, ...]) -> None:
    """Print the mistakes and end with 1 when there are any."""
    for problem in problems:
        out.print(str(problem), markup=False)
    if problems:
        out.print(words.PACKS_BAD.format(count=len(problems)), markup=False)
        raise typer.Exit(1)
