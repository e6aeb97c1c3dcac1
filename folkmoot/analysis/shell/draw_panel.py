"""`folkmoot draw-panel`: a panel by lottery, every target met, every chance as high as it can be."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import keep_whole
from . import frame
from .telling import Telling
from .wording import count

if TYPE_CHECKING:
    from ..files import Keeping
    from ..lottery.reading import TargetsFile, VolunteersFile
    from .draw_panel_lottery import Asked
    from .draw_panel_selection import Selection

METHODS = ("leximin", "maximin", "nash", "goldilocks")
ALWAYS = ("panels.csv", "chances.csv", "groups.csv", "panel.html")
TESTED = ("targets-tested.csv", "test.html")
PACKAGES = ("highspy", "numpy", "scipy")
EXAMPLES = """\
  folkmoot draw-panel volunteers.csv targets.csv --size 30 --test-panel
  folkmoot draw-panel volunteers.csv targets.csv --size 30 --household Address --household Postcode
  folkmoot draw-panel volunteers.csv targets.csv --size 30 --seed "Lotto 5 May: 4 9 17 23 38 44" --overwrite
  folkmoot draw-panel volunteers.csv targets.csv --size 30 --tickets 1000 --compare
  folkmoot draw-panel volunteers.csv targets.csv --size 30 --panel panel.csv --replace left.csv --seed "..."
      --output replacements
  folkmoot draw-panel --check panels.csv --seed "Lotto 5 May: 4 9 17 23 38 44"
  folkmoot draw-panel demo/files/panel-volunteers.csv demo/files/panel-targets.csv --size 30

volunteers.csv has a row for each volunteer and a column for each feature; targets.csv has the columns
feature, value, min and max (or category, name, min, max). Without --seed nobody is drawn: publish the
fingerprint that panel.html shows, wait for a public event to give the seed, then run the same command with
it. Written are panels.csv (the lottery: every panel with its lots), chances.csv (each volunteer), groups.csv
(each target), panel.html (the report, without ids or small numbers), and once drawn panel.csv."""


def main(argv: Sequence[str]) -> int:
    """Run the command; the exit code."""
    return frame.run(_parser(), argv, lambda arguments, telling: _work(arguments, telling, argv))


def _parser() -> frame.Parser:
    parser = frame.Parser(
        "draw-panel",
        "Draw a panel by lottery: every target met, every chance as high as it can be.",
        EXAMPLES,
    )
    parser.add_argument("volunteers", type=Path, nargs="?", help="a CSV file with a row for each volunteer")
    parser.add_argument("targets", type=Path, nargs="?", help="a CSV file: feature, value, min, max")
    parser.add_argument("--size", metavar="N", type=frame.whole_number(1), help="seats on the panel")
    parser.add_argument(
        "--seed", metavar="TEXT", default="", help="the public words or numbers that decide the draw"
    )
    parser.add_argument(
        "--fingerprint", metavar="HEX", default="", help="draw only if the list has this fingerprint"
    )
    parser.add_argument(
        "--method", choices=METHODS, default="leximin", help="what is fair (default: leximin)"
    )
    parser.add_argument("--compare", action="store_true", help="set the four methods side by side")
    parser.add_argument(
        "--id", metavar="COLUMN", type=frame.column, help="a column that names each volunteer"
    )
    parser.add_argument(
        "--household",
        metavar="COLUMN",
        type=frame.column,
        action="append",
        default=[],
        help="at most one member of a household; give it again where several columns make an address",
    )
    parser.add_argument(
        "--tickets", metavar="M", type=frame.whole_number(1), default=0, help="draw from M equal tickets"
    )
    parser.add_argument(
        "--ticket",
        metavar="N",
        type=frame.whole_number(1),
        default=0,
        help="the ticket that was drawn by hand",
    )
    parser.add_argument(
        "--panel", metavar="FILE", type=Path, help="panel.csv as drawn, to replace those who left"
    )
    parser.add_argument(
        "--replace", metavar="FILE", type=Path, help="a CSV file with the ids of those who left"
    )
    parser.add_argument(
        "--test-panel", action="store_true", help="only test whether a panel meets the targets"
    )
    parser.add_argument(
        "--check", metavar="FILE", type=Path, help="draw again from a published list and --seed"
    )
    parser.add_argument(
        "--threshold",
        metavar="N",
        type=frame.whole_number(1),
        default=5,
        help="the report shows no number of people from 1 to N - 1 (default: 5)",
    )
    parser.add_argument(
        "--time-budget",
        metavar="SECONDS",
        type=frame.whole_number(1),
        default=600,
        help="stop about then with the best found and say how far from the best it may be (default: 600)",
    )
    frame.add_common(parser, output="FILE-panel")
    return parser


def _work(arguments: argparse.Namespace, telling: Telling, argv: Sequence[str]) -> None:
    if arguments.check:
        from .draw_panel_check import checked

        print(checked(arguments.check, arguments.seed, arguments.fingerprint))
        return
    _check_arguments(arguments)
    if arguments.test_panel:
        _test(arguments, telling, argv)
    else:
        _draw(arguments, telling, argv)


def _check_arguments(arguments: argparse.Namespace) -> None:
    """Raises ValueError for options that do not go together."""
    from ..disclosure import Rules

    if not (arguments.volunteers and arguments.targets and arguments.size):
        raise ValueError(
            "Give the file of volunteers, the file of targets and --size; see folkmoot draw-panel --help."
        )
    if bool(arguments.panel) != bool(arguments.replace):
        raise ValueError(
            "Replacements need both --panel (who was drawn) and --replace (who left); give both."
        )
    Rules(arguments.threshold)  # one that is too high is refused before the lottery is looked for
    if arguments.ticket and arguments.seed:
        raise ValueError("Give --seed or --ticket: one of them decides the draw.")
    if arguments.ticket > arguments.tickets:
        raise ValueError(
            f"There is no ticket {arguments.ticket} of {arguments.tickets:,}; correct --ticket or --tickets."
        )


def _test(arguments: argparse.Namespace, telling: Telling, argv: Sequence[str]) -> None:
    """Whether a panel can be found. What stands against it is written either way; none is then refused."""
    from .draw_panel_lottery import afterwards, diagnosed, refused
    from .draw_panel_tables import targets_table
    from .draw_panel_trial import TrialPage

    folder = arguments.output or Path(f"{arguments.volunteers.stem}-panel")
    with keep_whole(folder, TESTED, overwrite=arguments.overwrite, sources=_sources(arguments)) as keeping:
        people, targets = _read(arguments, telling)
        telling.say("Looking for a panel ...")
        found = diagnosed(people, targets, arguments.size)
        after = afterwards(people, targets, found, telling)
        keeping.table("targets-tested.csv", *targets_table(found, targets))
        made = _made(arguments, argv, (("Volunteers", f"{len(people):,}"),))
        keeping.text("test.html", TrialPage(found, after, arguments.threshold, made).html())
    where = f"Open {folder / 'test.html'}; targets-tested.csv lies beside."
    if not found.possible:
        print(where)
        raise refused(found, targets)
    print(f"{found.explain()} {where}")


def _draw(arguments: argparse.Namespace, telling: Telling, argv: Sequence[str]) -> None:
    from .draw_panel_lottery import selected

    folder = arguments.output or Path(f"{arguments.volunteers.stem}-panel")
    drawn = bool(arguments.seed or arguments.ticket)
    names = (*ALWAYS, *(["panel.csv"] if drawn else []), *(["tickets.csv"] if arguments.tickets else []))
    with keep_whole(folder, names, overwrite=arguments.overwrite, sources=_sources(arguments)) as keeping:
        people, targets = _read(arguments, telling)
        selection = selected(people, targets, _asked(arguments, people), telling)
        _write(keeping, selection, arguments, argv)
    print(_summary(selection, folder))


def _sources(arguments: argparse.Namespace) -> list[Path]:
    files = (arguments.volunteers, arguments.targets, arguments.panel, arguments.replace)
    return [path for path in files if path]


def _read(arguments: argparse.Namespace, telling: Telling) -> tuple[VolunteersFile, TargetsFile]:
    from ..lottery.reading import read_targets, read_volunteers

    targets = read_targets(arguments.targets, encoding=arguments.encoding)
    with telling.step(f"Reading {arguments.volunteers.name}") as progress:
        people = read_volunteers(
            arguments.volunteers,
            targets,
            id=arguments.id or "",
            household=arguments.household,
            encoding=arguments.encoding,
            progress=progress,
        )
    for note in people.notes:
        telling.say(f"Please note: {note}")
    return people, targets


def _asked(arguments: argparse.Namespace, people: VolunteersFile) -> Asked:
    from ..lottery.reading import read_ids
    from .draw_panel_lottery import Asked

    panel, left = (
        read_ids(path, people, encoding=arguments.encoding) if path else ()
        for path in (arguments.panel, arguments.replace)
    )
    return Asked(
        size=arguments.size,
        method=arguments.method,
        methods=METHODS if arguments.compare else (),
        seed=arguments.seed,
        tickets=arguments.tickets,
        ticket=arguments.ticket,
        fingerprint=arguments.fingerprint,
        time_budget=arguments.time_budget,
        panel=panel,
        left=left,
    )


def _write(
    keeping: Keeping, selection: Selection, arguments: argparse.Namespace, argv: Sequence[str]
) -> None:
    from .draw_panel_page import PanelPage
    from .draw_panel_tables import chances_table, groups_table, panel_table

    keeping.text("panels.csv", selection.lottery.text)
    if arguments.tickets:
        keeping.text("tickets.csv", selection.published.text)
    keeping.table("chances.csv", *chances_table(selection))
    keeping.table("groups.csv", *groups_table(selection))
    if selection.is_drawn:
        keeping.table("panel.csv", *panel_table(selection))
    more = (("Volunteers", f"{len(selection.people):,}"), ("Method", selection.method))
    made = _made(arguments, argv, more)
    list_name = "tickets.csv" if arguments.tickets else "panels.csv"
    keeping.text("panel.html", PanelPage(selection, arguments.threshold, list_name, made).html())


def _made(
    arguments: argparse.Namespace, argv: Sequence[str], more: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    from ..reports import how_made

    now = dt.datetime.now(tz=dt.UTC).astimezone()
    command = frame.typed("draw-panel", argv)
    return how_made(command, _sources(arguments), at=now, packages=PACKAGES, more=more)


def _summary(selection: Selection, folder: Path) -> str:
    from ..lottery.odds import bound_sentence

    n = count(len(selection.among), "volunteer")
    out = len(selection.impossible)
    served = f"the least-served volunteer{' who can be drawn' if out else ''}"
    bound = bound_sentence(selection.least, selection.bound, of=served)
    bound += f" {count(out, 'volunteer')} can be on no panel drawn here." if out else ""
    if selection.draw:
        what = "Ticket" if selection.published.is_tickets else "Panel"
        met = "meets every target" if selection.meets_every_target() else "DOES NOT MEET EVERY TARGET"
        done = f"{what} {selection.draw.number:,} was drawn and {met}; panel.csv has it."
    else:
        done = (
            f"Nobody was drawn: publish the fingerprint {selection.published.fingerprint}, then give --seed."
        )
    return f"{n}, {count(selection.seats, 'seat')}. {bound} {done} Open {folder / 'panel.html'}."
