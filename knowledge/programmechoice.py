"""Which programme the words are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.lexicon import Hit

_CERTAIN = 0.5
_ENOUGH = 1.5


def programmes(hits: Sequence[Hit], chances: Mapping[str, float]) -> tuple[tuple[str | None, float], ...]:
    """The two likeliest programmes with their confidence; ``None`` stands for no programme in particular.

    Names said outright count most, what somebody already is (低保户) less, matters that go with a programme least; a
    trained guess breaks ties and speaks alone when no word of the lexicon does.
    """
    said: dict[str, float] = {}
    named: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for hit in hits:
        for key, weight, kind in hit.meaning.programmes:
            if (key, hit.word) in seen:
                continue
            seen.add((key, hit.word))
            said[key] = said.get(key, 0.0) + (weight if kind != "name" or key not in named else 0.3)
            if kind == "name":
                named.add(key)
    total = {key: 4.0 * chance for key, chance in chances.items() if key != "none"}
    for key, weight in said.items():
        total[key] = weight + total.get(key, 0.0)
    best, second, *_ = sorted(sorted(total), key=total.__getitem__, reverse=True)
    sure = best in named or said.get(best, 0.0) >= _ENOUGH or chances.get(best, 0.0) >= _CERTAIN
    weight = total[best] + total[second] + (0.5 if sure else 4.0 * chances.get("none", 0.0) + 1.0)
    confidence = total[best] / weight
    if not sure:
        return ((None, 1 - confidence), (best, confidence))
    return ((best, confidence), (second, total[second] / weight))
