"""Puts the person on the request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from folkmoot.foundation.people.queries import person_of
from folkmoot.foundation.people.requests import PublicRequest


def person_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """`request.person`: who is signed in, or None.

    A visitor without a session cookie is not looked up at all, so that public pages neither read the
    session nor vary by cookie, and can be cached for everybody.
    """

    def middleware(request: PublicRequest) -> HttpResponse:
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        request.person = person_of(request.user) if signed_in else None
        return get_response(request)

    return middleware
