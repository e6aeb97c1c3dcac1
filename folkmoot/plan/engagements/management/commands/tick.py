"""`folkmoot tick`: what the clock does, once a minute. Closes engagements whose time is up."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from folkmoot.plan.engagements.use_cases import close_those_whose_time_is_up


class Command(BaseCommand):
    help = "Closes engagements whose time is up. Run it once a minute; running it twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        closed = close_those_whose_time_is_up(at=timezone.now())
        for engagement in closed:
            self.stdout.write(f"Closed {engagement.ref}.")
