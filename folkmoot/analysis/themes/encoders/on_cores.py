"""Runs of a model on two cores, in a fixed order, and how far they are."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .encoder import Progress

Given = TypeVar("Given")
Result = TypeVar("Result")

MOST = 2


def on_two_cores(run: Callable[[Given], Result], given: Iterable[Given]) -> Iterator[Result]:
    """`run` of each of `given`, in their order, two at a time. Stopping early starts no further run.

    >>> list(on_two_cores(abs, [-3, 2, -1]))
    [3, 2, 1]
    """
    pool = ThreadPoolExecutor(min(MOST, cores()))
    try:
        yield from pool.map(run, given)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def telling(times: NDArray[np.intp], progress: Progress | None) -> Callable[[list[int]], None]:
    """Adds up how many texts the places of a batch stand for, and tells."""
    done, total = 0, int(times.sum())

    def tell(batch: list[int]) -> None:
        nonlocal done
        done += int(times[batch].sum())
        if progress:
            progress(done, total)

    return tell


def cores() -> int:
    """The processor's cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
