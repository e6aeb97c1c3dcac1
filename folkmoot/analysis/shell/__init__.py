"""The commands: `folkmoot find-themes answers.csv --text COLUMN` and its like. None of them loads Django.

Each module has `main(argv) -> int`, the exit code: 0 done, 1 could not finish, 2 refused, 130 stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Command:
    """The module of a command and what it does, for the list of commands."""

    module: str
    does: str


STOPPED = 130
COMMANDS = {
    "find-themes": Command("find_themes", "sort free-text answers into themes, with a report"),
    "find-campaigns": Command("find_campaigns", "find campaign letters among answers, and what people added"),
    "weight": Command("weight", "weight answers by who lives here, and say what that can mend"),
    "map-opinions": Command("map_opinions", "find common ground and groups in votes on statements"),
    "count-budget": Command("count_budget", "count votes on a budget: what is funded, and why not the rest"),
    "draw-panel": Command("draw_panel", "draw a panel of volunteers by lottery, with every target met"),
    "suppress": Command("suppress", "hide small numbers in a table, and what would give them away"),
    "when": Command("when", "work out dates: periods, working days, elections, timetables"),
}


def run(name: str, argv: Sequence[str]) -> int:
    """Run one of `COMMANDS` with its arguments; the exit code."""
    try:
        module = import_module(f"{__name__}.{COMMANDS[name].module}")
        code: int = module.main(list(argv))
    except KeyboardInterrupt:  # while it loads, before it has begun
        return STOPPED
    return code
