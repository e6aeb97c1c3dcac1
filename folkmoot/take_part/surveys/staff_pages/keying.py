"""Keying forms, calls and sheets from meetings in the order of the paper: a part on a page, or all on one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.design.forms import Form, beside, names_in
from folkmoot.foundation.council.queries import LOCAL_TIME
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions.forms import posted
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.rules import HANDLERS, keying_refusals, window
from folkmoot.take_part.contributions.use_cases import KEYED, Envelope, why_not
from folkmoot.take_part.surveys.forms import AnswerForm, PaperForm
from folkmoot.take_part.surveys.models import Version
from folkmoot.take_part.surveys.queries import version_in_use
from folkmoot.take_part.surveys.sheet import Asked, Sheet, sheet_of
from folkmoot.take_part.surveys.staff_pages.building import activity_or_404
from folkmoot.take_part.surveys.use_cases import record_paper_response
from folkmoot.words.refusals import Refusal, Refused

LATEST = 10
QUESTIONS_A_PART = 4
_WHOLE = "key_whole_forms"  # in the session: how this person keys


@dataclass(frozen=True)
class Part:
    """What is keyed on one page: the facts of the form, some questions, or some of those about the person."""

    form: Form
    title: str
    about: bool = False


def key(request: StaffRequest, activity: int) -> HttpResponse:
    """One form after another: "Save and key next" keeps the channel and the date. What was keyed on one
    part goes with the others as it is, until all of it is saved."""
    subject = activity_or_404(request, activity, *HANDLERS)
    version = version_in_use(subject)
    if version is None:
        return redirect("surveys:build", activity)
    parts = _parts(request, sheet_of(version))
    at = _part_sent(request, len(parts))
    if request.method != "POST":
        return _show(request, subject, parts, _whole(request, 0), keying_refusals(subject, timezone.now()))
    if at is not None and "back" in request.POST:
        return _show(request, subject, parts, max(0, at - 1))
    if at is not None and "onward" in request.POST:
        return _onward(request, subject, parts, at)
    return _save(request, subject, version, parts, at)


def _onward(request: StaffRequest, activity: Activity, parts: list[Part], at: int) -> HttpResponse:
    """The next part, once what was keyed on this one can stand: a date or a number that cannot be kept is
    said where it is typed, before anybody keys the rest."""
    if not parts[at].form.is_valid():
        return _show(request, activity, parts, at)
    if at == 0 and (found := _why_not(request, activity, parts)):
        return _show(request, activity, parts, 0, found)
    return _show(request, activity, parts, min(at + 1, len(parts) - 1))


def _why_not(request: StaffRequest, activity: Activity, parts: list[Part]) -> list[Refusal]:
    """What speaks against a form whatever is answered on it: its date, its number, the time that is left."""
    told = _told(parts, activity)
    at = told.pop("at")
    return why_not(request.person, activity, [Envelope(entered_by=request.person, **told)], at=at)


def _parts(request: StaffRequest, sheet: Sheet) -> list[Part]:
    envelope = PaperForm(posted(request), initial=_kept_from_last(request))
    asked = list(_in_parts(sheet.questions))
    about = list(_in_parts(sheet.equality))
    return [
        Part(envelope, _("The form")),
        *(Part(_answers(request, some), _numbered(some)) for some in asked),
        *(Part(_answers(request, some), _("About the person"), about=True) for some in about),
    ]


def _in_parts(questions: tuple[Asked, ...]) -> Iterator[list[Asked]]:
    """Some questions to a page, as evenly as they go."""
    pages = -(-len(questions) // QUESTIONS_A_PART)
    size = -(-len(questions) // pages) if pages else 1
    for start in range(0, len(questions), size):
        yield list(questions[start : start + size])


def _answers(request: StaffRequest, questions: list[Asked]) -> AnswerForm:
    return AnswerForm(questions, posted(request), required=False)


def _numbered(some: list[Asked]) -> str:
    if len(some) == 1:
        return _("Question %(n)d") % {"n": some[0].number}
    return _("Questions %(first)d to %(last)d") % {"first": some[0].number, "last": some[-1].number}


def _whole(request: StaffRequest, at: int | None) -> int | None:
    """The part to begin with, or None for somebody who keys whole forms: that choice is kept."""
    if "whole" in request.GET:
        request.session[_WHOLE] = request.GET["whole"] == "1"
    return None if request.session.get(_WHOLE) else at


def _part_sent(request: StaffRequest, parts: int) -> int | None:
    """The number of the part that was sent; None where it was the whole form."""
    sent = request.POST.get("part", "")
    return min(int(sent), parts - 1) if sent.isascii() and sent.isdigit() and len(sent) < 4 else None


def _save(
    request: StaffRequest, activity: Activity, version: Version, parts: list[Part], at: int | None
) -> HttpResponse:
    wrong = [number for number, part in enumerate(parts) if not part.form.is_valid()]
    if wrong:
        return _show(request, activity, parts, at if at is None else wrong[0])
    try:
        kept = _record(request, version, parts)
    except Refused as refused:
        about_the_form = any(each.field in parts[0].form.fields for each in refused)
        at = 0 if at is not None and about_the_form else at
        return _show(request, activity, parts, at, refused.refusals)
    return _on(request, activity, kept, parts[0].form)


def _show(
    request: StaffRequest,
    activity: Activity,
    parts: list[Part],
    at: int | None,
    found: list[Refusal] | None = None,
) -> HttpResponse:
    shown = parts if at is None else [parts[at]]
    context = {
        "activity": activity,
        "engagement": activity.engagement,
        "shown": shown,
        "at": at,
        "number": (at or 0) + 1,
        "parts": len(parts),
        "last": at is None or at == len(parts) - 1,
        "carried": list(_carried(request, parts, shown)),
        "form": _all_errors(shown),
        "refusals": beside(parts[0].form, found or []),
        "latest": _latest(activity) if not at else [],
    }
    _begin_at(shown[0].form, begun=bool(_kept_from_last(request)))
    status = 409 if found and request.method == "POST" else 200
    return render(request, "surveys/key.html", context, status=status)


def _carried(request: StaffRequest, parts: list[Part], shown: list[Part]) -> Iterator[tuple[str, str]]:
    """What was keyed on the parts that are not shown, to be sent along."""
    for part in parts:
        if part not in shown:
            for name in names_in(part.form):
                yield from ((name, typed) for typed in request.POST.getlist(name) if typed)


def _begin_at(form: Form, *, begun: bool) -> None:
    """Put the cursor past what stays from the form before."""
    if begun and not form.is_bound:
        form.fields["paper_ref"].widget.attrs["autofocus"] = True


def _record(request: StaffRequest, version: Version, parts: list[Part]) -> Contribution:
    said: dict[bool, dict[str, Any]] = {True: {}, False: {}}
    for part in parts[1:]:
        said[part.about] |= part.form.answers  # type: ignore[attr-defined]
    return record_paper_response(
        request.person,
        version,
        answers=said[False],
        equality=said[True],
        language=parts[0].form.cleaned_data["language"],
        **_told(parts, version.survey.activity),
    )


def _told(parts: list[Part], activity: Activity) -> dict[str, Any]:
    """What the first part says of the form, as the verbs take it."""
    told, at = parts[0].form.cleaned_data, timezone.now()
    facts = {"channel": told["channel"], "paper_ref": told["paper_ref"].strip(), "at": at}
    return facts | {"submitted_at": _moment(told["submitted_on"], activity, at)}


def _moment(day: dt.date, activity: Activity, now: dt.datetime) -> dt.datetime:
    """A paper form has a day and no hour: noon, or on the day of opening, of closing and today the nearest
    moment that can be."""
    noon = dt.datetime.combine(day, dt.time(12), LOCAL_TIME)
    opens, closes = window(activity)
    latest = min(each for each in (noon, closes, now) if each and _on_day(each, day))
    return max(latest, opens) if opens and _on_day(opens, day) else latest


def _on_day(moment: dt.datetime, day: dt.date) -> bool:
    return moment.astimezone(LOCAL_TIME).date() == day


def _on(request: StaffRequest, activity: Activity, kept: Contribution, envelope: Form) -> HttpResponse:
    messages.success(request, _("Saved. The code of this answer is %(code)s.") % {"code": kept.receipt})
    if "done" in request.POST:
        return redirect("contributions:arriving", activity.engagement.ref)
    told = envelope.cleaned_data
    there = reverse("surveys:key", args=[activity.pk])
    return redirect(
        f"{there}?channel={told['channel']}&on={told['submitted_on']}&language={told['language']}"
    )


def _kept_from_last(request: StaffRequest) -> dict[str, str]:
    """What stays from the form before: a pile of paper has mostly one channel and one date."""
    kept = {}
    if request.GET.get("channel") in KEYED:
        kept["channel"] = request.GET["channel"]
    if request.GET.get("language") in ("en", "cy"):
        kept["language"] = request.GET["language"]
    if on := request.GET.get("on"):
        kept["submitted_on"] = on
    return kept


def _all_errors(parts: list[Part]) -> Form:
    """The first form that has something wrong, for the summary at the top."""
    forms = [part.form for part in parts]
    return next((form for form in forms if form.is_bound and form.errors), forms[0])


def _latest(activity: Activity) -> list[Contribution]:
    keyed = Contribution.objects.filter(activity=activity, channel__in=KEYED)
    return list(keyed.select_related("entered_by").order_by("-received_at")[:LATEST])
