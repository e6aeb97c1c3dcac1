"""Drawing again from a published list: `folkmoot draw-panel --check panels.csv --seed TEXT`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..files import open_table
from ..lottery.drawn import lot_of, seed_words

MOST_DIGITS = 15


def checked(path: Path, seed: str, announced: str = "") -> str:
    """What a seed draws from a list of panels or tickets, in sentences. Raises ValueError for a file that is
    no such list, or whose fingerprint is not the one announced."""
    if not seed.strip():
        raise ValueError("Give --seed, the words or numbers that decided the draw.")
    table = open_table(path)
    is_tickets = "ticket" in table.columns
    names = ["ticket", "members"] if is_tickets else ["panel", "lots", "first_lot", "last_lot", "members"]
    rows = list(table.rows(names))
    fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
    if announced and announced.strip().lower() != fingerprint:
        raise ValueError(
            f"{path.name} has the fingerprint {fingerprint} and not the one announced; "
            "get the file as published."
        )
    last = [_whole(cells[0 if is_tickets else 3], row, path) for row, cells in rows]
    first = last if is_tickets else [_whole(cells[2], row, path) for row, cells in rows]
    if not rows:
        raise ValueError(f"{path.name} has no row below its column names; get the file as published.")
    before = 0
    for low, high, (row, _cells) in zip(first, last, rows, strict=True):
        if low != before + 1 or high < low:
            raise ValueError(
                f"Row {row} of {path.name} does not go on where the row above ends; get "
                f"the file as published."
            )
        before = high
    lot = lot_of(seed, fingerprint, before)
    number, members = next(
        (cells[0], cells[-1]) for (_row, cells), high in zip(rows, last, strict=True) if lot <= high
    )
    what = "ticket" if is_tickets else "panel"
    where = f"{what} {number} of {len(rows):,}" + ("" if is_tickets else f" (lot {lot:,} of {before:,})")
    return f"Fingerprint {fingerprint}. The seed '{seed_words(seed)}' draws {where}: {members}."


def _whole(cell: str, row: int, path: Path) -> int:
    words = cell.strip()
    if not (words.isascii() and words.isdigit() and len(words) <= MOST_DIGITS):
        raise ValueError(
            f"Row {row} of {path.name} has '{words[:MOST_DIGITS]}' where a number should be; "
            "get the file as published."
        )
    return int(cell)
