"""Reading Pabulib files: a header, the projects and the ballots of one election, as cities publish them.

The format is that of Faliszewski, Flis, Peters, Pierczynski, Skowron, Stolicki, Szufa and Talmon (2023),
Participatory Budgeting: Data, Tools and Analysis, IJCAI 2023; pabulib.org. Cells are parted by semicolons and
lists by commas; three lines of one word, META, PROJECTS and VOTES, begin the three parts, each of which has a
row of column names.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from pathlib import Path

import numpy as np

from .amounts import exact
from .ballots import Votes, assemble
from .cells import PARTS, parted_by, records, text_of
from .election import ORDINAL, WITH_POINTS, Election, Project, mark_of
from .pabulib_writing import COLUMNS, HEADER

COUNTED = ("budget", "vote_type", "default_score", "num_projects", "num_votes")
CATEGORIES = ("category", "categories")
TARGETS = ("target", "targets", "beneficiaries")
KNOWN = frozenset(
    [
        *HEADER,
        *COLUMNS,
        *CATEGORIES,
        *TARGETS,
        "key",
        "value",
        "voter_id",
        "vote",
        "points",
        "selected",
    ]
)
LONGEST_WORD = 40
NOTHING = ("", "none", "null", "nan")
"""Words that programs write into an empty cell."""
BLANKS = "\t \u00a0\u2009\u202f"
MOST_DIGITS = 18  # of a number that is checked
SURELY_DECIMALS = re.compile(r"\d+\.(\d|\d\d|\d{4,})")
PERHAPS_THOUSANDS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")


@dataclass(slots=True)
class _Part:
    """One part of the file: its column names, and its rows with the line each begins on."""

    columns: tuple[str, ...] = ()
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def column(self, name: str) -> list[str] | None:
        if name not in self.columns:
            return None
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


def read_pabulib(path: Path | str, *, encoding: str = "utf-8") -> Election:
    """The election in a Pabulib file (.pb), with every line of its header and every column kept.

    Lines may end as on any system; a byte-order mark is allowed. Costs and budgets may have decimals and are
    exact. What is odd but can be counted is told in `warnings`: ballots over a limit, votes for projects not
    on the list, a project dearer than the budget, counts that differ from those in the file.

    Raises ValueError in one sentence that names the line and the remedy for a file that is missing, empty, in
    another encoding or no Pabulib file; a header without budget or vote_type; a budget of nothing; a project
    id used twice; a cost below nothing or that is no number; points that are missing or are no numbers; and
    no ballots.
    """
    path = Path(path)
    text = text_of(path, encoding)
    between = parted_by(path, text)
    parts = _parts(path, text, between)
    meta = _meta(path, parts["META"])
    projects = _projects(path, parts["PROJECTS"], meta.get("budget", ""))
    ballots = parts["VOTES"]
    vote_type = _required(path, meta, "vote_type").lower()
    votes = _votes(path, ballots, vote_type, {project.id for project in projects})
    budget = _money(_required(path, meta, "budget"), f"The budget in the header of {path.name}")
    voters = ballots.column("voter_id") or [str(n) for n in range(1, len(ballots.rows) + 1)]
    kept = tuple(each for each in ballots.columns if each not in ("voter_id", "vote", "points"))
    try:
        election = assemble(
            projects,
            budget,
            vote_type,
            votes,
            voters=tuple(voters),
            meta=meta,
            project_at=lambda place: f"line {parts['PROJECTS'].lines[place]}",
            ballot_at=lambda place: f"line {ballots.lines[place]}",
            voter_fields={name: tuple(ballots.column(name) or ()) for name in kept},
            project_columns=parts["PROJECTS"].columns,
            voter_columns=ballots.columns,
            warnings=(*_unusual(meta, between), *_differing(meta, len(projects), len(ballots.rows))),
        )
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from None
    told = (*election.warnings, *_miscounted(election), *_unknown_marks(election))
    object.__setattr__(election, "warnings", told)
    return election


def _parts(path: Path, text: str, between: str) -> dict[str, _Part]:
    parts: dict[str, _Part] = {}
    part = None
    for line, row in records(path, text, between):
        name = row[0].strip().upper()
        if name in PARTS and not any(cell.strip() for cell in row[1:]):
            if name in parts:
                raise ValueError(f"Line {line} of {path.name} begins {name} again; keep one of the two.")
            part = parts[name] = _Part()
        elif part is None:
            raise ValueError(
                f"Line {line} of {path.name} is '{_short(row[0])}', but a Pabulib file begins with META; "
                "give a .pb file."
            )
        elif not part.columns:
            part.columns = _plain_names(row)
        else:
            if part is parts.get("META"):  # a text there may hold semicolons
                row = [row[0], between.join(row[1:]).rstrip(f"{between} ")]
            part.rows.append(_fitted(path, line, row, part.columns))
            part.lines.append(line)
    for name in PARTS:
        if name not in parts or not parts[name].columns:
            raise ValueError(f"{path.name} has no part {name}; a Pabulib file has META, PROJECTS and VOTES.")
    return parts


def _fitted(path: Path, line: int, row: list[str], columns: Sequence[str]) -> list[str]:
    """The cells under the columns: empty ones may be left out at the end, or stand there in excess."""
    if len(row) < len(columns):
        return row + [""] * (len(columns) - len(row))
    if any(cell.strip() for cell in row[len(columns) :]):
        raise ValueError(
            f"Line {line} of {path.name} has {len(row)} cells and its part has {len(columns)} columns; put a "
            "text with a semicolon in quotation marks."
        )
    return row[: len(columns)]


def _plain_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Names of columns and header lines; those that are known in small letters, however they are written."""
    names = [cell.strip() for cell in cells]
    return tuple(
        name.lower() if name.lower() in KNOWN and name.lower() not in names else name for name in names
    )


def _meta(path: Path, part: _Part) -> dict[str, str]:
    if len(part.columns) < 2 or part.columns[0] in HEADER:
        raise ValueError(f"The header of {path.name} needs the columns key;value; add them below META.")
    meta: dict[str, str] = {}
    for line, row in zip(part.lines, part.rows, strict=True):
        (key,), value = _plain_names(row[:1]), row[1].strip()
        if meta.get(key, value) == value:
            meta[key] = value
        elif key in COUNTED or key.startswith(("max_", "min_")):
            raise ValueError(f"Line {line} of {path.name} gives {key} a second time; keep one of the two.")
        else:  # a comment in several lines, say
            meta[key] += f"; {value}"
    return meta


def _required(path: Path, meta: Mapping[str, str], key: str) -> str:
    said = meta.get(key, "")
    if not said:
        raise ValueError(f"The header of {path.name} has no {key}; add a line '{key};...' below META.")
    return said


def _projects(path: Path, part: _Part, budget: str) -> tuple[Project, ...]:
    for name in ("project_id", "cost"):
        if name not in part.columns:
            raise ValueError(
                f"The projects of {path.name} have no column {name}; add it to the row below PROJECTS."
            )
    decimals = any(SURELY_DECIMALS.fullmatch(each.strip()) for each in (budget, *(part.column("cost") or ())))
    return tuple(
        _project(path, line, dict(zip(part.columns, row, strict=True)), decimals)
        for line, row in zip(part.lines, part.rows, strict=True)
    )


def _project(path: Path, line: int, fields: dict[str, str], decimals: bool) -> Project:
    each = fields["project_id"].strip()
    cost = _money(fields["cost"], f"Line {line} of {path.name}: the cost of project {each}", decimals)
    name = fields.get("name", "").strip()
    return Project(each, cost, name, _several(fields, CATEGORIES), _several(fields, TARGETS), fields)


def _money(said: str, what: str, decimals: bool = False) -> Fraction:
    """An amount; one that could be thousands or decimals is refused, unless other costs have `decimals`."""
    if not decimals and PERHAPS_THOUSANDS.fullmatch(said.strip()):
        plain = said.strip().replace(".", "")
        raise ValueError(f"{what} is '{said.strip()}', which may mean {plain}; write it without the point.")
    return exact(said, what)


def _several(fields: Mapping[str, str], names: Sequence[str]) -> tuple[str, ...]:
    said = next((fields[name] for name in names if not _is_nothing(fields.get(name, ""))), "")
    return tuple(each.strip() for each in said.split(",") if each.strip())


def _votes(path: Path, part: _Part, vote_type: str, projects: Container[str]) -> Votes:
    cells = part.column("vote")
    if cells is None:
        raise ValueError(f"The ballots of {path.name} have no column vote; add it to the row below VOTES.")
    ids, lengths = _lists(cells, projects)
    if vote_type not in WITH_POINTS:
        return Votes(lengths, ids)
    given = part.column("points")
    if given is None:
        raise ValueError(
            f"The ballots of {path.name} are of the type '{vote_type}' and have no column points; add it, or "
            "correct the vote_type."
        )
    points, counts = _lists(given, ())
    for place in np.flatnonzero(counts != lengths).tolist():
        raise ValueError(
            f"Line {part.lines[place]} of {path.name} names {lengths[place]} projects and {counts[place]} "
            "points; give each project its points."
        )
    return Votes(lengths, ids, points)


def _lists(
    cells: Sequence[str], known: Container[str]
) -> tuple[list[str], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """All entries of all cells, and how many each cell has. A cell of a word for nothing has none, unless a
    project is called so."""
    joined = ",".join(cells)
    lengths = np.fromiter((cell.count(",") + 1 for cell in cells), np.int64, len(cells))
    found = joined.split(",") if cells else []
    if not all(found) or any(each in joined.lower() for each in (*BLANKS, *NOTHING[1:])):
        split = [
            [each.strip() for each in cell.split(",") if each.strip() in known or not _is_nothing(each)]
            for cell in cells
        ]
        lengths = np.fromiter(map(len, split), np.int64, len(split))
        found = list(chain.from_iterable(split))
    return found, lengths


def _is_nothing(cell: str) -> bool:
    return cell.strip().lower() in NOTHING


def _unusual(meta: Mapping[str, str], between: str) -> Iterator[str]:
    if between != ";":
        yield "The cells of the file are parted by tabs and not by semicolons; it was read so."
    if meta.get("budget_per_category", ""):
        yield (
            "The header says what may be spent on each category (budget_per_category), which holds only "
            "where category limits are given with the count; give them if they were part of the rule."
        )


def _unknown_marks(election: Election) -> Iterator[str]:
    """Whether a project is marked as selected by a word that is not known."""
    for project in election.projects:
        mark = project.fields.get("selected", "")
        if not _is_nothing(mark) and mark_of(mark) is None:
            yield (
                f"The column selected has '{_short(mark.strip())}' for project {project.id}, which is "
                "neither 1 nor 0; it is not taken as a winner, so correct the mark."
            )
            return


def _differing(meta: Mapping[str, str], projects: int, ballots: int) -> Iterator[str]:
    for key, what, found in (("num_projects", "projects", projects), ("num_votes", "ballots", ballots)):
        said = meta.get(key, "")
        if _differs(said, found):
            yield (
                f"The header says {int(said):,} {what} ({key}) and the file has {found:,}; those in the file "
                "are counted, so check that none is missing."
            )


def _differs(said: str, found: Fraction | int) -> bool:
    """Whether a whole number is said, and another than was found."""
    return said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS and int(said) != found


def _miscounted(election: Election) -> Iterator[str]:
    """Whether the file's own counts of votes and points are those of its ballots."""
    votes = [Fraction(int(each)) for each in np.bincount(election.choices, minlength=election.n_projects)]
    for column, counted in (("votes", votes), ("score", election.scores)):
        if column == "score" and election.vote_type not in (*WITH_POINTS, ORDINAL):
            continue
        said = [project.fields.get(column, "").strip() for project in election.projects]
        wrong = [
            (project.id, mark, found)
            for project, mark, found in zip(election.projects, said, counted, strict=True)
            if _differs(mark, found)
        ]
        if wrong:
            each, mark, found = wrong[0]
            yield (
                f"The column {column} differs from the ballots for {len(wrong)} of {election.n_projects} "
                f"projects, first {each} ({mark} in the column, {found} on the ballots); these are counted."
            )


def _short(word: str) -> str:
    return word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD - 1] + "…"
