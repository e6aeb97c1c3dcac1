"""Meaning of English texts: the sentence encoder all-MiniLM-L6-v2, run by onnxruntime on two cores."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .distinct import distinct_texts
from .encoder import Progress, Vectors, unit_rows
from .on_cores import on_two_cores, telling
from .pinned import MINILM, MINILM_WORDS, needs, pinned_path

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LONGEST = 256
WIDTH = 384
# Word pieces in one run of the model: more do not fit the processor's cache, fewer waste calls.
TOGETHER = 256

Pieces = list[list[int]]


class MiniLM:
    """Sentence vectors of 384 numbers. Reads English; the first 256 word pieces of a text, about 190 words.

    The vector of a text does not depend on the other texts, to six decimals (only the weights of the model
    are rounded to 8 bits, not what is computed from the text).

    Source: Reimers and Gurevych (2019), Sentence-BERT, EMNLP; Wang et al. (2020), MiniLM, NeurIPS.

    >>> near = MiniLM().encode(["The bus is always late", "Buses never come on time", "Plant more trees"])
    >>> near.shape, bool(near[0] @ near[1] > near[0] @ near[2])
    ((3, 384), True)
    """

    name = "MiniLM"
    note = (
        "Texts were compared by their meaning with a sentence encoder for English; "
        "of a very long text it reads about the first 190 words."
    )
    multilingual = False

    def __init__(self) -> None:
        """NoEncoderError when the model is not installed or not the file that was checked."""
        needs("onnxruntime")
        needs("tokenizers")
        pinned_path(MINILM)
        pinned_path(MINILM_WORDS)

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """See `Encoder.encode`. Texts that only differ in spaces count as equal and are encoded once."""
        different = distinct_texts(texts)
        rows = np.empty((len(different.texts), WIDTH), np.float32)
        tell = telling(different.times, progress)
        for batch, run in _runs(_pieces(different.texts)):
            rows[batch] = run.means
            tell(batch)
        return rows[different.place]

    def encode_with_pieces(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> tuple[Vectors, Vectors]:
        """The vectors, and for each piece of the vocabulary the mean of its states in these texts.

        A piece that does not occur has the mean over all pieces.
        """
        different = distinct_texts(texts)
        rows = np.empty((len(different.texts), WIDTH), np.float32)
        sums = np.zeros((_tokenizer().get_vocab_size(), WIDTH), np.float32)
        times = np.zeros(len(sums), np.float32)
        tell = telling(different.times, progress)
        for batch, run in _runs(_pieces(different.texts)):
            rows[batch] = run.means
            np.add.at(sums, run.pieces, run.states)
            np.add.at(times, run.pieces, 1)
            tell(batch)
        return rows[different.place], _means(sums, times)

    def pieces_of(self, words: Sequence[str]) -> Pieces:
        """The numbers of the pieces that each word is read as."""
        return [each.ids for each in _tokenizer().encode_batch_fast(list(words), add_special_tokens=False)]


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of the model: the vector of each text, and every piece read with its state."""

    means: Vectors
    pieces: NDArray[np.int64]
    states: Vectors


def _means(sums: Vectors, times: NDArray[np.float32]) -> Vectors:
    whole = sums.sum(axis=0) / max(float(times.sum()), 1.0)
    return np.where(times[:, None] > 0, sums / np.maximum(times, 1)[:, None], whole).astype(np.float32)


def _pieces(texts: Sequence[str]) -> Pieces:
    return [each.ids for each in _tokenizer().encode_batch_fast(list(texts))]


def _runs(pieces: Pieces) -> Iterator[tuple[list[int], _Run]]:
    """Runs the model over all texts on two threads; the batches come in a fixed order."""
    batches = list(_batches(pieces))
    given = ([pieces[place] for place in batch] for batch in batches)
    yield from zip(batches, on_two_cores(_run, given), strict=True)


def _batches(pieces: Pieces) -> Iterator[list[int]]:
    """Places of texts of about the same length, as many as make 256 word pieces; shortest first."""
    batch: list[int] = []
    for place in sorted(range(len(pieces)), key=lambda each: len(pieces[each])):
        if batch and (len(batch) + 1) * len(pieces[place]) > TOGETHER:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _run(batch: Pieces) -> _Run:
    """The vector of a text is the mean over its pieces, of length 1."""
    lengths = np.array([len(each) for each in batch])
    read = np.arange(lengths.max()) < lengths[:, None]
    numbers = np.zeros(read.shape, np.int64)
    numbers[read] = np.concatenate(batch)
    mask = read.astype(np.int64)
    given = {"input_ids": numbers, "attention_mask": mask, "token_type_ids": np.zeros_like(numbers)}
    (states,) = _session().run(None, given)
    means = unit_rows(np.einsum("tpd,tp->td", states, mask.astype(np.float32)))
    return _Run(means, numbers[read], states[read])


@cache
def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(pinned_path(MINILM_WORDS)))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


@cache
def _session() -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(pinned_path(MINILM)), options, providers=["CPUExecutionProvider"])
