"""The official account: its menu, and the QR codes of villages and windows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.app import gateway_of, office_of, settings_or_exit, storage_of
from bot.commands import words
from bot.wechat.client import WeChatGateway
from bot.wechat.menu import push_menu
from bot.wechat.qr import make_qr, place_scene, window_scene
from knowledge.office import Office

out = Console(highlight=False, soft_wrap=True)

menu = typer.Typer(help=words.MENU, no_args_is_help=True)


def _gateway() -> WeChatGateway:
    settings = settings_or_exit(serving=True)
    return gateway_of(settings, storage_of(settings))


@menu.command("push", help=words.MENU_PUSH)
def push() -> None:
    """Put the pack's menu in place of the account's."""
    settings = settings_or_exit(serving=True)
    push_menu(office_of().pack.menu, settings.base_url, _gateway())
    out.print(words.MENU_PUSHED)


def qr(
    village: str,
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
) -> None:
    """Save the QR code of a village or window (its name, division code or window code) as a picture."""
    scene, name = _scene(village, office_of())
    made = make_qr(scene, _gateway())
    path = output or Path(f"qr-{scene.partition(':')[2]}{'.svg' if made.image.lstrip()[:1] == b'<' else '.jpg'}")
    path.write_bytes(made.image)
    out.print(words.QR_SAVED.format(path=path, name=name), markup=False)


def _scene(village: str, office: Office) -> tuple[str, str]:
    window = next((one for one in office.pack.windows if one.code == village), None)
    if window is not None and not office.places.get(village):
        return window_scene(window.code), window.name
    guess = office.places.resolve(village, office.pack.division)
    code = village if office.places.get(village) else guess.code
    if code:
        return place_scene(code), office.places.full_name(code)
    if guess.candidates:
        names = "、".join(office.places.full_name(candidate) for candidate in guess.candidates)
        out.print(words.QR_AMBIGUOUS.format(place=village, names=names), markup=False)
    else:
        out.print(words.QR_UNKNOWN.format(place=village), markup=False)
    raise typer.Exit(1)
