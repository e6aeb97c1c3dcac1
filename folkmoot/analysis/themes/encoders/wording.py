"""The words of many texts as numbers, and the cheap features that a vector can be predicted from."""

import re
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# A run of letters and digits, or one other sign: how the encoder for English cuts a text too.
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
# An encoder reads 256 pieces of words, so words after these cannot count.
FIRST = 256
# Texts looked at together, so that memory stays small.
ROWS = 16_384


@dataclass(frozen=True, slots=True)
class Wording:
    """Word `numbers[starts[i]:starts[i + 1]]` of `words` are those of text i, in their order."""

    words: tuple[str, ...]
    numbers: NDArray[np.int64]
    starts: NDArray[np.int64]

    @property
    def text_of(self) -> NDArray[np.int64]:
        """The text that each of `numbers` belongs to."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def read_wording(texts: Sequence[str]) -> Wording:
    """Words in lower case, in the order in which they first occur.

    >>> wording = read_wording(["Too loud!", "Loud?"])
    >>> wording.words, wording.numbers.tolist(), wording.starts.tolist()
    (('too', 'loud', '!', '?'), [0, 1, 2, 1, 3], [0, 3, 5])
    """
    number: defaultdict[str, int] = defaultdict(count().__next__)
    numbers = array("q")
    starts = [0]
    for text in texts:
        numbers.extend(map(number.__getitem__, WORD.findall(text.lower())[:FIRST]))
        starts.append(len(numbers))
    return Wording(tuple(number), np.array(numbers, np.int64), np.array(starts, np.int64))


def count_matrix(rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]) -> "csr_array":
    """How often each pair of row and column occurs, as float32."""
    from scipy.sparse import csr_array

    matrix = csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    matrix.sum_duplicates()
    return matrix


def phrase_features(wording: Wording, sample: NDArray[np.int64]) -> "csr_array":
    """TF-IDF of the words and pairs of neighbouring words that occur in the sampled texts, rows of length 1.

    Term counts are damped as 1 + log, and a term of one text only is left out.
    Source: Salton and Buckley (1988), Information Processing and Management 24(5).
    """
    from scipy.sparse import csr_array, vstack

    known = _terms_of(wording, sample)
    blocks = [_counted(wording, known, start) for start in range(0, len(wording.starts) - 1, ROWS)]
    return _weighted(csr_array(vstack(blocks)))


def _terms_of(wording: Wording, sample: NDArray[np.int64]) -> NDArray[np.int64]:
    """The different words and pairs of the sampled texts."""
    found = [np.zeros(0, np.int64)]
    for start in range(0, len(wording.starts) - 1, ROWS):
        texts, terms = _terms(wording, start)
        found.append(np.unique(terms[np.isin(texts + start, sample)]))
    return np.unique(np.concatenate(found))


def _counted(wording: Wording, known: NDArray[np.int64], start: int) -> "csr_array":
    """How often each of the `known` terms occurs in each text of a block."""
    texts, terms = _terms(wording, start)
    column = np.searchsorted(known, terms).clip(max=max(len(known) - 1, 0))
    kept = known[column] == terms if len(known) else np.zeros(len(terms), bool)
    rows = min(ROWS, len(wording.starts) - 1 - start)
    return count_matrix(texts[kept], column[kept], (rows, len(known)))


def _terms(wording: Wording, start: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Text, counted from `start`, and number of every word of a block, then of every pair of neighbours."""
    starts = wording.starts[start : start + ROWS + 1]
    numbers = wording.numbers[starts[0] : starts[-1]]
    text_of = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    beside = text_of[1:] == text_of[:-1]
    pairs = (numbers[:-1] + 1) * len(wording.words) + numbers[1:]
    return np.concatenate([text_of, text_of[:-1][beside]]), np.concatenate([numbers, pairs[beside]])


def _weighted(counts: "csr_array") -> "csr_array":
    texts_with = np.bincount(counts.indices, minlength=counts.shape[1])
    weight = np.where(texts_with > 1, np.log((1 + counts.shape[0]) / (1 + texts_with)) + 1, 0)
    counts.data = (1 + np.log(counts.data)) * weight[counts.indices].astype(np.float32)
    squares = np.add.reduceat(np.append(counts.data**2, 0), counts.indptr[:-1])
    squares[np.diff(counts.indptr) == 0] = 0
    lengths = np.sqrt(np.where(squares > 0, squares, 1))
    counts.data /= np.repeat(lengths, np.diff(counts.indptr)).astype(np.float32)
    return counts
