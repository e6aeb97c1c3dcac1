"""Accessible SVG charts and maps, each with its data table. No script, no style: a strict policy is kept."""

from .bars import Bar, bars
from .days import days
from .dots import opinion_map
from .dots_parts import DotWords, Pull
from .drawing import DataTable, Drawing
from .families import Family, FamilyWords, Member, families
from .filling import Fill, filling
from .flow import flow
from .flow_parts import Band, Column, Node
from .stacked import Stack, stacked
from .votes import Votes, votes, votes_key
from .ward_map import MapWords, Ward, ward_map

__all__ = [
    "Band",
    "Bar",
    "Column",
    "DataTable",
    "DotWords",
    "Drawing",
    "Family",
    "FamilyWords",
    "Fill",
    "MapWords",
    "Member",
    "Node",
    "Pull",
    "Stack",
    "Votes",
    "Ward",
    "bars",
    "days",
    "families",
    "filling",
    "flow",
    "opinion_map",
    "stacked",
    "votes",
    "votes_key",
    "ward_map",
]
