"""`folkmoot first_administrator EMAIL NAME`: the one person an install cannot start without (X-11)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from folkmoot.foundation.people.models import Account, Appointment, Role
from folkmoot.foundation.people.use_cases import appoint, register_person

OPERATOR = "Operator at the command line"


class Command(BaseCommand):
    help = "Makes the first administrator, who then makes everybody else. Refuses where there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="where the code to sign in is sent")
        parser.add_argument("name", help='as others see it, for example "Sam Pritchard"')

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        email, name = email.strip().lower(), name.strip()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an email address.") from None
        if not name or len(name) > 200 or "\x00" in name:
            raise CommandError("Give a name of 200 characters or fewer.")
        if Appointment.objects.filter(role=Role.ADMINISTRATOR, to_on__isnull=True).exists():
            raise CommandError("There is an administrator already. They can add others at /staff/people/.")
        if Account.objects.filter(email=email).exists():
            raise CommandError(f"{email} has an account already, of somebody who is not an administrator.")
        now = timezone.now()
        person = register_person(OPERATOR, name=name, email=email, at=now)
        appoint(OPERATOR, person, role=Role.ADMINISTRATOR, from_on=timezone.localdate(), at=now)
        self.stdout.write(f"{name} is administrator and can sign in as {email} at /sign-in/.")
