"""tables.csv of `weight`: every figure that the report shows, one a row, and why a count is hidden."""

from __future__ import annotations

from collections.abc import Iterator

from ..disclosure import Cell as Counted
from ..disclosure import Rules
from ..files.writing import Cell
from .weight_told import Safe, Weighed

HEAD = ["what", "of", "by", "group", "answer", "people", "share", "compare_with", "hidden"]


def tables_file(weighed: Weighed) -> tuple[list[str], Iterator[list[Cell]]]:
    """`compare_with` is the share of residents where it is told who answered, the weighted share of a
    question's answers."""
    return HEAD, _rows(weighed)


def _rows(weighed: Weighed) -> Iterator[list[Cell]]:
    rules = weighed.shown.rules
    for name, (cells, compared) in weighed.who.items():
        for group in compared.groups:
            what: list[Cell] = ["who answered", name, "", group.label, ""]
            yield [*what, *_figures(cells[group.label], rules, group.share, group.population_share)]
    for question in weighed.survey.questions:
        yield from _question(weighed.everybody(question))
        for name in weighed.survey.by:
            if name != question:
                yield from _question(weighed.by(question, name))


def _question(safe: Safe) -> Iterator[list[Cell]]:
    for each in safe.cells():
        what: list[Cell] = ["answers", safe.question, safe.by, each.group or "everybody", each.answer]
        yield [*what, *_figures(each.cell, safe.rules, each.share, each.weighted)]


def _figures(cell: Counted, rules: Rules, share: float | None, other: float | None) -> list[Cell]:
    return [
        cell.value,
        None if share is None else round(share, 3),
        None if other is None else round(other, 2),
        "" if cell.value is not None else rules.reason(cell),
    ]
