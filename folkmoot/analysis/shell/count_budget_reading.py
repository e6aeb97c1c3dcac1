"""A vote on a budget as plain files: projects with their costs, and who voted for what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import open_table, read_columns
from ..files.tables import CsvTable, Progress, columns_listed

if TYPE_CHECKING:
    from ..budgets.election import Election, Project

PROJECT = ("project", "project_id", "id")
NAME = ("name", "title", "project_name")
COST = ("cost", "price", "amount")
CATEGORY = ("category",)
TARGET = ("target",)
VOTER = ("voter", "voter_id", "person")
CHOSEN = ("projects", "vote", "votes", "choices")
POINTS = ("points", "score")
MONEY = re.compile(r"^[^\d\s.,+-]{0,4}\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?\s*[A-Za-z]{0,3}$", re.ASCII)
SIGNED = re.compile(r"^[^\d\s.,+-]{0,4}\s*(\d[\d \u00a0\u2009\u202f.,]*?)\s*[^\d\s.,+-]{0,3}$")
BEYOND_ENGLISH = re.compile(r",\d\d$|[ \u00a0\u2009\u202f]\d{3}")
NUMBER = re.compile(r"^\d{1,9}(\.\d{1,6})?$", re.ASCII)
PART = re.compile(r"^\d{1,9}(\.\d{1,6}|/[1-9]\d{0,8})?$", re.ASCII)
LONGEST = 40  # characters of an amount
BETWEEN = re.compile(r"[,;|]")


@dataclass(frozen=True, slots=True)
class Ballots:
    """For each voter, in the order of the file, the projects chosen, in the voter's order, with their points
    (1 without points). `has_points` says whether there was a column of points."""

    chosen: tuple[dict[str, Fraction], ...]
    has_points: bool

    @property
    def plain(self) -> list[dict[str, Fraction]] | list[list[str]]:
        """As `election_of` takes them."""
        return list(self.chosen) if self.has_points else [list(each) for each in self.chosen]


def read_plain(
    projects: Path,
    votes: Path,
    budget: Fraction,
    *,
    vote_type: str = "",
    meta: Mapping[str, str] | None = None,
    others: Sequence[str] = (),
    encoding: str = "utf-8",
    progress: Progress | None = None,
) -> Election:
    """The election that the two files hold. `vote_type` as `election_of` has it; "" is cumulative where
    there are points and approval elsewhere. `others` are columns of projects to keep beside the usual ones.

    Raises ValueError for what cannot be right, in one sentence naming row and remedy.
    """
    from ..budgets import election_of

    found = read_projects(projects, others=others, encoding=encoding)
    ballots = read_votes(votes, [each.id for each in found], encoding=encoding, progress=progress)
    kind = vote_type or ("cumulative" if ballots.has_points else "approval")
    return election_of(found, ballots.plain, budget, vote_type=kind, meta=meta)


def money(typed: str) -> Fraction | None:
    """An amount of money as people type it; None for what is none, or could mean two things.

    >>> [str(money(each)) for each in ("£48,000", "1250.50", "900 GBP", "-3", "48.000", "free")]
    ['48000', '2501/2', '900', 'None', 'None', 'None']
    >>> [str(money(each)) for each in ("300,50", "1 234,50 zł", "48.000,00 €", "1 250 000")]
    ['601/2', '2469/2', '48000', '1250000']
    """
    if len(typed.strip()) > LONGEST:
        return None
    found = MONEY.match(typed.strip())
    if found:
        whole, part = found.groups()
        return Fraction(whole.replace(",", "") + (part or ""))
    signed = SIGNED.match(typed.strip())
    return _as_abroad(signed.group(1)) if signed else None


def _as_abroad(typed: str) -> Fraction | None:
    """An amount with a decimal comma, or with thousands set apart by spaces or points."""
    from ..budgets.amounts import exact

    if not BEYOND_ENGLISH.search(typed):
        return None
    try:
        return exact(typed, "The amount")
    except ValueError:
        return None


def number(typed: str) -> Fraction | None:
    """A number of 0 or more, or a part such as 1/3; None for what is none.

    >>> [str(number(each)) for each in ("25", "0.5", "1/3", "1/0", "-1", "1e9")]
    ['25', '1/2', '1/3', 'None', 'None', 'None']
    """
    return Fraction(typed.strip()) if PART.match(typed.strip()) else None


def read_projects(path: Path, *, others: Sequence[str] = (), encoding: str = "utf-8") -> tuple[Project, ...]:
    """The projects, one a row: columns project and cost, if there are any also name, category and target,
    and each column of `others`.

    Raises ValueError for what is missing, no amount, or there twice, naming row and remedy.
    """
    from ..budgets.election import Project

    table = open_table(path, encoding=encoding, names=others)
    id, cost = _needed(table, PROJECT, "projects"), _needed(table, COST, "costs")
    name, category, target = (_known(table, each) for each in (NAME, CATEGORY, TARGET))
    names = list(dict.fromkeys(each for each in (id, cost, name, category, target, *others) if each))
    columns = read_columns(path, names, encoding=encoding)
    found: list[Project] = []
    seen: dict[str, int] = {}
    for place, row in enumerate(columns.rows):
        cells = {each: columns.values[each][place].strip() for each in names}
        project = Project(
            id=_id(cells[id], row, path),
            cost=_cost(cells[cost], cells[id], row, path),
            name=cells[name] if name else "",
            categories=_kinds(cells, category),
            targets=_kinds(cells, target),
            fields=cells,
        )
        _once(project.id, row, seen, path)
        seen[project.id] = row
        found.append(project)
    return tuple(found)


def read_votes(
    path: Path, known: Sequence[str], *, encoding: str = "utf-8", progress: Progress | None = None
) -> Ballots:
    """The votes: a row a voter with a list of projects (column projects), or a row a vote (column project),
    with points if there is a column points.

    Raises ValueError for a project that is not `known`, a voter or a vote that is there twice, points that
    are no number, and when nobody chose anything, naming row and remedy.
    """
    table = open_table(path, encoding=encoding)
    voter = _needed(table, VOTER, "voters")
    listed, single = _known(table, CHOSEN), _known(table, PROJECT)
    if not listed and not single:
        raise ValueError(
            f"{path.name} has no column of the projects chosen among {columns_listed(table.columns)}; "
            "call it 'projects' where each row is a voter, or 'project' where each row is one vote."
        )
    points = _known(table, POINTS)
    names = [voter, listed or single, *([points] if points else [])]
    rows = table.rows(names, progress=progress)
    read = _by_voter(rows, path) if listed else _by_vote(rows, path)
    votes = _gathered(read, set(known), path)
    if not any(votes):
        raise ValueError(f"{path.name} holds no vote for any project; check that it is the right file.")
    return Ballots(tuple(votes), bool(points))


Chosen = tuple[int, str, list[tuple[str, str]]]
"""A row, its voter, and projects with points as they were typed."""


def _by_voter(rows: Iterator[tuple[int, tuple[str, ...]]], path: Path) -> Iterator[Chosen]:
    first: dict[str, int] = {}
    for row, (voter, chosen, *points) in rows:
        name = _voter(voter, row, path)
        if name in first:
            raise ValueError(
                f"Row {row} of {path.name} holds a second vote of the voter of row {first[name]}; leave the "
                "one that counts."
            )
        first[name] = row
        projects = [each.strip() for each in BETWEEN.split(chosen) if each.strip()]
        given = [each.strip() for each in BETWEEN.split(points[0]) if each.strip()] if points else []
        if points and len(given) != len(projects):
            raise ValueError(
                f"Row {row} of {path.name} names {len(projects)} projects and {len(given)} points; give each "
                "project its points, in the same order."
            )
        yield row, name, list(zip(projects, given or [""] * len(projects), strict=True))


def _by_vote(rows: Iterator[tuple[int, tuple[str, ...]]], path: Path) -> Iterator[Chosen]:
    for row, (voter, project, *points) in rows:
        said = [(project.strip(), points[0].strip() if points else "")] if project.strip() else []
        yield row, _voter(voter, row, path), said


def _gathered(read: Iterator[Chosen], known: set[str], path: Path) -> list[dict[str, Fraction]]:
    """The votes of each voter; none of a voter who chose nothing."""
    votes: dict[str, dict[str, Fraction]] = {}
    for row, voter, chosen in read:
        ballot = votes.setdefault(voter, {})
        for project, points in chosen:
            if project not in known:
                raise ValueError(
                    f"Row {row} of {path.name} holds a vote for '{_short(project)}', which is no project of "
                    "the projects' file; mend the name or add the project."
                )
            if project in ballot:
                raise ValueError(
                    f"Row {row} of {path.name} holds a second vote of one voter for '{_short(project)}'; "
                    "leave one of them."
                )
            ballot[project] = _points(points, row, path)
    return list(votes.values())


def _points(typed: str, row: int, path: Path) -> Fraction:
    if not typed:
        return Fraction(1)
    if not NUMBER.match(typed):
        raise ValueError(
            f"Row {row} of {path.name} has '{_short(typed)}' as points; a number of 0 or more is needed."
        )
    return Fraction(typed)


def _voter(typed: str, row: int, path: Path) -> str:
    if not typed.strip():
        raise ValueError(f"Row {row} of {path.name} names no voter; give each voter a name or a number.")
    return typed.strip()


def _id(typed: str, row: int, path: Path) -> str:
    if not typed or BETWEEN.search(typed):
        what = f"'{_short(typed)}' as a project" if typed else "no project"
        raise ValueError(
            f"Row {row} of {path.name} has {what}; give each project a short name or number without commas."
        )
    return typed


def _cost(typed: str, id: str, row: int, path: Path) -> Fraction:
    cost = money(typed)
    if cost is None:
        held = f"'{_short(typed)}'" if typed else "nothing"
        raise ValueError(
            f"Row {row} of {path.name} has {held} as the cost of '{_short(id)}'; write an amount such as "
            "48000 or 48,000.00."
        )
    return cost


def _kinds(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    held = BETWEEN.split(cells[column]) if column else ()
    return tuple(each.strip() for each in held if each.strip())


def _once(id: str, row: int, before: dict[str, int], path: Path) -> None:
    if id in before:
        raise ValueError(
            f"Row {row} of {path.name} has the project '{_short(id)}' again (see row {before[id]}); give "
            "each project a name of its own."
        )


def _known(table: CsvTable, names: Sequence[str]) -> str:
    """The column of the table that has one of these names, in whatever case; "" where none has."""
    folded = {" ".join(column.split()).casefold(): column for column in reversed(table.columns)}
    return next((folded[name] for name in names if name in folded), "")


def _needed(table: CsvTable, names: Sequence[str], what: str) -> str:
    found = _known(table, names)
    if not found:
        raise ValueError(
            f"{table.path.name} has no column of the {what} among {columns_listed(table.columns)}; call it "
            f"'{names[0]}'."
        )
    return found


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
