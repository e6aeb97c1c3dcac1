"""A small encoder for tests: words dropped into 256 places by their letters. It counts what it reads."""

import zlib
from collections.abc import Sequence

import numpy as np

from folkmoot.analysis.themes.encoders.encoder import Progress, Vectors, unit_rows


class PlainEncoder:
    name, note, multilingual = "plain", "For tests.", False

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        self.read += texts
        rows = np.zeros((len(texts), 256), np.float32)
        for row, text in enumerate(texts):
            for word in text.split():
                rows[row, zlib.crc32(word.encode()) % 256] += 1
        if progress:
            progress(len(texts), len(texts))
        return unit_rows(rows)
