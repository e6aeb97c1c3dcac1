"""A report of dates whose names and sources came from a council's own rules, as bad as words can be."""

from collections.abc import Sequence
from datetime import date, timedelta

from folkmoot.analysis.clocks import LeftOut
from folkmoot.analysis.clocks.rules import HOW_SURE
from folkmoot.analysis.shell.when_found import Answer, Line
from folkmoot.analysis.shell.when_page import WhenPage


def dates_of(words: Sequence[str]) -> str:
    """A plan that cannot be kept, one that can, and days left out; all named with these words."""
    start = date(2026, 11, 23)
    lines = tuple(_line(n, said, start + timedelta(days=9 * n)) for n, said in enumerate(words))
    off = (LeftOut(date(2026, 12, 25), words[0]), LeftOut(date(2026, 12, 26), "Saturday"))
    single = Answer(words[0][:60], "In one.", lines[2:3], "E", left_out=off, weekdays_off=off[:1])
    kept = Answer(words[2][:60], words[2], lines, "E", cautions=tuple(words), weekdays_off=off[:1])
    asked = Answer(words[0][:60], words[0], lines, "E", off, tuple(words), weekdays_off=off[:1], instead=kept)
    assert WhenPage(single, ()).html()
    return WhenPage(asked, (("Command", words[0]),)).html()


def _line(n: int, said: str, first: date) -> Line:
    last = first + timedelta(days=3 * n)
    return Line(said, first, last, said, said[:16], said, HOW_SURE["U"], is_main=n == 2)
