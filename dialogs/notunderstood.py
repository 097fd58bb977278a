"""An answer that could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogs.talk import Option


class NotUnderstood(Exception):
    """An answer that could not be read.

    ``hint`` says gently what to do; ``simple`` says it in simpler words the second time; ``options`` are what the
    answer may have meant (asking back is no miss); ``near`` are offered from the second miss on.
    """

    def __init__(
        self, hint: str, *, simple: str = "", options: Iterable[Option] = (), near: Iterable[Option] = ()
    ) -> None:
        super().__init__(hint)
        self.hint = hint
        self.simple = simple or hint
        self.options = tuple(options)
        self.near = tuple(near)
