"""`folkmoot count-budget`: which projects the votes of residents fund, by one rule and beside another."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import keep_whole
from . import frame
from .count_budget_terms import add_terms, money_typed
from .telling import Telling, on_one_line
from .wording import count

if TYPE_CHECKING:
    from ..budgets import Election, Outcome
    from .count_budget_told import Told

OUTPUTS = ("projects.csv", "steps.csv", "budget.html")
PACKAGES = ("numpy",)
RULES = ("equal-shares", "greedy", "greedy-stop", "greedy-threshold", "phragmen", "maximin-support")
UTILITIES = ("cost", "votes", "points", "points-cost", "borda")
COMPLETIONS = ("add1-overspend", "add1-exhaustive", "greedy", "none")
VOTE_TYPES = ("approval", "choose-1", "knapsack", "cumulative", "scoring", "ordinal")
EXAMPLES = """\
  folkmoot count-budget demo/files/town-centre.pb
  folkmoot count-budget demo/files/town-centre.pb --exclusive site --seed "Town hall, 3 May"
  folkmoot count-budget demo/files/town-centre.pb --rule greedy --beside equal-shares --output as-greedy
  folkmoot count-budget --projects demo/files/town-centre-projects.csv
      --votes demo/files/town-centre-votes.csv --budget 120000

A .pb file is one in the format of Pabulib (pabulib.org). Without one, give two CSV files: the projects
(columns project and cost; name and category if there are any) and the votes (columns voter and projects, a
row for each voter with a list such as P1,P4; or voter and project, a row for each vote; points if voters
gave any). Three files are written: projects.csv (each project, funded or not, and why), steps.csv (each step
of the count) and budget.html (the report, which names no voter and can be published). The same file, rule
and seed give the same result."""


def main(argv: Sequence[str]) -> int:
    """Run the command; the exit code."""
    return frame.run(_parser(), argv, lambda arguments, telling: _work(arguments, telling, argv))


def _parser() -> frame.Parser:
    parser = frame.Parser(
        "count-budget",
        "Count votes on a budget: which projects are funded, why the others are not, and what another rule "
        "would have funded.",
        EXAMPLES,
    )
    parser.add_argument("file", type=Path, nargs="?", help="the votes as a Pabulib file (.pb)")
    _add_plain(parser)
    parser.add_argument(
        "--rule", choices=RULES, default="equal-shares", help="how to count (default: equal-shares)"
    )
    parser.add_argument(
        "--completion",
        choices=COMPLETIONS,
        action="append",
        help="how Equal Shares goes on where money is left (default: add1-overspend); may be given twice",
    )
    parser.add_argument(
        "--increment",
        metavar="MONEY",
        type=money_typed,
        default=Fraction(1),
        help="how much more each voter gets each time, with add1 (default: 1)",
    )
    parser.add_argument(
        "--utility",
        choices=UTILITIES,
        help="what a funded project is worth to a voter under Equal Shares (default: cost, or points where "
        "voters give points or ranks)",
    )
    parser.add_argument(
        "--beside",
        choices=(*RULES, "none"),
        help="the rule to lay beside it (default: greedy, or equal-shares)",
    )
    parser.add_argument(
        "--seed", metavar="TEXT", help="words from which a lot is drawn where all else is level"
    )
    add_terms(parser)
    parser.add_argument("--title", default="", help="the title of the report")
    frame.add_common(parser, output="FILE-budget")
    return parser


def _add_plain(parser: argparse.ArgumentParser) -> None:
    """Plain files in place of a Pabulib file."""
    parser.add_argument(
        "--projects", metavar="FILE", type=Path, help="the projects as CSV, without a .pb file"
    )
    parser.add_argument("--votes", metavar="FILE", type=Path, help="the votes as CSV")
    parser.add_argument(
        "--budget", metavar="MONEY", type=money_typed, help="what there is to spend, such as 50000"
    )
    parser.add_argument(
        "--currency", metavar="CODE", default="GBP", help="of plain files, such as EUR (default: GBP)"
    )
    parser.add_argument(
        "--vote-type", choices=VOTE_TYPES, default="", help="of plain files (default: as found)"
    )


def _work(arguments: argparse.Namespace, telling: Telling, argv: Sequence[str]) -> None:
    from .count_budget_page import BudgetPage
    from .count_budget_tables import projects_file, steps_file
    from .count_budget_terms import terms_set
    from .count_budget_told import Told

    sources = _sources(arguments)
    folder = arguments.output or Path(f"{sources[-1].stem}-budget")
    with keep_whole(folder, OUTPUTS, overwrite=arguments.overwrite, sources=sources) as keeping:
        with telling.step(f"Reading {sources[-1].name}") as progress:
            election = _read(arguments, progress)
        counted, beside = _counted(election, arguments, telling)
        with telling.step("Writing the report"):
            told = Told(election, counted, beside)
            title, terms = _title(arguments, election), terms_set(arguments, told)
            again = frame.typed("count-budget", argv)
            page = BudgetPage(told, title, terms, again, _made(told, sources, again))
            keeping.text("budget.html", page.html())
            keeping.table("projects.csv", *projects_file(told))
            keeping.table("steps.csv", *steps_file(told))
    print(on_one_line(_summary(told, folder)))


def _sources(arguments: argparse.Namespace) -> list[Path]:
    """The files to read. Raises ValueError when none are named, or both kinds."""
    plain = [arguments.projects, arguments.votes, arguments.budget]
    if arguments.file and arguments.file.suffix.lower() == ".csv":
        raise ValueError(
            f"{arguments.file.name} is a CSV file; name it with --projects or --votes, and give --budget too."
        )
    if arguments.file and not any(plain):
        return [arguments.file]
    if arguments.file:
        raise ValueError("Give either a Pabulib file, or --projects, --votes and --budget, not both.")
    if not all(plain):
        raise ValueError("Name a Pabulib file (.pb), or give --projects, --votes and --budget together.")
    return [arguments.projects, arguments.votes]


def _read(arguments: argparse.Namespace, progress: Callable[[int, int], None]) -> Election:
    if arguments.file:
        from ..budgets import read_pabulib

        return read_pabulib(arguments.file, encoding=arguments.encoding)
    from .count_budget_reading import read_plain

    return read_plain(
        arguments.projects,
        arguments.votes,
        arguments.budget,
        vote_type=arguments.vote_type,
        meta={"currency": arguments.currency.strip().upper()},
        others=[arguments.exclusive] if arguments.exclusive else [],
        encoding=arguments.encoding,
        progress=progress,
    )


def _counted(
    election: Election, arguments: argparse.Namespace, telling: Telling
) -> tuple[Outcome, Outcome | None]:
    """The count by the rule asked for, and by the one beside it."""
    beside = arguments.beside or ("equal-shares" if arguments.rule == "greedy" else "greedy")
    counted = _count(election, arguments.rule, arguments, telling)
    for warning in counted.warnings:
        telling.say(f"Please note: {warning}")
    if beside in ("none", arguments.rule):
        return counted, None
    return counted, _count(election, beside, arguments, telling)


def _count(election: Election, rule: str, arguments: argparse.Namespace, telling: Telling) -> Outcome:
    from ..budgets import count as count_votes

    with telling.step(f"Counting by {rule.replace('-', ' ')}") as progress:
        return count_votes(
            election,
            rule,
            completion=_completion(rule, arguments.completion),
            seed=arguments.seed,
            utility=arguments.utility,
            increment=arguments.increment,
            threshold=arguments.threshold,
            minimum_votes=arguments.minimum_votes,
            minimum_support=arguments.minimum_support,
            exclusive=arguments.exclusive,
            category_limits=dict(arguments.category_limit) or None,
            without=tuple(arguments.without),
            progress=progress,
        )


def _completion(rule: str, asked: Sequence[str] | None) -> tuple[str, ...] | None:
    """How this rule goes on where money is left, of what was asked for; None for not at all."""
    given = tuple(each for each in asked or ["add1-overspend"] if each != "none")
    if rule == "equal-shares":
        return given or None
    return ("greedy",) if rule in ("phragmen", "maximin-support") and "greedy" in given else None


def _title(arguments: argparse.Namespace, election: Election) -> str:
    if arguments.title:
        return str(arguments.title)
    place = ", ".join(each for key in ("unit", "subunit") if (each := election.meta.get(key, "").strip()))
    return f"What residents chose to fund: {place}" if place else "What residents chose to fund"


def _made(told: Told, sources: Sequence[Path], again: str) -> tuple[tuple[str, str], ...]:
    from ..reports import how_made
    from .count_budget_told import called

    counted = told.counted
    more = [
        ("Votes", told.election.explain()),
        ("Rule", called(counted)),
        ("Result", counted.explain()),
    ]
    more += [("Beside it", told.beside.explain())] if told.beside else []
    more += [("Seed", "none" if counted.seed is None else f"“{counted.seed}”")]
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    return how_made(again, list(sources), at=now, packages=PACKAGES, more=more)


def _summary(told: Told, folder: Path) -> str:
    counted = told.counted
    projects = count(told.election.n_projects, "project")
    voters = count(told.n_voters, "voter")
    money = f"{told.money(counted.cost)} of {told.money(counted.budget)}"
    beside = f"{OUTPUTS[0]} and {OUTPUTS[1]} lie beside."
    return (
        f"{voters}, {len(counted.winners):,} of {projects} funded for {money}. Open {folder / OUTPUTS[-1]}; "
        f"{beside}"
    )
