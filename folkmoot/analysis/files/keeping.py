"""Outputs that appear whole, together or not at all, whatever stops the work that makes them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .writing import Cell, write_table


@dataclass(frozen=True, slots=True)
class Keeping:
    """Files being written out of sight. At the end they take their places in `folder`."""

    folder: Path
    names: tuple[str, ...]
    hidden: Path

    def path(self, name: str) -> Path:
        """Where to write the file meanwhile. Raises ValueError for a name that was not announced."""
        if name not in self.names:
            raise ValueError(f"'{name}' was not announced; the files are {', '.join(self.names)}.")
        return self.hidden / name

    def text(self, name: str, content: str) -> None:
        """Write a text file in UTF-8."""
        self.path(name).write_text(content, encoding="utf-8", errors="replace", newline="\n")

    def table(self, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Write a CSV file: see `write_table`."""
        write_table(self.path(name), head, rows)


@contextmanager
def keep_whole(
    folder: Path | str, names: Sequence[str], *, overwrite: bool = False, sources: Sequence[Path | str] = ()
) -> Iterator[Keeping]:
    """Write several files of one folder. They appear together when the block ends well, otherwise none does.

    The folder is made if it is missing, and taken away again if nothing comes of it. Files that are there
    already are refused at the start unless `overwrite`; they stay as they were until everything new is
    complete, and come back if the change of places itself is interrupted. Files that are read, the `sources`,
    are never written over. Raises ValueError in one sentence when files are there, or when the folder cannot
    be written to.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with keep_whole(folder, ["themes.csv"]) as keeping:
    ...         keeping.table("themes.csv", ["theme"], [["parking"]])
    ...     sorted(path.name for path in Path(folder).iterdir())
    ['themes.csv']
    """
    folder = Path(folder)
    _spare(folder, names, sources)
    _check(folder, names, overwrite)
    made = _make(folder)
    try:
        hidden = Path(tempfile.mkdtemp(prefix=".being-written-", dir=folder))
        try:
            yield Keeping(folder, tuple(names), hidden)
            _check(folder, names, overwrite)
            _take_places(hidden, folder, names)
        finally:
            shutil.rmtree(hidden, ignore_errors=True)
    finally:
        _unmake(made)


def _spare(folder: Path, names: Sequence[str], sources: Sequence[Path | str]) -> None:
    read = {Path(source).resolve() for source in sources}
    for name in names:
        if (folder / name).resolve() in read:
            raise ValueError(f"{folder / name} would be written over while it is read; give another folder.")


def _check(folder: Path, names: Sequence[str], overwrite: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file; give a folder to write to.")
    there = [name for name in names if os.path.lexists(folder / name)]
    if there and any((folder / name).is_dir() for name in there):
        raise ValueError(f"{folder} holds a folder called {there[0]}; give another folder to write to.")
    if there and not overwrite:
        raise ValueError(
            f"{folder} already holds {' and '.join(there)}; give another folder, or add --overwrite."
        )


def _make(folder: Path) -> list[Path]:
    """Make the folder; the folders that were not there before, deepest first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        _unmake(missing)
        raise ValueError(f"{folder} cannot be written to; give another folder with --output.")
    return missing


def _unmake(made: Iterable[Path]) -> None:
    """Take away what was made, as long as it is empty."""
    for each in made:
        try:
            each.rmdir()
        except OSError:
            return


def _take_places(hidden: Path, folder: Path, names: Sequence[str]) -> None:
    """All files change places or none: what was there waits aside until the last has moved."""
    absent = [name for name in names if not (hidden / name).exists()]
    if absent:
        raise ValueError(f"{' and '.join(absent)} was announced and not written.")
    aside = hidden / "before"
    aside.mkdir()
    moved: list[str] = []
    try:
        for name in names:
            if os.path.lexists(folder / name):
                os.replace(folder / name, aside / name)
            moved.append(name)
            os.replace(hidden / name, folder / name)
    except BaseException:
        for name in names:
            if os.path.lexists(aside / name):
                os.replace(aside / name, folder / name)
            elif name in moved and not (hidden / name).exists():
                (folder / name).unlink(missing_ok=True)
        raise
