"""How well and how fast the ear hears: ``python -m tests.benchmarks.understanding``.

First how the models did with own sentences not taught, as it was found when they were built; then the labelled
questions beside the checkout when they are there: they are for measuring and are not shipped. With ``--misses`` every
miss is printed.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import jieba

from knowledge.classifier import model
from knowledge.cutter import Cutter
from knowledge.embedder import NanoEmbedder, installed
from knowledge.intents import CRISES, family
from knowledge.pack import load_pack
from knowledge.places import Gazetteer
from knowledge.programmes import Entry
from knowledge.search import KnowledgeSearch
from knowledge.understanding import Ear

QUESTIONS = Path(__file__).resolve().parents[3] / "shared/data/questions_dev.jsonl"
GOALS = {"intent": 0.85, "family": 0.90, "programme": 0.92}
ROUNDS = 5


def main(arguments):
    if not QUESTIONS.is_file():
        print("the labelled questions are absent: nothing measured")
        return
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    own_trial("words")
    if installed():
        own_trial("meaning")
    pack = load_pack("shifan")
    with tempfile.TemporaryDirectory() as folder:
        places = Gazetteer.load(pack.division)
        plain = Ear(pack, places, cache_dir=Path(folder))
        report("words alone", plain, rows, "--misses" in arguments)
        speed_of_words(plain, [row["text"] for row in rows])
        if installed():
            embedder = NanoEmbedder()
            ear = Ear(pack, places, embedder, Path(folder))
            report("with sentence vectors", ear, rows, "--misses" in arguments)
            speed_of_vectors(ear, embedder, [row["text"] for row in rows][:60])
        speed_of_search(plain.cutter, pack.entries, [row["text"] for row in rows])


def own_trial(name):
    """How the model did with its own sentences that it had not been taught, told when it was built."""
    trial = model(name).trial
    shares = "  ".join(f"{each} {trial[each]:.3f}" for each in ("intent", "family", "in two", "programme"))
    print(f"\n{name}: {trial['sentences']} own sentences in five folds, near-duplicates together\n  {shares}")
    print(f"  {'intent':<18}precision  recall     n")
    for label, (precision, recall, count) in trial["by intent"].items():
        print(f"  {label:<18}{precision:>9.3f}{recall:>8.3f}{count:>6}")
    print("  confidence from: how many, right, right one among the two offered")
    for low, count, right, among in trial["confidence"]:
        print(f"  {low:>6.2f}{count:>7}{right:>8.3f}{among:>8.3f}")


def report(title, ear, rows, misses):
    heard = [ear.hear(row["text"]) for row in rows]
    pairs = list(zip(rows, heard, strict=True))
    right = {
        "intent": sum(each.intent in row["accept"] for row, each in pairs),
        "family": sum(family(each.intent) in map(family, row["accept"]) for row, each in pairs),
        "programme": sum(each.programme in row["accept_programme"] for row, each in pairs),
    }
    print(f"\n{title}: {len(rows)} questions")
    for name, count in right.items():
        print(f"  {name:<22}{count / len(rows):.3f}   goal {GOALS[name]:.2f}")
    either = sum(any(reading.intent in row["accept"] for reading in each.readings) for row, each in pairs)
    print(f"  {'intent in two readings':<22}{either / len(rows):.3f}")
    crises = [(row, each) for row, each in pairs if set(row["accept"]) <= set(CRISES)]
    calm = [(row, each) for row, each in pairs if not set(row["accept"]) & set(CRISES)]
    false = sum(bool(each.danger) for _, each in calm)
    print(f"  crisis heard          {sum(bool(each.danger) for _, each in crises)} of {len(crises)}   goal all")
    print(f"  false alarms          {false} of {len(calm)} = {false / len(calm):.3f}   goal <= 0.01")
    print("  per intent (label: right of asked)")
    asked = Counter(row["intent"] for row in rows)
    good = Counter(row["intent"] for row, each in pairs if each.intent in row["accept"])
    print("   ", "  ".join(f"{name} {good[name]}/{count}" for name, count in sorted(asked.items())))
    confused = Counter((row["intent"], each.intent) for row, each in pairs if each.intent not in row["accept"])
    print("  confusions:", "  ".join(f"{a}>{b} {n}" for (a, b), n in confused.most_common(12)))
    if misses:
        for row, each in pairs:
            if each.intent not in row["accept"]:
                print(f"    {row['id']} {row['text'][:50]} {row['accept']} heard {each.intent} {each.confidence:.2f}")
            if each.programme not in row["accept_programme"]:
                print(f"    {row['id']} {row['text'][:50]} {row['accept_programme']} heard {each.programme}")


def speed_of_words(ear, texts):
    """Texts a second of hearing, as a share of those of plain cutting; rounds of both take turns."""
    bare = jieba.Tokenizer()
    bare.FREQ, bare.total = bare.gen_pfdict(bare.get_dict_file())
    bare.initialized = True
    cut, hear = turns(texts, bare.lcut, ear.hear)
    print(f"  plain cutting {cut * 1e6:.0f} us, hearing {hear * 1e6:.0f} us a text: {cut / hear:.2f}x   goal >= 0.30x")


def speed_of_vectors(ear, embedder, texts):
    embed, hear = turns(texts, embedder.embed, ear.hear)
    print(f"  one vector {embed * 1e3:.1f} ms, hearing {hear * 1e3:.1f} ms a text: {embed / hear:.2f}x   goal >= 0.70x")


def turns(texts, one, other):
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for at, act in enumerate((one, other)):
            began = time.perf_counter()
            for text in texts:
                act(text)
            best[at] = min(best[at], (time.perf_counter() - began) / len(texts))
    return best


def speed_of_search(cutter: Cutter, entries, texts):
    many = [
        Entry(f"{at}.{each.key}", each.programme, f"{each.title} {at}", each.questions, each.answer)
        for at in range(10_000 // max(1, len(entries)) + 1)
        for each in entries
    ][:10_000]
    search = KnowledgeSearch(many, cutter)
    took = []
    for text in texts:
        for end in range(2, min(len(text), 12), 2):
            began = time.perf_counter()
            search.find(text[:end])
            took.append(time.perf_counter() - began)
    took.sort()
    middle, late = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(f"\nsearch as typed over {len(many)} entries")
    print(f"  p50 {middle * 1e3:.1f} ms, p95 {late * 1e3:.1f} ms   goal p95 <= 30 ms")


if __name__ == "__main__":
    main(sys.argv[1:])
