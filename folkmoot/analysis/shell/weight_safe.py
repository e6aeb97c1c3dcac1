"""All counts of people that `weight` publishes, decided together: tables laid side by side give nothing back.

People without an answer or a group are counted as such, so that every table counts the same people; what is
made of the tables need not show them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..counting import CrossTab, CrossTabs
from ..counting.margins import said
from ..disclosure import Cell, Linked, Rules, SuppressedTable, suppress_together
from .weight_reading import Survey

LEAST_BASE = 50  # people in a group whose shares are shown
SILENT = "\N{EM DASH} no answer \N{EM DASH}"  # stands for no answer among the labels, and is not shown
MANY = 4000  # numbers that are decided together; with more, each question apart


@dataclass(frozen=True, slots=True)
class SafeTables:
    """Lists by variable, and tables by question and variable or by two crossed variables."""

    lists: Mapping[str, SuppressedTable]
    crossed: Mapping[tuple[str, str], SuppressedTable]
    rules: Rules

    def cell(self, name: str, label: str) -> Cell:
        return self.lists[name].cell(label)

    def crossed_cell(self, names: tuple[str, str], labels: tuple[str, str]) -> Cell:
        return self.crossed[names].cell(labels[1], labels[0])

    def base(self, name: str) -> int | None:
        """How many people answered, as may be said; None where that is hidden."""
        safe = self.lists[name]
        return _less(safe.total, safe.cell(SILENT) if SILENT in safe.columns else None)

    def bases(self, question: str, by: str) -> dict[str, int | None]:
        """The same by group."""
        safe = self.crossed[question, by]
        silent: Sequence[Cell | None] = [None] * len(safe.columns)
        if SILENT in safe.rows:
            silent = safe.cells[safe.rows.index(SILENT)]
        pairs = zip(safe.columns, safe.column_totals, silent, strict=True)
        return {group: _less(total, none) for group, total, none in pairs}


def _less(total: Cell, silent: Cell | None) -> int | None:
    if total.value is None:
        return None
    return max(total.value - ((silent.value or 0) if silent else 0), 0)


@dataclass(slots=True)
class _Gathered:
    """Tables on their way to be decided."""

    linked: list[Linked] = field(default_factory=list)
    keys: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, table: CrossTab | dict[str, int], *names: str) -> None:
        if names not in self.keys:
            rows, columns = (*names, "")[:2]
            self.linked.append(Linked(table, rows, columns))
            self.keys.append(names)


def safe_tables(survey: Survey, tabs: CrossTabs, *, threshold: int, round_to: int | None) -> SafeTables:
    """Decide which counts may be shown: of margins, of questions, and of questions by variables."""
    columns = {**survey.by, **survey.sample, **survey.questions}
    orders = {name: _order(name, values, survey, tabs) for name, values in columns.items()}
    who = _Gathered()
    for name in survey.margins:
        _add_margin(who, name, survey, orders)
    apart = sum(len(orders[q]) * len(orders[by]) for q in survey.questions for by in survey.by) > MANY
    together: list[_Gathered] = [] if apart else [who]
    for question in survey.questions:
        gathered = _copy(who) if apart else who
        _add_question(gathered, question, columns, orders, survey, tabs)
        together += [gathered] if apart else []
    rules = Rules(threshold, LEAST_BASE, round_to=round_to)
    found: dict[tuple[str, ...], SuppressedTable] = {}
    for gathered in together or [who]:
        decided = suppress_together(
            gathered.linked, threshold=threshold, round_to=round_to, minimum_base=LEAST_BASE
        )
        found |= dict(zip(gathered.keys, decided.tables, strict=True))
    lists = {key[0]: table for key, table in found.items() if len(key) == 1}
    crossed = {(key[0], key[1]): table for key, table in found.items() if len(key) == 2}
    return SafeTables(lists, crossed, rules)


def _copy(gathered: _Gathered) -> _Gathered:
    return _Gathered(list(gathered.linked), list(gathered.keys))


def _order(name: str, values: Iterable[str], survey: Survey, tabs: CrossTabs) -> list[str]:
    """Labels as they are shown: a question's by how often they are given, others as the margins have them."""
    if name in survey.questions:
        tab = tabs.overall[name]
        labels = [str(tab.answers[place]) for place in np.argsort(-tab.counts[:, 0], kind="stable")]
        return [*labels, SILENT]
    there = set(values) - {""}
    sizes = survey.margins.get(name)
    known = [str(label) for label in sizes] if sizes else []
    return [*known, *sorted(there - set(known)), SILENT]


def _counted(values: Iterable[str], order: Sequence[str]) -> dict[str, int]:
    counts = Counter(value or SILENT for value in values)
    return {label: counts[label] for label in order}


def _add_margin(
    gathered: _Gathered, name: str | tuple[str, ...], survey: Survey, orders: Mapping[str, Sequence[str]]
) -> None:
    if isinstance(name, str):
        gathered.add(_counted(survey.sample[name], orders[name]), name)
    elif len(name) == 2:
        pairs = zip(survey.sample[name[0]], survey.sample[name[1]], strict=True)
        gathered.add(_table(Counter(pairs), orders[name[0]], orders[name[1]]), *name)
    else:
        labels = [said(label) for label in survey.margins[name]]
        people = zip(*(survey.sample[part] for part in name), strict=True)
        gathered.add(
            _counted((said(each) if all(each) else "" for each in people), [*labels, SILENT]), said(name)
        )


def _table(counts: Mapping[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str]) -> CrossTab:
    def of(label: str) -> str:
        return "" if label == SILENT else label

    lines = tuple(tuple(counts.get((of(row), of(column)), 0) for column in columns) for row in rows)
    return CrossTab(tuple(rows), tuple(columns), lines)


def _add_question(
    gathered: _Gathered,
    question: str,
    columns: Mapping[str, Sequence[str]],
    orders: Mapping[str, Sequence[str]],
    survey: Survey,
    tabs: CrossTabs,
) -> None:
    order = orders[question]
    gathered.add(_counted(columns[question], order), question)
    for by in survey.by:
        if by == question:
            continue
        gathered.add(_counted(columns[by], orders[by]), by)
        pairs = _pairs(tabs, question, by)
        answered, grouped = _counted(columns[question], order), _counted(columns[by], orders[by])
        for answer in order[:-1]:
            pairs[answer, ""] = answered[answer] - sum(pairs.get((answer, group), 0) for group in grouped)
        for group in orders[by][:-1]:
            pairs["", group] = grouped[group] - sum(pairs.get((answer, group), 0) for answer in order[:-1])
        pairs["", ""] = answered[SILENT] - sum(pairs["", group] for group in orders[by][:-1])
        gathered.add(_table(pairs, order, orders[by]), question, by)


def _pairs(tabs: CrossTabs, question: str, by: str) -> dict[tuple[str, str], int]:
    tab = tabs[question, by]
    return {
        (str(answer), str(group)): int(tab.counts[row, column])
        for row, answer in enumerate(tab.answers)
        for column, group in enumerate(tab.groups)
    }
