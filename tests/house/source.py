"""The project's own Python files, parsed once for the rules of the house."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("knowledge", "dialogs", "storage", "bot")


@cache
def files(*packages: str) -> tuple[Path, ...]:
    """Every Python file of the packages, migrations and all."""
    return tuple(sorted(path for package in packages or PACKAGES for path in (ROOT / package).rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def docstrings(module: ast.Module) -> set[int]:
    """The ids of the constants that are docstrings, a string standing alone under an attribute included."""
    return {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
