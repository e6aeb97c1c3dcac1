"""Themes given to every comment from those that people coded: how right, how sure, and in how many seconds.

Comments of patients, coded by people with several themes each (26 codes, 1.43 a comment: the commonest,
without "not assigned" and "labelling not possible", repeated comments once; then all comments and codes).
Everything is averaged over random splits and measured on the comments that were not coded.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench._measuring import Clock, Measure, measure
from bench._texts import TEXTS, banking, varied_copies
from folkmoot.analysis.themes.encoders import MiniLM, WordCounts
from folkmoot.analysis.themes.mapping import decide, f1_by_text, learn_mapping

CODED = (100, 250, 500, 1_000)
SPLITS = 6
SURE = 0.7
NOT_CODES = ("Labelling not possible", "Not assigned")
COMMONEST = 26
Floats = NDArray[np.float64]
Learner = Callable[["Comments", NDArray[np.int64]], Floats]


@dataclass(frozen=True, slots=True)
class Comments:
    """Texts, names of codes, and which text has which code."""

    name: str
    texts: tuple[str, ...]
    themes: tuple[str, ...]
    table: NDArray[np.bool_]

    def codes(self, rows: Sequence[int]) -> dict[int, list[int]]:
        return {int(row): np.flatnonzero(self.table[row]).tolist() for row in rows}


class Remembered:
    """MiniLM that encodes a text only once in the whole run: the splits share their vectors."""

    def __init__(self) -> None:
        self._encoder = MiniLM()
        self.name, self.note, self.multilingual = "MiniLM", self._encoder.note, False
        self._known: dict[str, Floats] = {}

    def encode(self, texts: Sequence[str], *, progress: object = None) -> Floats:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def measures() -> Iterator[Measure]:
    """F1 of all and of the surest 70 %, ours, ours without an encoder, and words with logistic regression."""
    encoder = Remembered()
    ours = lambda comments, coded: _ours(comments, coded, encoder)  # noqa: E731
    words = lambda comments, coded: _ours(comments, coded, WordCounts())  # noqa: E731
    common, everything = common_codes(), all_codes()
    yield from _of(f"mapping, {common.name}", ours, common)
    yield from _of(f"mapping, {common.name} (anchor: TF-IDF and logistic)", _tfidf, common)
    yield from _of(f"mapping without an encoder, {common.name}", words, common, (250,))
    yield from _of(f"mapping, {everything.name}", ours, everything, (500,))
    yield from _seconds()


def _of(name: str, learner: Learner, comments: Comments, coded: Sequence[int] = CODED) -> Iterator[Measure]:
    for n in coded:
        found, clock = [], Clock()
        for seed in range(SPLITS):
            order = np.random.default_rng(seed).permutation(len(comments.texts))
            found.append(_figures(learner(comments, order[:n])[order[n:]], comments.table[order[n:]]))
        spent = clock.spent / SPLITS
        f1, surest, gap = np.mean(found, axis=0)
        yield measure(f"{name}: {n} coded", f1, "F1", len(comments.texts), spent)
        yield measure(f"{name}: {n} coded, surest 70 %", surest, "F1", len(comments.texts), spent)
        yield measure(f"{name}: {n} coded, promise kept", gap, "best p less share right", len(comments.texts))


def _figures(p: Floats, truth: NDArray[np.bool_]) -> tuple[float, float, float]:
    """F1, F1 of the surest, and how far the best probability exceeds how often the best theme is right."""
    f1, best = f1_by_text(truth, decide(p)), p.max(1)
    surest = np.argsort(-best, kind="stable")[: round(SURE * len(p))]
    right = truth[np.arange(len(p)), p.argmax(1)]
    return float(f1.mean()), float(f1[surest].mean()), float(best.mean() - right.mean())


def _ours(comments: Comments, coded: NDArray[np.int64], encoder: object) -> Floats:
    languages = ["en"] * len(comments.texts)
    codes = comments.codes(coded.tolist())
    found = learn_mapping(comments.texts, comments.themes, codes, languages=languages, encoder=encoder)  # type: ignore[arg-type]
    return found.probabilities


def _tfidf(comments: Comments, coded: NDArray[np.int64]) -> Floats:
    """What most people would try first: scikit-learn's TF-IDF of words and pairs, one logistic a code."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2).fit_transform(comments.texts)
    p = np.zeros(comments.table.shape)
    for theme, truth in enumerate(comments.table[coded].T):
        if truth.any() and not truth.all():
            model = LogisticRegression(C=10, solver="liblinear").fit(words[coded], truth)
            p[:, theme] = model.predict_proba(words)[:, 1]
    return p


def _seconds() -> Iterator[Measure]:
    """The whole call, libraries loaded, gone by on the clock: it reads, learns and proposes."""
    comments = all_codes()
    learn_mapping(comments.texts[:40], comments.themes, comments.codes(range(40)))
    clock = Clock()
    learn_mapping(comments.texts, comments.themes, comments.codes(range(500)))
    yield measure("mapping: 500 of 1,500 coded, 44 codes", clock.gone_by, "s", 1_500, clock.spent)
    many = varied_copies(banking(), 20_000)
    themes = sorted(set(many.labels))
    coded = {row: [many.labels[row]] for row in range(0, 20_000, 40)}
    for budget in (None, 15.0):
        clock = Clock()
        found = learn_mapping(many.texts, themes, coded, time_budget=budget)
        right = np.mean([label == best[0] for label, best in zip(many.labels, found.proposed, strict=True)])
        name = f"mapping: 500 of 20,000 coded, 77 codes, {found.n_encoded:,} encoded"
        yield measure(name, clock.gone_by, "s", 20_000, clock.spent)
        yield measure(f"{name}, best theme", float(right), "share right", 20_000)


def common_codes() -> Comments:
    """The set of the bars: the 26 commonest codes, each different comment once."""
    rows = [(text, [code for code in codes if code not in NOT_CODES]) for text, codes in _rows()]
    times = Counter(code for _text, codes in rows for code in codes)
    wanted = {code for code, _times in times.most_common(COMMONEST)}
    kept: dict[str, tuple[str, list[str]]] = {}
    for text, codes in rows:
        if known := [code for code in codes if code in wanted]:
            kept.setdefault(text.lower(), (text, known))
    return _comments("26 commonest codes", list(kept.values()))


def all_codes() -> Comments:
    """All comments as they are, with all codes, also those that say nothing."""
    return _comments("all codes", _rows())


def _comments(name: str, rows: list[tuple[str, list[str]]]) -> Comments:
    themes = tuple(sorted({code for _text, codes in rows for code in codes}))
    place = {theme: number for number, theme in enumerate(themes)}
    table = np.zeros((len(rows), len(themes)), np.bool_)
    for row, (_text, codes) in enumerate(rows):
        table[row, [place[code] for code in codes]] = True
    return Comments(name, tuple(text for text, _codes in rows), themes, table)


def _rows() -> list[tuple[str, list[str]]]:
    with (TEXTS / "nhs_fft_sample.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["labels"].split("|")) for row in csv.DictReader(file)]
