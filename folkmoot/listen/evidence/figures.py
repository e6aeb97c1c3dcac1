"""Where rows become figures: the adapter between findings and `analysis` (handbook 10.5, H-33).

What may be shown is worked out once, when a finding is stated, and kept with it; pages, charts, files and
the API all read the same cells. Three rules make the tables of one engagement safe side by side:

1. How many said it is told only where neither they nor the others are few (`telling.py`). Where it is hidden
   there are no tables.
2. A ward or channel too small to be named is put together with the others too small ("elsewhere"), and the
   same ones for every finding of a snapshot, so that two findings cannot be set against each other.
3. A table in which a total had to be hidden is withheld altogether.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext

from folkmoot.analysis.counting import CrossTab
from folkmoot.analysis.disclosure import Cell, SuppressedTable, suppress
from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.places.models import Area
from folkmoot.listen.evidence.telling import Count, told, told_whole
from folkmoot.take_part.contributions.models import Channel, Contribution, RespondentType
from folkmoot.words.bilingual import Bilingual

SAID, SILENT = "said", "silent"
NOT_GIVEN, TOGETHER = "not-given", "together"
DIMENSIONS = ("respondent_type", "channel", "area")
Facts = tuple[UUID, str, str, str]  # contribution, respondent type, channel, ward code


@dataclass(frozen=True)
class Limits:
    """The council's rules for small numbers."""

    threshold: int
    percentage_base: int

    @classmethod
    def of_the_council(cls) -> Limits:
        council = profile()
        return cls(council.small_number, council.percentage_base)

    def protect(self, counts: Mapping[str, int] | CrossTab) -> SuppressedTable:
        return suppress(counts, threshold=self.threshold, minimum_base=self.percentage_base)


def facts_of(contributions: QuerySet[Contribution]) -> list[Facts]:
    """The few facts of each contribution that tables are made from."""
    rows = contributions.values_list("pk", "respondent_type", "channel", "area__code")
    return [(key, kind, channel, ward or NOT_GIVEN) for key, kind, channel, ward in rows.order_by("pk")]


def what_may_be_shown(everybody: list[Facts], said: set[UUID], limits: Limits) -> dict[str, Any]:
    """The figures of a finding, suppressed: n, base, and both by respondent type, channel and ward."""
    n = sum(facts[0] in said for facts in everybody)
    count, base = told(n, len(everybody), limits.threshold), told_whole(len(everybody), limits.threshold)
    whole = limits.protect({SAID: n, SILENT: len(everybody) - n})
    shown = {
        "threshold": limits.threshold,
        "percentage_base": limits.percentage_base,
        "n": {"value": count.value, "state": count.state},
        "base": {"value": base.value, "state": base.state},
        "share": None if count.hidden else whole.share(SAID),
        "tables": [],
    }
    if not count.hidden:
        shown["tables"] = [_table(everybody, said, place, limits) for place in DIMENSIONS]
    return shown


def _table(everybody: list[Facts], said: set[UUID], dimension: str, limits: Limits) -> dict[str, Any]:
    place = DIMENSIONS.index(dimension)
    values = [facts[1:][place] for facts in everybody]
    names = _names(dimension, set(values))
    row_of = _rows_big_enough(values, _published_order(dimension, names), limits)
    counts = Counter(
        (row_of(value), facts[0] in said) for value, facts in zip(values, everybody, strict=True)
    )
    rows = sorted({row for row, _said in counts}, key=lambda row: _in_order(row, counts))
    table = CrossTab(
        tuple(rows), (SAID, SILENT), tuple((counts[row, True], counts[row, False]) for row in rows)
    )
    safe = limits.protect(table)
    if any(cell.is_suppressed for cell in (*safe.row_totals, *safe.column_totals, safe.total)):
        return {"by": dimension, "withheld": True, "rows": []}
    return {
        "by": dimension,
        "withheld": False,
        "rows": [
            {
                "key": row,
                "name": names.get(row, {}),
                "said": _cell(safe.cell(SAID, row)),
                "base": _cell(total),
                "share": safe.share(SAID, row),
            }
            for row, total in zip(rows, safe.row_totals, strict=True)
        ],
    }


def _rows_big_enough(
    values: Iterable[str], in_order: Callable[[str], Any], limits: Limits
) -> Callable[[str], str]:
    """Keeps the values that may be named; the others go into one row together."""
    sums = Counter(values)
    base = limits.protect({value: sums[value] for value in sorted(sums, key=in_order)})
    hidden = {value for value in base.columns if base.cell(value).is_suppressed}
    return lambda value: TOGETHER if value in hidden else value


def _in_order(row: str, counts: Counter[tuple[str, bool]]) -> tuple[int, int, str]:
    last = {NOT_GIVEN: 1, TOGETHER: 2}.get(row, 0)
    return last, -(counts[row, True] + counts[row, False]), row


def _cell(cell: Cell) -> dict[str, Any]:
    return {"value": cell.value, "state": cell.state.value}


def _names(dimension: str, values: set[str]) -> dict[str, dict[str, str]]:
    """Names of wards are kept with the figures, as they were then; other names come from the code."""
    if dimension != "area":
        return {}
    wards = Area.objects.filter(code__in=values).defer("outline").order_by("pk")
    return {ward.code: ward.name.as_dict() for ward in wards}


def _published_order(dimension: str, names: Mapping[str, dict[str, str]]) -> Callable[[str], Any]:
    """The order in which `contributions.queries.heard_so_far` protects the same counts: in another order
    another cell might be hidden beside a small one, and the two tables together would tell it."""
    known = {"channel": Channel.values, "respondent_type": RespondentType.values}.get(dimension)
    if known:
        return known.index
    return lambda code: (code == NOT_GIVEN, names.get(code, {}).get("en", code))


@dataclass(frozen=True)
class FigureRow:
    name: str
    said: Count
    base: Count
    share: float | None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(100 * self.share)


@dataclass(frozen=True)
class FigureTable:
    by: str
    rows: tuple[FigureRow, ...]
    withheld: bool

    @property
    def has_hidden(self) -> bool:
        return any(row.said.hidden for row in self.rows)


@dataclass(frozen=True)
class Shown:
    """The figures of a finding for a page, in the reader's language. Counts print as they may be shown."""

    n: Count
    base: Count
    share: float | None
    threshold: int
    tables: tuple[FigureTable, ...]

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(100 * self.share)

    @property
    def has_hidden(self) -> bool:
        return self.n.hidden or any(table.withheld or table.has_hidden for table in self.tables)


def read(figures: Mapping[str, Any]) -> Shown:
    """The stored figures of a finding as a value that pages can show."""
    threshold = figures["threshold"]
    return Shown(
        _count(figures["n"], threshold),
        _count(figures["base"], threshold),
        figures["share"],
        threshold,
        tuple(_read_table(table, threshold) for table in figures["tables"]),
    )


def _read_table(table: Mapping[str, Any], threshold: int) -> FigureTable:
    rows = tuple(
        FigureRow(
            _name(table["by"], row),
            _count(row["said"], threshold),
            _count(row["base"], threshold),
            row["share"],
        )
        for row in table["rows"]
    )
    return FigureTable(table["by"], rows, table["withheld"])


def _count(cell: Mapping[str, Any], threshold: int) -> Count:
    return Count(cell["value"], cell["state"], threshold)


def _name(dimension: str, row: Mapping[str, Any]) -> str:
    key = row["key"]
    if key == NOT_GIVEN:
        return gettext("Ward not given")
    if key == TOGETHER:
        return gettext("Others, put together")
    if dimension == "area":
        return str(Bilingual(**row["name"])) or key
    return kind_words(dimension, key)


def kind_words(dimension: str, key: str) -> str:
    """A channel or a kind of respondent, as the reader calls it."""
    labels = dict(RespondentType.choices if dimension == "respondent_type" else Channel.choices)
    return pgettext(dimension, labels[key]) if key in labels else key
