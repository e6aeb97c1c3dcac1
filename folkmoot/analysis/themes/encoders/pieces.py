"""What the pieces of the words of a text mean among these texts, as features of the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .encoder import Vectors
from .wording import Wording, count_matrix

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# A piece of word with this share of all pieces counts half as much as a rare one.
FREQUENT = 1e-3


@dataclass(frozen=True, slots=True)
class PieceMeans:
    """For a text: the mean state of its pieces, and the same with frequent pieces damped.

    Each half is of length 1, less its mean over the sample, of length 1 again, and divided by the root of 2,
    so that two texts are alike from -1 to 1.
    """

    words_of_texts: "csr_array"
    tables: tuple[Vectors, ...]
    centres: tuple[Vectors, ...]

    def of(self, texts: slice | NDArray[np.int64]) -> Vectors:
        words = self.words_of_texts[texts]
        halves = [
            _long_as_one(_long_as_one(words @ table) - centre)
            for table, centre in zip(self.tables, self.centres, strict=True)
        ]
        return np.hstack(halves) * np.float32(len(halves) ** -0.5)


def piece_means(
    wording: Wording, spelt: Sequence[Sequence[int]], states: Vectors, sample: NDArray[np.int64]
) -> PieceMeans:
    """`spelt` are the pieces of each word of `wording`, `states` the mean state of each piece."""
    lengths = np.array([len(each) for each in spelt], np.int64)
    word = np.repeat(np.arange(len(spelt)), lengths)
    piece = np.array([each for pieces in spelt for each in pieces], np.int64)
    of_word = count_matrix(word, piece, (len(spelt), len(states)))
    of_text = count_matrix(wording.text_of, wording.numbers, (len(wording.starts) - 1, len(spelt)))
    damped = _damping(wording, word, piece, len(states))
    tables = (of_word @ states, of_word @ (states * damped[:, None]))
    sampled = of_text[sample]
    centres = tuple(_long_as_one(sampled @ table).mean(axis=0) for table in tables)
    return PieceMeans(of_text, tables, centres)


def _damping(
    wording: Wording, word: NDArray[np.int64], piece: NDArray[np.int64], pieces: int
) -> NDArray[np.float32]:
    uses = np.bincount(wording.numbers, minlength=len(wording.words))[word]
    share = np.bincount(piece, weights=uses, minlength=pieces) / max(1, int(uses.sum()))
    return (FREQUENT / (FREQUENT + share)).astype(np.float32)


def _long_as_one(rows: Vectors) -> Vectors:
    """Rows of length 1; a row of zeros stays."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    rows /= np.maximum(lengths, 1e-12, dtype=np.float32)[:, None]
    return rows
