"""Texts as rows of words, each word a number that does not change with case, accents or punctuation.

The letters of all texts are folded and summed to numbers together, a million at a time, not word by word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]

BATCH = 2_000_000
CODES = 0x110000
UNSEEN, APART, SILENT, FIRST_SOUND = 0, 1, 2, 3
APOSTROPHES = "'’‘ʼ`´＇"
# Letters further on in a word all weigh the same: no word is that long.
LONGEST_WORD = 256
# Scripts written without spaces: every character is a word.
WITHOUT_SPACES = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of every text: number, first character and the one after the last; text t has words
    first[t] to first[t + 1]."""

    word: Numbers
    begin: NDArray[np.int32]
    end: NDArray[np.int32]
    first: Places

    def lengths(self) -> Places:
        """Words of each text."""
        return np.diff(self.first)


def read_wording(texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Wording:
    """The words of each text; `progress` hears how many texts have been read.

    A word is a run of letters and digits; apostrophes and accents inside it do not count, so that "don’t",
    "Don't" and "dont" are one word, and hyphens part. Two different words have the same number with a chance
    of about one in 10 to the 19th.

    >>> wording = read_wording(["Don't close it!", "DONT, close"])
    >>> wording.lengths().tolist(), bool(wording.word[0] == wording.word[3])
    ([3, 2], True)
    >>> wording.begin[:3].tolist(), wording.end[:3].tolist()
    ([0, 6, 12], [5, 11, 14])
    """
    parts = []
    for start, stop in _batches(texts):
        parts.append(_read(texts[start:stop]))
        if progress:
            progress(stop)
    if not parts:
        nothing = np.zeros(0, dtype=np.int32)
        return Wording(np.zeros(0, dtype=np.uint64), nothing, nothing, np.zeros(1, dtype=np.int64))
    counts = np.concatenate([np.diff(part.first) for part in parts])
    return Wording(
        np.concatenate([part.word for part in parts]),
        np.concatenate([part.begin for part in parts]),
        np.concatenate([part.end for part in parts]),
        ends_of(counts),
    )


def ends_of(counts: NDArray[np.integer]) -> Places:
    """Where each row of so many begins, and at last where the last ends."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def stir(numbers: Numbers) -> Numbers:
    """Each number spread over all 64 bits (the finaliser of splitmix64; Steele, Lea and Flood 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def weights(n: int, kind: int) -> Numbers:
    """Odd numbers that look drawn at random, the same every time."""
    return stir(
        np.arange(1, n + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(kind)
    ) | np.uint64(1)


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = size = 0
    for place, text in enumerate(texts):
        size += len(text) + 1
        if size >= BATCH:
            yield start, place + 1
            start, size = place + 1, 0
    if start < len(texts):
        yield start, len(texts)


def _read(texts: Sequence[str]) -> Wording:
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    borders = ends_of(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1)
    sounds = _sounds_of(codes)
    letters = np.flatnonzero(sounds >= FIRST_SOUND)
    starts = _word_starts(codes, sounds, letters)
    first = np.searchsorted(letters[starts], borders)
    text_of = np.repeat(np.arange(len(texts)), np.diff(first))
    lasts = np.append(starts[1:], len(letters))[: len(starts)] - 1
    return Wording(
        _numbers(sounds[letters], starts),
        (letters[starts] - borders[text_of]).astype(np.int32),
        (letters[lasts] + 1 - borders[text_of]).astype(np.int32),
        first,
    )


def _word_starts(codes: NDArray[np.uint32], sounds: Numbers, letters: Places) -> Places:
    """Where words begin, counted in letters: after something that parts words, and at signs that are
    words."""
    gaps = np.cumsum(sounds == APART, dtype=np.int32)[letters]
    starts = np.ones(len(letters), dtype=bool)
    starts[1:] = gaps[1:] != gaps[:-1]
    alone = np.zeros(len(letters), dtype=bool)
    if len(codes) and codes.max() >= WITHOUT_SPACES[0][0]:
        for low, high in WITHOUT_SPACES:
            alone |= (codes[letters] >= low) & (codes[letters] <= high)
        starts |= alone
        starts[1:] |= alone[:-1]
    return np.flatnonzero(starts)


def _numbers(sounds: Numbers, starts: Places) -> Numbers:
    """One number a word: its letters, each weighted by its place, summed (multilinear hashing)."""
    if not len(starts):
        return np.zeros(0, dtype=np.uint64)
    lengths = np.diff(np.append(starts, len(sounds)))
    place = np.arange(len(sounds)) - np.repeat(starts, lengths)
    weighted = sounds * weights(LONGEST_WORD, 1)[np.minimum(place, LONGEST_WORD - 1)]
    return stir(np.add.reduceat(weighted, starts))


def _sounds_of(codes: NDArray[np.uint32]) -> Numbers:
    """The number of each character's letter; APART between words, SILENT for what does not count."""
    table = _table()
    sounds = table[codes]
    if (sounds == UNSEEN).any():
        for code in np.unique(codes[sounds == UNSEEN]).tolist():
            table[code] = _sound(chr(code))
        sounds = table[codes]
    return sounds


@cache
def _table() -> Numbers:
    return np.zeros(CODES, dtype=np.uint64)


def _sound(character: str) -> int:
    if character in APOSTROPHES or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return SILENT
    plain = "".join(
        each
        for each in unicodedata.normalize("NFKD", character.casefold())
        if not unicodedata.combining(each)
    )
    if not (character.isalnum() and plain):
        return APART
    number = np.array([sum(ord(each) * 31**place for place, each in enumerate(plain))], dtype=np.uint64)
    return int(stir(number * np.uint64(0x9E3779B97F4A7C15))[0] | np.uint64(FIRST_SOUND + 1))
