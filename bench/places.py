"""How fast postcodes are: a full table of Great Britain, made from the sample with new keys.

Each measure runs in a process of its own database, so that the peak of memory is honest. The raw measures
do the same work with the driver alone: reading the rows and inserting them, or selecting by the key.
"""

from __future__ import annotations

import csv
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench._measuring import Clock, Measure, measure, settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests/data/places/stevenage/codepoint_open_2025-10.csv"
SIZE = 1_700_000
LOOK_UPS, BATCH = 5_000, 100_000
SEED = 20_261
LAST = "ABDEFGHJLNPQRSTUWXYZ"


def measures(size: int = SIZE) -> Iterator[Measure]:
    """Every figure as a dictionary: name, value, unit, size, seconds of processor time, peak_mb."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | settings(folder)
        for step in ("raw_import", "import", "next_edition", "look_ups"):
            command = [sys.executable, "-m", "bench.places", step, folder, str(size)]
            done = subprocess.run(
                command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
            )
            yield from (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))


def keys() -> Iterator[str]:
    """Postcodes that do not exist in the sample, in order: 4,000 to an outward part."""
    for first in "ABCDEFGHJK":
        for second in "ABCDEFGHJKLMNOPRSTUWY":
            for district in range(1, 10):
                for digit in range(10):
                    for third in LAST:
                        yield from (f"{first}{second}{district} {digit}{third}{fourth}" for fourth in LAST)


def write_table(path: Path, size: int) -> None:
    """The sample over and over, each row under a new key, in the layout of Code-Point Open."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        for place, key in zip(range(size), keys(), strict=False):
            _, quality, east, north, *codes = rows[place % len(rows)]
            table.writerow([key, int(quality), int(east), int(north), *codes])


def _table(folder: Path, size: int, edition: str = "2025-10") -> Path:
    path = folder / f"codepo_{edition}.csv"
    if not path.exists():
        write_table(path, size)
    return path


def raw_import(folder: Path, size: int) -> None:
    """Reading the rows and inserting them with the driver: no checks, no conversion of coordinates."""
    path = _table(folder, size)
    clock = Clock()
    with closing(sqlite3.connect(folder / "raw.sqlite3")) as base, path.open(newline="") as file:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute(
            "CREATE TABLE p (code text PRIMARY KEY, ward, lsoa, authority, parish, east, north, edition)"
        )
        rows = ((r[0], r[9], "", r[8], "", float(r[2]), float(r[3]), "2025-10") for r in csv.reader(file))
        base.executemany("INSERT INTO p VALUES (?,?,?,?,?,?,?,?)", rows)
        base.commit()
    _say("postcodes: raw import", clock, size)


def import_table(folder: Path, size: int, name: str, edition: str) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    path = _table(folder, size, edition)
    clock = Clock()
    call_command("import_places", path, verbosity=0, stdout=sys.stderr)
    _say(name, clock, size)


def look_ups(folder: Path, size: int) -> None:
    from folkmoot.foundation.places import queries
    from folkmoot.foundation.places.models import Area

    asked = random.Random(SEED).sample(range(size), min(BATCH, size))
    wanted = set(asked)
    found = [key for place, key in zip(range(size), keys(), strict=False) if place in wanted]
    random.Random(SEED).shuffle(found)
    _raw_look_ups(folder, found[:LOOK_UPS], size)
    _wards(folder)
    queries.find_postcode(found[0])
    clock = Clock()
    for key in found[:LOOK_UPS]:
        assert isinstance(queries.ward_of_postcode(key.lower()), Area)
    _say("postcodes: one look-up", clock, size, "ms", 1_000 / LOOK_UPS)
    clock = Clock()
    assert len(queries.wards_of_postcodes(found)) == len(found)
    _say(f"postcodes: batch of {len(found)}", clock, size)


def _raw_look_ups(folder: Path, wanted: list[str], size: int) -> None:
    with closing(sqlite3.connect(folder / "bench.sqlite3")) as base:
        clock = Clock()
        for key in wanted:
            base.execute("SELECT * FROM places_postcode WHERE code = ?", [key]).fetchone()
        _say("postcodes: one raw look-up", clock, size, "ms", 1_000 / len(wanted))


def _wards(folder: Path) -> None:
    """The wards of the sample, with outlines of ordinary size, so that a look-up finds one."""
    from django.core.management import call_command

    source = SAMPLE.parent
    for name in ("wards_2024_bgc.geojson", "ward_names_2025.csv"):
        call_command("import_places", source / name, verbosity=0, stdout=sys.stderr)


def _say(name: str, clock: Clock, size: int, unit: str = "s", scale: float = 1) -> None:
    print(json.dumps(measure(name, clock.gone_by * scale, unit, size, clock.spent)), flush=True)


def _step(step: str, folder: Path, size: int) -> None:
    if step == "raw_import":
        raw_import(folder, size)
        return
    import django

    django.setup()
    if step == "import":
        import_table(folder, size, "postcodes: import", "2025-10")
    elif step == "next_edition":
        import_table(folder, size, "postcodes: import of the next edition, all rows changed", "2026-02")
    else:
        look_ups(folder, size)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _step(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        for each in measures(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE):
            print(json.dumps(each), flush=True)
