"""`folkmoot map-opinions`: where people agree, what divides them, and whether they vote in groups."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import keep_whole
from . import frame
from .telling import Telling, on_one_line
from .wording import count

if TYPE_CHECKING:
    from ..opinion import OpinionMap
    from .opinions_page import OpinionsPage
    from .opinions_told import Told
    from .votes_read import Names, Read

OUTPUTS = ("statements.csv", "people.csv", "opinions.html")
PACKAGES = ("numpy", "scipy")
METHODS = {"open": "Folkmoot’s own, in the open", "polis": "the published recipe of Polis, to compare with"}
HOW_TO_GIVE_WORDS = (
    "To have the words of the statements in the report, run it again with --overwrite and name their file "
    "after the votes: comments.csv of a Polis export, or any CSV file with the columns statement (its "
    "number) and text."
)
EXAMPLES = """\
  folkmoot map-opinions votes.csv comments.csv
  folkmoot map-opinions participants-votes.csv comments.csv --title "The new library"
  folkmoot map-opinions answers.csv --person Name --statement Question --vote Answer
  folkmoot map-opinions votes.csv comments.csv --method polis --output as-polis --overwrite

votes.csv and comments.csv are the files of a Polis export (the folder that holds them will do as well), or
votes.csv has a row for each vote with the columns person, statement and vote: 1 or agree, -1 or disagree, 0
or pass; a person who did not vote on a statement has no row there. Statements that comments.csv says were
moderated out (-1) are left out and counted. Three files are written: statements.csv (a row for each
statement), people.csv (a row for each person; keep both as you keep the votes) and opinions.html (the
report). The same votes give the same result, in whatever order they stand."""


def main(argv: Sequence[str]) -> int:
    """Run the command; the exit code."""
    return frame.run(_parser(), argv, lambda arguments, telling: _work(arguments, telling, argv))


def _parser() -> frame.Parser:
    parser = frame.Parser(
        "map-opinions",
        "Find common ground, what divides people, and groups that vote alike, in votes on statements.",
        EXAMPLES,
    )
    parser.add_argument("votes", type=Path, help="votes as CSV, or the folder of a Polis export")
    parser.add_argument("comments", type=Path, nargs="?", help="the statements and their moderation, as CSV")
    for each, usual in (("person", "voter-id"), ("statement", "comment-id"), ("vote", "vote")):
        called = f"{each} or {usual}" if each != usual else each
        said = f"the column of {'people' if each == 'person' else each + 's'} (looked for: {called})"
        parser.add_argument(f"--{each}", metavar="COLUMN", default="", help=said)
    parser.add_argument(
        "--agree",
        type=int,
        choices=(1, -1),
        default=1,
        help="which number is agree (default: 1; words stay as they are)",
    )
    parser.add_argument(
        "--method", choices=tuple(METHODS), default="open", help="ours, or the recipe of Polis"
    )
    parser.add_argument("--seed", type=frame.whole_number(0), default=0, help="for chance (default: 0)")
    parser.add_argument(
        "--slate",
        metavar="N",
        type=frame.whole_number(1),
        default=10,
        help="statements of the short list (default: 10)",
    )
    parser.add_argument(
        "--threshold",
        metavar="N",
        type=frame.whole_number(1),
        default=5,
        help="the fewest votes whose numbers the report shows (default: 5)",
    )
    parser.add_argument("--title", default="", help="the title of the report")
    parser.add_argument("--question", default="", help="what people were asked")
    parser.add_argument("--attribution", default="", help="a line about who the data comes from")
    frame.add_common(parser, output="FILE-opinions")
    return parser


def _work(arguments: argparse.Namespace, telling: Telling, argv: Sequence[str]) -> None:
    from ..opinion import map_opinions
    from .opinions_files import people_table, statements_table
    from .votes_read import read_conversation

    folder = arguments.output or _beside(arguments.votes)
    sources = [path for path in (arguments.votes, arguments.comments) if path]
    names = _names(arguments)
    with keep_whole(folder, OUTPUTS, overwrite=arguments.overwrite, sources=sources) as keeping:
        with telling.step(f"Reading {arguments.votes.name}") as progress:
            read = read_conversation(
                arguments.votes,
                arguments.comments,
                names,
                agree=arguments.agree,
                encoding=arguments.encoding,
                progress=progress,
            )
        with telling.step("Mapping opinions") as progress:
            votes = read.conversation.votes
            found = map_opinions(
                votes.person,
                votes.statement,
                votes.vote,
                method=arguments.method,
                seed=arguments.seed,
                progress=progress,
            )
        with telling.step("Writing the report"):
            page = _page(read, found, arguments, argv)
            keeping.text("opinions.html", page.html())
            places = {number: place for place, number in enumerate(page.chosen, 1)}
            keeping.table("statements.csv", *statements_table(page.told, places))
            keeping.table("people.csv", *people_table(page.told))
    print(on_one_line(_summary(page.told, folder)))


def _beside(votes: Path) -> Path:
    """A folder named after the file, or the folder, of votes."""
    name = votes.resolve().name if votes.is_dir() else votes.stem
    return Path(f"{name}-opinions")


def _names(arguments: argparse.Namespace) -> Names | None:
    """The columns named; those not named keep their usual names once one is."""
    named = (arguments.person, arguments.statement, arguments.vote)
    if not any(named):
        return None
    from .votes_read import PLAIN

    person, statement, vote = (given or usual for given, usual in zip(named, PLAIN, strict=True))
    return person, statement, vote


def _page(read: Read, found: OpinionMap, arguments: argparse.Namespace, argv: Sequence[str]) -> OpinionsPage:
    from .opinions_page import OpinionsPage
    from .opinions_reading import told_of

    told, chosen, reach = told_of(read, found, arguments.threshold, arguments.slate)
    summary = read.conversation.summary
    topic = summary.get("topic", "").strip()
    return OpinionsPage(
        told=told,
        chosen=chosen,
        reach=reach,
        title=arguments.title or _title(topic, told),
        question=arguments.question or summary.get("conversation-description", "").strip(),
        attribution=arguments.attribution,
        made=_made(read, told, arguments, argv),
    )


def _title(topic: str, told: Told) -> str:
    return f"Where people agree: {topic}" if topic else f"Opinions on {count(len(told.ballots), 'statement')}"


def _made(
    read: Read, told: Told, arguments: argparse.Namespace, argv: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    from ..reports import how_made

    more = (
        ("Votes read", read.conversation.explain()),
        ("Method", f"{arguments.method}: {METHODS[arguments.method]}"),
        ("Seed", str(arguments.seed)),
        ("Smallest number shown by group", f"{arguments.threshold} votes"),
        ("Result", told.opinions.explain()),
    )
    command = frame.typed("map-opinions", argv)
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    return how_made(command, read.paths, at=now, packages=PACKAGES, more=more)


def _summary(told: Told, folder: Path) -> str:
    groups = count(told.n_groups, "group") if told.n_groups > 1 else "no clear groups"
    people = count(told.n_people, "person", "people")
    statements = count(len(told.ballots), "statement")
    beside = f"{OUTPUTS[0]} and {OUTPUTS[1]} lie beside."
    if not told.read.has_words:
        beside += f" {HOW_TO_GIVE_WORDS}"
    return f"{people}, {statements}, {groups}. Open {folder / 'opinions.html'}; {beside}"
