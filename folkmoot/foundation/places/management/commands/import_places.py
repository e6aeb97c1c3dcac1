"""`folkmoot import-places FOLDER`: load published boundaries, postcodes and figures."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from folkmoot.foundation.places.use_cases import import_places, try_import
from folkmoot.words.refusals import Refused

OPERATOR = "Operator at the command line"


class Command(BaseCommand):
    help = "Load boundaries, ward names, look-ups, postcodes, census tables and indices from a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder of published files, or one file")
        parser.add_argument("--authority", default="", help="load only this authority, e.g. W06000014")
        parser.add_argument("--edition", default="", help="month of the postcode files, e.g. 2025-10")
        parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
        parser.add_argument("--skip-bad-rows", action="store_true", help="load the good rows of a bad file")
        parser.add_argument("--report", type=Path, help="where to save the bad rows as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = {name: options[name] for name in ("authority", "edition", "skip_bad_rows")}
        bar = self._bar if options["verbosity"] else lambda rows, what: rows
        try:
            if options["dry_run"]:
                report = try_import(OPERATOR, options["folder"], **asked, progress=bar)
            else:
                report = import_places(OPERATOR, options["folder"], at=timezone.now(), **asked, progress=bar)
        except Refused as refused:
            raise CommandError("\n".join(each.words.en for each in refused)) from refused
        for line in report.lines():
            self.stdout.write(line)
        if report.bad_rows:
            path = options["report"] or self._report_path()
            report.save(path)
            self.stdout.write(f"Every bad row is in {path}")
        if report.refused:
            names = len(report.refused)
            raise CommandError(f"Files refused whole: {names}. Mend the rows above, or use --skip-bad-rows.")

    def _bar(self, rows: Iterable[Any], what: str) -> Iterable[Any]:
        """A bar on the error stream; short work passes before it shows."""
        return tqdm(
            rows, desc=what[-40:], delay=1, mininterval=0.5, file=self.stderr, unit_scale=True, leave=False
        )

    def _report_path(self) -> Path:
        stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
        return Path(settings.VAR) / "reports" / f"places-{stamp}.csv"
