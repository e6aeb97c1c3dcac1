"""Small samples of real files, and importing some of them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

from folkmoot.foundation.places.report import ImportReport
from folkmoot.foundation.places.use_cases import import_places

SAMPLES = Path(__file__).resolve().parents[4] / "tests/data/places"
NOW = dt.datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Europe/London"))
OPERATOR = "Operator"

STEVENAGE, VALE = "E07000243", "W06000014"
STEVENAGE_WARDS = "stevenage/wards_2024_bgc.geojson"
VALE_WARDS = "vale-of-glamorgan/wards_2022_bsc.geojson"
STEVENAGE_POSTCODES = "stevenage/codepoint_open_2025-10.csv"


def read(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


def load(folder: Path, *names: str, **options: object) -> ImportReport:
    """Copy samples into a folder and import it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(SAMPLES / name, folder / name.replace("/", "-"))
    return import_places(OPERATOR, folder, at=NOW, **options)


def load_text(folder: Path, name: str, text: str | bytes, **options: object) -> ImportReport:
    """Write one file and import it alone."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_places(OPERATOR, path, at=NOW, **options)


def problems(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(bad.row, bad.column, bad.problem) for _, bad in report.bad_rows]
