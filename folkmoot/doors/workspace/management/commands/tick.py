"""`folkmoot tick`: what the clock does. Run it once a minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from folkmoot.doors.workspace.clockwork import alone, tick


class Command(BaseCommand):
    help = (
        "Closes engagements whose time is up, tells of overdue answers, forgets what was abandoned. "
        "Says nothing when nothing happened; two at once do no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with alone() as first:
            for sentence in tick(timezone.now()) if first else ():
                self.stdout.write(sentence)
