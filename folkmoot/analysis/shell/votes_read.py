"""A conversation as `map-opinions` takes it from files: a Polis export, or columns under any names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..files import open_table, read_columns, read_integers
from ..files.tables import Progress, columns_listed
from .wording import count, listed

if TYPE_CHECKING:
    from ..opinion.exports import Conversation

PLAIN = ("person", "statement", "vote")
NUMBERS = {"1": 1, "1.0": 1, "+1": 1, "-1": -1, "-1.0": -1, "0": 0, "0.0": 0}
WORDS = {
    **dict.fromkeys(("agree", "agreed", "yes"), 1),
    **dict.fromkeys(("disagree", "disagreed", "no"), -1),
    **dict.fromkeys(("pass", "passed", "unsure"), 0),
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

    @property
    def statements_file(self) -> str:
        """The name of the file with the statements and their moderation; "" without one."""
        return self.paths[-1].name if self.conversation.details else ""

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
    """What the files hold. `names` are the columns of people, statements and votes; without them those with
    usual names are taken, in small or capital letters, and what has times or a column for each statement is
    read as a Polis export.

    Outside such an export people and statements may be called anything, and votes may be words (agree,
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
    """The columns of a plain file; None for an export."""
    from ..opinion.exports.columns import PERSON, STATEMENT, TIME, VOTE, find
    from ..opinion.exports.wide import is_wide

    if votes.is_dir():
        return None
    table = open_table(votes, encoding=encoding)
    person, statement, vote = (find(table, names) for names in (PERSON, STATEMENT, VOTE))
    if person and statement and vote:
        return None if find(table, TIME) else (person, statement, vote)
    if is_wide(table):
        return None
    what = zip(("people", "statements", "votes"), (person, statement, vote), PLAIN, strict=True)
    missing = [(each, f"--{option} COLUMN") for each, found, option in what if not found]
    held, options = (listed(words) for words in zip(*missing, strict=True))
    raise ValueError(
        f"{votes.name} has no column known to hold {held} among {columns_listed(table.columns)}; "
        f"say which it is with {options}."
    )


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
    person, statement, vote, people, statements = _columns(votes, names, agree, encoding, progress)
    from ..opinion.exports import Conversation, Votes

    rows = Votes(person, statement, vote.astype(np.int8), np.zeros(len(vote), np.int64))
    cast = rows.last_words()
    replaced = len(rows) - len(cast)
    if comments is None:
        nobody = np.zeros(len(cast), np.bool_)
        found = Conversation(cast, cast.where(nobody), replaced=replaced)
        return Read(found, (votes,), people, statements)
    if statements:
        raise ValueError(
            f"{votes.name} names statements in words in the column '{names[1]}', so {comments.name} cannot "
            "be joined to it; use the numbers of the statements in both, or leave that file out."
        )
    from ..opinion.exports.comments import read_comments
    from ..opinion.exports.reading import check_signs

    said = read_comments(comments, encoding, False)
    check_signs(votes, comments, cast, said)
    gone = np.isin(cast.statement, np.array(said.moderated_out, np.int64))
    found = Conversation(cast.where(~gone), cast.where(gone), said.statements, replaced=replaced)
    return Read(found, (votes, comments), people)


def _columns(
    votes: Path, names: Names, agree: int, encoding: str, progress: Progress | None
) -> tuple[Ids, Ids, Ids, Sequence[str], Sequence[str]]:
    """People, statements and votes as numbers, and the words they stand for where there were words."""
    try:
        found = read_integers(votes, names, encoding=encoding, progress=progress)
        person, statement, vote = (found[name] for name in names)
    except ValueError:
        return _words(votes, names, agree, encoding, progress)
    if len(vote) and (person.min() < 0 or statement.min() < 0 or abs(vote).max() > 1):
        return _words(votes, names, agree, encoding, progress)
    return person, statement, vote * agree, (), ()


def _words(
    votes: Path, names: Names, agree: int, encoding: str, progress: Progress | None
) -> tuple[Ids, Ids, Ids, Sequence[str], Sequence[str]]:
    read = read_columns(votes, names, encoding=encoding, progress=progress)
    for name in names:
        _check_filled(votes, name, read.values[name], read.rows)
    person, people = _numbered(read.values[names[0]])
    statement, statements = _numbered(read.values[names[1]])
    rows = zip(read.rows, read.values[names[2]], strict=True)
    said = WORDS | {number: vote * agree for number, vote in NUMBERS.items()}  # a word is what it says
    vote = np.array([_vote(votes, row, names[2], cell, said) for row, cell in rows], np.int64)
    return person, statement, vote, people, statements


def _check_filled(votes: Path, name: str, cells: Sequence[str], rows: Sequence[int]) -> None:
    """ValueError that names the first row with nothing in a column, and says how many more there are."""
    empty = [row for row, cell in zip(rows, cells, strict=True) if not cell.strip()]
    if empty:
        more = len(empty) - 1
        have = f"and {count(more, 'more row')} have" if more else "has"
        raise ValueError(
            f"Row {empty[0]} of {votes.name} {have} nothing in the column '{name}'; fill it in, or take "
            f"{'these rows' if more else 'the row'} out, as an empty cell is no pass."
        )


def _numbered(cells: Sequence[str]) -> tuple[Ids, Sequence[str]]:
    """Numbers as they are if all are; else the place of each in the sorted list of what there is."""
    plain = [cell.strip() for cell in cells]
    if all(cell.isascii() and cell.isdigit() and len(cell) < 19 for cell in plain):
        return np.array([int(cell) for cell in plain], np.int64), ()
    known = sorted(set(plain))
    places = {cell: place for place, cell in enumerate(known)}
    return np.array([places[cell] for cell in plain], np.int64), known


def _vote(votes: Path, row: int, name: str, cell: str, said: dict[str, int]) -> int:
    vote = said.get(cell.strip().casefold())
    if vote is None:
        shown = cell if len(cell) <= 40 else cell[:39] + "…"
        raise ValueError(
            f"Row {row} of {votes.name} has '{shown}' in the column '{name}'; write 1 or agree, -1 or "
            "disagree, 0 or pass."
        )
    return vote
