"""What belongs to an engagement: ways to take part, documents, groups, activities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from django.forms import ModelChoiceField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import beside, form_errors
from folkmoot.design.tiles import tiles_for
from folkmoot.foundation.people.models import Group
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements import queries, use_cases
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.forms import ActivityForm, DocumentForm, GroupForm, WaysFormSet
from folkmoot.plan.engagements.models import BEFORE_APPROVAL, Document, Engagement, Involvement
from folkmoot.plan.engagements.parts import SAVED_NOW, WAYS, after
from folkmoot.plan.engagements.plan_facts import document_slug, edition_of_ways, edition_of_words
from folkmoot.words.refusals import Refusal, Refused

from .finding import done, saved, show, the_engagement_to_write


def ways(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_write(request, ref)
    # What is sent stands for itself: a row that equals what is saved meanwhile would count for nothing.
    initial = None if request.method == "POST" else _ways_as_they_stand(engagement)
    formset = WaysFormSet(request.POST or None, initial=initial)
    refusals = []
    if request.method == "POST" and formset.is_valid():
        wanted = [row for row in formset.cleaned_data if row.get("channel") or row.get("asks")]
        try:
            seen = request.POST.get("seen", "")
            use_cases.set_ways(request.person, engagement, ways=wanted, at=timezone.now(), seen=seen)
            return saved(request, engagement, WAYS)
        except Refused as refused:
            refusals = refused.refusals
    meanwhile = any(each.reason == no.CHANGED_MEANWHILE for each in refusals)
    looked = not formset.is_bound or meanwhile
    context = {
        "engagement": engagement,
        "formset": formset,
        "next": after(WAYS) if engagement.is_planning else None,
        "refusals": [*refusals, *_wrong_rows(formset)],
        "seen": edition_of_ways(engagement) if looked else request.POST.get("seen", ""),
        "saved_now": engagement.ways.order_by("position", "pk") if meanwhile else [],
        "saved_now_id": SAVED_NOW,
    }
    return show(request, "ways", context, wrong=request.method == "POST")


class WrongRow(NamedTuple):
    """A line of the error summary about a row of the formset."""

    sentence: str
    fix: str
    code: str = ""
    field: str = ""


def _wrong_rows(formset: Any) -> list[WrongRow]:
    return [WrongRow(each.sentence, each.href) for form in formset for each in form_errors(form)]


def _ways_as_they_stand(engagement: Engagement) -> Sequence[Mapping[str, Any]]:
    rows = engagement.ways.order_by("position", "pk")
    return list(rows.values("channel", "asks", "where", "first_on"))


def documents(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_write(request, ref)
    if "remove" in request.POST:
        return _remove_document(request, engagement)
    draft = engagement.documents.filter(slug=request.GET.get("draft", ""), published_at=None).first()
    initial = {"title": draft.title, "body": draft.body} if draft else None
    form = DocumentForm(request.POST or None, initial=initial)
    refusals: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _write_document(request, engagement, form, draft.slug if draft else "")
        except Refused as refused:
            slug = document_slug(form.cleaned_data["title"])
            draft = draft or engagement.documents.filter(slug=slug).first()
            refusals = beside(form, refused.refusals)
    context = {
        "engagement": engagement,
        "documents": engagement.documents.order_by("pk"),
        "draft": draft,
        "form": form,
        "refusals": refusals,
    } | _seen(request, refusals, draft)
    return show(request, "documents", context, wrong=request.method == "POST")


def _seen(
    request: StaffRequest, refusals: Sequence[Refusal], thing: Document | Involvement | None
) -> dict[str, Any]:
    """The edition the writer has before them; where two wrote at once, that of what is saved and shown."""
    meanwhile = any(each.reason == no.CHANGED_MEANWHILE for each in refusals)
    looked = meanwhile or request.method != "POST"
    return {
        "seen": edition_of_words(thing) if looked else request.POST.get("seen", ""),
        "saved_now": thing if meanwhile else None,
        "saved_now_id": SAVED_NOW,
    }


def _write_document(
    request: StaffRequest, engagement: Engagement, form: DocumentForm, slug: str
) -> HttpResponse:
    publishing = "publish" in request.POST
    seen = request.POST.get("seen", "")
    facts = form.cleaned_data | {"slug": slug, "publish": publishing, "seen": seen}
    use_cases.write_document(request.person, engagement, at=timezone.now(), **facts)
    said = _("The document is published.") if publishing else _("The draft is kept.")
    return done(request, said, "engagements:documents", engagement)


def _remove_document(request: StaffRequest, engagement: Engagement) -> HttpResponse:
    drafts = engagement.documents.filter(published_at=None)
    draft = get_object_or_404(drafts, slug=request.POST["remove"][:60])
    try:
        use_cases.remove_document(request.person, draft, at=timezone.now())
    except Refused as refused:
        context = {"engagement": engagement, "refusals": refused.refusals, "form": DocumentForm(), "seen": ""}
        return show(request, "documents", context, wrong=True)
    return done(request, _("The draft is removed."), "engagements:documents", engagement)


def groups(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_write(request, ref)
    asked = request.GET.get("group") or request.POST.get("group") or ""
    known = engagement.involvements.filter(group=_number(asked)).select_related("group").first()
    initial = {"group": known.group_id, "part": known.part, "change": known.change} if known else None
    form = GroupForm(request.POST or None, initial=initial)
    _offer_groups(request, form, engagement, known)
    refusals: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        try:
            facts = form.cleaned_data | {"seen": request.POST.get("seen", "")}
            use_cases.involve_group(request.person, engagement, at=timezone.now(), **facts)
            return done(request, _("Saved."), "engagements:groups", engagement)
        except Refused as refused:
            refusals = beside(form, refused.refusals)
    context = {
        "engagement": engagement,
        "involvements": queries.groups_involved(engagement),
        "known": known,
        "form": form,
        "refusals": refusals,
    } | _seen(request, refusals, known)
    return show(request, "groups", context, wrong=request.method == "POST")


def _offer_groups(
    request: StaffRequest, form: GroupForm, engagement: Engagement, known: Involvement | None
) -> None:
    """From its row a group is changed and stays the one it is; to add, those not there yet are offered."""
    if known and "group" in request.GET:
        form.fields["group"].disabled = True
    elif not form.is_bound:
        there = engagement.involvements.values("group")
        cast("ModelChoiceField", form.fields["group"]).queryset = Group.objects.exclude(
            pk__in=there
        ).order_by("pk")


def _number(typed: str) -> int:
    """A key as it was sent; 0, which no row has, where it is none."""
    return int(typed[:18]) if typed.isascii() and typed.isdigit() else 0


def activities(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_write(request, ref)
    tools = tiles_for("engagement.tools", request, engagement=engagement)
    if "remove" in request.POST:
        return _remove_activity(request, engagement)
    form = ActivityForm(request.POST or None, tools=tools)
    refusals = []
    if request.method == "POST" and form.is_valid():
        try:
            use_cases.add_activity(request.person, engagement, at=timezone.now(), **form.cleaned_data)
            return done(request, _("Added."), "engagements:activities", engagement)
        except Refused as refused:
            refusals = beside(form, refused.refusals)
    known = {tool.key: tool for tool in tools}
    rows = [(each, known.get(each.tool)) for each in engagement.activities.order_by("pk")]
    context = {
        "engagement": engagement,
        "activities": [(each, tool, tool.staff_url(each) if tool else "") for each, tool in rows],
        "removable": engagement.state in BEFORE_APPROVAL,
        "form": form,
        "refusals": refusals,
    }
    return show(request, "activities", context, wrong=request.method == "POST")


def _remove_activity(request: StaffRequest, engagement: Engagement) -> HttpResponse:
    activity = get_object_or_404(engagement.activities, pk=_number(request.POST["remove"]))
    try:
        use_cases.remove_activity(request.person, activity, at=timezone.now())
    except Refused as refused:
        context = {"engagement": engagement, "refusals": refused.refusals, "form": None, "activities": []}
        return show(request, "activities", context, wrong=True)
    return done(request, _("Removed."), "engagements:activities", engagement)
