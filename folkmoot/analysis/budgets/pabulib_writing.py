"""Writing Pabulib files: what was read comes back as it was, what came from a page becomes a file for all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from .amounts import written
from .election import ORDINAL, WITH_POINTS, Election, Project

COLUMNS = ("project_id", "cost", "votes", "score", "name", "category", "beneficiaries")
HEADER = (
    "description", "country", "unit", "district", "subunit", "instance", "num_projects", "num_votes",
    "budget", "vote_type", "rule", "date_begin", "date_end", "min_length", "max_length", "min_sum_cost",
    "max_sum_cost", "min_points", "max_points", "min_sum_points", "max_sum_points", "default_score",
    "min_project_cost", "max_project_cost", "min_project_score_threshold", "neighborhoods", "subdistricts",
    "categories", "edition", "language", "currency", "fully_funded", "experimental", "comment",
    "acknowledgments",
)  # fmt: skip
"""The lines of a header in the order that Pabulib's checker asks for; others follow."""


def write_pabulib(election: Election, path: Path | str) -> None:
    """The election as a Pabulib file in UTF-8; reading it gives the same election.

    Header lines and columns come in the order they had. Raises ValueError if the file cannot be written.
    """
    path = Path(path)
    try:
        path.write_text(pabulib_text(election), encoding="utf-8", newline="")
    except OSError as error:
        raise ValueError(f"{path} cannot be written ({error.strerror}); choose another folder.") from None


def pabulib_text(election: Election) -> str:
    """The whole file as text, its lines parted by line feeds.

    >>> from .ballots import election_of
    >>> print(pabulib_text(election_of({"a": 5, "b": "2.5"}, [["b", "a"], ["b"]], 6)), end="")
    META
    key;value
    num_projects;2
    num_votes;2
    budget;6
    vote_type;approval
    PROJECTS
    project_id;cost;votes;name
    a;5;1;
    b;2.5;2;
    VOTES
    voter_id;vote
    1;b,a
    2;b
    """
    to = io.StringIO(newline="")
    rows = csv.writer(to, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    to.write("META\n")
    rows.writerows([("key", "value"), *_meta(election)])
    to.write("PROJECTS\n")
    rows.writerows(_projects(election))
    to.write("VOTES\n")
    rows.writerows(_ballots(election))
    return to.getvalue()


def _meta(election: Election) -> Iterator[tuple[str, str]]:
    needed = {
        "num_projects": str(election.n_projects),
        "num_votes": str(election.n_voters),
        "budget": written(election.budget),
        "vote_type": election.vote_type,
    }
    lines = {**election.meta, **{key: value for key, value in needed.items() if not election.meta.get(key)}}
    if election.project_columns:  # it came from a file, in an order of its own
        return iter(lines.items())
    place = {key: n for n, key in enumerate(HEADER)}
    return iter(sorted(lines.items(), key=lambda line: place.get(line[0], len(place))))


def _projects(election: Election) -> Iterator[Sequence[str]]:
    columns = election.project_columns or _columns(election)
    yield columns
    votes, scores = election.supporters.votes.tolist(), election.scores
    for project, n, score in zip(election.projects, votes, scores, strict=True):
        plain = _plain(project, n, written(score))
        yield [project.fields.get(column, plain.get(column, "")) for column in columns]


def _columns(election: Election) -> tuple[str, ...]:
    """The columns of an election that came from no file: those that say something."""
    leave = set() if election.vote_type in (*WITH_POINTS, ORDINAL) else {"score"}
    leave |= set() if any(each.categories for each in election.projects) else {"category"}
    leave |= set() if any(each.targets for each in election.projects) else {"beneficiaries"}
    return tuple(column for column in COLUMNS if column not in leave)


def _plain(project: Project, votes: int, score: str) -> dict[str, str]:
    cells = (project.id, written(project.cost), str(votes), score, project.name)
    return dict(zip(COLUMNS, (*cells, ",".join(project.categories), ",".join(project.targets)), strict=True))


def _ballots(election: Election) -> Iterator[Sequence[str]]:
    points = election.vote_type in WITH_POINTS
    columns = election.voter_columns or ("voter_id", "vote", *(["points"] if points else []))
    yield columns
    ids = election.ids
    starts, choices = election.starts.tolist(), election.choices.tolist()
    given = [written(election.point_unit * each) for each in election.points.tolist()] if points else []
    for place in range(election.n_voters):
        span = slice(starts[place], starts[place + 1])
        cells = {
            "voter_id": election.voters[place],
            "vote": ",".join(ids[each] for each in choices[span]),
            "points": ",".join(given[span]),
        }
        fields = {name: values[place] for name, values in election.voter_fields.items()}
        yield [cells[column] if column in cells else fields[column] for column in columns]
