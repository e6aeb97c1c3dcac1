"""Who a URL is for. Every entry in every urls.py is wrapped in one of these; a system test looks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase

from folkmoot.foundation.people.queries import has_a_post, holds
from folkmoot.foundation.people.requests import PublicRequest

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Anyone, signed in or not."""
    return _declare("public", view)


def open_data(view: View) -> View:
    """Anyone, and any machine: figures and files under an open licence."""
    return _declare("open_data", view)


def staff(view: View, *, roles: tuple[str, ...] = ()) -> View:
    """People who hold a post today; of one of `roles` where they are given. Others are asked to sign in,
    or, signed in without such a post, told that the page is not theirs."""

    @wraps(view)
    def guarded(request: PublicRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.person
        if person is None:
            return redirect_to_login(request.get_full_path())
        if not (holds(person, *roles) if roles else has_a_post(person)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return _declare("staff", guarded)


def councillor(view: View) -> View:
    """Ward councillors, and those who support them."""
    return _declare("councillor", staff(view, roles=("councillor", "administrator")))


def _declare(audience: str, view: View) -> View:
    @wraps(view)
    def declared(request: PublicRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    declared.audience = audience  # type: ignore[attr-defined]
    return declared
