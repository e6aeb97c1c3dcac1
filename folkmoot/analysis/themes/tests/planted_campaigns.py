"""Campaigns of known letters, planted among texts that share phrases but were not copied.

Letters are sentences of the sources given. Background texts are the real texts given, and beyond them new
ones spliced from pieces of three to seven words of real texts, so that everyday runs of words occur as often
as people use them but no long wording does.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

GREETINGS = ("Dear Councillor {}", "Hello, my name is {} and I live here.", "To whom it may concern", "Hi")
NAMES = ("Rhian Evans", "Tom Baker", "Aisha Khan", "Gwen Morgan", "Piotr Nowak", "Mary Jones", "J. Smith")
KINDS = ("exact", "case", "greeting", "edits", "own words", "half", "replaced")


@dataclass(frozen=True, slots=True)
class Planted:
    """The texts in random order; for each the letter it copies (-1: none) and the kind of copy ("": none)."""

    texts: tuple[str, ...]
    letter: tuple[int, ...]
    kind: tuple[str, ...]
    letters: tuple[str, ...]


def sentences_of(texts: Sequence[str], least: int = 8) -> list[str]:
    """Sentences of at least so many words, each once."""
    found = (sentence.strip() for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text))
    return list(dict.fromkeys(sentence for sentence in found if len(sentence.split()) >= least))


def plant(
    background: Sequence[str],
    sentences: Sequence[str],
    *,
    n: int,
    sizes: Sequence[int],
    seed: int,
    kinds: Sequence[str] = KINDS,
    opening: str = "",
    sentences_each: tuple[int, int] = (3, 8),
) -> Planted:
    """So many texts in all: a campaign of each size, the rest background; `opening` stands before every
    letter."""
    chance = random.Random(seed)
    letters = write_letters(sentences, len(sizes), chance, opening, sentences_each)
    words = [word for text in background for word in text.split()]
    copies = [
        (copy_of(letter, kind, words, background, chance), number, kind)
        for number, (letter, size) in enumerate(zip(letters, sizes, strict=True))
        for kind in (kinds[place % len(kinds)] for place in range(size))
    ]
    others = background_texts(background, n - len(copies), chance)
    rows = copies + [(text, -1, "") for text in others]
    chance.shuffle(rows)
    texts, letter_of, kind_of = zip(*rows, strict=True)
    return Planted(texts, letter_of, kind_of, tuple(letters))


def write_letters(
    sentences: Sequence[str], n: int, chance: random.Random, opening: str, each: tuple[int, int]
) -> list[str]:
    """Letters of different sentences: none is used twice."""
    pool = list(sentences)
    chance.shuffle(pool)
    letters = []
    for _number in range(n):
        take = chance.randint(*each)
        chosen, pool = pool[:take], pool[take:]
        assert len(chosen) == take, "more sentences are needed"
        letters.append(" ".join(([opening] if opening else []) + chosen))
    return letters


def copy_of(letter: str, kind: str, words: Sequence[str], own: Sequence[str], chance: random.Random) -> str:
    """The letter as one person sends it."""
    if kind == "case":
        return "".join(
            mark for mark in chance.choice([letter.lower(), letter.upper(), letter]) if mark not in ",.'\""
        )
    if kind == "greeting":
        return f"{chance.choice(GREETINGS)} {letter} {chance.choice(NAMES)}".format(chance.choice(NAMES))
    if kind == "edits":
        return edited(letter, chance.uniform(0.05, 0.08), words, chance)
    if kind == "own words":
        extra = " ".join(chance.choice(own) for _each in range(chance.randint(1, 2)))
        return chance.choice([f"{letter} {extra}", f"{extra} {letter}"])
    if kind == "half":
        split, half = letter.split(), len(letter.split()) // 2
        return " ".join(chance.choice([split[:half], split[half:]]))
    if kind == "replaced":
        return replaced(letter, 0.25, words, chance)
    return letter


def edited(letter: str, share: float, words: Sequence[str], chance: random.Random) -> str:
    """Some words left out, doubled or replaced."""
    out: list[str] = []
    for word in letter.split():
        way = chance.choice(["leave out", "double", "replace"]) if chance.random() < share else "keep"
        out += {"leave out": [], "double": [word, word], "replace": [chance.choice(words)], "keep": [word]}[
            way
        ]
    return " ".join(out)


def replaced(letter: str, share: float, words: Sequence[str], chance: random.Random) -> str:
    return " ".join(chance.choice(words) if chance.random() < share else word for word in letter.split())


def background_texts(real: Sequence[str], n: int, chance: random.Random) -> list[str]:
    """Real texts, each once, and then spliced ones of like length."""
    texts = chance.sample(real, min(n, len(real)))
    split = [text.split() for text in real if len(text.split()) > 3]
    while len(texts) < n:
        length = len(chance.choice(split))
        out: list[str] = []
        while len(out) < length:
            source = chance.choice(split)
            start = chance.randrange(len(source))
            out += source[start : start + chance.randint(3, 7)]
        texts.append(" ".join(out[: length + 4]))
    return texts
