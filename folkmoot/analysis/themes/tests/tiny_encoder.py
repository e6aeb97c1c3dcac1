"""An encoder small enough for tests: each word has a fixed direction, and a text is the sum of its words."""

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from folkmoot.analysis.themes.encoders.encoder import Vectors, unit_rows

WIDTH = 48


class TinyEncoder:
    name = "tiny"
    note = "Texts were compared by a few of their words."

    def __init__(self, *, multilingual: bool = False) -> None:
        self.multilingual = multilingual
        self.asked: list[tuple[str, ...]] = []

    def encode(self, texts: Sequence[str], *, progress: Callable[[int, int], None] | None = None) -> Vectors:
        self.asked.append(tuple(texts))
        none = np.zeros(WIDTH)
        rows = np.array([sum(map(_direction, text.lower().split()), none) for text in texts])
        if progress:
            progress(len(texts), len(texts))
        return unit_rows(rows.reshape(len(texts), WIDTH))


def _direction(word: str) -> np.ndarray:
    drawn = hashlib.sha256(word.strip(".,!?").encode("utf-8", "replace")).digest()
    return np.random.default_rng(int.from_bytes(drawn[:8], "big")).standard_normal(WIDTH)
