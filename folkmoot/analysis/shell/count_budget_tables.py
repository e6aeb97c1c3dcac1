"""Tables of a count: what is funded, what is not and why; and the files that hold every project and step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..budgets import Outcome
from ..budgets.amounts import written
from ..budgets.outcome import Step
from ..drawing import DataTable
from ..drawing.phrases import joined
from ..drawing.svg import Mark
from ..files.writing import Cell
from ..reports import facts, paragraph, table
from .count_budget_told import FEW, Told
from .wording import count


def won_table(told: Told, most: int) -> Mark:
    """The funded projects in their order, with votes and, where voters pay, what each paid at most."""
    shown = told.counted.steps[:most]
    pays = any(step.stage == "equal-shares" for step in shown) and not told.has_points
    head = ("Project", "Cost", "Votes", *(["Points"] if told.has_points else []))
    head += ("Each paid",) if pays else ()
    rows = tuple(tuple(_won(told, step, pays)) for step in shown)
    what = "Funded projects, and what each supporter paid at most" if pays else "Funded projects"
    return table(DataTable(_caption(what, len(told.counted.steps), most), head, rows))


def _won(told: Told, step: Step, pays: bool) -> Iterator[str]:
    yield told.name(step.project)
    yield told.cost(step.project)
    yield f"{step.votes:,}"
    if told.has_points:
        yield told.score(step.project)
    if pays:
        yield told.money.share(step.price) if step.price is not None else "–"


def reasons_of(told: Told, outcome: Outcome, ids: Sequence[str], most: int) -> Iterator[Mark]:
    """For each of these projects what it costs, its votes, and why it is not funded in this outcome: a list
    that a telephone can show."""
    yield facts(
        (told.name(id), joined(_measure(told, id), ". ", told.reason(outcome.reasons[id])))
        for id in ids[:most]
    )
    if len(ids) > most:
        yield paragraph(f"{count(len(ids) - most, 'more project')}: see projects.csv.", class_="quiet")


def _measure(told: Told, id: str) -> str:
    """Cost and votes, as they stand before a reason."""
    points = f" from {count(told.votes_of(id), 'voter')}" if told.has_points else ""
    votes = f"{told.score(id)} points{points}" if told.has_points else count(told.votes_of(id), "vote")
    return f"{told.cost(id)}, {votes}"


def _caption(what: str, n: int, most: int) -> str:
    return f"{what}: the first {most:,} of {n:,}; the others are in projects.csv" if n > most else what


def projects_file(told: Told) -> tuple[list[str], Iterator[list[Cell]]]:
    """projects.csv: a row for each project, in the order of the file."""
    head = ["project", "name", "category", "target", "cost", "votes", "score", "result", "order", "reason"]
    head += ["kind", "supporters_had_share"]
    head += ["result_beside", "reason_beside"] if told.beside else []
    order = {id: n for n, id in enumerate(told.counted.winners, 1)}
    return head, (_project(told, place, order) for place in range(told.election.n_projects))


def _project(told: Told, place: int, order: Mapping[str, int]) -> list[Cell]:
    project, counted = told.election.projects[place], told.counted
    reason = counted.reasons.get(project.id)
    shown = reason is not None and reason.share is not None and told.reason_is_shown(reason)
    return [
        project.id,
        project.name,
        ", ".join(project.categories),
        ", ".join(project.targets),
        written(project.cost),
        told.votes[place],
        written(told.election.scores[place]),
        "not funded" if reason else "funded",
        order.get(project.id, ""),
        told.reason(reason) if reason else "",
        reason.kind if reason else "",
        round(reason.share or 0.0, 6) if reason and shown else "",
        *_beside(told, project.id),
    ]


def _beside(told: Told, id: str) -> list[Cell]:
    if not told.beside:
        return []
    reason = told.beside.reasons.get(id)
    return ["not funded" if reason else "funded", told.reason(reason) if reason else ""]


def steps_file(told: Told) -> tuple[list[str], Iterator[list[Cell]]]:
    """steps.csv: a row for each purchase, of the rule and then of the one beside it."""
    head = ["rule", "step", "project", "name", "cost", "left", "votes", "score", "bought_by", "price"]
    head += ["supporters_who_gave_all", "level_with", "decided_by", "exact"]
    outcomes = [told.counted, *([told.beside] if told.beside else [])]
    return head, (row for outcome in outcomes for row in _steps(told, outcome))


def _steps(told: Told, outcome: Outcome) -> Iterator[list[Cell]]:
    rule = " then ".join((outcome.rule, *outcome.completion))
    for number, step in enumerate(outcome.steps, 1):
        level = [id for id in step.tie.projects if id != step.project] if step.tie else []
        few = step.votes < FEW
        yield [
            rule,
            number,
            step.project,
            told.name(step.project),
            written(step.cost),
            written(step.left),
            step.votes,
            written(step.score),
            step.stage,
            "" if step.price is None else repr(step.price),
            "" if few or step.stage != "equal-shares" else step.gave_all,
            " ".join(level),
            step.tie.by if step.tie else "",
            "yes" if step.exact else "no",
        ]
