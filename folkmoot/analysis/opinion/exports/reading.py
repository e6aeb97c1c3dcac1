"""Reading a conversation: Polis exports in the long or the wide layout, or plain columns of votes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from folkmoot.analysis.files import CsvTable

from .columns import LATEST, PERSON, STATEMENT, TIME, VOTE, Progress, find, integers, need, opened, within
from .comments import Comments, read_comments
from .conversation import Conversation, Ids, Votes
from .summary import ESCAPED, escaped_cells, read_summary
from .wide import is_wide, read_groups, read_wide

LONG_FILE, WIDE_FILE, COMMENTS_FILE, SUMMARY_FILE = (
    "votes.csv",
    "participants-votes.csv",
    "comments.csv",
    "summary.csv",
)
TURNED_FROM = 5
"""Statements whose majority must be known on both sides before their signs are held against each other."""


def read_polis(
    votes_path: Path | str,
    comments_path: Path | str | None = None,
    *,
    agree: int = 1,
    encoding: str = "utf-8",
    progress: Progress | None = None,
) -> Conversation:
    """A conversation from its files.

    `votes_path` is a `votes.csv` (one row a vote), a `participants-votes.csv` (one row a person, one column a
    statement), a file with the plain columns person, statement and vote, or the folder of a whole export. Of
    two votes of a person on a statement the later row counts. Statements that `comments_path` says were
    moderated out (-1) are left out, not turned into passes; without it nothing is. Exports hold 1 for agree:
    give `agree=-1` for a file that has it the other way round. `progress` counts bytes.

    Raises ValueError in one sentence naming file, row, column and remedy.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "votes.csv"
    ...     _ = path.write_text("person,statement,vote\\n3,10,1\\n4,10,-1\\n", encoding="utf-8")
    ...     read_polis(path).explain()
    '2 votes by 2 people on 1 statements.'
    """
    if agree not in (1, -1):
        raise ValueError(f"agree is {agree}: give 1, or -1 for a file that holds -1 for agree.")
    path = Path(votes_path)
    paths = _paths(path, None if comments_path is None else Path(comments_path))
    counted = _counted(paths, progress)
    summary = read_summary(paths["summary"], encoding) if "summary" in paths else {}
    votes, groups = _read_votes(paths["votes"], encoding, agree, next(counted))
    rows, votes = len(votes), votes.last_words()
    if "groups" in paths:
        groups = read_groups(opened(paths["groups"], encoding), encoding)
    comments = Comments()
    if "comments" in paths:
        comments = read_comments(paths["comments"], encoding, escaped_cells(summary), next(counted))
        check_signs(paths["votes"], paths["comments"], votes, comments)
    out = np.array(sorted(comments.moderated_out), np.int64)
    gone = np.isin(votes.statement, out)
    told = {name: value for name, value in summary.items() if name != ESCAPED}
    replaced = rows - len(votes)
    return Conversation(votes.where(~gone), votes.where(gone), comments.statements, groups, told, replaced)


def _paths(votes: Path, comments: Path | None) -> dict[str, Path]:
    """Which file holds what: of a folder, those that are there."""
    if not votes.is_dir():
        return {"votes": votes} | ({"comments": comments} if comments else {})
    inside = {
        "comments": comments or votes / COMMENTS_FILE,
        "summary": votes / SUMMARY_FILE,
        "groups": votes / WIDE_FILE,
    }
    found = {name: path for name, path in inside.items() if path.exists() or path == comments}
    if (votes / LONG_FILE).exists():
        return {"votes": votes / LONG_FILE} | found
    if "groups" in found:
        return {"votes": found.pop("groups")} | found
    raise ValueError(f"The folder {votes} holds neither {LONG_FILE} nor {WIDE_FILE}; give the file of votes.")


def _counted(paths: dict[str, Path], progress: Progress | None) -> Iterator[Progress | None]:
    """One progress for each file to read, counting the bytes of both."""
    sizes = [path.stat().st_size if path.is_file() else 0 for path in _read_whole(paths)]
    for place in range(len(sizes)):
        yield _shifted(progress, sum(sizes[:place]), sum(sizes)) if progress else None


def _read_whole(paths: dict[str, Path]) -> list[Path]:
    return [paths[name] for name in ("votes", "comments") if name in paths]


def _shifted(progress: Progress, before: int, total: int) -> Progress:
    return lambda done, _of: progress(before + done, total)


def _read_votes(
    path: Path, encoding: str, agree: int, progress: Progress | None
) -> tuple[Votes, dict[int, int]]:
    table = opened(path, encoding)
    if is_wide(table):
        return read_wide(table, encoding, agree, progress)
    return _read_long(table, encoding, agree, progress), {}


def _read_long(table: CsvTable, encoding: str, agree: int, progress: Progress | None) -> Votes:
    names = [need(table, PERSON, "people"), need(table, STATEMENT, "statements"), need(table, VOTE, "votes")]
    time = find(table, TIME)
    person, statement, vote, *times = integers(table, [*names, *([time] if time else [])], encoding, progress)
    for name, ids in zip(names[:2], (person, statement), strict=True):
        within(table, name, ids, 0, 2**63 - 1, "give whole numbers from 0 up")
    within(table, names[2], vote, -1, 1, "write 1 for agree, -1 for disagree and 0 for pass")
    when: Ids = times[0] if times else np.zeros(len(vote), np.int64)
    within(table, time or "", when, 0, LATEST, "give milliseconds since 1970")
    return Votes(person, statement, (vote * agree).astype(np.int8), when)


def check_signs(voted: Path, commented: Path, votes: Votes, comments: Comments) -> None:
    """ValueError when the counts beside the statements say the opposite of the votes."""
    ours = _majorities(votes)
    both = [(ours[n], theirs) for n, theirs in comments.majorities.items() if theirs and ours.get(n)]
    against = sum(one * other < 0 for one, other in both)
    if len(both) >= TURNED_FROM and against > 0.8 * len(both):
        raise ValueError(
            f"{voted.name} looks turned round: of {len(both)} statements {against} have more who agreed "
            f"where {commented.name} counts more who disagreed, or the reverse; give agree=-1 (in a shell "
            "--agree -1) for a file that holds -1 for agree."
        )


def _majorities(votes: Votes) -> dict[int, int]:
    known, places = np.unique(votes.statement, return_inverse=True)
    sums = np.bincount(places, votes.vote, minlength=len(known)).astype(np.int64)
    return dict(zip(known.tolist(), sums.tolist(), strict=True))
