"""For administrators: the people who have accounts, their posts, and what the council is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.design.frame import forget_council
from folkmoot.foundation.council.models import Service
from folkmoot.foundation.council.queries import profile, services
from folkmoot.foundation.people.administration_forms import (
    CouncilForm,
    EndForm,
    PersonForm,
    PostForm,
    ServiceForm,
)
from folkmoot.foundation.people.models import Appointment, Person
from folkmoot.foundation.people.queries import everybody, open_appointments
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.foundation.people.use_cases import (
    add_service,
    appoint,
    describe_council,
    end_appointment,
    register_person,
)
from folkmoot.words.refusals import Refused

A_PAGE = 20
LONGEST_SEARCH = 100


def people(request: StaffRequest) -> HttpResponse:
    """Everybody known by name, with the posts they hold today."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    page = Paginator(everybody(words), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"page": page, "q": words})


def add_person(request: StaffRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    refusals: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            person = register_person(_actor(request), at=timezone.now(), **form.cleaned_data)
            messages.success(request, str(_("They are registered. Now give them a post.")))
            return redirect("people:person", pk=person.pk)
        except Refused as refused:
            refusals = refused.refusals
    return _form_page(request, "people/add_person.html", form, refusals)


def person(request: StaffRequest, pk: int) -> HttpResponse:
    """One person: their posts, and the form for another."""
    shown = get_object_or_404(Person.objects.select_related("account"), pk=min(pk, 2**62))
    form = PostForm(request.POST or None, initial={"from_on": timezone.localdate()})
    refusals: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            appoint(_actor(request), shown, at=timezone.now(), **form.cleaned_data)
            messages.success(request, str(_("They hold the post.")))
            return redirect("people:person", pk=shown.pk)
        except Refused as refused:
            refusals = refused.refusals
    posts = shown.appointments.select_related("service", "area").order_by("-from_on", "-pk")
    facts = {"shown": shown, "posts": posts, "held": {each.pk for each in open_appointments(shown)}}
    return _form_page(request, "people/person.html", form, refusals, **facts)


def end_post(request: StaffRequest, pk: int) -> HttpResponse:
    """A post that has no last day yet is given one, with the reason."""
    open_posts = Appointment.objects.filter(to_on__isnull=True).select_related("person", "service", "area")
    post = get_object_or_404(open_posts, pk=min(pk, 2**62))
    form = EndForm(request.POST or None, initial={"to_on": timezone.localdate()})
    refusals: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            end_appointment(_actor(request), post, at=timezone.now(), **form.cleaned_data)
            messages.success(request, str(_("The post has its last day.")))
            return redirect("people:person", pk=post.person_id)
        except Refused as refused:
            refusals = refused.refusals
    return _form_page(request, "people/end_post.html", form, refusals, post=post)


def council(request: StaffRequest) -> HttpResponse:
    """What the council is, and its services."""
    return render(request, "people/council.html", {"profile": profile(), "services": services()})


def describe(request: StaffRequest) -> HttpResponse:
    form = CouncilForm(request.POST or None, initial=CouncilForm.facts_of(profile()))
    if request.method == "POST" and form.is_valid():
        describe_council(_actor(request), at=timezone.now(), **form.cleaned_data)
        forget_council()
        messages.success(request, str(_("The council is described.")))
        return redirect("people:council")
    return _form_page(request, "people/describe_council.html", form, [])


def service(request: StaffRequest, key: str = "") -> HttpResponse:
    """Add a service or directorate; with `key`, bring the one of that key up to date."""
    known = get_object_or_404(Service, key=key) if key else None
    form = ServiceForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        add_service(_actor(request), at=timezone.now(), **form.cleaned_data)
        messages.success(request, str(_("The service is in the list.")))
        return redirect("people:council")
    return _form_page(request, "people/service.html", form, [], known=known)


def _actor(request: StaffRequest) -> Person:
    return request.person


def _form_page(
    request: StaffRequest, template: str, form: Any, refusals: list[Any], **facts: Any
) -> HttpResponse:
    wrong = request.method == "POST"
    return render(
        request, template, {"form": form, "refusals": refusals, **facts}, status=400 if wrong else 200
    )
