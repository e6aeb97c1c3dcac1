"""Dates of the demo council: written as offsets from the demo day T, moved to the day of loading."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from folkmoot.words.bilingual import Bilingual, bilingual

LONDON = ZoneInfo("Europe/London")
OFFSET = re.compile(r"T(?:([+-])(\d+))?$")
MONTHS = {
    "en": list(calendar.month_name)[1:],
    "cy": [
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ],
}


class Days:
    """The calendar of one loading: `demo_day` is the day the files were written for, `today` is T."""

    def __init__(self, today: dt.date, demo_day: dt.date) -> None:
        self.today = today
        self.shift = today - demo_day
        self.demo_day = demo_day
        self._written = {
            language: re.compile(rf"\b(\d{{1,2}}) ({'|'.join(months)})\b(?: (\d{{4}}))?")
            for language, months in MONTHS.items()
        }

    def on(self, written: Any) -> dt.date | None:
        """A date: an offset such as "T-302", a number of days, a date (moved), or nothing."""
        if written in (None, ""):
            return None
        if isinstance(written, dt.date):
            return written + self.shift
        if isinstance(written, int):
            return self.today + dt.timedelta(days=written)
        match = OFFSET.match(str(written))
        if match is None:
            raise ValueError(f"{written!r} is not an offset such as T-302.")
        sign, days = match.groups()
        return self.today + dt.timedelta(days=int(days or 0) * (-1 if sign == "-" else 1))

    def at(self, written: Any, clock: str = "10:00") -> dt.datetime:
        """A moment on the council's clocks."""
        day = self.on(written)
        if day is None:
            raise ValueError("A moment needs a day.")
        return dt.datetime.combine(day, dt.time.fromisoformat(clock), LONDON)

    def words(self, value: Any) -> Bilingual:
        """Bilingual words, their written dates ("14 July 2026") moved along with everything else."""
        said = bilingual(value)
        return Bilingual(en=self._moved(said.en, "en"), cy=self._moved(said.cy, "cy"))

    def _moved(self, text: str, language: str) -> str:
        return self._written[language].sub(lambda found: self._move_one(found, language), text)

    def _move_one(self, found: re.Match[str], language: str) -> str:
        day, month_name, year = found.groups()
        month = MONTHS[language].index(month_name) + 1
        written = self._date(int(day), month, int(year) if year else None)
        if written is None:
            return found.group()
        moved = written + self.shift
        plain = f"{moved.day} {MONTHS[language][moved.month - 1]}"
        return f"{plain} {moved.year}" if year else plain

    def _date(self, day: int, month: int, year: int | None) -> dt.date | None:
        """The date meant; without a year, the one nearest to the day the files were written for."""
        years = [year] if year else [self.demo_day.year + near for near in (-1, 0, 1)]
        dates = []
        for each in years:
            try:
                dates.append(dt.date(each, month, day))
            except ValueError:
                continue
        return min(dates, key=lambda date: abs(date - self.demo_day), default=None)
