"""`folkmoot load_demo`: Merrow Vale from its files, through the verbs that officers use."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from folkmoot.doors.training.loading.merrow_vale import NotEmpty, empty, load
from folkmoot.words.refusals import Refused


class Command(BaseCommand):
    help = "Load the fictional council, its dates moved so that today is its demo day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="empty the database first; demo only")

    def handle(self, *args: Any, fresh: bool, **options: Any) -> None:
        started = time.monotonic()
        try:
            if fresh:
                empty()
            done = load(timezone.localdate(), progress=self._progress)
        except NotEmpty:
            self.stdout.write("  a council is here already; make demo FRESH=1 loads Merrow Vale anew")
            return
        except Refused as refused:
            raise CommandError("\n".join(f"{each.code}: {each.words.en}" for each in refused)) from refused
        self.stdout.write(f"  {done} in {time.monotonic() - started:.1f} s")

    def _progress(self, things: Iterable[Any], what: str) -> Iterable[Any]:
        return tqdm(things, desc=f"  {what}", file=sys.stderr, leave=False, disable=not sys.stderr.isatty())
