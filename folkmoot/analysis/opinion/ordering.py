"""Stable order of many small whole numbers by counting, sixteen bits at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def order_by(first: NDArray[Any], second: NDArray[Any]) -> NDArray[np.int64]:
    """The order that sorts by `first`, then by `second`, and keeps equal entries as they came.

    Both hold numbers from 0 to 2**31 - 1.

    >>> order_by(np.array([1, 0, 1, 0]), np.array([5, 9, 4, 9])).tolist()
    [1, 3, 2, 0]
    """
    order = np.arange(len(first))
    for digits in (*_digits(second), *_digits(first)):
        order = order[np.argsort(digits[order], kind="stable")]
    return order


def _digits(values: NDArray[Any]) -> list[NDArray[np.uint16]]:
    """Lowest sixteen bits first; as many as the largest value needs."""
    low = values.astype(np.uint16)
    if values.dtype == np.uint16 or not len(values) or values.max() < 1 << 16:
        return [low]
    return [low, (values >> 16).astype(np.uint16)]
