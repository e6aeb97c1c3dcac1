"""`folkmoot ...`: the command line, Django's commands and ours."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["folkmoot", *sys.argv[1:]])


if __name__ == "__main__":
    main()
