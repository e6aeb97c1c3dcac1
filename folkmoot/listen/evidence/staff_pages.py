"""Pages for officers: how far listening has come, freezing, and the themes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from folkmoot.design.forms import beside
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.listen.evidence import queries, rules, use_cases
from folkmoot.listen.evidence.access import engagement_of, own_engagement, read_and_write
from folkmoot.listen.evidence.forms import MergeForm, RenameForm, ThemeForm
from folkmoot.listen.evidence.models import Theme
from folkmoot.listen.evidence.tiles import desk_tasks
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.words.refusals import Refused

LARGE = 2000  # contributions; more are frozen by a worker, with a page that shows how far it is
WORDS_SHOWN = 10
LOAD_AGAIN = 10  # seconds


@require_safe
def overview(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = engagement_of(request, ref)
    person = request.person
    exact = rules.may_read_answers(person, engagement)
    context = {"engagement": engagement, "may_work": rules.may_work(person, engagement), "exact": exact}
    context |= queries.coding_sums(engagement, exact=exact)
    context["tasks"] = desk_tasks(person=person, engagement=engagement)
    return render(request, "evidence/overview.html", context)


@read_and_write
def freeze(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = own_engagement(request, ref)
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return _freeze(request, engagement)
        except Refused as refused:
            context["refusals"] = refused.refusals
    context |= {
        "engagement": engagement,
        "missing": use_cases.why_no_freeze(engagement),
        "still_open": engagement.state == State.OPEN,
        "snapshots": engagement.snapshots.select_related("frozen_by").order_by("-number"),
        "running": queries.under_way(engagement, timezone.now()),
        "counted": queries.counted(engagement).count(),
    }
    return render(request, "evidence/freeze.html", context)


def _freeze(request: StaffRequest, engagement: Engagement) -> HttpResponse:
    person, at = request.person, timezone.now()
    interim = request.POST.get("what") == "interim"
    if queries.counted(engagement).count() > LARGE:
        freezing = use_cases.ask_for_freeze(person, engagement, interim=interim, at=at)
        return redirect("evidence:freezing", engagement.ref, freezing.pk)
    verb = use_cases.freeze_interim_snapshot if interim else use_cases.freeze_snapshot
    snapshot = verb(person, engagement, at=at)
    facts = {"number": snapshot.number, "n": snapshot.contributions}
    words = ngettext(
        "Evidence %(number)s is frozen: %(n)s response.",
        "Evidence %(number)s is frozen: %(n)s responses.",
        snapshot.contributions,
    )
    messages.success(request, words % facts)
    return redirect("evidence:freeze", engagement.ref)


@require_safe
def freezing(request: StaffRequest, ref: str, number: int) -> HttpResponse:
    """How far it is. With script the page asks every two seconds and tells the result where it stands (htmx).
    Without, the browser loads it again until the reader stops that, and begins at how far it is."""
    engagement = own_engagement(request, ref)
    found = get_object_or_404(engagement.freezings.select_related("snapshot"), pk=number)
    context = {"engagement": engagement, "freezing": found, "seconds": LOAD_AGAIN}
    return render(request, "evidence/freezing.html", context | {"again": request.GET.get("again", "")})


@read_and_write
def themes(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = engagement_of(request, ref)
    form = ThemeForm(engagement)
    context: dict[str, Any] = {}
    if request.method == "POST":
        engagement = own_engagement(request, ref)
        agreeing = request.POST.get("what") == "agree"
        form = form if agreeing else ThemeForm(engagement, request.POST)
        try:
            if done := _change_themes(request, engagement, form):
                return done
        except Refused as refused:
            context["refusals"] = beside(form, refused.refusals)
    tree = queries.theme_tree(engagement, exact=rules.may_read_answers(request.person, engagement))
    context |= {
        "engagement": engagement,
        "may_work": rules.may_work(request.person, engagement),
        "form": form,
        "themes": tree,
        "merged": engagement.themes.filter(merged_into__isnull=False).select_related("merged_into"),
        "open": any(branch.theme.agreed_at is None for branch in tree),
    }
    return render(request, "evidence/themes.html", context)


def _change_themes(request: StaffRequest, engagement: Engagement, form: ThemeForm) -> HttpResponse | None:
    person, at = request.person, timezone.now()
    if request.POST.get("what") == "agree":
        agreed = use_cases.agree_frame(person, engagement, at=at)
        words = ngettext("%(n)s theme is agreed.", "%(n)s themes are agreed.", len(agreed))
        messages.success(request, words % {"n": len(agreed)})
        return redirect("evidence:themes", engagement.ref)
    if not form.is_valid():
        return None
    theme = use_cases.name_theme(person, engagement, **form.cleaned_data, at=at)
    messages.success(request, gettext("“%(theme)s” is added.") % {"theme": theme.name})
    return redirect("evidence:themes", engagement.ref)


@read_and_write
def theme(request: StaffRequest, ref: str, number: int) -> HttpResponse:
    engagement = engagement_of(request, ref)
    found = get_object_or_404(engagement.themes.select_related("merged_into", "engagement__owner"), pk=number)
    context: dict[str, Any] = {}
    if request.method == "POST":
        own_engagement(request, ref)
        try:
            if done := _change_theme(request, found, context):
                return done
        except Refused as refused:
            context["refusals"] = beside(context.get("form"), refused.refusals)
    exact = rules.may_read_answers(request.person, engagement)
    passages = list(queries.passages_for([found])[:WORDS_SHOWN]) if exact else []
    words = queries.words_of(passages)
    numbers = {each.theme.pk: each.people for each in queries.theme_tree(engagement, exact=exact)}
    said = {"name": found.name, "description": found.description}
    context = {
        "engagement": engagement,
        "theme": found,
        "may_work": rules.may_work(request.person, engagement),
        "rename": RenameForm(initial=said),
        "merge": MergeForm(found),
        "people": numbers.get(found.pk),
        "may_read": exact,
        "passages": [(each.contribution, words[each.pk]) for each in passages],
    } | context
    return render(request, "evidence/theme.html", context)


def _change_theme(request: StaffRequest, theme: Theme, context: dict[str, Any]) -> HttpResponse | None:
    """Rename or merge; a form with a mistake goes back to the page through `context`."""
    person, at = request.person, timezone.now()
    merging = request.POST.get("what") == "merge"
    form = MergeForm(theme, request.POST) if merging else RenameForm(request.POST)
    context.update({"merge" if merging else "rename": form, "form": form})
    if not form.is_valid():
        return None
    if merging:
        use_cases.merge_themes(person, theme, **form.cleaned_data, at=at)
        messages.success(request, gettext("“%(theme)s” is merged.") % {"theme": theme.name})
    else:
        use_cases.describe_theme(person, theme, **form.cleaned_data, at=at)
        messages.success(request, gettext("The theme is changed."))
    return redirect("evidence:themes", theme.engagement.ref)
