"""`folkmoot find-themes`: free-text answers in, themes with quotes and counts out."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import keep_whole
from ..files.writing import Cell
from . import frame
from .answers import Answers, add_answers, answers_asked_for
from .telling import Telling
from .wording import count

if TYPE_CHECKING:
    from ..themes.campaigns import Campaigns
    from ..themes.result import ThemeSuggestion
    from .themes_found import Theme, WiderTheme

OUTPUTS = ("themes.csv", "answers.csv", "themes.html")
PACKAGES = ("numpy", "scipy", "scikit-learn", "scikit-network", "onnxruntime", "tokenizers")
EXAMPLES = """\
  folkmoot find-themes answers.csv --text Comments
  folkmoot find-themes answers.csv --text "Why do you say that?" --id ResponseID --output parking-themes
  folkmoot find-themes answers.csv --text Comments --language Lang --max-themes 30 --no-quotes
  folkmoot find-themes export.csv --text Sylwadau --encoding cp1252 --no-limit

answers.csv has a row of column names; save a workbook as CSV UTF-8 first. Three files are written: themes.csv
(a row for each theme), answers.csv (a row for each answer, with its theme) and themes.html (the report).
With the same file, options and computer the result is the same to the letter; only a time limit that is
reached can change it, and the report says so."""


def main(argv: Sequence[str]) -> int:
    """Run the command; the exit code."""
    return frame.run(_parser(), argv, lambda arguments, telling: _work(arguments, telling, argv))


def _parser() -> frame.Parser:
    parser = frame.Parser(
        "find-themes", "Sort free-text answers into themes, with quotes and counts.", EXAMPLES
    )
    add_answers(parser)
    parser.add_argument(
        "--language", metavar="COLUMN", type=frame.column, help="a column of languages (en, cy)"
    )
    parser.add_argument(
        "--max-themes",
        metavar="N",
        type=frame.whole_number(1),
        default=70,
        help="at most so many themes (default: 70)",
    )
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument(
        "--minutes",
        metavar="N",
        type=frame.whole_number(1),
        default=2,
        help="about how long to read the answers closely; a sample of them if need be (default: 2)",
    )
    limit.add_argument("--no-limit", action="store_true", help="read every answer closely, whatever the time")
    parser.add_argument(
        "--seed", metavar="N", type=frame.whole_number(0), default=0, help="where chance begins (default: 0)"
    )
    parser.add_argument("--no-quotes", action="store_true", help="write no answer word for word anywhere")
    frame.add_common(parser, output="FILE-themes")
    return parser


def _work(arguments: argparse.Namespace, telling: Telling, argv: Sequence[str]) -> None:
    # Drawing and numbers take a moment that --help need not wait for.
    from .themes_found import themes_found
    from .themes_page import ThemesPage

    folder = arguments.output or Path(f"{arguments.file.stem}-themes")
    sources = [arguments.file]
    with keep_whole(folder, OUTPUTS, overwrite=arguments.overwrite, sources=sources) as keeping:
        answers = answers_asked_for(arguments, telling)
        campaigns, suggestion = _found(answers, arguments, telling)
        wider = themes_found(suggestion, campaigns)
        with_quotes = not arguments.no_quotes
        keeping.table("themes.csv", *_themes_table(answers, wider, with_quotes))
        keeping.table("answers.csv", *_answers_table(answers, wider, suggestion, campaigns, with_quotes))
        made = _made(answers, suggestion, arguments, argv)
        spoken = _spoken(answers, wider) if with_quotes else {}
        page = ThemesPage(answers, arguments.text, suggestion, campaigns, wider, with_quotes, made, spoken)
        keeping.text("themes.html", page.html())
    print(_summary(answers, wider, folder))


def _found(
    answers: Answers, arguments: argparse.Namespace, telling: Telling
) -> tuple[Campaigns, ThemeSuggestion]:
    from ..themes.campaigns import find_campaigns
    from ..themes.suggest import suggest_themes

    with telling.step("Finding campaigns") as progress:
        campaigns = find_campaigns(answers.texts, progress=progress)
    with telling.step("Finding themes") as progress:
        suggestion = suggest_themes(
            answers.texts,
            languages=answers.languages,
            seed=arguments.seed,
            max_themes=arguments.max_themes,
            time_budget=None if arguments.no_limit else arguments.minutes * 60.0,
            progress=progress,
        )
    return campaigns, suggestion


def _spoken(answers: Answers, wider: Sequence[WiderTheme]) -> dict[int, str]:
    """The languages of the answers that are quoted, where the file has no column for them."""
    from ..themes.spoken import spoken_languages

    if answers.languages:
        return {}
    themes = [theme for each in wider for theme in each.themes]
    places = sorted({place for theme in themes for place in (*theme.typical, *theme.edge)})
    return dict(zip(places, spoken_languages([answers.texts[place] for place in places]), strict=True))


def _themes_table(
    answers: Answers, wider: Sequence[WiderTheme], with_quotes: bool
) -> tuple[list[str], Iterator[list[Cell]]]:
    from .themes_found import telling

    themes = [theme for each in wider for theme in each.themes]
    typical = max((len(theme.typical) for theme in themes), default=0) if with_quotes else 0
    edge = max((len(theme.edge) for theme in themes), default=0) if with_quotes else 0
    head = [
        "theme",
        "wider_theme",
        "name",
        "wider_theme_name",
        "words",
        "answers",
        "share",
        "campaign_copies",
    ]
    head += ["stability", "typical_rows", "edge_rows", "your_name"]
    head += [f"typical_{n}" for n in range(1, typical + 1)] + [f"edge_{n}" for n in range(1, edge + 1)]
    known = len(telling(wider)) > 1  # a single theme could not come out otherwise
    return head, (
        _theme_row(answers, each, theme, typical, edge, known) for each in wider for theme in each.themes
    )


def _theme_row(
    answers: Answers, wider: WiderTheme, theme: Theme, typical: int, edge: int, known: bool
) -> list[Cell]:
    facts: list[Cell] = [
        theme.number,
        wider.letter,
        theme.name,
        wider.name,
        " ".join(theme.words),
        theme.size,
        round(theme.size / len(answers.texts), 4),
        theme.copies,
        round(theme.stability, 3) if known and not theme.is_no_content else "",
        _rows(answers, theme.typical),
        _rows(answers, theme.edge),
        "",
    ]
    return facts + _said(answers, theme.typical, typical) + _said(answers, theme.edge, edge)


def _rows(answers: Answers, places: Iterable[int]) -> str:
    return " ".join(str(answers.row(place)) for place in places)


def _said(answers: Answers, places: Sequence[int], most: int) -> list[Cell]:
    words: list[Cell] = [answers.texts[place] for place in places[:most]]
    return words + [""] * (most - len(words))


def _answers_table(
    answers: Answers,
    wider: Sequence[WiderTheme],
    suggestion: ThemeSuggestion,
    campaigns: Campaigns,
    with_quotes: bool,
) -> tuple[list[str], Iterator[list[Cell]]]:
    """A row for each row of the file, in its order; where nobody wrote anything the theme is left empty."""
    head = [
        "row",
        *(["id"] if answers.ids else []),
        "theme",
        "name",
        "wider_theme",
        "role",
        "campaign",
        "note",
        "your_name",
        *(["answer"] if with_quotes else []),
    ]
    shown = {theme.index: (theme, each) for each in wider for theme in each.themes}
    roles = {place: "edge" for theme, _each in shown.values() for place in theme.edge}
    roles |= {place: "typical" for theme, _each in shown.values() for place in theme.typical}
    cells: dict[int, list[Cell]] = {}
    for text, place in enumerate(answers.places):
        theme, each = shown[int(suggestion.label[text])]
        campaign = int(campaigns.group[text]) + 1
        said: list[Cell] = [answers.texts[text]] if with_quotes else []
        role = roles.get(text, "")
        cells[place] = [theme.number, theme.name, each.letter, role, campaign or "", "", "", *said]
    nothing: list[Cell] = ["", "", "", "", "", "no words in this row", "", *([""] if with_quotes else [])]
    return head, (
        [row, *(answers.ids[place : place + 1]), *cells.get(place, nothing)]
        for place, row in enumerate(answers.rows)
    )


def _made(
    answers: Answers, suggestion: ThemeSuggestion, arguments: argparse.Namespace, argv: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    from ..reports import how_made

    read = {
        "all": "Every answer was read closely.",
        "sample": f"{suggestion.n_encoded:,} answers were read closely, the others by what these taught.",
        "words": "Answers were compared by their words only.",
    }[suggestion.mode]
    more = (
        ("Rows", f"{len(answers.rows):,}, of which {len(answers.texts):,} with words in “{arguments.text}”"),
        ("Encoder", f"{suggestion.encoder}. {suggestion.note}"),
        ("How closely", read),
        ("Seed", str(arguments.seed)),
    )
    command = frame.typed("find-themes", argv)
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    return how_made(command, [answers.path], at=now, packages=PACKAGES, more=more)


def _summary(answers: Answers, wider: Sequence[WiderTheme], folder: Path) -> str:
    from .themes_found import telling

    themes = telling(wider)
    nothing = len(answers.texts) - sum(theme.size for theme in themes)
    more = f"; {nothing:,} {'says' if nothing == 1 else 'say'} nothing more" if nothing else ""
    empty = f"; {count(answers.n_empty, 'row')} left empty" if answers.n_empty else ""
    texts = count(len(answers.texts), "answer")
    beside = f"{OUTPUTS[0]} and {OUTPUTS[1]} lie beside."
    return f"{texts} in {count(len(themes), 'theme')}{more}{empty}. Open {folder / 'themes.html'}; {beside}"
