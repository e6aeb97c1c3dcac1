"""A conversation as `map-opinions` takes it from files: a Polis export, or columns under any names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..files import open_table, read_columns, read_integers
from ..files.tables import Progress

if TYPE_CHECKING:
    from ..opinion.exports import Conversation

PLAIN = ("person", "statement", "vote")
SAID = {
    **dict.fromkeys(("1", "1.0", "+1", "agree", "agreed", "yes"), 1),
    **dict.fromkeys(("-1", "-1.0", "disagree", "disagreed", "no"), -1),
    **dict.fromkeys(("0", "0.0", "pass", "passed", "unsure"), 0),
}
Names = tuple[str, str, str]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Read:
    """A conversation, the files it comes from, and the names of people and statements that are no numbers."""

    conversation: Conversation
    paths: tuple[Path, ...]
    people: Sequence[str] = ()
    statements: Sequence[str] = ()

    @property
    def has_words(self) -> bool:
        """Whether any file holds the words of statements."""
        return bool(self.statements or self.conversation.details)

    def person(self, number: int) -> str:
        return self.people[number] if self.people else str(number)

    def text(self, number: int) -> str:
        """The words of a statement; none where no file holds them."""
        if self.statements:
            return self.statements[number]
        return self.conversation.texts.get(number, "").strip()


def read_conversation(
    votes: Path,
    comments: Path | None,
    names: Names | None,
    *,
    agree: int = 1,
    encoding: str = "utf-8",
    progress: Progress | None = None,
) -> Read:
    """What the files hold. `names` are the columns of people, statements and votes; without them a Polis
    export is looked for, then columns called person, statement and vote.

    Under names of their own, people and statements may be called anything, and votes may be words (agree,
    disagree, pass). Raises ValueError in one sentence naming file, row and remedy, and when nobody voted.
    """
    named = names or _plain(votes, encoding)
    if named:
        read = _read_named(votes, comments, named, agree, encoding, progress)
    else:
        from ..opinion.exports import read_polis

        found = read_polis(votes, comments, agree=agree, encoding=encoding, progress=progress)
        read = Read(found, _files(votes, comments))
    if not len(read.conversation.votes):
        out = len(read.conversation.left_out)
        why = "every statement voted on was moderated out" if out else "it holds no votes"
        raise ValueError(f"{votes.name} cannot be mapped: {why}; check that it is the right file.")
    return read


def _files(votes: Path, comments: Path | None) -> tuple[Path, ...]:
    inside = [votes / name for name in ("votes.csv", "participants-votes.csv", "comments.csv")]
    listed = [*(inside if votes.is_dir() else [votes]), *([comments] if comments else [])]
    return tuple(path for path in listed if path.is_file())


def _plain(votes: Path, encoding: str) -> Names | None:
    if votes.is_dir():
        return None
    columns = open_table(votes, encoding=encoding).columns
    return PLAIN if all(name in columns for name in PLAIN) else None


def _read_named(
    votes: Path,
    comments: Path | None,
    names: Names,
    agree: int,
    encoding: str,
    progress: Progress | None,
) -> Read:
    if votes.is_dir():
        raise ValueError(f"{votes} is a folder; give the file that has the column '{names[0]}'.")
    person, statement, vote, people, statements = _columns(votes, names, encoding, progress)
    from ..opinion.exports import Conversation, Votes

    cast = Votes(person, statement, (vote * agree).astype(np.int8), np.zeros(len(vote), np.int64))
    if comments is None:
        nobody = np.zeros(len(vote), np.bool_)
        return Read(Conversation(cast, cast.where(nobody)), (votes,), people, statements)
    if statements:
        raise ValueError(
            f"{votes.name} names statements in words in the column '{names[1]}', so {comments.name} cannot "
            "be joined to it; use the numbers of the statements in both, or leave that file out."
        )
    from ..opinion.exports.comments import read_comments

    said = read_comments(comments, encoding, False)
    gone = np.isin(statement, np.array(said.moderated_out, np.int64))
    found = Conversation(cast.where(~gone), cast.where(gone), said.statements)
    return Read(found, (votes, comments), people)


def _columns(
    votes: Path, names: Names, encoding: str, progress: Progress | None
) -> tuple[Ids, Ids, Ids, Sequence[str], Sequence[str]]:
    """People, statements and votes as numbers, and the words they stand for where there were words."""
    try:
        found = read_integers(votes, names, encoding=encoding, progress=progress)
        person, statement, vote = (found[name] for name in names)
    except ValueError:
        return _words(votes, names, encoding, progress)
    if len(vote) and (person.min() < 0 or statement.min() < 0 or abs(vote).max() > 1):
        return _words(votes, names, encoding, progress)
    return person, statement, vote, (), ()


def _words(
    votes: Path, names: Names, encoding: str, progress: Progress | None
) -> tuple[Ids, Ids, Ids, Sequence[str], Sequence[str]]:
    read = read_columns(votes, names, encoding=encoding, progress=progress)
    person, people = _numbered(read.values[names[0]], names[0], read.rows)
    statement, statements = _numbered(read.values[names[1]], names[1], read.rows)
    rows = zip(read.rows, read.values[names[2]], strict=True)
    vote = np.array([_vote(row, names[2], cell) for row, cell in rows], np.int64)
    return person, statement, vote, people, statements


def _numbered(cells: Sequence[str], name: str, rows: Sequence[int]) -> tuple[Ids, Sequence[str]]:
    """Numbers as they are if all are; else the place of each in the sorted list of what there is."""
    plain = [cell.strip() for cell in cells]
    empty = next((row for row, cell in zip(rows, plain, strict=True) if not cell), None)
    if empty is not None:
        raise ValueError(f"Row {empty} has nothing in the column '{name}'; fill it in or take the row out.")
    if all(cell.isascii() and cell.isdigit() and len(cell) < 19 for cell in plain):
        return np.array([int(cell) for cell in plain], np.int64), ()
    known = sorted(set(plain))
    places = {cell: place for place, cell in enumerate(known)}
    return np.array([places[cell] for cell in plain], np.int64), known


def _vote(row: int, name: str, cell: str) -> int:
    vote = SAID.get(cell.strip().casefold())
    if vote is None:
        shown = cell if len(cell) <= 40 else cell[:39] + "…"
        raise ValueError(
            f"Row {row} has '{shown}' in the column '{name}'; write 1 for agree, -1 for disagree, 0 for pass."
        )
    return vote
