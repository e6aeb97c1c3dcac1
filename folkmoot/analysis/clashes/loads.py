"""What a burden says: of one area, audience and period, of the fullest ones, and of those above a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .members import Members
from .periods import Every, Span
from .shapes import PlanShape
from .wording import counted, listed

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Measured = Literal["plans", "at_once", "hours", "asks"]
MEASURES: tuple[Measured, ...] = ("plans", "at_once", "hours", "asks")
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Load:
    """One area and audience in one period; audience None is all that is open there, whoever it is for.

    `plans` are open on at least one day, at most `at_once` on the same day; `hours` is what taking part in
    all asks of one person; `asks` the live invitations a person can expect, None where nobody said how many
    people there are. `keys` names the plans.
    """

    area: str
    audience: str | None
    span: Span
    plans: int
    at_once: int
    hours: float
    asks: float | None
    keys: tuple[str, ...]

    def explain(self) -> str:
        """One plain English sentence."""
        where = f"{capital(self.span.explain())}, {_where([self.area], self.audience)}:"
        if not self.plans:
            return f"{where} no engagement is open."
        open_ = f"{counted(self.plans, 'engagement')} open, at most {self.at_once} at once"
        hours = f"; taking part in all takes {_time(self.hours)}" if self.hours else ""
        asks = "" if self.asks is None else f"; {self.asks:.2f} live invitations for each person"
        return f"{where} {open_}{hours}{asks} ({listed(self.keys)})."


@dataclass(frozen=True, slots=True)
class Peak:
    """The fullest of a period: the highest value in any area, and the areas that have it."""

    span: Span
    measure: Measured
    value: float
    areas: tuple[str, ...]

    def explain(self) -> str:
        """One plain English sentence.

        >>> Peak(Span(date(2027, 2, 1), date(2027, 2, 28)), "at_once", 4, ("Priory",)).explain()
        'February 2027: 4 engagements open at once in Priory.'
        """
        return f"{capital(self.span.explain())}: {said(self.measure, self.value)} in {listed(self.areas)}."


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that may be asked in an area in one period, by the council's policy. None is no limit."""

    plans: int | None = None
    at_once: int | None = None
    hours: float | None = None
    asks: float | None = None

    def __post_init__(self) -> None:
        for measure, limit in self:
            if not (isfinite(limit) and limit >= 0):
                raise ValueError(f"the limit of {measure} is a number from 0 up, not {limit}")

    def __iter__(self) -> Iterator[tuple[Measured, float]]:
        each = ((measure, getattr(self, measure)) for measure in MEASURES)
        return ((measure, limit) for measure, limit in each if limit is not None)


@dataclass(frozen=True, slots=True)
class Overload:
    """Areas in which the same plans bring a period above a limit. `audience` is as in `Load`."""

    areas: tuple[str, ...]
    audience: str | None
    span: Span
    measure: Measured
    value: float
    limit: float
    keys: tuple[str, ...]

    def explain(self) -> str:
        """One plain English sentence that names the plans."""
        limit = said(self.measure, self.limit).split(" ")[0]
        value = f"{said(self.measure, self.value)} {_where(self.areas, self.audience)}"

        return f"{capital(self.span.explain())}: {value}, above the limit of {limit} ({listed(self.keys)})."


@dataclass(frozen=True, slots=True, eq=False)
class Burden:
    """Numbers by area, audience and period, in the order of `areas`, `audiences` (None first) and `periods`.

    `plans`, `at_once` and `seconds` are whole numbers, `asks` are shares; see `burden` for what they count.
    `unknown` names the plans whose areas or audiences are not known.
    """

    every: Every
    areas: tuple[str, ...]
    audiences: tuple[str | None, ...]
    periods: tuple[Span, ...]
    plans: Integers
    at_once: Integers
    seconds: Integers
    asks: Floats | None
    held: tuple[PlanShape, ...]
    unknown: tuple[str, ...]
    members: Members

    def load(self, area: str, day: date, audience: str | None = None) -> Load:
        """What is asked there in the period that holds `day`.

        Raises ValueError for an area, audience or day that it does not tell of.
        """
        row, column = _place(self.areas, area, "area"), _place(self.audiences, audience, "audience")
        period = next((n for n, span in enumerate(self.periods) if span.first <= day <= span.last), None)
        if period is None:
            raise ValueError(f"{day} lies outside the days told of: give first and last so that they hold it")
        return self._load(row, column, period)

    def loads(self, audience: str | None = None) -> Iterator[Load]:
        """Every area and period in which something is open, area by area."""
        column = _place(self.audiences, audience, "audience")
        for row, period in np.argwhere(self.plans[:, column] > 0).tolist():
            yield self._load(row, column, period)

    def values(self, measure: Measured, audience: str | None = None) -> Floats:
        """One measure by area and period; ValueError for `asks` where no people were given."""
        column = _place(self.audiences, audience, "audience")
        if measure not in MEASURES:
            raise ValueError(f"a burden measures {listed(MEASURES)}, not {measure!r}")
        if measure == "hours":
            return self.seconds[:, column] / HOUR
        table = getattr(self, measure)
        if table is None:
            raise ValueError(
                "invitations for each person need to know how many people there are: give people"
            )
        found: Floats = table[:, column].astype(np.float64)
        return found

    def peaks(
        self, n: int = 5, *, measure: Measured = "at_once", audience: str | None = None
    ) -> tuple[Peak, ...]:
        """The fullest periods, the fullest first and of equals the earliest; empty ones are left out."""
        values = self.values(measure, audience)
        highest = values.max(axis=0, initial=0)
        order = sorted(np.flatnonzero(highest > 0).tolist(), key=lambda each: (-highest[each], each))
        return tuple(
            Peak(
                self.periods[each],
                measure,
                float(highest[each]),
                tuple(self.areas[row] for row in np.flatnonzero(values[:, each] == highest[each])),
            )
            for each in order[:n]
        )

    def over(self, limits: Limits, *, audience: str | None = None) -> tuple[Overload, ...]:
        """What lies above the limits, the furthest above (as a share of the limit) first, then the earliest.

        Areas in which the same plans ask the same are told together.
        """
        column = _place(self.audiences, audience, "audience")
        found: dict[tuple[object, ...], list[str]] = {}
        for measure, limit in limits:
            values = self.values(measure, audience)
            for row, period in np.argwhere(values > limit).tolist():
                keys = self.members.keys(row, column, period)
                told = (audience, self.periods[period], measure, float(values[row, period]), limit, keys)
                found.setdefault(told, []).append(self.areas[row])
        overloads = [Overload(tuple(areas), *told) for told, areas in found.items()]  # type: ignore[arg-type]
        return tuple(sorted(overloads, key=_furthest_first))

    def count_over(self, limits: Limits, *, audience: str | None = None) -> int:
        """In how many areas and periods a limit is passed; each measure counts for itself."""
        return sum(int((self.values(measure, audience) > limit).sum()) for measure, limit in limits)

    def explain(self) -> str:
        """One plain English sentence."""
        if not self.periods or not self.plans.any():
            return "No engagement is open."
        (peak,) = self.peaks(1)
        busiest = f"{peak.span.explain()}, with {said('at_once', peak.value)} in {listed(peak.areas)}"
        left = f" Not counted, or in part, as areas or audiences are not known: {listed(self.unknown)}."
        held = f"{counted(len(self.held), 'engagement')} in {counted(len(self.areas), 'area')}"
        return f"{held}; the fullest is {busiest}.{left if self.unknown else ''}"

    def _load(self, row: int, column: int, period: int) -> Load:
        cell = row, column, period
        return Load(
            self.areas[row],
            self.audiences[column],
            self.periods[period],
            int(self.plans[cell]),
            int(self.at_once[cell]),
            int(self.seconds[cell]) / HOUR,
            None if self.asks is None else float(self.asks[cell]),
            self.members.keys(row, column, period),
        )


def said(measure: Measured, value: float) -> str:
    """A value with its unit, the number first."""
    if measure == "hours":
        return f"{value:.1f} hours asked of one person"
    if measure == "asks":
        return f"{value:.2f} live invitations a person"
    more = " at once" if measure == "at_once" else ""
    return f"{counted(int(value), 'engagement')} open{more}"


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _time(hours: float) -> str:
    minutes = round(hours * 60)
    return counted(minutes, "minute") if minutes < 120 else f"{hours:.1f} hours"


def _where(areas: Sequence[str], audience: str | None) -> str:
    return f"in {listed(areas)}" if audience is None else f"for {audience} in {listed(areas)}"


def _furthest_first(overload: Overload) -> tuple[float, Span, str, tuple[str, ...]]:
    above = overload.value / overload.limit if overload.limit else float("inf")
    return -above, overload.span, overload.measure, overload.areas


def _place(names: tuple[str | None, ...] | tuple[str, ...], name: str | None, what: str) -> int:
    if name not in names:
        raise ValueError(f"no {what} is called {name}: there are {listed([str(each) for each in names])}")
    return names.index(name)  # type: ignore[arg-type]
