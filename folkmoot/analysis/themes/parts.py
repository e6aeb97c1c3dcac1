"""Themes of one part: texts that can be compared with one another, read by one encoder."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .describing import named_words, telling_texts
from .grouping import Grouping, centre_rows, graph_of, group
from .stability import n_subsamples, stability

if TYPE_CHECKING:
    from .encoders import Encoder

Places = tuple[tuple[int, ...], ...]
Words = tuple[tuple[str, ...], ...]

# Of a time budget, seconds kept back for grouping and describing, at most half of it (measured, two cores).
KEPT_BACK, KEPT_BACK_PER_TEXT = 1.0, 1 / 11_000
# Hundredths of the work after reading and after describing.
READ, DESCRIBED, WHOLE = 70, 88, 100


@dataclass(frozen=True, slots=True)
class Task:
    """What to find themes in, and how. `seconds` of None: every text is read. `times`: how many people wrote
    each text, where some wrote the same."""

    texts: tuple[str, ...]
    languages: tuple[str, ...]
    max_themes: int | None
    seed: int
    seconds: float | None
    times: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What was found; `central` and `edge` are places among the texts of the task, and each theme's words
    are of one of the languages."""

    grouping: Grouping
    words: Words
    languages: tuple[str, ...]
    parent_words: Words
    parent_languages: tuple[str, ...]
    central: Places
    edge: Places
    stability: NDArray[np.float64]
    encoder: str
    note: str
    mode: str
    n_encoded: int


def find_part(task: Task, reader: "Encoder", show: Callable[[float], None]) -> Part:
    """Read the texts, group them, and say of each theme what it is about and how steady it is.

    `show` is told the share of the work done, 0 to 1.
    """
    from .encoders import encode_all

    encoded = encode_all(
        task.texts,
        languages=task.languages,
        encoder=reader,
        time_budget=task.seconds and reading_seconds(task.seconds, len(task.texts)),
        seed=task.seed,
        progress=lambda done, total: show(READ / WHOLE * done / max(1, total)),
    )
    vectors = centre_rows(encoded.vectors)
    graph = graph_of(vectors, seed=task.seed)
    found = group(graph, vectors, max_themes=task.max_themes, seed=task.seed)
    central, edge = telling_texts(
        task.texts, found.label, vectors, languages=task.languages, times=task.times
    )
    words, languages = named_words(task.texts, task.languages, found.label, times=task.times)
    wider, wider_languages = named_words(
        task.texts, task.languages, found.parent[found.label], times=task.times
    )
    show(DESCRIBED / WHOLE)
    times = n_subsamples(graph)
    steady = stability(
        graph,
        vectors,
        found.label,
        max_themes=task.max_themes,
        seed=task.seed,
        step=lambda done: show((DESCRIBED + (WHOLE - DESCRIBED) * done / times) / WHOLE),
    )
    read = (encoded.encoder, encoded.note, encoded.mode, encoded.n_encoded)
    return Part(found, words, languages, wider, wider_languages, central, edge, steady, *read)


def reading_seconds(seconds: float, n: int) -> float:
    """How much of a time budget reading `n` texts may take.

    >>> reading_seconds(12, 11_000), reading_seconds(20, 110_000)
    (10.0, 10.0)
    """
    return max(seconds / 2, seconds - KEPT_BACK - n * KEPT_BACK_PER_TEXT)
