"""Meaning of Welsh beside English: multilingual-e5-small with 4-bit weights, run by a small compiled engine.

The engine is native code of one author, so it is loaded only when it is the file that was read and checked,
on a processor it was compiled for, and is given nothing it could trip over: it sets aside room for four
characters a byte, which U+FDFA (one sign that stands for eighteen letters) would overrun, and it stops at a
zero byte. Texts are therefore brought to Unicode's NFKC form, stripped of control characters, and cut before
it sees them.
"""

import ctypes
import os
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .distinct import distinct_texts
from .encoder import NoEncoderError, Progress, Vectors, unit_rows
from .on_cores import on_two_cores, telling
from .pinned import E5_ENGINE, E5_THREADS, E5_WEIGHTS, pinned_path

WIDTH = 384
# About 190 words, as much as the encoder for English reads.
LONGEST = 1_200
TOGETHER = 16
QUERY = 1  # e5 was trained with the prefix "query: " for comparing texts of one kind with one another

_Pointer = ctypes.POINTER(ctypes.c_float)


class Multilingual:
    """Sentence vectors of 384 numbers in which a Welsh text lies near the English text that says the same.

    All texts of one language share a part of their vectors: take it out with `without_language` before
    comparing across languages. Reads the first 1,200 characters of a text.

    Source: Wang, L. et al. (2024), Multilingual E5 Text Embeddings, arXiv:2402.05672 (weights MIT).
    """

    name = "multilingual-e5"
    note = (
        "Welsh and English texts were compared by their meaning with one encoder for both languages; "
        "it is somewhat less exact in English than the encoder for English alone."
    )
    multilingual = True

    def __init__(self) -> None:
        """NoEncoderError when the multilingual pack is missing, not the one checked, or cannot run here."""
        _check_processor()
        for file in (E5_ENGINE, E5_THREADS, E5_WEIGHTS):
            pinned_path(file)

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """See `Encoder.encode`."""
        different = distinct_texts([_safe(text) if isinstance(text, str) else text for text in texts])
        rows = np.empty((len(different.texts), WIDTH), np.float32)
        tell = telling(different.times, progress)
        batches = list(_batches(different.texts))
        said = ([different.texts[place] for place in batch] for batch in batches)
        for batch, vectors in zip(batches, on_two_cores(_embed, said), strict=True):
            rows[batch] = vectors
            tell(batch)
        return rows[different.place]


def _safe(text: str) -> str:
    """What the engine may read: NFKC, no control characters, at most 1,200 characters.

    >>> _safe("\\ufb01ne\\x00!")
    'fine !'
    """
    whole = unicodedata.normalize("NFKC", text[: 4 * LONGEST])
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in whole)
    return " ".join(plain.split())[:LONGEST]


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    for start in range(0, len(order), TOGETHER):
        yield order[start : start + TOGETHER]


def _embed(texts: Sequence[str]) -> Vectors:
    engine, model, threads = _engine()
    rows: NDArray[np.float32] = np.zeros((len(texts), WIDTH), np.float32)
    given = (ctypes.c_char_p * len(texts))(*(text.encode() for text in texts))
    # Two runs of one thread each do not wait for one another, as two threads of one run would.
    threads.omp_set_num_threads(1)
    if engine.e5_embed_batch(model, given, len(texts), QUERY, rows.ctypes.data_as(_Pointer)):
        raise NoEncoderError("The multilingual encoder failed; leave it out and run again.")
    return unit_rows(rows)


@cache
def _engine() -> tuple[ctypes.CDLL, int, ctypes.CDLL]:
    threads = ctypes.CDLL(str(pinned_path(E5_THREADS)))
    engine = ctypes.CDLL(str(pinned_path(E5_ENGINE)))
    engine.e5_load.restype, engine.e5_load.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
    engine.e5_dim.restype, engine.e5_dim.argtypes = ctypes.c_int, [ctypes.c_void_p]
    engine.e5_embed_batch.restype = ctypes.c_int
    engine.e5_embed_batch.argtypes = [
        ctypes.c_void_p, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int, _Pointer,
    ]  # fmt: skip
    model = engine.e5_load(os.fsencode(pinned_path(E5_WEIGHTS)))
    if not model or engine.e5_dim(model) != WIDTH:
        raise NoEncoderError("The multilingual encoder could not be loaded; install the pack again.")
    return engine, model, threads


def _check_processor() -> None:
    """The engine uses AVX2 and FMA, and would end the whole program on a processor without them."""
    try:
        known = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore").split()
    except OSError:
        known = []
    if not {"avx2", "fma"} <= set(known):
        raise NoEncoderError(
            "The multilingual encoder needs Linux and a processor with AVX2; Welsh is read without it."
        )
