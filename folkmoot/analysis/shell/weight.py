"""`folkmoot weight`: who answered beside who lives there, and answers weighted by the shares of residents."""

from __future__ import annotations

import argparse
import datetime as dt
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..files import keep_whole
from ..files.writing import Cell
from . import frame
from .telling import Telling, on_one_line
from .wording import count

if TYPE_CHECKING:
    from .weight_reading import Survey
    from .weight_told import Weighed

OUTPUTS = ("weights.csv", "tables.csv", "weights.html")
PACKAGES = ("numpy", "scipy")
BOUNDS = (0.2, 5.0)
THRESHOLD, ROUND_TO = 10, 5
EXAMPLES = """\
  folkmoot weight demo/files/residents-survey.csv demo/files/residents-margins.csv --id id
      --questions bus_lane safe_after_dark influence
  folkmoot weight demo/files/residents-survey.csv demo/files/residents-margins.csv
      --questions influence --agree "Definitely agree" "Tend to agree"
      --disagree "Tend to disagree" "Definitely disagree" --output influence
  folkmoot weight panel.csv census.csv --questions trust --base design_weight --probability

The answers are a CSV file with a row a person; an empty cell is no answer. The margins are a CSV file with
the columns variable, category and people (or share): what the column of that name in the answers should look
like. A variable such as "age * sex", with categories such as "16 to 34 * Female", is a margin of both
together. Three files are written: weights.csv (a row a person: keep it as you keep the answers), tables.csv
and weights.html (the report). Neither of the last two names anybody, and counts of few people are hidden in
both, so that they can be published."""


def main(argv: Sequence[str]) -> int:
    """Run the command; the exit code."""
    return frame.run(_parser(), argv, lambda arguments, telling: _work(arguments, telling, argv))


def _parser() -> frame.Parser:
    parser = frame.Parser(
        "weight",
        "Compare who answered with who lives there, and weight the answers so that each group counts for its "
        "share of residents.",
        EXAMPLES,
    )
    parser.add_argument("file", type=Path, help="a CSV file with one person a row")
    parser.add_argument("margins", type=Path, help="a CSV file: variable, category, people (or share)")
    columns: dict[str, Any] = {"metavar": "COLUMN", "type": frame.column, "nargs": "+", "default": []}
    parser.add_argument("--questions", **columns, help="columns to count, unweighted and weighted")
    parser.add_argument("--by", **columns, help="columns to count them by (default: those of the margins)")
    parser.add_argument("--id", metavar="COLUMN", type=frame.column, help="a column that names each person")
    parser.add_argument(
        "--base", metavar="COLUMN", type=frame.column, help="a column of weights to start from"
    )
    parser.add_argument(
        "--bounds",
        metavar=("LOW", "HIGH"),
        type=_ratio,
        nargs=2,
        default=BOUNDS,
        help="how far a weight may lie from its base (default: 0.2 5; without bounds: 0 inf)",
    )
    _add_reading(parser)
    frame.add_common(parser, output="FILE-weights")
    return parser


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """How answers are to be understood."""
    answers: dict[str, Any] = {"metavar": "ANSWER", "nargs": "+", "default": []}
    parser.add_argument("--agree", **answers, help="answers that are for something")
    parser.add_argument("--disagree", **answers, help="answers that are against it")
    parser.add_argument("--not-said", **answers, help="cells that are no answer, such as 'Prefer not to say'")
    parser.add_argument(
        "--probability",
        action="store_true",
        help="people were drawn by chance and asked, and did not choose to take part: give intervals",
    )
    parser.add_argument(
        "--threshold",
        metavar="N",
        type=frame.whole_number(1),
        default=THRESHOLD,
        help=f"hide counts under N (default: {THRESHOLD})",
    )
    parser.add_argument(
        "--round-to",
        metavar="N",
        type=frame.whole_number(1),
        default=ROUND_TO,
        help=f"round counts in the report to the nearest N (default: {ROUND_TO}; 1 for no rounding)",
    )


def _ratio(typed: str) -> float:
    try:
        number = float(typed)
    except ValueError:
        number = -1.0
    if not number >= 0:
        raise argparse.ArgumentTypeError(f"'{typed}' is not a number of 0 or more, such as 0.2")
    return number


def _work(arguments: argparse.Namespace, telling: Telling, argv: Sequence[str]) -> None:
    from .weight_reading import read_margins_file, read_survey

    sources = [arguments.file, arguments.margins]
    folder = arguments.output or Path(f"{arguments.file.stem}-weights")
    with keep_whole(folder, OUTPUTS, overwrite=arguments.overwrite, sources=sources) as keeping:
        margins = read_margins_file(arguments.margins, encoding=arguments.encoding)
        with telling.step(f"Reading {arguments.file.name}") as progress:
            survey = read_survey(arguments, margins, progress=progress)
        weighed = _weighed(arguments, survey, telling)
        with telling.step("Writing the report"):
            from .weight_page import WeightPage
            from .weight_tables import tables_file

            keeping.table("weights.csv", *_weights_file(survey, weighed))
            keeping.table("tables.csv", *tables_file(weighed))
            page = WeightPage(weighed, _made(weighed, sources, argv))
            keeping.text("weights.html", page.html())
    print(on_one_line(_summary(weighed, folder)))


def _weighed(arguments: argparse.Namespace, survey: Survey, telling: Telling) -> Weighed:
    from ..counting import cross_tabs, rake
    from .weight_told import Weighed

    low, high = arguments.bounds
    bounds = None if low == 0 and math.isinf(high) else (low, high)
    with telling.step("Weighting"):
        weights = rake(survey.sample, survey.margins, base=survey.base, bounds=bounds)
    for warning in weights.warnings:
        telling.say(f"Please note: {warning}")
    with telling.step("Counting answers") as progress:
        tabs = cross_tabs(survey.questions, survey.by, weights=weights, progress=progress)
    return Weighed(
        survey,
        weights,
        tabs,
        threshold=arguments.threshold,
        round_to=arguments.round_to if arguments.round_to > 1 else None,
        sides=(tuple(arguments.agree), tuple(arguments.disagree)),
        by_chance=arguments.probability,
    )


def _weights_file(survey: Survey, weighed: Weighed) -> tuple[list[str], Iterator[list[Cell]]]:
    head = ["row", *(["id"] if survey.ids else []), "weight"]
    weights = weighed.weights.weights
    return head, (
        [row, *survey.ids[place : place + 1], round(float(weights[place]), 6)]
        for place, row in enumerate(survey.rows)
    )


def _made(weighed: Weighed, sources: Sequence[Path], argv: Sequence[str]) -> tuple[tuple[str, str], ...]:
    from ..reports import how_made

    bounds = weighed.weights.bounds
    more = (
        ("People", f"{weighed.people:,}"),
        ("Weighted by", ", ".join(weighed.variables)),
        ("Bounds", f"{bounds[0]:g} to {bounds[1]:g} times the base" if bounds else "none"),
        ("Hidden", f"counts under {weighed.threshold}, and those that would give them away"),
        ("Rounded", f"counts, to the nearest {weighed.round_to}" if weighed.round_to else "nothing"),
    )
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    return how_made(frame.typed("weight", argv), list(sources), at=now, packages=PACKAGES, more=more)


def _summary(weighed: Weighed, folder: Path) -> str:
    met = "all margins met" if weighed.weights.converged else "not all margins met"
    return (
        f"{count(weighed.n, 'person', 'people')}, {met}, worth {weighed.weights.effective_size:,.0f} "
        "weighted alike. "
        f"Open {folder / OUTPUTS[-1]}; {OUTPUTS[1]} lies beside, and {OUTPUTS[0]} with a row a person."
    )
