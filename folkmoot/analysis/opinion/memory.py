"""Refuse what would not fit, before the machine begins to swap."""

from __future__ import annotations

import os
from pathlib import Path

MEMINFO = Path("/proc/meminfo")
GIB = 1 << 30


def free_bytes() -> int | None:
    """Memory that a program can still take, in bytes; None where the system does not say."""
    try:
        for line in MEMINFO.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return None


def check_fits(needed: int, what: str) -> None:
    """ValueError when fewer bytes are free than `needed` for `what`.

    >>> check_fits(1000, "5 votes")
    """
    free = free_bytes()
    if free is not None and needed > free:
        raise ValueError(
            f"Mapping {what} needs about {needed / GIB:.1f} GB of memory and {free / GIB:.1f} GB are free: "
            "close other programs, use a machine with more memory, or map a part of the conversation."
        )
