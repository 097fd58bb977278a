"""What a page is dressed in: Bootstrap and htmx from their wheels, our own style sheets and scripts, icons."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from flask import Blueprint, Response, abort, send_from_directory, url_for
from markupsafe import Markup

_SYMBOL = r'<symbol[^>]*viewBox="([^"]+)"[^>]*id="{name}">(.*?)</symbol>'


def _wheel(package: str) -> Path:
    """The folder an installed package lies in, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"the package {package} is not installed")
    return Path(spec.origin).parent


@cache
def files() -> Mapping[str, Path]:
    """Every file a page may ask for, by the name it is asked by."""
    ours = Path(__file__).parent / "static"
    phone = Path(__file__).parents[1] / "desk" / "static"
    simulator = Path(__file__).parents[1] / "simulator" / "static"
    bootstrap = _wheel("flask_bootstrap") / "static" / "bootstrap5"
    htmx = _wheel("js_lib_htmx") / "static" / "htmx"
    found = {path.name: path for folder in (ours, phone) for path in folder.iterdir()}
    # A conversation that is tried looks as it does on the simulated phones.
    found |= {name: simulator / name for name in ("phone.css", "bubbles.css")}
    found["bootstrap.min.css"] = bootstrap / "css" / "bootstrap.min.css"
    found["htmx.min.js"] = htmx / "htmx.min.js"
    return MappingProxyType(found)


@cache
def _version(name: str) -> str:
    return hashlib.sha256(files()[name].read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a file, changing with its content, so that browsers may keep it for a year."""
    return url_for("console.asset_file", name=name, v=_version(name))


def asset_file(name: str) -> Response:
    """View: one file of the list above, nothing else."""
    path = files().get(name)
    if path is None:
        abort(404)
    return send_from_directory(path.parent, path.name, max_age=31_536_000)


@cache
def icon(name: str) -> Markup:
    """A Bootstrap icon as inline SVG, hidden from screen readers: words always stand beside it."""
    sheet = _sprite()
    found = re.search(_SYMBOL.format(name=re.escape(name)), sheet, re.DOTALL)
    if found is None:
        raise KeyError(name)
    box, paths = found.groups()
    return Markup(f'<svg class="icon" viewBox="{box}" aria-hidden="true" focusable="false">{paths}</svg>')  # noqa: S704 - from the wheel


@cache
def _sprite() -> str:
    return (_wheel("flask_bootstrap") / "static" / "bootstrap5" / "icons" / "bootstrap-icons.svg").read_text("utf-8")


def register_assets(blueprint: Blueprint) -> None:
    """Serve the files on the blueprint and give every template of the app ``asset`` and ``icon``."""
    blueprint.add_url_rule("/assets/<name>", "asset_file", asset_file)
    blueprint.add_app_template_global(asset)
    blueprint.add_app_template_global(icon)
