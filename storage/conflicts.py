"""What may come between a reader and a writer; each is answered by reading again."""

from __future__ import annotations


class StaleTalk(Exception):
    """The talk was changed by another message since it was read: take the message again, once."""


class StaleClue(Exception):
    """The clue was changed by somebody else since it was read: show what it has become."""


class Busy(Exception):
    """The database was held by others for longer than a caller can wait (4 seconds): try again later."""
