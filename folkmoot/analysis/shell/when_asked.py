"""What can be asked of `when`, and which of it was."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from pathlib import Path

from . import frame

MONTHS = [f"{dt.date(2001, month, 1):%B}".lower() for month in range(1, 13)]
LENGTHS = {
    "days": ("days", "calendar", "calendar days"),
    "weeks": ("weeks", "calendar", "weeks"),
    "months": ("months", "calendar", "months, which end on the same day of the month"),
    "working_days": ("working_days", "working", "working days of the nation"),
    "clear_days": ("days", "clear", "days without the first and the last"),
    "clear_working_days": ("working_days", "clear", "working days without the first and the last"),
}
FIRST_YEAR, LAST_YEAR = 1978, 2100  # those of `clocks.calendars`, which --help need not load
NATIONS = ("E", "W", "S", "NI", "UK")
EXAMPLES = """\
  folkmoot when --from 2026-03-02 --rule eng.np.reg14
  folkmoot when --from 2026-03-02 --to 2026-04-06 --rule eng.np.reg14
  folkmoot when --from 2026-12-21 --working-days 10 --nation S
  folkmoot when --before 2027-02-25 --rule eng.key_decision
  folkmoot when --from 2026-12-01 --rule eng.acv.moratorium
  folkmoot when --poll 2027-05-06
  folkmoot when --decision 2027-06-24 --class major --key-decision --poll 2027-05-06 --output plan
  folkmoot when --list-rules --nation W

A day is written 2027-02-25 or "25 February 2027". The day a clock starts is not counted unless the law says
"beginning with" that day, and a period ends at 23:59. With --output three files are written: dates.html (a
report with a picture), dates.csv and dates.ics for a calendar. Without, the answer is on the terminal."""


def parser() -> frame.Parser:
    """The command's arguments."""
    made = frame.Parser("when", "Work out dates: periods, working days, elections, timetables.", EXAMPLES)
    _add_questions(made)
    _add_lengths(made)
    _add_people(made)
    made.add_argument("--nation", choices=NATIONS, default="E", help="whose law and holidays (default: E)")
    made.add_argument("--law", metavar="PATH", type=Path, help="rules to use instead of those that ship")
    made.add_argument(
        "--switch-on", metavar="SET=DATE", type=switch, action="append", default=[], help="a set that waits"
    )
    made.add_argument("--output", metavar="FOLDER", type=Path, help="write report, table and calendar there")
    made.add_argument("--overwrite", action="store_true", help="replace files that are there already")
    return made


def _add_questions(made: argparse.ArgumentParser) -> None:
    asked = made.add_argument_group("questions")
    asked.add_argument("--from", dest="start", metavar="DATE", type=day, help="the day a clock starts")
    asked.add_argument(
        "--to", dest="end", metavar="DATE", type=day, help="with --from: check, or count between"
    )
    asked.add_argument("--before", metavar="DATE", type=day, help="count back from this day")
    asked.add_argument(
        "--poll", metavar="DATE", type=day, action="append", default=[], help="a day of election"
    )
    asked.add_argument("--decision", metavar="DATE", type=day, help="the meeting that decides")
    asked.add_argument(
        "--rule", metavar="ID", help="a rule, or the beginning of several; of the duty, with --decision"
    )
    asked.add_argument("--list-rules", action="store_true", help="list the rules in force")


def _add_lengths(made: argparse.ArgumentParser) -> None:
    lengths = made.add_argument_group("lengths, instead of a rule")
    for name, (_, _, does) in LENGTHS.items():
        option = f"--{name.replace('_', '-')}"
        lengths.add_argument(option, metavar="N", type=frame.whole_number(1), help=does)
    lengths.add_argument("--count-first-day", action="store_true", help="the first day counts")


def _add_people(made: argparse.ArgumentParser) -> None:
    plan = made.add_argument_group("with --decision")
    sizes = ("light", "standard", "major", "strategic")
    plan.add_argument("--class", dest="size", choices=sizes, default="standard", help="(default: standard)")
    plan.add_argument("--families", action="store_true", help="families are affected")
    plan.add_argument("--meeting-cycle", action="store_true", help="organisations answer after a meeting")
    plan.add_argument("--intermediaries", action="store_true", help="people are reached through others")
    plan.add_argument("--school-holiday", metavar="DATE..DATE", type=window, action="append", default=[])
    plan.add_argument("--key-decision", action="store_true", help="a key decision, with its notice")
    plan.add_argument("--opens", metavar="DATE", type=day, help="the opening is fixed")
    plan.add_argument("--closes", metavar="DATE", type=day, help="the closing is fixed")
    plan.add_argument(
        "--meeting", metavar="DATE", type=day, action="append", default=[], help="days it could be decided"
    )
    plan.add_argument("--today", metavar="DATE", type=day, help="plan from this day (default: today)")


def day(typed: str) -> dt.date:
    """A type for `add_argument`: 2027-02-25 or 25 February 2027."""
    words = typed.strip().lower().replace(",", " ").split()
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed.strip()):
        year, month, number = (int(part) for part in match.groups())
    elif len(words) == 3 and words[1] in MONTHS and words[0].isdigit() and words[2].isdigit():
        number, month, year = int(words[0]), MONTHS.index(words[1]) + 1, int(words[2])
    else:
        raise argparse.ArgumentTypeError(f"'{typed}' is not a day; write it like 2027-02-25")
    if not FIRST_YEAR <= year <= LAST_YEAR and year > 0:
        raise argparse.ArgumentTypeError(
            f"bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}; check the year"
        )
    try:
        return dt.date(year, month, number)
    except ValueError:
        written = f"{number} {MONTHS[month - 1].title()} {year}" if 1 <= month <= 12 else typed
        raise argparse.ArgumentTypeError(f"{written} does not exist; check day and month") from None


def window(typed: str) -> tuple[dt.date, dt.date]:
    """A type for `add_argument`: two days, 2027-02-15..2027-02-19."""
    first, dots, last = typed.partition("..")
    if not dots:
        raise argparse.ArgumentTypeError(f"'{typed}' is not two days; write 2027-02-15..2027-02-19")
    found = day(first), day(last)
    if found[1] < found[0]:
        raise argparse.ArgumentTypeError(f"'{typed}' ends before it begins; change one of the days")
    return found


def switch(typed: str) -> tuple[str, dt.date]:
    """A type for `add_argument`: a set of rules and the day from which it is in force."""
    name, equals, on = typed.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"'{typed}' is not a set and a day; write acv-2026=2027-04-01")
    return name, day(on)


def question(arguments: argparse.Namespace) -> str:
    """Which question was asked. Raises ValueError in one sentence when it is none, or several."""
    asked = [
        name
        for name, is_asked in (
            ("--list-rules", arguments.list_rules),
            ("--decision", arguments.decision),
            ("--from", arguments.start),
            ("--before", arguments.before),
            ("--poll", arguments.poll and not arguments.decision),
        )
        if is_asked
    ]
    if not asked:
        raise ValueError("Ask something: --from, --before, --poll, --decision or --list-rules; see --help.")
    if len(asked) > 1:
        raise ValueError(f"{asked[0]} and {asked[1]} are two questions; ask one of them.")
    if arguments.list_rules and arguments.output:
        raise ValueError("--list-rules writes no files; leave out --output.")
    if asked[0] in ("--from", "--before"):
        _check_how(arguments, asked[0])
    if asked[0] == "--poll" and len(arguments.poll) > 1:
        raise ValueError("Give one --poll; several belong to --decision.")
    return asked[0]


def _check_how(arguments: argparse.Namespace, asked: str) -> None:
    how = [name for name in LENGTHS if getattr(arguments, name)]
    if arguments.rule:
        how.append("rule")
    if len(how) > 1:
        raise ValueError(f"{_option(how[0])} and {_option(how[1])} are two lengths; give one of them.")
    if not how and not (asked == "--from" and arguments.end):
        raise ValueError(f"{asked} needs a length: --rule ID, or a number such as --weeks 6.")
    if arguments.rule and arguments.count_first_day:
        raise ValueError("A rule says itself whether the first day counts; leave out --count-first-day.")
    if arguments.end and how and not arguments.rule:
        raise ValueError(f"--to and {_option(how[0])} contradict each other; leave one out.")


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
