"""The front door: home, finding what concerns you, and the pages every council must have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.doors.public_site.queries import doorstep, wards, wards_by_name
from folkmoot.doors.public_site.searching import LONGEST_WORDS, Asked, first_year, search
from folkmoot.foundation.people.requests import PublicRequest
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.places.queries import ward_of_postcode
from folkmoot.foundation.records.cached_pages import cached_for_visitors
from folkmoot.take_part.ideas.use_cases import VISITOR_DAYS
from folkmoot.take_part.surveys.drafts import KEEP_DAYS
from folkmoot.take_part.surveys.typed import OWN_SECONDS
from folkmoot.tell_back.feedback.queries import council_tally, latest_changes

LONGEST_POSTCODE = 40


@cached_for_visitors(seconds=60)
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    return render(
        request,
        "public_site/home.html",
        {
            "doorstep": doorstep(now),
            "changes": latest_changes(3),
            "clock": council_tally(timezone.localdate()),
        },
    )


def find(request: HttpRequest) -> HttpResponse:
    """Two steps to what concerns me: a postcode (or a ward from the list), then the ward's page (S-13)."""
    typed = request.GET.get("postcode", "")[:LONGEST_POSTCODE]
    context: dict[str, Any] = {"typed": typed, "wards": wards_by_name()}
    if "postcode" in request.GET:
        found = ward_of_postcode(typed)
        if isinstance(found, Area):
            return redirect("public_site:ward", code=found.code)
        context["refusals"] = [replace(found, fix="#search-postcode")]  # the id of the box
    response = render(request, "public_site/find.html", context)
    response["Cache-Control"] = "no-store"  # an address with a postcode in it is nobody's to keep
    return response


@cached_for_visitors(seconds=60)
def ward(request: HttpRequest, code: str) -> HttpResponse:
    area = get_object_or_404(wards(), code=code)
    return render(
        request,
        "public_site/ward.html",
        {"ward": area, "doorstep": doorstep(timezone.now(), ward=area.code, shown=20)},
    )


def find_again(request: PublicRequest) -> HttpResponse:
    """Search: the public finds what is published, staff also what else they may see (C-110)."""
    asked = _asked(request)
    person = request.person
    now, codes = timezone.localdate().year, [("", _("Any ward"))]
    context = {
        "asked": asked,
        "page": search(asked, person, page=request.GET.get("page")) if asked else None,
        "wards": codes + [(area.code, area.name) for area in wards_by_name()],
        "years": [("", _("Any year")), *((y, str(y)) for y in range(now, (first_year() or now) - 1, -1))],
    }
    return render(request, "public_site/search.html", context)


def _asked(request: HttpRequest) -> Asked:
    """The question from the address, whatever was typed there."""
    words = request.GET.get("q", "").replace("\x00", " ").strip()[:LONGEST_WORDS]
    ward = request.GET.get("ward", "").replace("\x00", "")[:9]
    year = request.GET.get("year", "")
    sensible = year.isascii() and year.isdigit() and 1900 <= int(year[:5]) <= 2200
    return Asked(words, ward, int(year) if sensible else None)


@cached_for_visitors(seconds=600)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public_site/accessibility.html")


@cached_for_visitors(seconds=600)
def privacy(request: HttpRequest) -> HttpResponse:
    context = {"days": KEEP_DAYS, "minutes": OWN_SECONDS // 60, "supported_days": VISITOR_DAYS}
    return render(request, "public_site/privacy.html", context)


@cached_for_visitors(seconds=600)
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "public_site/contact.html")
