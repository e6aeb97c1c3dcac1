"""`folkmoot find-campaigns`: which answers hold the same letter, and what people wrote beside it."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..files import keep_whole
from ..files.writing import Cell
from . import frame
from .answers import Answers, add_answers, answers_asked_for
from .campaigns_found import Letter, letters_found, repeated_elsewhere
from .telling import Telling
from .wording import count

OUTPUTS = ("campaigns.csv", "answers.csv", "campaigns.html")
PACKAGES = ("numpy", "scipy")
ROWS_LISTED = 1000
EXAMPLES = """\
  folkmoot find-campaigns answers.csv --text Comments
  folkmoot find-campaigns answers.csv --text Comments --id ResponseID --output parking-letters
  folkmoot find-campaigns answers.csv --text Comments --no-quotes --overwrite

answers.csv has a row of column names; save a workbook as CSV UTF-8 first. Three files are written:
campaigns.csv (a row for each letter), answers.csv (a row for each answer: its letter, how much of the letter
it holds, the person's own words) and campaigns.html (the report). The same file gives the same result."""


def main(argv: Sequence[str]) -> int:
    """Run the command; the exit code."""
    return frame.run(_parser(), argv, lambda arguments, telling: _work(arguments, telling, argv))


def _parser() -> frame.Parser:
    parser = frame.Parser(
        "find-campaigns", "Find campaign letters among answers, and what each person added.", EXAMPLES
    )
    add_answers(parser)
    parser.add_argument(
        "--no-quotes", action="store_true", help="write nobody's own words anywhere; shared letters stay"
    )
    frame.add_common(parser, output="FILE-campaigns")
    return parser


def _work(arguments: argparse.Namespace, telling: Telling, argv: Sequence[str]) -> None:
    from ..themes.campaigns import find_campaigns
    from .campaigns_page import CampaignsPage  # drawing takes a moment that --help need not wait for

    folder = arguments.output or Path(f"{arguments.file.stem}-campaigns")
    sources = [arguments.file]
    with keep_whole(folder, OUTPUTS, overwrite=arguments.overwrite, sources=sources) as keeping:
        answers = answers_asked_for(arguments, telling)
        with telling.step("Finding campaigns") as progress:
            campaigns = find_campaigns(answers.texts, progress=progress)
        letters = letters_found(campaigns)
        with_quotes = not arguments.no_quotes
        keeping.table("campaigns.csv", *_letters_table(answers, letters))
        keeping.table("answers.csv", *_answers_table(answers, letters, with_quotes))
        made = _made(answers, arguments, argv)
        repeated = repeated_elsewhere(answers.texts, campaigns)
        spoken = _spoken(letters, with_quotes)
        page = CampaignsPage(answers, arguments.text, letters, repeated, with_quotes, made, spoken)
        keeping.text("campaigns.html", page.html())
    print(_summary(answers, letters, folder))


def _spoken(letters: Sequence[Letter], with_quotes: bool) -> dict[str, str]:
    """The languages of what is quoted."""
    from ..themes.spoken import spoken_languages

    said = {letter.wording for letter in letters}
    if with_quotes:
        said |= {copy.own_words for letter in letters for copy in letter.examples}
    quoted = sorted(said)
    return dict(zip(quoted, spoken_languages(quoted), strict=True))


def _letters_table(answers: Answers, letters: Sequence[Letter]) -> tuple[list[str], Iterator[list[Cell]]]:
    head = ["campaign", "answers", "share", "with_own_words", "wording", "rows"]
    n = len(answers.texts)
    return head, (
        [
            letter.number,
            letter.size,
            round(letter.size / n, 4),
            letter.n_own,
            letter.wording,
            _rows(answers, letter),
        ]
        for letter in letters
    )


def _rows(answers: Answers, letter: Letter) -> str:
    """The rows of the copies, the fullest first; of very many the beginning, since Excel cuts a long cell."""
    shown = " ".join(str(answers.row(copy.place)) for copy in letter.copies[:ROWS_LISTED])
    more = letter.size - ROWS_LISTED
    return f"{shown} and {more} more (see answers.csv)" if more > 0 else shown


def _answers_table(
    answers: Answers, letters: Sequence[Letter], with_quotes: bool
) -> tuple[list[str], Iterator[list[Cell]]]:
    """A row for each row of the file, in order. Where there is no letter, all words are the person's own."""
    head = ["row", *(["id"] if answers.ids else []), "campaign", "share_of_letter"]
    head += ["own_words", "note"] if with_quotes else ["note"]
    cells: dict[int, list[Cell]] = {
        place: ["", "", *([answers.texts[text]] if with_quotes else []), ""]
        for text, place in enumerate(answers.places)
    }
    for letter in letters:
        for copy in letter.copies:
            own: list[Cell] = [copy.own_words] if with_quotes else []
            cells[answers.places[copy.place]] = [letter.number, round(copy.share, 3), *own, ""]
    nothing: list[Cell] = [*[""] * (3 if with_quotes else 2), "no words in this row"]
    return head, (
        [row, *(answers.ids[place : place + 1]), *cells.get(place, nothing)]
        for place, row in enumerate(answers.rows)
    )


def _made(
    answers: Answers, arguments: argparse.Namespace, argv: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    from ..reports import how_made

    more = (
        ("Rows", f"{len(answers.rows):,}, of which {len(answers.texts):,} with words in “{arguments.text}”"),
    )
    command = frame.typed("find-campaigns", argv)
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    return how_made(command, [answers.path], at=now, packages=PACKAGES, more=more)


def _summary(answers: Answers, letters: Sequence[Letter], folder: Path) -> str:
    copies = count(sum(letter.size for letter in letters), "copy", "copies")
    found = f"{copies} of {count(len(letters), 'campaign letter')}" if letters else "no campaign letter"
    empty = f"; {count(answers.n_empty, 'row')} left empty" if answers.n_empty else ""
    texts = count(len(answers.texts), "answer")
    beside = f"{OUTPUTS[0]} and {OUTPUTS[1]} lie beside."
    return f"{texts}, {found}{empty}. Open {folder / 'campaigns.html'}; {beside}"
