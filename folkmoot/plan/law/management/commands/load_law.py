"""`folkmoot load_law [folder or file]`: load the rules that ship with Folkmoot, or a council's own."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from folkmoot.plan.law.use_cases import SHIPPED, load_rules
from folkmoot.words.refusals import Refused


class Command(BaseCommand):
    help = "Loads rules and periods of law from YAML. All of them or, where one is wrong, none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", nargs="?", default=str(SHIPPED), help="A folder or a file")

    def handle(self, *args: Any, source: str, **options: Any) -> None:
        try:
            loaded = load_rules("Folkmoot", source, at=timezone.now())
        except Refused as refused:
            raise CommandError("\n".join(refusal.words.en for refusal in refused)) from None
        self.stdout.write(f"Loaded {loaded.rules} rules and {loaded.periods} periods.")
        for gone in loaded.replaced:
            self.stdout.write(f"This version no longer ships, and went: {gone}.")
        for kept in loaded.kept:
            self.stdout.write(f"Stays as the council loaded it: {kept}.")
        for moved in loaded.standards_moved:
            self.stdout.write(f"The council's standard {moved}.")
        for gone in loaded.standards_dropped:
            self.stdout.write(f"The council's standard has no law left to stand on, and went: {gone}.")
