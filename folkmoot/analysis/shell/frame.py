"""What every command shares: refusals in one sentence, exit codes, Ctrl-C, and its common options."""

from __future__ import annotations

import argparse
import shlex
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dis import opname
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import NoReturn

from .telling import Telling, on_one_line

DONE, FAILED, REFUSED, STOPPED = 0, 1, 2, 130
NOTHING_WRITTEN = "nothing was written"
OUR_FAULT = (
    f"This is a fault of Folkmoot, not of your file; {NOTHING_WRITTEN}. Please report it with the lines "
    "above once you have seen that they quote nobody."
)
OURS = f"{__name__.partition('.')[0]}."
Work = Callable[[argparse.Namespace, Telling], None]


class Parser(argparse.ArgumentParser):
    """Arguments of a command; what is wrong with them is said in one sentence."""

    def __init__(self, name: str, does: str, examples: str) -> None:
        super().__init__(
            prog=f"folkmoot {name}",
            description=does,
            epilog=f"examples:\n{examples}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"{self.prog}: {message}; see {self.prog} --help.\n")


def add_common(parser: argparse.ArgumentParser, *, output: str) -> None:
    """Options every command has: where to write, whether over what is there, encoding, and quotes or none."""
    parser.add_argument("--output", metavar="FOLDER", type=Path, help=f"where to write (default: {output})")
    parser.add_argument("--overwrite", action="store_true", help="replace files that are there already")
    parser.add_argument(
        "--encoding", metavar="NAME", default="utf-8", help="of the file, such as cp1252 (default: utf-8)"
    )


def column(typed: str) -> str:
    """A type for `add_argument`: the name of a column."""
    if not typed.strip():
        raise argparse.ArgumentTypeError("a column must have a name; give one in the column names' row")
    return typed.strip()


def whole_number(lowest: int) -> Callable[[str], int]:
    """A type for `add_argument`: a whole number that is not lower than this."""

    def read(typed: str) -> int:
        try:
            number = int(typed)
        except ValueError:
            number = lowest - 1
        if number < lowest:
            raise argparse.ArgumentTypeError(f"'{typed}' is not a whole number of {lowest} or more")
        return number

    return read


def typed(command: str, argv: Sequence[str]) -> str:
    """The command as anybody else would type it: a report is published, so it says neither where we write
    nor in which of our folders the files lie.

    >>> typed("weight", ["answers.csv", "--output", "/home/me/out", "--overwrite", "--title", "Bus lanes"])
    "folkmoot weight answers.csv --title 'Bus lanes'"
    """
    kept, skip = [], False
    for word in argv:
        if not skip and word != "--overwrite" and word.partition("=")[0] != "--output":
            kept.append(_without_folder(word))
        skip = word == "--output"
    return f"folkmoot {command} {shlex.join(kept)}".rstrip()


def _without_folder(word: str) -> str:
    option, equals, value = word.rpartition("=") if word.startswith("--") else ("", "", word)
    try:
        is_there = Path(value).exists()
    except OSError:  # longer than a name can be
        is_there = False
    return f"{option}{equals}{Path(value).name or value}" if is_there else word


def run(parser: argparse.ArgumentParser, argv: Sequence[str], work: Work) -> int:
    """Do the work of a command and say in one sentence on the error stream why it did not end well.

    A ValueError that Folkmoot's own code raises is a refusal (2); memory, disk and files that fail are 1;
    Ctrl-C, a hang-up or a request to end are 130. Whatever else goes wrong, a ValueError of a library too, is
    a fault of ours: it says so and keeps its traceback (which Python ends with 1).
    """
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else REFUSED
    try:
        if isinstance(sys.stdout, TextIOWrapper):  # a terminal that lacks a letter gets its number
            sys.stdout.reconfigure(errors="backslashreplace")
        with _stoppable():
            work(arguments, Telling(sys.stderr))
        return DONE
    except KeyboardInterrupt:
        return _said(parser, STOPPED, f"stopped; {NOTHING_WRITTEN}.")
    except MemoryError:
        return _said(parser, FAILED, f"the memory of this computer does not suffice; {NOTHING_WRITTEN}.")
    except OSError as error:
        what = f" ({error.filename})" if error.filename else ""
        return _said(parser, FAILED, f"{error.strerror or error}{what}; {NOTHING_WRITTEN}.")
    except Exception as error:
        if isinstance(error, ValueError) and _is_raised_here(error):
            return _said(parser, REFUSED, str(error))
        error.add_note(OUR_FAULT)
        raise


def _is_raised_here(error: Exception) -> bool:
    """Whether a `raise` in Folkmoot's code began this, and not a library or a call into one that failed."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return False
    code, module = trace.tb_frame.f_code.co_code, trace.tb_frame.f_globals.get("__name__", "")
    return module.startswith(OURS) and opname[code[trace.tb_lasti]] == "RAISE_VARARGS"


def _said(parser: argparse.ArgumentParser, code: int, sentence: str) -> int:
    print(f"{parser.prog}: {on_one_line(sentence)}", file=sys.stderr)
    return code


@contextmanager
def _stoppable() -> Iterator[None]:
    """A request to end is taken like Ctrl-C, so that what is half written goes."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kinds = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)]
    heard = [kind for kind in kinds if signal.getsignal(kind) is not signal.SIG_IGN]  # nohup stays nohup
    before = {kind: signal.signal(kind, stop) for kind in heard}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
