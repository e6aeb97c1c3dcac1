"""The open texts that the theme engine is measured on, and more of the same made by small honest changes."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).resolve().parent.parent / "tests/data/text"
KEYS = {
    "a": "sqz",
    "e": "wrd",
    "i": "uok",
    "o": "ipl",
    "u": "yij",
    "n": "bm",
    "r": "et",
    "s": "ad",
    "t": "ry",
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts with the labels people gave them; `languages` only where the set holds more than one."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    languages: tuple[str, ...] | None = None


def banking() -> Labelled:
    """10,003 short customer questions, one of 77 intents each."""
    rows = _rows("banking77_train.csv")
    return Labelled(tuple(row["text"] for row in rows), tuple(row["labels"] for row in rows))


def nhs() -> Labelled:
    """Comments of patients with exactly one code."""
    rows = [row for row in _rows("nhs_fft_sample.csv") if "|" not in row["labels"]]
    return Labelled(tuple(row["text"] for row in rows), tuple(row["labels"] for row in rows))


def welsh_and_english() -> Labelled:
    """701 sentences in both languages, one of 7 topics each."""
    rows = _rows("sib200_en_cy_train.csv")
    texts, labels = tuple(row["text"] for row in rows), tuple(row["labels"] for row in rows)
    return Labelled(texts, labels, tuple(row["lang"] for row in rows))


def varied_copies(given: Labelled, n: int, *, seed: int = 0) -> Labelled:
    """`n` labelled texts: the given ones as they are, then changed copies of texts drawn at random.

    A copy has each of these with some chance, as people differ in how they put the same thing: a word left
    out, two neighbouring words swapped, a slip of the finger, a word borrowed from another text of the same
    label, and the halves of the text the other way round.
    """
    draw = random.Random(seed)
    drawn = list(range(len(given.texts)))[:n]
    while len(drawn) < n:
        drawn.append(draw.randrange(len(given.texts)))
    alike: dict[str, list[str]] = {}
    for text, label in zip(given.texts, given.labels, strict=True):
        alike.setdefault(label, []).extend(text.split())
    texts = [
        given.texts[place]
        if number < len(given.texts)
        else varied(given.texts[place], alike[given.labels[place]], draw)
        for number, place in enumerate(drawn)
    ]
    return Labelled(tuple(texts), tuple(given.labels[place] for place in drawn))


def varied(text: str, borrowed: list[str], draw: random.Random) -> str:
    """One changed copy."""
    words = text.split()
    for _each in range(1 + len(words) // 12):
        if len(words) > 3 and draw.random() < 0.6:
            del words[draw.randrange(len(words))]
        if len(words) > 2 and draw.random() < 0.5:
            at = draw.randrange(len(words) - 1)
            words[at], words[at + 1] = words[at + 1], words[at]
        if draw.random() < 0.4:
            at = draw.randrange(len(words))
            words[at] = mistyped(words[at], draw)
        if draw.random() < 0.5:
            words.insert(draw.randrange(len(words) + 1), draw.choice(borrowed))
    if len(words) > 5 and draw.random() < 0.25:
        half = len(words) // 2
        words = words[half:] + words[:half]
    return " ".join(words)


def mistyped(word: str, draw: random.Random) -> str:
    """One letter lost, doubled, swapped with the next or hit beside its key."""
    if len(word) < 4:
        return word
    at = draw.randrange(1, len(word) - 1)
    beside = draw.choice(KEYS.get(word[at], word[at]))
    return draw.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + beside + word[at + 1 :],
        )
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (TEXTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
