"""The report of `suppress` on a table whose rows and columns are called what nobody should be called."""

from collections.abc import Sequence
from pathlib import Path

from folkmoot.analysis.counting import CrossTab
from folkmoot.analysis.disclosure import suppress, try_to_recover
from folkmoot.analysis.shell.suppress_page import SuppressedPage
from folkmoot.analysis.shell.suppress_reading import Given
from folkmoot.analysis.shell.suppress_table import TableShown


def table_of(names: Sequence[str]) -> str:
    columns = tuple(name[:60] + "." for name in names[:4])
    counts = tuple(
        tuple((7 * row + 13 * column) % 90 for column in range(len(columns))) for row in range(len(names))
    )
    given = Given(Path("a.csv"), CrossTab(tuple(names), columns, counts), names[0], names[2])
    safe = suppress(given.table)
    shown, cells = [TableShown(given, safe)], tuple(safe.published())
    return SuppressedPage(shown, cells, try_to_recover(safe), "", (("File", "a.csv"),)).html()
