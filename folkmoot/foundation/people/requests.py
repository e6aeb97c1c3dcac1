"""What a view is given: a request with the person behind it, put there by the middleware."""

from __future__ import annotations

from django.http import HttpRequest

from folkmoot.foundation.people.models import Person


class PublicRequest(HttpRequest):
    """Anybody's: `person` is who is signed in, or None."""

    person: Person | None


class StaffRequest(PublicRequest):
    """A request that `audiences.staff` or `audiences.councillor` let through: somebody is signed in."""

    person: Person
