"""Campaign letters: planted in real and spliced texts, found how often, how surely and how fast; MinHash
beside.

The letters are sentences that no background text holds; the seed was not looked at while the method was made.
"found" is the share of copies that are in the group with most copies of their letter, "precision" of the
texts in groups of five and more the share that are copies: background questions that are near-copies of one
another count as mistakes. "of the right letter" says whether letters were kept apart.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench._anchors import anchor
from bench._measuring import Clock, Measure, measure
from folkmoot.analysis.themes.campaigns import find_campaigns
from folkmoot.analysis.themes.tests.planted_campaigns import KINDS, Planted, plant

TEXTS = Path(__file__).resolve().parent.parent / "tests/data/text"
OPENING = (
    "As somebody who has lived in this town for over twenty years I am writing to you with great concern."
)
BIG = 5
BACKGROUND = (("banking77_train.csv", {}), ("nhs_fft_sample.csv", {}))
SEED = 20_261


def measures() -> Iterator[Measure]:
    """Shares found and precision, the anchor's beside ours, and processor seconds of one thread."""
    find_campaigns(sentences("en"))
    small, medium = sizes(35, 5, 15), sizes(40, 10, 100)
    yield from _both("100,000 texts", planted(100_000, medium))
    yield from _both("100,000 texts, all letters open alike", planted(100_000, medium, opening=OPENING))
    yield from _both("10,000 texts, 5 to 15 copies", planted(10_000, small))
    yield from _ours("10,000 texts, 5 to 15 copies, Welsh letters", planted(10_000, small, language="cy"))
    yield from _ours("10,000 texts, letters of one sentence", planted(10_000, small, sentences_each=(1, 1)))
    yield from _ours("10,000 texts, everyone changed a quarter", planted(10_000, small, kinds=("replaced",)))
    yield from _ours("130,000 texts, one of 30,000 copies", planted(130_000, [*medium, 30_000]))
    yield from _real()


def planted(n: int, how_many: Sequence[int], language: str = "en", **more: object) -> Planted:
    return plant(background(), sentences(language), n=n, sizes=how_many, seed=SEED, **more)  # type: ignore[arg-type]


def sizes(n: int, least: int, most: int) -> list[int]:
    """So many numbers of copies, evenly spread."""
    return [least + (most - least) * place // (n - 1) for place in range(n)]


def sentences(language: str) -> list[str]:
    return [row["text"] for row in _rows("sib200_en_cy_train.csv") if row["lang"] == language]


def background() -> list[str]:
    return [row["text"] for name, _ in BACKGROUND for row in _rows(name)]


def _rows(name: str) -> list[dict[str, str]]:
    with (TEXTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _both(name: str, given: Planted) -> Iterator[Measure]:
    yield from _ours(name, given)
    yield from _theirs(name, given)


def _ours(name: str, given: Planted) -> Iterator[Measure]:
    clock = Clock()
    group = find_campaigns(given.texts).group.tolist()
    yield measure(f"campaigns: {name}: seconds", clock.spent, "s", len(group), clock.spent)
    yield from _quality(f"campaigns: {name}", given, group, clock.spent)
    yield from _by_kind(f"campaigns: {name}", given, group)


def _theirs(name: str, given: Planted) -> Iterator[Measure]:
    """MinHash and locality-sensitive hashing of datasketch, 128 permutations, threshold 0.5."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(given.texts, file)
        file.flush()
        found = anchor("datasketch_campaigns", file.name)
    label = f"campaigns (anchor: datasketch): {name}"
    yield measure(f"{label}: seconds", found["seconds"], "s", len(given.texts), found["seconds"]) | {
        "peak_mb": found["peak_mb"]
    }
    yield from _quality(label, given, found["group"], found["seconds"])


def _quality(name: str, given: Planted, group: Sequence[int], seconds: float) -> Iterator[Measure]:
    right = _in_place(given, group)
    copies = [each for each, letter in zip(right, given.letter, strict=True) if letter >= 0]
    yield measure(f"{name}: found", sum(copies) / len(copies), "share", len(copies), seconds)
    size = Counter(group)
    flagged = [
        letter >= 0
        for each, letter in zip(group, given.letter, strict=True)
        if each >= 0 and size[each] >= BIG
    ]
    yield measure(f"{name}: precision", sum(flagged) / max(1, len(flagged)), "share", len(flagged), seconds)
    together = _majority(given, group)
    yield measure(
        f"{name}: of the right letter", together, "share", sum(each >= 0 for each in group), seconds
    )


def _in_place(given: Planted, group: Sequence[int]) -> list[bool]:
    """Whether each text is a copy in the group that has most copies of its letter."""
    held: dict[int, Counter[int]] = {letter: Counter() for letter in range(len(given.letters))}
    for letter, each in zip(given.letter, group, strict=True):
        if letter >= 0 and each >= 0:
            held[letter][each] += 1
    main = {letter: found.most_common(1)[0][0] for letter, found in held.items() if found}
    return [each >= 0 and main.get(letter) == each for letter, each in zip(given.letter, group, strict=True)]


def _majority(given: Planted, group: Sequence[int]) -> float:
    """Of the copies in a group, the share that belong to the letter most of that group copies."""
    held: dict[int, Counter[int]] = {}
    for letter, each in zip(given.letter, group, strict=True):
        if letter >= 0 and each >= 0:
            held.setdefault(each, Counter())[letter] += 1
    inside = sum(found.total() for found in held.values())
    return sum(found.most_common(1)[0][1] for found in held.values()) / max(1, inside)


def _by_kind(name: str, given: Planted, group: Sequence[int]) -> Iterator[Measure]:
    right = _in_place(given, group)
    for kind in KINDS:
        of_kind = [each for each, other in zip(right, given.kind, strict=True) if other == kind]
        if of_kind:
            yield measure(f"{name}: found, {kind}", sum(of_kind) / len(of_kind), "share", len(of_kind))


def _real() -> Iterator[Measure]:
    """How many real texts, none of them part of a known campaign, are taken for one."""
    for name, _ in BACKGROUND:
        texts = [row["text"] for row in _rows(name)]
        flagged = sum(find_campaigns(texts).size)
        yield measure(
            f"campaigns: flagged among real texts, {name}", flagged / len(texts), "share", len(texts)
        )
