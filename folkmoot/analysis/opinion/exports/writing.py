"""Writing a conversation in the layout of Polis exports: all files together or none."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from folkmoot.analysis.files import Keeping, keep_whole

from ..votes import VoteTable, read_votes
from .cells import as_written
from .conversation import Conversation, Statement, Votes
from .reading import COMMENTS_FILE, LONG_FILE, SUMMARY_FILE, WIDE_FILE
from .summary import ESCAPED

WIDEST = 200_000_000
"""Cells: above that the wide file, which holds a cell for every vote not cast, is left out."""

LONG_HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"
COMMENTS_HEAD = (
    "timestamp",
    "datetime",
    "comment-id",
    "author-id",
    "agrees",
    "disagrees",
    "moderated",
    "comment-body",
)
WIDE_HEAD = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")


def write_polis(
    folder: Path | str,
    conversation: Conversation,
    *,
    groups: Mapping[int, int] | None = None,
    overwrite: bool = False,
) -> tuple[Path, ...]:
    """The files of an export, as `read_polis` reads them: the paths written.

    `groups` gives a group for each person instead of those the conversation was read with. Words that a
    spreadsheet would take for a formula get an apostrophe, which `read_polis` takes off again, so that a
    round trip changes nothing. The file with one column a statement is left out above 200 million cells.

    Raises ValueError when files are there already (unless `overwrite`), when the folder cannot be written
    to, and for words that no file can hold. When anything stops the work, no file is left.
    """
    everything = conversation.votes.then(conversation.left_out)
    table = read_votes(everything.person, everything.statement, everything.vote)
    for number, each in conversation.details.items():
        _check_words(number, each)
    names = [LONG_FILE, COMMENTS_FILE, SUMMARY_FILE]
    if table.n_people * table.n_statements <= WIDEST:
        names.append(WIDE_FILE)
    with keep_whole(folder, names, overwrite=overwrite) as keeping:
        _write_long(keeping, everything)
        _write_comments(keeping, conversation, table)
        _write_summary(keeping, conversation)
        if WIDE_FILE in names:
            named = conversation.exported_group if groups is None else groups
            _write_wide(keeping, conversation, table, named)
    return tuple(Path(folder) / name for name in names)


def _check_words(number: int, statement: Statement) -> None:
    try:
        statement.text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(
            f"The words of statement {number} hold half a character; type the statement again."
        ) from None
    if "\0" in statement.text:
        raise ValueError(f"The words of statement {number} hold a NUL sign; take it out.")


def _write_long(keeping: Keeping, votes: Votes) -> None:
    said: dict[int, str] = {}
    columns = (each.tolist() for each in (votes.time, votes.statement, votes.person, votes.vote))
    with keeping.path(LONG_FILE).open("w", encoding="utf-8", newline="") as file:
        file.write(LONG_HEAD)
        for time, statement, person, vote in zip(*columns, strict=True):
            second = time // 1000
            when = said.get(second) or said.setdefault(second, _moment(time))
            file.write(f"{time},{when},{statement},{person},{vote}\n")


def _moment(time: int) -> str:
    """`Wed Jun 18 08:16:54 UTC 2014`, in whatever language the machine speaks; nothing where not known."""
    if not time:
        return ""
    said = datetime.fromtimestamp(time // 1000, UTC).ctime()
    return f"{said[:20]}UTC {said[20:]}"


def _write_comments(keeping: Keeping, conversation: Conversation, table: VoteTable) -> None:
    place = {number: at for at, number in enumerate(table.statements.tolist())}
    agrees, disagrees = (_count(table, vote) for vote in (1, -1))
    with keeping.path(COMMENTS_FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COMMENTS_HEAD)
        for number, each in conversation.details.items():
            at = place.get(number)
            counts = (0, 0) if at is None else (int(agrees[at]), int(disagrees[at]))
            head = (each.time, _moment(each.time), number, "" if each.author < 0 else each.author, *counts)
            writer.writerow((*head, each.moderation, as_written(each.text)))


def _count(table: VoteTable, vote: int) -> np.ndarray:
    return np.bincount(table.indices[table.values == vote], minlength=table.n_statements)


def _write_summary(keeping: Keeping, conversation: Conversation) -> None:
    with keeping.path(SUMMARY_FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for name, value in conversation.summary.items():
            writer.writerow((as_written(name), as_written(value)))
        writer.writerow((ESCAPED, 1))


def _write_wide(
    keeping: Keeping, conversation: Conversation, table: VoteTable, groups: Mapping[int, int]
) -> None:
    written = Counter(each.author for each in conversation.details.values())
    with keeping.path(WIDE_FILE).open("w", encoding="utf-8", newline="") as file:
        file.write(",".join((*WIDE_HEAD, *map(str, table.statements.tolist()))) + "\n")
        for person, columns, values in _rows(table, set(groups).difference(table.people.tolist())):
            cells = [""] * table.n_statements
            for column, value in zip(columns, values, strict=True):
                cells[column] = str(value)
            head = (person, groups.get(person, ""), written[person], len(values), values.count(1))
            file.write(",".join((*map(str, head), str(values.count(-1)), *cells)) + "\n")


def _rows(table: VoteTable, silent: set[int]) -> Iterator[tuple[int, list[int], list[int]]]:
    """Each person's columns and votes, and after them those who have a group and no vote."""
    ends = table.indptr.tolist()
    for at, person in enumerate(table.people.tolist()):
        part = slice(ends[at], ends[at + 1])
        yield person, table.indices[part].tolist(), table.values[part].tolist()
    yield from ((person, [], []) for person in sorted(silent))
