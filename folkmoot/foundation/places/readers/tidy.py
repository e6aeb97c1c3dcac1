"""Tidy tables of Trafford Data Lab: area_code, area_name, period, indicator, a category, unit, value."""

from __future__ import annotations

import re

from folkmoot.foundation.places.readers.cells import NotANumber, clean, number
from folkmoot.foundation.places.readers.containers import Table
from folkmoot.foundation.places.readers.facts import FigureFact, MeasureFact
from folkmoot.foundation.places.readers.layouts import ONS, Columns, Hints, Layout, Read, width_problem
from folkmoot.foundation.places.readers.nomis import not_a_number

_NEEDED = {"area_code", "area_name", "geography", "period", "indicator", "measure", "unit", "value"}
_MOST = len(_NEEDED) + 1


def knows(headings: list[str]) -> bool:
    return set(headings) >= _NEEDED and len(headings) <= _MOST


def read(table: Table, hints: Hints) -> Read:
    columns = Columns(table.header)
    of_kind = [heading for heading in columns.headings if heading not in _NEEDED]
    variable = of_kind[0] if of_kind else "population"
    key = re.sub(r"_(category|status)$", "", variable).replace("_", "-")
    what_at = columns.need(variable) if of_kind else columns.need("indicator")
    code_at, name_at, period_at, unit_at, value_at = (
        columns.need(each) for each in ("area_code", "area_name", "period", "unit", "value")
    )
    for row, values in table.rows():
        if bad := width_problem(row, values, len(table.header)):
            yield bad
            continue
        try:
            value, mark = number(values[value_at])
        except NotANumber:
            yield not_a_number(row, table.header[value_at])
            continue
        label, period = clean(values[what_at]), clean(values[period_at])[:4]
        role = "total" if label.lower().startswith("all ") else "leaf"
        short = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")
        measure = MeasureFact(
            f"tidy:{key}:{short}"[:120], f"tidy:{key}"[:60], label, role, clean(values[unit_at])
        )
        code, name = clean(values[code_at]), clean(values[name_at])
        source = f"Census {period}, ONS, tidied by Trafford Data Lab"
        yield FigureFact(row, code, name, "", measure, period, value, mark, source)


LAYOUT = Layout(
    "tidy",
    "Tidy census table of Trafford Data Lab",
    "figures",
    knows,
    read,
    (ONS, "Trafford Council, Trafford Data Lab, Open Government Licence v3.0."),
)
