"""``python -m knowledge.training``: build the models from the sentences beside this file, and the shelf of questions.

With ``--questions`` only the vectors of the packs' own questions are made, those that are new. With ``--check`` it also
says how well models find the label of sentences they never saw; that takes minutes.
"""

from __future__ import annotations

import sys

from knowledge.embedder import NanoEmbedder, installed
from knowledge.meanings import write_shelf
from knowledge.pack import PACKS, load_pack
from knowledge.training.build import Workshop, write_models
from knowledge.training.sentences import examples


def main(arguments: list[str]) -> None:
    """Write the models and the shelf; with ``--check`` report the models' accuracy on unseen sentences."""
    embedder = NanoEmbedder() if installed() else None
    if embedder is not None:
        packs = [load_pack(folder.name) for folder in sorted(PACKS.iterdir()) if folder.is_dir()]
        made = write_shelf((entry for pack in packs for entry in pack.entries), embedder)
        sys.stdout.write(f"questions: {made} new\n")
    if "--questions" in arguments:
        return
    write_models(embedder=embedder)
    if "--check" in arguments:
        taught = examples()
        for name, shop in (("words", Workshop()), *((("meaning", Workshop(embedder)),) if embedder else ())):
            said = ", ".join(f"{head} {share:.3f}" for head, share in shop.unseen_accuracy(taught).items())
            sys.stdout.write(f"{name}: {len(taught)} sentences, {said}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
