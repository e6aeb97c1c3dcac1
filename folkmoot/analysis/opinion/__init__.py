"""Where people agree and where they differ: a map of votes on statements."""

from .evidence import Evidence
from .exports import Conversation, read_polis, write_polis
from .live import LiveMap, LiveState, Place
from .opinion_map import map_opinions
from .result import AxisFinding, OpinionMap
from .routing import Choice
from .slate import Slate
from .statements import StatementFinding, Tally
from .votes import VoteTable, read_votes

__all__ = [
    "AxisFinding",
    "Choice",
    "Conversation",
    "Evidence",
    "LiveMap",
    "LiveState",
    "OpinionMap",
    "Place",
    "Slate",
    "StatementFinding",
    "Tally",
    "VoteTable",
    "map_opinions",
    "read_polis",
    "read_votes",
    "write_polis",
]
