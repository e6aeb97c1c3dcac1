"""Count rows into tables with totals; what was not answered is counted apart."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
By = str | Callable[[Any], Hashable]


@dataclass(frozen=True, slots=True)
class Tabulation:
    """Counts of one characteristic. `total` is the sum of the counts; `missing` lies outside it."""

    labels: tuple[str, ...]
    counts: tuple[int, ...]
    missing: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts)

    def share(self, label: str) -> float | None:
        """Share of the total, 0 to 1, or None when nobody answered.

        >>> Tabulation(("Yes", "No"), (3, 1)).share("Yes")
        0.75
        """
        return self.counts[self.labels.index(label)] / self.total if self.total else None

    def as_dict(self) -> dict[str, int]:
        return dict(zip(self.labels, self.counts, strict=True))


@dataclass(frozen=True, slots=True)
class CrossTab:
    """Counts of two characteristics: `counts[row][column]`. Rows missing either are in `missing` only."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    missing: int = 0

    @property
    def row_totals(self) -> tuple[int, ...]:
        return tuple(sum(row) for row in self.counts)

    @property
    def column_totals(self) -> tuple[int, ...]:
        return tuple(sum(row[place] for row in self.counts) for place in range(len(self.columns)))

    @property
    def total(self) -> int:
        return sum(self.row_totals)

    def share(self, row: str, column: str) -> float | None:
        """Share of the row, 0 to 1, or None when the row is empty."""
        counts = self.counts[self.rows.index(row)]
        return counts[self.columns.index(column)] / sum(counts) if any(counts) else None


def tabulate(rows: Iterable[Any], by: By, *, order: Sequence[str] | None = None) -> Tabulation:
    """Count `rows` by one key, or by a function of the row.

    None and "" are missing. Without `order` the largest comes first, ties by label. With `order` those
    labels come first, in that order and even when nobody chose them; any other label follows.

    >>> tabulate([{"channel": "online"}, {"channel": "paper"}, {"channel": "online"}, {}], "channel")
    Tabulation(labels=('online', 'paper'), counts=(2, 1), missing=1)
    """
    found = Counter(map(_reader(by), rows))
    missing = found.pop(None, 0) + found.pop("", 0)
    labels = _ordered(found, order)
    by_label = _as_text(found)
    return Tabulation(labels, tuple(by_label[label] for label in labels), missing)


def cross_tab(
    rows: Iterable[Any],
    row: By,
    column: By,
    *,
    row_order: Sequence[str] | None = None,
    column_order: Sequence[str] | None = None,
) -> CrossTab:
    """Count `rows` by two keys at once; orders as in `tabulate`.

    >>> answers = [{"ward": "Priory", "view": "yes"}, {"ward": "Priory", "view": "no"}, {"ward": "Priory"}]
    >>> table = cross_tab(answers, "ward", "view")
    >>> table.counts, table.total, table.missing
    (((1, 1),), 2, 1)
    """
    row_of, column_of = _reader(row), _reader(column)
    found = Counter((row_of(each), column_of(each)) for each in rows)
    missing, down, across = 0, Counter[Hashable](), Counter[Hashable]()
    pairs: Counter[tuple[str, str]] = Counter()
    for (first, second), n in found.items():
        if first in (None, "") or second in (None, ""):
            missing += n
            continue
        down[first] += n
        across[second] += n
        pairs[str(first), str(second)] += n
    row_labels, column_labels = _ordered(down, row_order), _ordered(across, column_order)
    counts = tuple(tuple(pairs[r, c] for c in column_labels) for r in row_labels)
    return CrossTab(row_labels, column_labels, counts, missing)


def _reader(by: By) -> Callable[[Any], Hashable]:
    if callable(by):
        return by
    key = by
    return lambda row: row.get(key)


def _as_text(found: Mapping[Hashable, int]) -> Counter[str]:
    texts: Counter[str] = Counter()
    for label, n in found.items():
        texts[str(label)] += n
    return texts


def _ordered(found: Mapping[Hashable, int], order: Sequence[str] | None) -> tuple[str, ...]:
    texts = _as_text(found)
    first = tuple(dict.fromkeys(order or ()))
    rest = sorted(texts.keys() - set(first), key=lambda label: (-texts[label], label))
    return (*first, *rest)
