"""``python -m knowledge.training``: build the models from the sentences beside this file."""

from __future__ import annotations

import sys

from knowledge.embedder import NanoEmbedder, installed
from knowledge.training.build import write_models


def main() -> None:
    """Write the models and say how well they find the label of a sentence they never saw."""
    built = write_models(embedder=NanoEmbedder() if installed() else None)
    for name, each in built.items():
        sys.stdout.write(
            f"{name}: {len(each.taught)} sentences, intent {each.accuracy('intent'):.3f}, "
            f"programme {each.accuracy('programme'):.3f} (each sentence left out once)\n"
        )


if __name__ == "__main__":
    main()
