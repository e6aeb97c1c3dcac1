"""`folkmoot ...`: the command line, Django's commands and ours. Those of the analysis do without Django."""

import os
import sys
from pathlib import Path

HELP = ("help", "--help", "-h")
LAW = Path(__file__).parent / "plan" / "law" / "data"


def main() -> None:
    command, *options = sys.argv[1:] or ["help"]
    if not command.startswith("-") or command in HELP:
        from folkmoot.analysis import shell

        if command in HELP and options[:1] and options[0] in shell.COMMANDS:
            command, options = options[0], ["--help"]
        if command in shell.COMMANDS:
            sys.exit(shell.run(command, [*_known_here(command), *options]))
        if command in HELP and not options:
            _list_analysis()
    _run_django(command, options)


def _known_here(command: str) -> list[str]:
    """Options that the plain library cannot know: where the rules of law lie."""
    return ["--law", str(LAW)] if command == "when" else []


def _list_analysis() -> None:
    """Our commands above Django's list. `folkmoot help find-themes` says more of one."""
    from folkmoot.analysis.shell import COMMANDS

    print("Commands for data officers, each with --help:\n")
    for name, command in COMMANDS.items():
        print(f"    folkmoot {name:<16} {command.does}")
    print("\nCommands for running the site:", flush=True)


def _run_django(command: str, options: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    from django.core.management import execute_from_command_line

    if not command.startswith("-"):
        command = command.replace("-", "_")  # import-places is Django's import_places
    execute_from_command_line(["folkmoot", command, *options])


if __name__ == "__main__":
    main()
