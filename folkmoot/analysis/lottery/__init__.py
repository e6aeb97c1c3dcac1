"""Fair selection: panels of volunteers that meet targets, with everybody's chance as high as it can be."""

from .diagnosing import Diagnosis, diagnose
from .drawn import Draw, Listed, draw, listed
from .evenness import Evenness, evenness
from .pools import Pool, pool_of
from .reading import read_targets, read_volunteers
from .repairs import Change, Repair
from .replacing import Replacement, replace
from .result import GroupChance, Lottery
from .selecting import select_panel
from .tickets import Tickets, equal_tickets

__all__ = [
    "Change",
    "Diagnosis",
    "Draw",
    "Evenness",
    "GroupChance",
    "Listed",
    "Lottery",
    "Pool",
    "Repair",
    "Replacement",
    "Tickets",
    "diagnose",
    "draw",
    "equal_tickets",
    "evenness",
    "listed",
    "pool_of",
    "read_targets",
    "read_volunteers",
    "replace",
    "select_panel",
]
