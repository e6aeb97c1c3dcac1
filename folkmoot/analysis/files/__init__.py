"""Files in and out: CSV as a data officer has it, and outputs that appear whole, together or not at all."""

from .cells import safe_cell
from .keeping import Keeping, keep_whole
from .numbers import read_integers
from .tables import Columns, CsvTable, open_table, read_columns
from .writing import write_table

__all__ = [
    "Columns",
    "CsvTable",
    "Keeping",
    "keep_whole",
    "open_table",
    "read_columns",
    "read_integers",
    "safe_cell",
    "write_table",
]
