"""The two ends of the main line of difference: where there are no clear groups, common ground reaches from
one end to the other.

Thirds of a line are no groups. Nobody is told to belong to an end; the ends only keep a majority of everybody
from hiding that those farthest out on one side say no.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .factors import Floats

LOW, MIDDLE, HIGH = -1, 0, 1
KEENEST, TOLD = 0.9, 0.5
"""Those stay in the middle whose votes tell of the line less than this part (`TOLD`) of what is told by the
votes of the person a tenth from the most telling."""


def ends_of(position: Floats, spread: Floats, variance: float) -> NDArray[np.int8]:
    """-1 for the lowest and 1 for the highest third of people by position on one axis, 0 between.

    `position` and `spread` (its standard error) one number a person, `variance` that of positions among
    people. How much votes tell is the share of the variance that they take away; those whose votes tell too
    little are counted in no third. People of one position are never parted.

    >>> position = np.array([-2.0, -1.0, 0.0, 0.5, 1.0, 2.0])
    >>> ends_of(position, np.full(6, 0.5), 2.0).tolist()
    [-1, -1, 0, 0, 1, 1]
    >>> ends_of(position, np.array([0.5, 0.5, 0.5, 0.5, 0.5, 1.4]), 2.0).tolist()
    [-1, -1, 0, 1, 1, 0]
    """
    told = np.maximum(1 - spread**2 / variance, 0.0)
    tells = told >= TOLD * np.quantile(told, KEENEST, method="lower")
    low, high = np.quantile(position[tells], [1 / 3, 2 / 3])
    ends = np.zeros(len(position), np.int8)
    if low < high:
        ends[tells & (position <= low)] = LOW
        ends[tells & (position >= high)] = HIGH
    return ends
