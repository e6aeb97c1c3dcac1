"""`folkmoot ...`: the command line, Django's commands and ours."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    from django.core.management import execute_from_command_line

    command, *options = sys.argv[1:] or ["help"]
    if not command.startswith("-"):
        command = command.replace("-", "_")  # import-places is Django's import_places
    execute_from_command_line(["folkmoot", command, *options])


if __name__ == "__main__":
    main()
