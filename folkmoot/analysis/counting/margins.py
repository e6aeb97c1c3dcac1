"""Margins: what shares of the population a variable should have, beside what people answered.

Whatever cannot be right is refused here, in one sentence that names variable, category and row.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .categories import Coded, Labels, Stranger, coded, is_silence, length_of

Sample = Mapping[str, Any]
Margins = Mapping[Any, Mapping[Any, float]]
SHOWN = 8  # categories in a sentence


@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """One variable, or several crossed. `shares` are those wanted, adding up to 1; `whole` is what they added
    up to as given; `counts` how many people have each category. `codes` number people's categories;
    `len(labels)` is no answer."""

    name: Hashable
    labels: Labels
    shares: np.ndarray
    whole: float
    codes: np.ndarray
    counts: np.ndarray
    missing: int

    @property
    def absent(self) -> tuple[Hashable, ...]:
        """Categories that people of the population have and nobody in the sample."""
        return tuple(
            label
            for label, share, n in zip(self.labels, self.shares, self.counts, strict=True)
            if share > 0 and not n
        )

    def targets(self, base: np.ndarray) -> np.ndarray:
        """The sum of weights for each category, and last for those without an answer, who together keep the
        share they have in `base`. Shares of absent categories go to the others in proportion."""
        silent = float(base[self.codes == len(self.labels)].sum()) if self.missing else 0.0
        there = np.where(self.counts > 0, self.shares, 0.0)
        return np.append(there / there.sum() * (float(base.sum()) - silent), silent)


def said(name: Hashable) -> str:
    """A variable, or several crossed, as a sentence names it; so too a category.

    >>> said("age"), said(("age", "sex"))
    ('age', 'age × sex')
    """
    return " × ".join(str(part) for part in name) if isinstance(name, tuple) else str(name)


def level(name: Hashable, label: Hashable) -> str:
    return f"'{said(name)}: {said(label)}'"


def people_in(sample: Sample) -> int:
    """How many people the sample has. Raises ValueError when its variables differ in length, or nobody is."""
    lengths = {name: length_of(values) for name, values in sample.items()}
    if not lengths:
        raise ValueError("the sample has no variables; give the answers of at least one")
    (first, n), *others = lengths.items()
    for name, length in others:
        if length != n:
            raise ValueError(
                f"'{name}' has {length:,} answers and '{first}' has {n:,}; give each variable one for each "
                "person"
            )
    if not n:
        raise ValueError("nobody is in the sample; give at least one person's answers")
    return n


def read_margins(sample: Sample, margins: Margins) -> tuple[Margin, ...]:
    """The margins beside the sample, in an order of their own that does not depend on how they are given.

    Raises ValueError for what cannot be right.
    """
    if not margins:
        raise ValueError("there is no margin to weight by; give the shares of at least one variable")
    return tuple(
        sorted((_margin(sample, name, sizes) for name, sizes in margins.items()), key=lambda m: said(m.name))
    )


def _margin(sample: Sample, name: Hashable, sizes: Mapping[Any, float]) -> Margin:
    whole = _whole(name, sizes)
    shares = {label: float(size) / whole for label, size in sizes.items()}
    labels = tuple(shares)
    found = _crossed(sample, name, labels) if isinstance(name, tuple) else _answers(sample, name, labels)
    counts = np.bincount(found.codes, minlength=len(labels) + 1)[: len(labels)]
    margin = Margin(name, labels, np.array(list(shares.values())), whole, found.codes, counts, found.missing)
    _check_people(margin)
    return margin


def _whole(name: Hashable, sizes: Mapping[Any, float]) -> float:
    if not isinstance(sizes, Mapping):
        raise ValueError(f"the margin '{said(name)}' is no mapping; give each category its share")
    for label, size in sizes.items():
        if is_silence(label):
            raise ValueError(f"the margin '{said(name)}' has a category without a name; leave it out")
        if not _is_size(size):
            raise ValueError(
                f"{level(name, label)} has the size {size!r} in the margins; give a share or a number of "
                "people"
            )
    whole = math.fsum(map(float, sizes.values()))
    if whole <= 0:
        raise ValueError(f"the sizes of the margin '{said(name)}' add up to 0; give at least one above 0")
    return whole


def _is_size(size: Any) -> bool:
    try:
        return math.isfinite(size) and size >= 0
    except TypeError:
        return False


def _answers(sample: Sample, name: Hashable, labels: Labels) -> Coded:
    values = _variable(sample, name)
    try:
        return coded(values, labels)
    except Stranger as error:
        if str(error.value) in map(str, labels):
            raise ValueError(
                f"answer {error.place + 1:,} of '{name}' is {error.value!r}, and its margin has a category "
                "that reads the same but is of another kind, such as a number; give both as words"
            ) from None
        raise ValueError(
            f"answer {error.place + 1:,} of '{name}' is '{error.value}', which its margin does not have (it "
            f"has {_listed(labels)}); add it to the margin, join it with another category, or leave it empty"
        ) from None


def _variable(sample: Sample, name: Hashable) -> Any:
    if name not in sample:
        raise ValueError(
            f"the margins name '{said(name)}', which the sample does not have; it has {_listed(sample)}"
        )
    return sample[name]  # type: ignore[index]


def _listed(names: Iterable[Any]) -> str:
    every = [said(name) for name in names]
    more = len(every) - SHOWN
    return ", ".join(every[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _crossed(sample: Sample, names: tuple[Hashable, ...], labels: Labels) -> Coded:
    """Several variables at once: a person who left one out has no answer."""
    for label in labels:
        if not isinstance(label, tuple) or len(label) != len(names):
            raise ValueError(
                f"the margin '{said(names)}' has the category {label!r}; give one value of each of its "
                f"{len(names)} variables, such as ('25 to 34', 'Female')"
            )
    places = [tuple(dict.fromkeys(label[at] for label in labels if isinstance(label, tuple)))
              for at in range(len(names))]  # fmt: skip
    parts = [_answers(sample, name, place) for name, place in zip(names, places, strict=True)]
    sizes = [len(part.labels) for part in parts]
    joint = np.ravel_multi_index(
        [np.where(part.answered, part.codes, 0).astype(np.intp) for part in parts], sizes
    )
    whole = np.logical_and.reduce([part.answered for part in parts])
    look_up = np.full(math.prod(sizes), -1, dtype=np.int32)
    for place, label in enumerate(labels):
        assert isinstance(label, tuple)
        at = [part.labels.index(value) for part, value in zip(parts, label, strict=True)]
        look_up[np.ravel_multi_index(at, sizes)] = place
    codes = np.where(whole, look_up[joint], len(labels))
    if codes.min() < 0:
        _refuse_combination(names, parts, int(np.argmin(codes)))
    return Coded(labels, codes, int(np.count_nonzero(~whole)))


def _refuse_combination(names: tuple[Hashable, ...], parts: list[Coded], row: int) -> None:
    label = tuple(part.labels[int(part.codes[row])] for part in parts)
    raise ValueError(
        f"person {row + 1:,} is {level(names, label)}, which the margin does not have; add that combination, "
        "or join it with another"
    )


def _check_people(margin: Margin) -> None:
    if not margin.counts.sum():
        raise ValueError(
            f"nobody answered '{said(margin.name)}' with a category of its margin; leave that margin out"
        )
    for label, share, n in zip(margin.labels, margin.shares, margin.counts, strict=True):
        if share == 0 and n:
            row = int(np.argmax(margin.codes == margin.labels.index(label))) + 1
            raise ValueError(
                f"{level(margin.name, label)} has a share of 0 in the margins, but {_people(n)} it (first in "
                f"answer {row:,}); give it its share, or join it with another category"
            )


def _people(n: int) -> str:
    return "one person has" if n == 1 else f"{n:,} people have"
