"""Windows: days from a first to a last, and the parts of them in which something is restricted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `first` to `last`, both included.

    >>> Window(date(2027, 3, 31), date(2027, 5, 6)).days
    37
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a window cannot end ({self.last}) before it starts ({self.first})")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def overlap(self, other: "Window") -> "Window | None":
        """The days both windows hold, or None."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Window(first, last) if first <= last else None


def restricted_by(window: Window, restrictions: Iterable[Window]) -> tuple[Window, ...]:
    """The parts of `window` that fall in a restricted period, earliest first.

    >>> may = Window(date(2027, 3, 31), date(2027, 5, 6))
    >>> restricted_by(Window(date(2027, 4, 12), date(2027, 5, 31)), [may])[0].days
    25
    """
    found = (window.overlap(restriction) for restriction in restrictions)
    return tuple(sorted((part for part in found if part), key=lambda part: (part.first, part.last)))


def clear_days_between(first: date, last: date) -> int:
    """Days strictly between two dates: "clear days" leave out both ends. Never negative.

    >>> clear_days_between(date(2026, 12, 1), date(2026, 12, 8))
    6
    """
    return max(0, (last - first).days - 1)
