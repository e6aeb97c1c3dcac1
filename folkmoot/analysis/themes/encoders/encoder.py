"""What an encoder is: it turns texts into rows of numbers that lie close when the texts mean alike."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]


class NoEncoderError(ValueError):
    """This encoder cannot be used here; the message is one sentence that says why and what to do."""


class Encoder(Protocol):
    """`note` says in one plain sentence what using this encoder means for whoever reads the result."""

    @property
    def name(self) -> str: ...

    @property
    def note(self) -> str: ...

    @property
    def multilingual(self) -> bool: ...

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """One row a text, float32, each of length 1; equal texts get equal rows in any order of texts.

        `progress(done, total)` counts texts. ValueError when something among `texts` is not text.
        """
        ...


def unit_rows(rows: NDArray[np.floating]) -> Vectors:
    """Each row divided by its length. A row of zeros becomes the first axis, so that every row has length 1.

    >>> unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[0.6000000238418579, 0.800000011920929], [1.0, 0.0]]
    """
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    empty = ~(lengths > 0)
    unit = (rows / np.where(empty, 1, lengths)[:, None]).astype(np.float32, copy=False)
    unit[empty] = 0
    unit[empty, :1] = 1
    return unit
