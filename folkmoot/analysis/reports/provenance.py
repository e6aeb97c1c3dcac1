"""How a report was made: enough to make it again and see the same."""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
import tomllib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

Pair = tuple[str, str]


def how_made(
    command: str,
    files: Sequence[Path],
    *,
    at: dt.datetime,
    packages: Sequence[str] = (),
    more: Sequence[Pair] = (),
) -> tuple[Pair, ...]:
    """What to say of a report's making: command, files with their fingerprints, `more`, moment and versions.

    A package that is not installed is left out. `at` is a moment with its time zone.
    """
    named = [("File" if len(files) == 1 else f"File {n}", _file(path)) for n, path in enumerate(files, 1)]
    moment = f"{at.day} {at:%B %Y, %H:%M} ({at.tzname()})"
    versions = ", ".join(_versions(packages))
    return (("Command", command), *named, *more, ("Made on", moment), ("Versions", versions))


def _file(path: Path) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{path.name} ({path.stat().st_size:,} bytes, SHA-256 {digest[:16]}…)"


def _versions(packages: Sequence[str]) -> list[str]:
    found = [f"Folkmoot {_own_version()}"]
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return [*found, f"Python {platform.python_version()}"]


def _own_version() -> str:
    """Of the package where it is installed, of the checkout where it runs from one."""
    try:
        return version("folkmoot")
    except PackageNotFoundError:
        project = Path(__file__).parents[3] / "pyproject.toml"
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
