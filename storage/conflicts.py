"""What may come between a caller and the database."""

from __future__ import annotations


class StaleTalk(Exception):
    """The talk was changed by another message since it was read: take the message again, once."""


class StaleClue(Exception):
    """The clue was changed by somebody else since it was read: show what it has become."""


class StaleCallback(Exception):
    """Somebody else rang, or ended the call-back, since it was read: show what has become of it."""


class Busy(Exception):
    """The database was held by others for longer than a caller can wait (4 seconds): try again later."""


class Unreachable(Exception):
    """There is no database where the settings say, or it refuses us; the message names the kind of trouble only."""
