"""Which days are working days in each nation, and why a day is not one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache, partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Literal

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1978, 2100  # the bank holidays of today begin with May Day 1978
NATIONS = {"E": "England", "W": "Wales", "S": "Scotland", "NI": "Northern Ireland"}
SHARED = {"EW": ("E", "W"), "UK": ("E", "W", "S", "NI")}
_PLACES = {"E": "ENG", "W": "WLS", "S": "SCT", "NI": "NIR"}
_WEEKEND = {5: "saturday", 6: "sunday"}
_FIXED = {
    "christmas_eve": (12, 24, "Christmas Eve"),
    "christmas_day": (12, 25, "Christmas Day"),
    "boxing_day": (12, 26, "Boxing Day"),
    "new_years_day": (1, 1, "New Year's Day"),
    "second_january": (1, 2, "2 January"),
}
_EASTER = {"good_friday": "Good Friday", "easter_monday": "Easter Monday"}
_NOT_YET = {("S", date(2006, 11, 30))}  # which the library has; the Act on St Andrew's Day came in 2007
BANK_HOLIDAY = "bank_holiday"
MOURNING = "thanksgiving_or_mourning"
KINDS_OF_DAY = ("saturday", "sunday", BANK_HOLIDAY, MOURNING, *_EASTER, *_FIXED)
USUAL = ("saturday", "sunday", BANK_HOLIDAY)
Change = Literal["bank_holiday", "mourning", "working_day"]


class OutOfReachError(ValueError):
    """A day in a year that nobody can count in: its bank holidays are not known, or no calendar holds it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day that does not count, and why.

    >>> LeftOut(date(2026, 12, 25), "Christmas Day").explain()
    'Friday 25 December 2026 is left out: Christmas Day'
    """

    day: date
    why: str

    def explain(self) -> str:
        return f"{spoken(self.day)} is left out: {self.why}"


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A one-off day that the holidays library does not know or knows otherwise.

    `change` is "bank_holiday" for an extra bank holiday, "mourning" for a day of national thanksgiving or
    mourning (left out only where a rule says so), "working_day" for a bank holiday that was moved away.
    """

    day: date
    change: Change
    name: str
    nations: tuple[str, ...] = ("UK",)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a nation, made by `calendar_of`."""

    nation: str
    leaving_out: tuple[str, ...] = USUAL
    changed: tuple[ChangedDay, ...] = ()

    def why_not(self, day: date) -> str:
        """Why a day does not count, "" where it does.

        >>> calendar_of("S").why_not(date(2026, 8, 3)), calendar_of("E").why_not(date(2026, 8, 3))
        ('Summer Bank Holiday', '')
        """
        kind = _WEEKEND.get(day.weekday(), "")
        if kind in self.leaving_out:
            return f"{day:%A}"
        return _days_off(self, day.year).get(day, "")

    def is_working(self, day: date) -> bool:
        return not self.why_not(day)

    def add(self, start: date, days: int) -> date:
        """The working day `days` working days after `start`, or before it when negative.

        `start` itself is never counted; with 0 the answer is `start`.

        >>> calendar_of("S").add(date(2026, 12, 21), 10)
        datetime.date(2027, 1, 8)
        """
        step = ONE_DAY if days > 0 else -ONE_DAY
        day, left = start, abs(days)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` comes first.

        >>> calendar_of("E").between(date(2027, 3, 24), date(2027, 3, 31))
        3
        """
        if end < start:
            return -sum(self.is_working(end + ONE_DAY * n) for n in range((start - end).days))
        return sum(self.is_working(start + ONE_DAY * n) for n in range(1, (end - start).days + 1))

    def left_out(self, first: date, last: date) -> tuple[LeftOut, ...]:
        """The days from `first` to `last`, both included, that do not count."""
        days = (first + ONE_DAY * n for n in range((last - first).days + 1))
        return tuple(LeftOut(day, why) for day in days if (why := self.why_not(day)))

    def on_or_before(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the last one before it."""
        return day if self.is_working(day) else self.add(day, -1)

    def on_or_after(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the next one."""
        return day if self.is_working(day) else self.add(day, 1)

    def explain(self) -> str:
        """What is left out, in words."""
        words = [kind.replace("_", " ") for kind in self.leaving_out]
        return f"working days in {nation_name(self.nation)} leave out {', '.join(words)}"


def calendar_of(
    nation: str, *, leaving_out: Iterable[str] = USUAL, changed: Iterable[ChangedDay] = ()
) -> Calendar:
    """The working-day calendar of "E", "W", "S" or "NI"; of "EW"; or of "UK".

    `leaving_out` names what does not count (`KINDS_OF_DAY`): Saturdays, Sundays and bank holidays unless a
    rule says otherwise. "EW" and "UK" leave out a bank holiday of any part, as the timetable of a general
    election does. `changed` holds one-off days; a day moved away in one part alone stays off in the whole.
    Bank holidays come from the `holidays` library, from 1978 to 2100; a day in another year is refused when
    it is asked for. Source: Banking and Financial Dealings Act 1971.

    Raises ValueError for a nation or a kind of day that is not known.

    >>> calendar_of("E").add(date(2026, 12, 23), 1)
    datetime.date(2026, 12, 24)
    >>> calendar_of("E", leaving_out=(*USUAL, "christmas_eve")).add(date(2026, 12, 23), 1)
    datetime.date(2026, 12, 29)
    """
    if nation not in (*NATIONS, *SHARED):
        raise ValueError(f"'{nation}' is not a nation we count for; give one of {', '.join(_known())}.")
    kinds = tuple(leaving_out)
    if unknown := [kind for kind in kinds if kind not in KINDS_OF_DAY]:
        raise ValueError(f"'{unknown[0]}' is not a kind of day; give one of {', '.join(KINDS_OF_DAY)}.")
    return Calendar(nation, kinds, tuple(changed))


def nation_name(nation: str) -> str:
    """A nation in words.

    >>> nation_name("NI"), nation_name("EW")
    ('Northern Ireland', 'England and Wales')
    """
    return {"EW": "England and Wales", "UK": "the United Kingdom"}.get(nation) or NATIONS[nation]


def spoken(day: date) -> str:
    """A date as people say it.

    >>> spoken(date(2027, 3, 31))
    'Wednesday 31 March 2027'
    """
    return f"{day:%A} {day.day} {day:%B %Y}"


def bank_holidays(nation: str, year: int) -> dict[date, str]:
    """Bank holidays of a nation in one year with their names, by the `holidays` library.

    >>> bank_holidays("S", 2019)[date(2019, 12, 2)]
    "Saint Andrew's Day (substitute day)"
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfReachError(
            f"Bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}; check the year."
        )
    return dict(_bank_holidays(nation, year))


@lru_cache(maxsize=1)
def _kingdom() -> Callable[..., Mapping[date, str]]:
    """The class of the `holidays` library for the United Kingdom.

    Asked for by name, the library first imports the other 250 countries, which takes most of the time of a
    short command; so its one module is loaded alone, and by name where it lies elsewhere.
    """
    import holidays  # takes a moment, which the import of this package need not

    try:
        place = Path(holidays.__file__).with_name("countries") / "united_kingdom.py"
        spec = spec_from_file_location("folkmoot_united_kingdom", place)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        kingdom: Callable[..., Mapping[date, str]] = module.UnitedKingdom
    except (OSError, ImportError, AttributeError):  # another version, or a library within an archive
        return partial(holidays.country_holidays, "GB")
    return kingdom


@lru_cache(maxsize=512)
def _bank_holidays(nation: str, year: int) -> tuple[tuple[date, str], ...]:
    kingdom = _kingdom()
    found: dict[date, str] = {}
    for part in SHARED.get(nation, (nation,)):
        in_part = kingdom(subdiv=_PLACES[part], years=year)
        for day, name in in_part.items():
            if (part, day) not in _NOT_YET:
                found.setdefault(day, name.replace("(observed)", "(substitute day)"))
    return tuple(sorted(found.items()))


@lru_cache(maxsize=1024)
def _days_off(calendar: Calendar, year: int) -> dict[date, str]:
    """The days of one year that a calendar, or any of its parts, leaves out beside weekends."""
    off: dict[date, str] = {}
    for part in SHARED.get(calendar.nation, ()):
        off = _days_off(replace(calendar, nation=part), year) | off
    if off:
        return off
    known = bank_holidays(calendar.nation, year)
    for kind in calendar.leaving_out:
        if kind in _FIXED:
            month, day, name = _FIXED[kind]
            off[date(year, month, day)] = name
        elif kind in _EASTER:
            in_england = bank_holidays("E", year)  # Easter Monday is no bank holiday in Scotland
            off |= {day: name for day, name in in_england.items() if _EASTER[kind] in name}
        elif kind == BANK_HOLIDAY:
            off |= known
    for each in _changes(calendar, year):
        if each.change == "working_day":
            off.pop(each.day, None)
        else:
            off[each.day] = each.name
    return off


def _changes(calendar: Calendar, year: int) -> Iterator[ChangedDay]:
    """The one-off days of a year that the calendar of one nation takes notice of."""
    whose = {calendar.nation, *(shared for shared, parts in SHARED.items() if calendar.nation in parts)}
    needs = {"bank_holiday": BANK_HOLIDAY, "working_day": BANK_HOLIDAY, "mourning": MOURNING}
    for each in calendar.changed:
        if each.day.year == year and whose & set(each.nations) and needs[each.change] in calendar.leaving_out:
            yield each


def _known() -> tuple[str, ...]:
    return (*NATIONS, *SHARED)
