"""Every transcript is answered exactly as it is written."""

from pathlib import Path

import pytest

from dialogs.front_desk import FLOWS
from tests.talks import play

FOLDER = Path(__file__).parents[1] / "transcripts"
TRANSCRIPTS = sorted(FOLDER.glob("*/*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_talk_goes_as_written(path, request):
    written = path.read_text()
    played = play(written)
    if request.config.getoption("--rewrite") and played != written:
        path.write_text(played)
        written = played

    assert played == written, "read the difference aloud; if it is better, run pytest --rewrite"


KINDS = {"happy", "correction", "digression", "cancel", "wrong", "repeat", "guard", "silence", "upgrade"}


@pytest.mark.parametrize("flow", sorted(FLOWS))
def test_every_flow_has_been_walked_in_all_nine_ways(flow):
    walked = {path.stem.split("-")[0] for path in FOLDER.glob(f"{flow}/*.txt")}

    assert walked >= KINDS, f"write under tests/transcripts/{flow}/: {sorted(KINDS - walked)}"
