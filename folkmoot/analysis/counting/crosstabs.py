"""Many questions by many variables at once, each person counting for one and, beside it, for their weight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..threads import one_thread
from .categories import Coded, Labels, coded, length_of
from .tables import CrossTab

Progress = Callable[[int, int], None]
EVERYBODY = ""


@dataclass(frozen=True, slots=True, eq=False)
class AnswersByGroup:
    """One question by one variable. Rows are answers, columns groups.

    `counts` are people, `weighted` sums of weights. `missing` gave no answer to the question or have no
    group, and are in neither. Shares are of the group (of the column).
    """

    question: str
    by: str
    answers: Labels
    groups: Labels
    counts: np.ndarray
    weighted: np.ndarray
    squares: np.ndarray
    missing: int

    @property
    def bases(self) -> np.ndarray:
        """People by group."""
        found: np.ndarray = self.counts.sum(axis=0)
        return found

    @property
    def weighted_bases(self) -> np.ndarray:
        found: np.ndarray = self.weighted.sum(axis=0)
        return found

    @property
    def effective_bases(self) -> np.ndarray:
        """By group, how many people weighted alike would tell as much (Kish)."""
        squares = self.squares.sum(axis=0)
        return np.divide(self.weighted_bases**2, squares, out=np.zeros(len(squares)), where=squares > 0)

    @property
    def shares(self) -> np.ndarray:
        """Share of each answer in its group, from 0 to 1; NaN where nobody is."""
        return _shares(self.counts.astype(float))

    @property
    def weighted_shares(self) -> np.ndarray:
        return _shares(self.weighted)

    @property
    def largest_shift(self) -> float:
        """The largest difference that weights make to a share; 0 where nobody answered."""
        shifts = np.abs(self.weighted_shares - self.shares)
        return float(np.nanmax(shifts)) if np.isfinite(shifts).any() else 0.0

    def table(self) -> CrossTab:
        """The counts of people, as `disclosure` takes them."""
        rows = tuple(tuple(map(int, row)) for row in self.counts)
        return CrossTab(tuple(map(str, self.answers)), tuple(map(str, self.groups)), rows, self.missing)

    def explain(self) -> str:
        by = f" by {self.by}" if self.by else ""
        return (
            f"{self.question}{by}: {int(self.counts.sum())} people, {self.missing} without answer or group; "
            f"weights move a share by up to {self.largest_shift * 100:.1f} percentage points"
        )


@dataclass(frozen=True, slots=True, eq=False)
class CrossTabs:
    """Every question by every variable, and `overall` by none."""

    tables: Mapping[tuple[str, str], AnswersByGroup]
    overall: Mapping[str, AnswersByGroup]
    weighted: bool

    def __getitem__(self, key: tuple[str, str]) -> AnswersByGroup:
        return self.tables[key]

    @property
    def largest_shift(self) -> float:
        """The largest difference that weights make to a share of everybody."""
        return max((each.largest_shift for each in self.overall.values()), default=0.0)

    def explain(self) -> str:
        return (
            f"{len(self.overall)} questions by {len(self.tables) // max(len(self.overall), 1)} variables; "
            "weights "
            f"move a share of everybody by up to {self.largest_shift * 100:.1f} percentage points"
        )


@one_thread()
def cross_tabs(
    questions: Mapping[str, Any],
    by: Mapping[str, Any],
    *,
    weights: Any = None,
    progress: Progress | None = None,
) -> CrossTabs:
    """Count every question by every variable, unweighted and weighted.

    `questions` and `by` hold for each name one category a person (a list or an array); None, "" and NaN are
    no answer. `weights` are those of `rake`, or one number of 0 or more a person; without them everybody
    counts 1.

    Raises ValueError when two of them differ in length, or when a weight is negative or no number.

    >>> answers = {"safe": ["yes", "no", "yes", None]}
    >>> found = cross_tabs(answers, {"sex": ["f", "f", "m", "m"]}, weights=[2, 1, 1, 1])
    >>> table = found["safe", "sex"]
    >>> table.answers, table.groups, table.counts.tolist(), table.weighted_shares.round(2).tolist()
    (('no', 'yes'), ('f', 'm'), [[1, 0], [1, 1]], [[0.33, 0.0], [0.67, 1.0]])
    """
    n = _people({**questions, **by})
    each = _weights(weights, n)
    groups = {name: coded(values) for name, values in by.items()}
    overall: dict[str, AnswersByGroup] = {}
    tables: dict[tuple[str, str], AnswersByGroup] = {}
    everybody = Coded((EVERYBODY,), np.zeros(n, dtype=np.uint8), 0)
    for done, (question, values) in enumerate(questions.items()):
        if progress:
            progress(done, len(questions))
        answers = coded(values)
        overall[question] = _count(question, EVERYBODY, answers, everybody, each)
        for name, group in groups.items():
            tables[question, name] = _count(question, name, answers, group, each)
    if progress:
        progress(len(questions), len(questions))
    return CrossTabs(tables, overall, weights is not None)


def _people(columns: Mapping[str, Any]) -> int:
    lengths = [(name, length_of(values)) for name, values in columns.items()]
    for name, length in lengths:
        if length != lengths[0][1]:
            raise ValueError(
                f"'{name}' has {length:,} answers and '{lengths[0][0]}' has {lengths[0][1]:,}; give one for "
                "each "
                "person"
            )
    return lengths[0][1] if lengths else 0


def _weights(weights: Any, n: int) -> np.ndarray | None:
    if weights is None:
        return None
    try:
        each = np.asarray(getattr(weights, "weights", weights), dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError("a weight is no number; give a number of 0 or more for each person") from None
    if each.shape != (n,):
        raise ValueError(f"there are {each.size:,} weights for {n:,} people; give one for each person")
    wrong = ~(np.isfinite(each) & (each >= 0))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise ValueError(f"the weight of person {row + 1:,} is {each[row]:g}; give a number of 0 or more")
    return each


def _count(
    question: str, by: str, answers: Coded, groups: Coded, weights: np.ndarray | None
) -> AnswersByGroup:
    height, width = len(answers.labels) + 1, len(groups.labels) + 1
    joint = answers.codes.astype(np.int32) * np.int32(width) + groups.codes
    counts, *sums = _sums(joint, height * width, weights)
    inside = [each.reshape(height, width)[:-1, :-1] for each in (counts, *sums)]
    missing = len(joint) - int(inside[0].sum())
    weighted, squares = inside[1:] or (inside[0].astype(float), inside[0].astype(float))
    return AnswersByGroup(question, by, answers.labels, groups.labels, inside[0], weighted, squares, missing)


def _sums(joint: np.ndarray, size: int, weights: np.ndarray | None) -> Iterator[np.ndarray]:
    """People, and with weights their sums and the sums of their squares."""
    yield np.bincount(joint, minlength=size)
    if weights is not None:
        yield np.bincount(joint, weights, size)
        yield np.bincount(joint, weights * weights, size)


def _shares(sums: np.ndarray) -> np.ndarray:
    bases = sums.sum(axis=0)
    return np.divide(sums, bases, out=np.full(sums.shape, np.nan), where=bases > 0)
