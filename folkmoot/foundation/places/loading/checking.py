"""The first pass: every row of every source is read and checked; nothing is written."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import numpy as np

from folkmoot.foundation.places.known import Known
from folkmoot.foundation.places.loading.sources import Source
from folkmoot.foundation.places.readers.cells import fold_name
from folkmoot.foundation.places.readers.containers import Unreadable
from folkmoot.foundation.places.readers.facts import AreaFact, BadRow, FigureFact, Notice, PostcodeFact
from folkmoot.foundation.places.readers.layouts import Fact, Read

_TWICE = "Keep one of the two rows."


def check(source: Source, known: Known, *, skip_bad_rows: bool) -> list[AreaFact]:
    """Fill the source's report. The areas of an accepted source are returned, and known from then on."""
    areas: list[AreaFact] = []
    try:
        for fact in good_facts(source, known, first_pass=True):
            source.report.count_good(fact.row)
            if isinstance(fact, AreaFact):
                areas.append(fact)
    except Unreadable as error:
        problem, _, remedy = str(error).partition(". ")
        source.report.add(BadRow(0, "", f"{problem}.", remedy))
        source.report.good = 0
        return []
    source.report.loaded = source.report.good > 0 and (skip_bad_rows or not source.report.bad)
    if not source.report.loaded:
        return []
    known.add(areas)
    return areas


def good_facts(source: Source, known: Known, *, first_pass: bool = False) -> Iterator[Fact]:
    """The facts worth keeping; the others are counted in the report, on the first pass only."""
    report = source.report
    for fact in _distinct(source, first_pass=first_pass):
        if isinstance(fact, BadRow):
            if first_pass:
                report.add(fact)
        elif isinstance(fact, Notice):
            if first_pass:
                report.notices.append(fact.words)
        elif fact.row in source.repeated and isinstance(fact, PostcodeFact):
            continue
        elif _elsewhere(fact, known):
            if first_pass:
                report.count_elsewhere(fact.row)
        elif bad := _problem(fact, known):
            if first_pass:
                report.add(bad)
        else:
            yield fact


def _elsewhere(fact: Fact, known: Known) -> bool:
    if not known.only:
        return False
    if isinstance(fact, PostcodeFact):
        return fact.authority != known.only
    if isinstance(fact, AreaFact):
        if fact.kind == "authority":
            return fact.code != known.only
        return known.is_elsewhere(fact.code, fact.authority or fact.near)
    return known.is_elsewhere(fact.code, fact.authority)


def _problem(fact: Fact, known: Known) -> BadRow | None:
    if isinstance(fact, FigureFact):
        return known.figure_problem(fact)
    return known.area_problem(fact) if isinstance(fact, AreaFact) else None


def _distinct(source: Source, *, first_pass: bool) -> Read:
    """The facts of a source, with bad rows for those that stand twice."""
    if source.layout.gives == "postcodes":
        return _postcodes_once(source) if first_pass else source.facts()
    if source.layout.gives == "figures":
        return _figures_once(source.facts())
    return _areas_agree(source.facts())


def _postcodes_once(source: Source) -> Read:
    """Postcodes with their repetitions found at the end, in eight bytes a row."""
    keys, rows = array("Q"), array("Q")
    for fact in source.facts():
        if isinstance(fact, PostcodeFact):
            keys.append(int(fact.code.replace(" ", ""), 36))
            rows.append(fact.row)
        yield fact
    for first, second in _repeated(np.array(keys), np.array(rows)):
        source.repeated.add(second)
        source.report.good -= 1
        yield BadRow(second, "Postcode", f"This postcode stands in row {first} already.", _TWICE)


def _repeated(keys: np.ndarray, rows: np.ndarray) -> Iterator[tuple[int, int]]:
    order = np.argsort(keys, kind="stable")
    same = np.flatnonzero(keys[order][1:] == keys[order][:-1]) if len(keys) > 1 else ()
    for place in same:
        yield int(rows[order[place]]), int(rows[order[place + 1]])


def _figures_once(facts: Iterable[Fact | BadRow | Notice]) -> Read:
    seen: set[int] = set()
    labels: dict[str, str] = {}
    for fact in facts:
        if isinstance(fact, FigureFact):
            if labels.setdefault(fact.measure.code, fact.measure.label) != fact.measure.label:
                problem = "This category has another label in an earlier row."
                yield BadRow(fact.row, fact.measure.label, problem, "Find out which label is right.")
                continue
            key = hash((fact.code, fact.measure.code, fact.period))
            if key in seen:
                yield BadRow(fact.row, fact.measure.label, f"{fact.code} stands in the file twice.", _TWICE)
                continue
            seen.add(key)
        yield fact


def _areas_agree(facts: Iterable[Fact | BadRow | Notice]) -> Read:
    """A code may stand in many rows of a look-up, but always with the same name."""
    seen: dict[tuple[str, int], str] = {}
    for fact in facts:
        if isinstance(fact, AreaFact) and fact.name:
            before = seen.setdefault((fact.code, fact.year), fold_name(fact.name))
            if before != fold_name(fact.name):
                problem = f"{fact.code} has another name in an earlier row."
                yield BadRow(fact.row, "name", problem, "Find out which name belongs to the code.")
                continue
        yield fact
