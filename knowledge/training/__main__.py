"""``python -m knowledge.training``: build the models from the sentences beside this file.

With ``--check`` it also says how well models find the label of sentences they never saw; that takes minutes.
"""

from __future__ import annotations

import sys

from knowledge.embedder import NanoEmbedder, installed
from knowledge.training.build import Workshop, write_models
from knowledge.training.sentences import examples


def main(arguments: list[str]) -> None:
    """Write the models; with ``--check`` report their accuracy on unseen sentences."""
    embedder = NanoEmbedder() if installed() else None
    write_models(embedder=embedder)
    if "--check" in arguments:
        taught = examples()
        for name, shop in (("words", Workshop()), *((("meaning", Workshop(embedder)),) if embedder else ())):
            said = ", ".join(f"{head} {share:.3f}" for head, share in shop.unseen_accuracy(taught).items())
            sys.stdout.write(f"{name}: {len(taught)} sentences, {said}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
