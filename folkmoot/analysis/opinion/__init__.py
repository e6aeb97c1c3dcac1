"""Where people agree and where they differ: a map of votes on statements."""

from .evidence import Evidence
from .opinion_map import map_opinions
from .result import AxisFinding, OpinionMap
from .slate import Slate
from .statements import StatementFinding, Tally
from .votes import VoteTable, read_votes

__all__ = [
    "AxisFinding",
    "Evidence",
    "OpinionMap",
    "Slate",
    "StatementFinding",
    "Tally",
    "VoteTable",
    "map_opinions",
    "read_votes",
]
