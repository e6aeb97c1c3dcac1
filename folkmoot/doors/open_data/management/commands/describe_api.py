"""`folkmoot describe_api`: the OpenAPI description of the open data, for the committed copy."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from folkmoot.doors.open_data.api import api


class Command(BaseCommand):
    help = "Prints the OpenAPI description of the data API."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True))
