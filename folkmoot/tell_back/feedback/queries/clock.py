"""The feedback clock: every promise of the council, kept, due or overdue, by service."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from folkmoot.foundation.council.models import Service
from folkmoot.tell_back.feedback.promises import (
    DUE,
    KEPT,
    OVERDUE,
    STANDINGS,
    Promise,
    promises,
    standings,
)


@dataclass(frozen=True)
class Tally:
    """How many promises stand how, for one service or for the council."""

    service: Service | None
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def kept(self) -> int:
        return self.counts[KEPT]

    @property
    def fallen_due(self) -> int:
        """Promises whose day has come, or that were kept before it."""
        return self.total - self.counts[DUE]

    @property
    def kept_in_time(self) -> int | None:
        """Per cent of those fallen due, or None while none has."""
        return round(100 * self.kept / self.fallen_due) if self.fallen_due else None


@dataclass(frozen=True)
class Clock:
    today: dt.date
    promises: tuple[Promise, ...]

    @property
    def council(self) -> Tally:
        return tally(self.promises)

    @property
    def kept(self) -> int:
        """Kept in time."""
        return self.council.counts[KEPT]

    @property
    def due(self) -> int:
        return self.council.counts[DUE]

    @property
    def overdue(self) -> int:
        return self.council.counts[OVERDUE]

    def by_service(self) -> list[Tally]:
        """One tally a service with promises, in the order of their names. They add up to the council's."""
        services = {promise.service.pk: promise.service for promise in self.promises}
        tallies = [
            tally((each for each in self.promises if each.service.pk == pk), service)
            for pk, service in services.items()
        ]
        return sorted(tallies, key=lambda each: str(each.service))

    def longest_waits(self, n: int = 3) -> list[Promise]:
        return [promise for promise in self.promises if promise.standing == OVERDUE][:n]

    def next_due(self, n: int = 3) -> list[Promise]:
        return [promise for promise in self.promises if promise.standing == DUE][:n]

    def of_service(self, service: Service) -> Clock:
        return Clock(self.today, tuple(each for each in self.promises if each.service.pk == service.pk))

    def standing(self, standing: str) -> Clock:
        return Clock(self.today, tuple(each for each in self.promises if each.standing == standing))


def clock(today: dt.date) -> Clock:
    """Every promise of the council as it stands today, the longest waits first."""
    return Clock(today, tuple(promises(today)))


def council_tally(today: dt.date) -> Tally:
    """The council's line of the clock alone: the same counts without reading each promise."""
    counted = standings(today)
    return Tally(None, {standing: counted[standing] for standing in STANDINGS})


def tally(found: Iterable[Promise], service: Service | None = None) -> Tally:
    counted = Counter(promise.standing for promise in found)
    return Tally(service, {standing: counted[standing] for standing in STANDINGS})
