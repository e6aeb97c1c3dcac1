"""One thread for the numerical libraries, where the work is many small sums.

More threads would wait for each other, and could round otherwise on a machine with another number of cores.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any


@contextmanager
def one_thread() -> Iterator[None]:
    """While it lasts numpy and scipy use one thread; also `@one_thread()` for a whole function.

    scipy.linalg brings a library of its own: import it before, where it is used inside.

    >>> with one_thread():
    ...     sum([1, 2])
    3
    """
    with _libraries("scipy.linalg" in sys.modules).limit(limits=1):
        yield


@lru_cache
def _libraries(with_scipy: bool) -> Any:
    """Those loaded by now; looking for them takes a while, and so is done again only after scipy came."""
    import numpy  # noqa: F401  # so that its library is among them
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
