"""The four packages stand in one straight line, and a linter proves it."""

import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT


def test_imports_keep_their_contracts():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, f"an import runs against the line:\n{done.stdout[-3000:]}"
    assert "0 broken" in done.stdout
