"""``python -m knowledge.training``: build the models from the sentences beside this file, and say how they did."""

from __future__ import annotations

import sys

from knowledge.embedder import NanoEmbedder, installed
from knowledge.training.build import write_models
from knowledge.training.shelf import Shelf


def main() -> None:
    """Write the models; print how well models read sentences they were not taught."""
    for name, trial in write_models(vectors=Shelf(NanoEmbedder()) if installed() else None).items():
        shares = ", ".join(f"{each} {trial[each]:.3f}" for each in ("intent", "family", "in two", "programme"))
        sys.stdout.write(f"{name}: {trial['sentences']} sentences; of those not taught, right: {shares}\n")


if __name__ == "__main__":
    main()
