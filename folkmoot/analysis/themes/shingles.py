"""Runs of three words, and which texts share them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.analysis.themes.wording import Numbers, Places, Wording, ends_of, stir, weights

WIDTH = 3
ALONE = -1


@dataclass(frozen=True, slots=True)
class Letters:
    """Texts that differ in their words, in an order that depends on nothing but their words.

    `copy_of` is per text: which of the different texts it is, or -1 for a text without words. `people` is how
    many sent each, `first` where its words begin among `words`.
    """

    copy_of: Places
    people: Places
    words: Numbers
    first: Places

    @property
    def n(self) -> int:
        return len(self.people)


@dataclass(frozen=True, slots=True)
class Rows:
    """Numbers in rows: row r is `values[first[r]:first[r + 1]]`, in order and each once."""

    values: Places
    first: Places

    @property
    def n(self) -> int:
        return len(self.first) - 1

    def counts(self) -> Places:
        return np.diff(self.first)

    def row_of_value(self) -> Places:
        return np.repeat(np.arange(self.n), self.counts())

    def turned(self, n: int) -> Rows:
        """The rows in which each of n values lies."""
        return rows_of(self.values, self.row_of_value(), n)


@dataclass(frozen=True, slots=True)
class Shingles:
    """Runs of three words that at least two people wrote, numbered from 0.

    `at` is per word of all different texts: the number of the run that begins there, or -1. `by_text` has the
    runs of each text, `by_run` the texts of each run; `people` is how many people wrote each run and
    `lengths` how many different runs each text has, shared or not.
    """

    at: NDArray[np.int32]
    by_text: Rows
    by_run: Rows
    people: Places
    lengths: Places


def rows_of(row: Places, value: Places, n_rows: int) -> Rows:
    """Pairs of row and value as rows, each pair once."""
    width = int(value.max()) + 1 if len(value) else 1
    pairs = each_once(row * np.int64(width) + value)
    return Rows(pairs % width, ends_of(np.bincount(pairs // width, minlength=n_rows)))


def each_once(numbers: Places) -> Places:
    """The different numbers in order. numpy.unique builds a table of them, which takes a hundred times as
    long."""
    ordered = np.sort(numbers)
    fresh = np.ones(len(ordered), dtype=bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return ordered[fresh]


def different_texts(wording: Wording) -> Letters:
    """The same words in the same order are one text, whoever sent it."""
    lengths = wording.lengths()
    written = np.flatnonzero(lengths)
    copy_of = np.full(len(lengths), ALONE, dtype=np.int64)
    if not len(written):
        return Letters(copy_of, copy_of[:0], wording.word, ends_of(copy_of[:0]))
    place = np.arange(len(wording.word)) - np.repeat(wording.first[written], lengths[written])
    weighted = wording.word * weights(int(lengths.max()), 2)[place]
    numbers = stir(np.add.reduceat(weighted, wording.first[written]))
    _, sample, copies, people = np.unique(numbers, return_index=True, return_inverse=True, return_counts=True)
    copy_of[written] = copies
    chosen = written[sample]
    words = wording.word[spread(wording.first[chosen], lengths[chosen])]
    return Letters(copy_of, people.astype(np.int64), words, ends_of(lengths[chosen]))


def spread(begins: NDArray[np.integer], counts: NDArray[np.integer]) -> Places:
    """All places of several runs, one after the other: begins [5, 9], counts [2, 3] gives 5, 6, 9, 10, 11."""
    ends = ends_of(counts)
    return np.repeat(begins - ends[:-1], counts) + np.arange(ends[-1])


def shared_shingles(letters: Letters) -> Shingles:
    """Runs of three words in texts of at least two people."""
    at = np.full(len(letters.words), ALONE, dtype=np.int32)
    counts = np.maximum(np.diff(letters.first) - WIDTH + 1, 0)
    places = spread(letters.first[:-1], counts)
    text = np.repeat(np.arange(letters.n), counts)
    _, run = np.unique(_run_numbers(letters.words, places), return_inverse=True)
    by_text = rows_of(text, run, letters.n)
    writers = np.repeat(letters.people, by_text.counts())
    people = np.bincount(by_text.values, weights=writers).astype(np.int64)
    shared = people >= 2
    renumbered = np.where(shared, np.cumsum(shared) - 1, ALONE)
    at[places] = renumbered[run]
    kept = shared[by_text.values]
    ours = Rows(renumbered[by_text.values[kept]], _first_of(kept, by_text))
    return Shingles(at, ours, ours.turned(int(shared.sum())), people[shared], by_text.counts())


def _first_of(kept: NDArray[np.bool_], rows: Rows) -> Places:
    return ends_of(np.bincount(rows.row_of_value()[kept], minlength=rows.n))


def _run_numbers(words: Numbers, places: Places) -> Numbers:
    mixed = [words[places + step] * weight for step, weight in enumerate(weights(WIDTH, 3))]
    return stir(mixed[0] ^ stir(mixed[1]) ^ stir(mixed[2] + np.uint64(1)))
