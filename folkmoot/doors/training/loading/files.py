"""Reading the demo council's files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import yaml

from folkmoot.foundation.council.queries import setting


def folder() -> Path:
    """Where the demo council's files lie: beside the package."""
    return Path(setting("ROOT")) / "demo"


def read_yaml(name: str) -> Any:
    return yaml.safe_load((folder() / name).read_text(encoding="utf-8"))


def read_csv(name: str) -> list[dict[str, str]]:
    with (folder() / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def read_json(name: str) -> Any:
    return json.loads((folder() / name).read_text(encoding="utf-8"))


def engagements() -> list[dict[str, Any]]:
    """Every engagement file, in the order of its number."""
    found = sorted((folder() / "engagements").glob("E*.yaml"))
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in found]
