"""Suggest themes for free text: from what people wrote to groups that a person can read, name and mend."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .assembling import assemble
from .parts import Part, Task, find_part
from .preparing import Prepared, prepare
from .result import ThemeSuggestion

if TYPE_CHECKING:
    from .encoders import Encoder

Progress = Callable[[int, int], None]
Rows = NDArray[np.intp]

MOST_THEMES = 70
WELSH, KNOWN_LANGUAGES = "cy", ("en", "cy", "")
WELSH_APART = (
    "Answers in Welsh were grouped apart from the others, by their words alone, because what reads Welsh by "
    "its meaning is not installed; let a Welsh speaker read them beside the English themes."
)


def suggest_themes(
    texts: Sequence[str],
    *,
    languages: Sequence[str] | None = None,
    seed: int = 0,
    max_themes: int | None = MOST_THEMES,
    encoder: "Encoder | None" = None,
    time_budget: float | None = None,
    progress: Progress | None = None,
) -> ThemeSuggestion:
    """Group `texts` by what they say. Every text is in one theme, whatever it is.

    languages: "en", "cy" or "" for each text; found out when not given. max_themes: themes beyond this many
    are joined, the class "says nothing more" not counted; None leaves their number to the texts. encoder:
    what reads the texts; without it the best that is installed. time_budget: seconds for all of it; without
    it every text is read, and the result depends on the texts and the `seed` alone, not on their order. With
    it as many are read as fit and the others estimated from them; the result says which. progress(done,
    total) counts hundredths of the work.

    Texts that differ only in capitals, gaps and punctuation count once in the grouping, so a letter sent
    5,000 times does not crowd out what others say; `size` counts all. Without the pack for Welsh, Welsh texts
    have themes of their own.

    Method: sentence vectors, a graph of shared nearest neighbours, communities on which many runs agree, in
    two sizes. Its parts name their sources. ValueError for no texts, for what is not text (naming the row),
    for languages that do not match the texts, and for max_themes under 1.

    >>> from folkmoot.analysis.themes.encoders import WordCounts
    >>> buses, parks = ["Late buses", "The bus is late", "Buses are late"], ["Nice park", "The park is nice"]
    >>> found = suggest_themes([*buses, *parks, "no comment", "n/a"], encoder=WordCounts(), max_themes=1)
    >>> found.label.tolist(), found.no_content
    ([0, 0, 0, 0, 0, 1, 1], 1)
    """
    if max_themes is not None and max_themes < 1:
        raise ValueError(
            f"At most {max_themes} themes were asked for; ask for 1 or more, or None for no limit."
        )
    begun = perf_counter()
    prepared = prepare(texts)
    spoken = _languages(prepared, languages, len(texts))
    if not prepared.texts:
        return assemble(texts, prepared, ())
    chosen = encoder or _best_encoder(spoken)
    apart = _apart(spoken, chosen, max_themes)
    seconds = None if time_budget is None else max(0.0, time_budget - (perf_counter() - begun))
    parts = _find_parts(prepared, spoken, apart, (chosen, max_themes, seed, seconds), progress)
    return assemble(texts, prepared, parts, WELSH_APART if len(apart) > 1 else "")


def _languages(prepared: Prepared, languages: Sequence[str] | None, n: int) -> tuple[str, ...]:
    """The language of each prepared text."""
    if languages is None:
        from .spoken import spoken_languages

        return spoken_languages(prepared.texts, prepared.keys)
    if len(languages) != n:
        raise ValueError(
            f"There are {n} texts and {len(languages)} languages; give one language for each text."
        )
    for place, each in enumerate(languages):
        if each not in KNOWN_LANGUAGES:
            raise ValueError(
                f'Language {place + 1} is {each!r}; say "en", "cy", or "" where it is not known.'
            )
    return tuple(languages[place] for place in prepared.first)


def _best_encoder(languages: Sequence[str]) -> "Encoder":
    from .encoders import best_encoder

    return best_encoder(languages)


def _apart(languages: Sequence[str], encoder: "Encoder", max_themes: int | None) -> tuple[Rows, ...]:
    """Rows that can be compared with one another: all, or Welsh apart when the encoder has no Welsh."""
    welsh = np.array([each == WELSH for each in languages])
    if encoder.multilingual or not welsh.any() or welsh.all() or max_themes == 1:
        return (np.arange(len(languages)),)
    return np.flatnonzero(~welsh), np.flatnonzero(welsh)


def _limits(max_themes: int | None, parts: Sequence[Rows]) -> tuple[int | None, ...]:
    """How many themes the texts of each part may have: their share of all, at least one for every part."""
    if max_themes is None or len(parts) == 1:
        return (max_themes,) * len(parts)
    second = len(parts[1]) / (len(parts[0]) + len(parts[1]))
    for_second = min(max_themes - 1, max(1, round(max_themes * second)))
    return max_themes - for_second, for_second


def _find_parts(
    prepared: Prepared,
    languages: Sequence[str],
    apart: Sequence[Rows],
    how: "tuple[Encoder, int | None, int, float | None]",
    progress: Progress | None,
) -> list[tuple[Rows, Part]]:
    """What is found in each part; it has its share of the time and of the progress bar."""
    reader, max_themes, seed, seconds = how
    found: list[tuple[Rows, Part]] = []
    bar, before = _Bar(progress), 0.0
    for rows, limit in zip(apart, _limits(max_themes, apart), strict=True):
        share = len(rows) / len(languages)
        task = Task(
            tuple(prepared.texts[row] for row in rows),
            tuple(languages[row] for row in rows),
            limit,
            seed,
            None if seconds is None else seconds * share,
            tuple(prepared.times[rows].tolist()),
        )
        part = find_part(task, _by_words() if found else reader, bar.part(before, share))
        found.append((rows, part))
        before += share
    bar.show(1)
    return found


class _Bar:
    """Progress in hundredths, never falling, told only when it changes."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress, self._told = progress, -1

    def show(self, share: float) -> None:
        done = int(100 * min(1, share) + 1e-9)
        if self._progress and done > self._told:
            self._told = done
            self._progress(done, 100)

    def part(self, before: float, share: float) -> Callable[[float], None]:
        return lambda done: self.show(before + share * done)


def _by_words() -> "Encoder":
    from .encoders import WordCounts

    return WordCounts()
