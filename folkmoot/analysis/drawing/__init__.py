"""Accessible SVG charts and maps, each with its data table. No script, no style: a strict policy is kept."""

from .bars import Bar, bars
from .days import days
from .drawing import DataTable, Drawing
from .flow import flow
from .flow_parts import Band, Column, Node
from .stacked import Stack, stacked
from .ward_map import MapWords, Ward, ward_map

__all__ = [
    "Band",
    "Bar",
    "Column",
    "DataTable",
    "Drawing",
    "MapWords",
    "Node",
    "Stack",
    "Ward",
    "bars",
    "days",
    "flow",
    "stacked",
    "ward_map",
]
