"""What no address of ours can hold."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


def plain_addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """An address with a NUL in it is not found. PostgreSQL cannot even look it up, and would fail instead."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        return get_response(request)

    return middleware
