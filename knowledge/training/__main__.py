"""``python -m knowledge.training``: build the models from the sentences beside this file, and the shelf of questions.

It says how the models did with sentences they were not taught. With ``--questions`` only the vectors of the packs' own
questions are made, those that are new.
"""

from __future__ import annotations

import sys

from knowledge.embedder import NanoEmbedder, installed
from knowledge.meanings import write_shelf
from knowledge.pack import PACKS, load_pack
from knowledge.training.build import write_models
from knowledge.training.shelf import Shelf


def main(arguments: list[str]) -> None:
    """Write the models and the shelf; print how well models read sentences they were not taught."""
    embedder = NanoEmbedder() if installed() else None
    if embedder is not None:
        packs = [load_pack(folder.name) for folder in sorted(PACKS.iterdir()) if folder.is_dir()]
        made = write_shelf((entry for pack in packs for entry in pack.entries), embedder)
        sys.stdout.write(f"questions: {made} new\n")
    if "--questions" in arguments:
        return
    shelf = Shelf(embedder) if embedder else None
    trials = write_models(embedder=shelf)
    if shelf is not None:
        shelf.save()
    for name, trial in trials.items():
        shares = ", ".join(f"{each} {trial[each]:.3f}" for each in ("intent", "family", "in two", "programme"))
        sys.stdout.write(f"{name}: {trial['sentences']} sentences; of those not taught, right: {shares}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
