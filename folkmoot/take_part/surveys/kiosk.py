"""A survey on a shared tablet (X-14). A signed cookie marks the device, and the device forgets each person.

Nothing of a kiosk's pages is kept by the browser. Each page sends a Refresh header: some time without a touch
it leads to a page that asks whether somebody is still there, and half a minute later everything is cleared.
With script the same happens without leaving the page, and every touch starts the time again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import override

from folkmoot.foundation.council.queries import setting
from folkmoot.plan.engagements.models import Activity

COOKIE, ENTRY = "kiosk", "kiosk-entry"
ENTRY_SECONDS = 10 * 60
KEPT_DAYS = 60  # a tablet that was switched off is still a kiosk the next morning
WARN_SECONDS = 30
LONGEST_WAY_BACK = 800  # letters of an address; all of our own are shorter
_DEVICE, _LINK, _ENTRY = (f"folkmoot.surveys.kiosk{what}" for what in ("", ".link", ".entry"))


@dataclass(frozen=True)
class Kiosk:
    """What the device is for: one survey, opened in one language, cleared after so many minutes."""

    activity: int
    slug: str
    language: str
    minutes: int

    frame = "surveys/kiosk_frame.html"
    warn_seconds = WARN_SECONDS

    @property
    def quiet_seconds(self) -> int:
        """Seconds without a touch until somebody is asked whether they are still there."""
        return self.minutes * 60 - WARN_SECONDS

    def url(self, name: str) -> str:
        return reverse(f"surveys:{name}", args=[self.slug, self.activity])

    @property
    def clear_url(self) -> str:
        return self.url("kiosk_clear")

    @property
    def home_url(self) -> str:
        """The first page, in the language being read."""
        return self.url("start")

    @property
    def start_url(self) -> str:
        """The first page, in the language the kiosk was opened in."""
        with override(self.language):
            return self.url("start")

    def holds(self, path: str) -> bool:
        """Whether the kiosk may show the page at this path: those of its survey, and the privacy page."""
        return path.startswith(tuple(self._roots())) or path in _privacy()

    def _roots(self) -> list[str]:
        roots = []
        for language in ("en", "cy"):
            with override(language):
                roots.append(self.url("start"))
        return roots


def _privacy() -> set[str]:
    found = set()
    for language in ("en", "cy"):
        with override(language):
            found.add(reverse("public_site:privacy"))
    return found


def kiosk_of(request: HttpRequest) -> Kiosk | None:
    """The kiosk this device is, or None for everybody's own."""
    marked = request.COOKIES.get(COOKIE)
    if not marked:
        return None
    try:
        return Kiosk(**signing.loads(marked, salt=_DEVICE, max_age=KEPT_DAYS * 86_400))
    except (signing.BadSignature, TypeError):
        return None


def mark(response: HttpResponse, kiosk: Kiosk) -> HttpResponse:
    """Make the device a kiosk, or keep it one for longer."""
    response.set_cookie(
        COOKIE,
        signing.dumps(asdict(kiosk), salt=_DEVICE),
        max_age=KEPT_DAYS * 86_400,
        httponly=True,
        secure=bool(setting("SESSION_COOKIE_SECURE")),
        samesite="Lax",
    )
    return response


def token_of(activity: Activity) -> str:
    """What makes the address of a kiosk: only an officer's page shows it, so nobody makes one by guessing."""
    return signing.Signer(salt=_LINK).signature(str(activity.pk))


def is_token_of(activity: Activity, token: str) -> bool:
    try:
        signing.Signer(salt=_LINK).unsign(f"{activity.pk}:{token}")
    except signing.BadSignature:
        return False
    return True


def let_in(response: HttpResponse, activity: Activity) -> HttpResponse:
    """Whoever had the address may make this device a kiosk, or an ordinary one again, for some minutes."""
    response.set_cookie(
        ENTRY,
        signing.dumps(activity.pk, salt=_ENTRY),
        max_age=ENTRY_SECONDS,
        httponly=True,
        secure=bool(setting("SESSION_COOKIE_SECURE")),
        samesite="Lax",
    )
    return response


def is_let_in(request: HttpRequest, activity: Activity) -> bool:
    try:
        entry = signing.loads(request.COOKIES.get(ENTRY, ""), salt=_ENTRY, max_age=ENTRY_SECONDS)
    except signing.BadSignature:
        return False
    return bool(entry == activity.pk)


def shut_out(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(ENTRY, samesite="Lax")
    return response


def forgetful(form: forms.Form) -> forms.Form:
    """The form with nothing that a browser would remember or fill in."""
    for field in form.fields.values():
        field.widget.attrs["autocomplete"] = "off"
    return form


def kiosk_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """On a kiosk: no page but those of its survey, nothing kept by the browser, an end without a touch."""

    def middleware(request: Any) -> HttpResponse:
        kiosk = request.kiosk = kiosk_of(request)
        if kiosk is None:
            return get_response(request)
        if not _may_show(kiosk, request.path):
            return _unkept(HttpResponseRedirect(kiosk.home_url))
        response = _unkept(get_response(request))
        if not 300 <= response.status_code < 400:
            response.setdefault("Refresh", _refresh(kiosk, request))
        return response

    return middleware


def _may_show(kiosk: Kiosk, path: str) -> bool:
    try:
        return kiosk.holds(path)
    except NoReverseMatch:  # a site without the public pages
        return True


def _unkept(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    return response


def _refresh(kiosk: Kiosk, request: HttpRequest) -> str:
    """To the question whether somebody is still there; from the first page, where nothing is typed, to
    the first page itself."""
    if request.path == kiosk.home_url:
        return f"{kiosk.minutes * 60}; url={kiosk.clear_url}"
    back = request.get_full_path()
    if len(back) > LONGEST_WAY_BACK:  # encoded in a longer one it would be refused, and nothing be cleared
        back = request.path
    there = f"{kiosk.url('kiosk_waiting')}?{urlencode({'to': back})}"
    return f"{kiosk.quiet_seconds}; url={there}"
