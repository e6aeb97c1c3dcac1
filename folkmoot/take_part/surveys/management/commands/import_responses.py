"""Load an export of another consultation tool: folkmoot import_responses ANSWERS --activity 12 --as EMAIL."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from folkmoot.foundation.people.models import Person
from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.surveys.use_cases import check_import, import_responses
from folkmoot.words.refusals import Refused


class Command(BaseCommand):
    help = "Load the answers of a consultation run elsewhere: all rows or none, and never twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or .xlsx, with one or two header rows")
        parser.add_argument("--map", type=Path, help="the question map workbook")
        parser.add_argument("--activity", type=int, required=True, help="the number of the survey")
        parser.add_argument("--as", dest="email", required=True, help="sign-in address of who loads it")
        parser.add_argument("--check", action="store_true", help="say what is wrong and load nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(account__email=options["email"]).first()
        activity = Activity.objects.select_related("engagement__owner").filter(pk=options["activity"]).first()
        if person is None or activity is None:
            raise CommandError("There is no such person or no such survey.")
        if not options["file"].exists() or (options["map"] and not options["map"].exists()):
            raise CommandError("There is no such file.")
        try:
            self._check(person, activity, options)
            if not options["check"]:
                self._load(person, activity, options)
        except Refused as refused:
            raise CommandError("\n".join(each.words.en for each in refused)) from refused

    def _check(self, person: Person, activity: Activity, options: dict[str, Any]) -> None:
        plan = check_import(person, activity, options["file"], options["map"])
        for column in plan.left_out:
            self.stdout.write(f"column {column.letter} is left out: {column.title}")
        for problem in plan.problems:
            self.stdout.write(f"row {problem.row}, column {problem.column or '-'}: {problem.words.en}")
        self.stdout.write(f"{len(plan.rows)} rows are ready, {plan.blank} are blank.")

    def _load(self, person: Person, activity: Activity, options: dict[str, Any]) -> None:
        done = import_responses(
            person, activity, options["file"], options["map"], at=timezone.now(), progress=self._progress
        )
        self.stdout.write(f"{done.loaded} responses loaded, {done.already_here} were here already.")

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"{done} of {total}")
