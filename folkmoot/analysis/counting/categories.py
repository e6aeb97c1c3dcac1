"""Answers as small numbers: the place of each in a list of labels, and one place more for silence.

A hundred thousand answers are read in a few thousandths of a second, whether they come as a list, as an
array of words or as numbers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Labels = tuple[Hashable, ...]
SMALL = 250  # labels that one byte can number
ODD = 0x9E3779B97F4A7C15  # the golden ratio in 64 bits, a multiplier that spreads neighbours
BUCKETS, SHIFT = 4096, 52
FIRST = 5000  # answers that are looked at first for what labels there are


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """`codes[i]` is the place of answer i in `labels`; `len(labels)` stands for no answer."""

    labels: Labels
    codes: np.ndarray
    missing: int

    @property
    def answered(self) -> np.ndarray:
        return self.codes != len(self.labels)


def coded(values: Iterable[Any], labels: Sequence[Hashable] | None = None) -> Coded:
    """Number the answers. None, "", blanks and NaN are no answer.

    With `labels` the numbers follow them. Without, labels are all that occur, sorted by their words (numbers
    by size). Raises `Stranger` for an answer that is none of the labels.

    >>> found = coded(["yes", "no", None, "yes"])
    >>> found.labels, found.codes.tolist(), found.missing
    (('no', 'yes'), [1, 0, 2, 1], 1)
    """
    if labels is None:
        values = values if isinstance(values, np.ndarray) else _listed(values)
        labels, codes = _found(values)
    else:
        labels = tuple(labels)
        codes = _codes(values, labels)
    return Coded(labels, codes, int(np.count_nonzero(codes == len(labels))))


class Stranger(ValueError):
    """An answer that is none of the labels: what it is, and where it first stands."""

    def __init__(self, value: object, place: int) -> None:
        super().__init__(f"answer {place + 1} is {value!r}, which is no category that is known")
        self.value, self.place = value, place


def is_silence(value: object) -> bool:
    """Whether this is no answer: None, nothing but blanks, or not a number."""
    return value is None or (isinstance(value, str) and not value.strip()) or value != value


def plain(value: Any) -> Hashable:
    """A value as Python writes it, so that numpy's 3 is 3 and its "a" is "a"."""
    known: Hashable = value.item() if isinstance(value, np.generic) else value
    return known


def length_of(values: Any) -> int:
    return len(values) if hasattr(values, "__len__") else len(list(values))


def _found(values: Any) -> tuple[Labels, np.ndarray]:
    """Labels and codes. Of words of one width the first thousands mostly hold every label there is."""
    if isinstance(values, np.ndarray) and values.dtype.kind == "U" and values.ndim == 1:
        labels = _labels_of(values[:FIRST])
        codes = _of_words(values, labels) if labels else None
        if codes is not None:
            return labels, codes
    labels = _labels_of(values)
    return labels, _codes(values, labels)


def _labels_of(values: Iterable[Any]) -> Labels:
    if isinstance(values, np.ndarray) and values.dtype.kind in "iub":
        return tuple(np.unique(values).tolist())
    seen = set(_listed(values))
    return tuple(sorted((each for each in map(plain, seen) if not is_silence(each)), key=_order))


def _order(label: Hashable) -> tuple[int, float, str]:
    if isinstance(label, int | float):
        return 0, float(label), ""
    return 1, 0.0, str(label)


def _listed(values: Iterable[Any]) -> list[Any]:
    return values.tolist() if isinstance(values, np.ndarray) else list(values)


def _codes(values: Iterable[Any], labels: Labels) -> np.ndarray:
    if isinstance(values, np.ndarray) and len(labels):
        quick = _of_words(values, labels) if values.dtype.kind == "U" else _of_numbers(values, labels)
        if quick is not None:
            return quick
    listed = values if isinstance(values, list) else _listed(values)
    places = {label: place for place, label in enumerate(labels)}
    places |= {None: len(labels), "": len(labels)}
    try:
        if len(labels) < SMALL:
            return np.frombuffer(bytes([places[value] for value in listed]), dtype=np.uint8)
        return np.fromiter(map(places.__getitem__, listed), dtype=np.int32, count=len(listed))
    except (KeyError, TypeError):
        return _carefully(listed, labels, places)


def _carefully(listed: list[Any], labels: Labels, places: dict[Any, int]) -> np.ndarray:
    """One by one: an answer may have blanks around it, be a number of numpy's, or be one nobody knows."""
    found = np.empty(len(listed), dtype=np.int32)
    for row, value in enumerate(listed):
        place = places.get(value) if isinstance(value, Hashable) else None
        if place is None:
            place = _place_of(plain(value), places, len(labels))
        if place is None:
            raise Stranger(plain(value), row)
        found[row] = place
    return found


def _place_of(value: Any, places: dict[Any, int], silence: int) -> int | None:
    if is_silence(value):
        return silence
    if isinstance(value, str):
        return places.get(value.strip())
    return places.get(value) if isinstance(value, Hashable) else None


def _of_numbers(values: np.ndarray, labels: Labels) -> np.ndarray | None:
    """Whole numbers by a look-up; None where another way must be taken."""
    if values.dtype.kind not in "iu" or not all(type(label) is int for label in labels) or not len(values):
        return None
    low, high = int(values.min()), int(values.max())
    if high - low > 10_000:
        return None
    look_up = np.full(high - low + 1, -1, dtype=np.int32)
    for place, label in enumerate(labels):
        if isinstance(label, int) and low <= label <= high:
            look_up[label - low] = place
    codes = look_up[values - low]
    return codes if codes.min() >= 0 else None


def _of_words(values: np.ndarray, labels: Labels) -> np.ndarray | None:
    """Words of one width by a hash of their letters, each then compared letter by letter."""
    if not len(values) or values.ndim != 1 or len(labels) > SMALL or values.dtype.itemsize == 0:
        return None
    width = values.dtype.itemsize // 4
    if not all(isinstance(label, str) and len(label) <= width for label in labels):
        known = tuple(label for label in labels if isinstance(label, str) and len(label) <= width)
        return _renumbered(_of_words(values, known), known, labels) if known else None
    words = np.array([*labels, ""], dtype=values.dtype)
    spelt = words.view(np.uint32).reshape(len(words), -1)
    telling = _telling(spelt)
    buckets = _hash(spelt, telling)
    if len(set(buckets.tolist())) < len(words):
        return None
    look_up = np.zeros(BUCKETS, dtype=np.uint8)
    look_up[buckets] = np.arange(len(words))
    letters = np.ascontiguousarray(values).view(np.uint32).reshape(len(values), -1)
    codes = look_up.take(_hash(letters, telling))
    return codes if np.array_equal(spelt.take(codes, axis=0), letters) else None


def _telling(letters: np.ndarray) -> list[int]:
    """Places of letters that together tell all words apart: mostly one, seldom more than two."""
    for place, column in enumerate(letters.T.tolist()):
        if len(set(column)) == len(column):
            return [place]
    chosen: list[int] = []
    alike = np.zeros(len(letters), dtype=np.int64)
    while alike.max() < len(letters) - 1:
        tried = [
            np.unique(np.column_stack([alike, letters[:, place]]), axis=0, return_inverse=True)[1].ravel()
            for place in range(letters.shape[1])
        ]
        best = max(range(len(tried)), key=lambda place: (tried[place].max(), -place))
        if tried[best].max() == alike.max():
            break
        chosen.append(best)
        alike = tried[best]
    return chosen


def _renumbered(codes: np.ndarray | None, known: Labels, labels: Labels) -> np.ndarray | None:
    if codes is None:
        return None
    places = [*(labels.index(label) for label in known), len(labels)]
    return np.array(places, dtype=np.int32)[codes]


def _hash(letters: np.ndarray, places: list[int]) -> np.ndarray:
    mixed = np.zeros(len(letters), dtype=np.uint64)
    factor = 1
    for place in places:
        factor = factor * ODD % 2**64
        mixed += letters[:, place] * np.uint64(factor | 1)
    return ((mixed * np.uint64(ODD)) >> np.uint64(SHIFT)).view(np.int64)
