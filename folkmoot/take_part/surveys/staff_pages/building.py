"""Building a survey: one question at a time, seen as residents will see it, then put in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.design.forms import beside
from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions.forms import posted
from folkmoot.take_part.contributions.rules import HANDLERS, may_handle
from folkmoot.take_part.surveys import use_cases
from folkmoot.take_part.surveys.forms import (
    KIND_NAMES,
    AnswerForm,
    BankForm,
    QuestionForm,
    SurveyForm,
    initial_of,
)
from folkmoot.take_part.surveys.models import Survey, Version
from folkmoot.take_part.surveys.queries import activities_of, version_in_use, version_to_edit
from folkmoot.take_part.surveys.sheet import Asked, Choice, Sheet, as_facts, sheet_of
from folkmoot.words.refusals import Refused


def _by_button(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only a button does this. Whoever comes otherwise, say by the other language after a refusal, sees the
    questions."""

    @wraps(view)
    def answered(request: StaffRequest, activity: int, **named: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("surveys:build", activity)
        return view(request, activity, **named)

    return answered


def build(request: StaffRequest, activity: int) -> HttpResponse:
    """The questions in order, with what each one needs, and the step of putting them in use."""
    subject = activity_or_404(request, activity)
    return _show(request, subject)


def introduction(request: StaffRequest, activity: int) -> HttpResponse:
    """What is said before the first question."""
    subject = _editable_or_404(request, activity)
    survey = Survey.objects.filter(activity=subject).first() or Survey(activity=subject)
    form = SurveyForm(posted(request), initial={"intro": survey.intro, "one_page": survey.one_page})
    if request.method == "POST" and form.is_valid():
        use_cases.change_survey(_person(request), subject, **form.cleaned_data, at=timezone.now())
        return redirect("surveys:build", activity)
    return render(request, "surveys/introduction.html", {"form": form, "activity": subject})


def question(request: StaffRequest, activity: int, key: str = "") -> HttpResponse:
    """Write one question; without a key, a new one."""
    subject = _editable_or_404(request, activity)
    version = version_to_edit(subject)
    sheet = sheet_of(version) if version else Sheet(0, ())
    asked = sheet.by_key.get(key)
    if key and asked is None:
        raise Http404
    later = [each for each in sheet.questions if asked is None or each.number > asked.number]
    form = QuestionForm(
        posted(request),
        later=later if asked else [],
        initial=initial_of(asked) if asked else {"kind": "text"},
    )
    if request.method == "POST" and form.is_valid():
        return _put(request, subject, version, form, asked)
    return render(request, "surveys/edit_question.html", _about_question(subject, form, asked, version))


def _put(
    request: StaffRequest,
    activity: Activity,
    version: Version | None,
    form: QuestionForm,
    asked: Asked | None,
) -> HttpResponse:
    facts = form.facts(asked)
    person, at = _person(request), timezone.now()
    try:
        if version is None:
            use_cases.build_survey(person, activity, questions=[facts], at=at)
        else:
            with transaction.atomic():
                new = _unfrozen(person, version)
                use_cases.put_question(person, new, facts, key=asked.key if asked else "", at=at)
    except Refused as refused:
        left = beside(form, refused.refusals)
        context = _about_question(activity, form, asked, version) | {"refusals": left}
        return render(request, "surveys/edit_question.html", context, status=409)
    messages.success(request, _("Question saved."))
    return redirect("surveys:build", activity.pk)


def _unfrozen(person: Person, version: Version) -> Version:
    """Words in use never change: an edit after opening goes into a new version (planted fault 9). Called in
    the transaction of the edit, so that one that is refused leaves no version behind."""
    if version.frozen_at is None:
        return version
    return use_cases.new_version(person, version.survey, at=timezone.now())


def _about_question(
    activity: Activity, form: QuestionForm, asked: Asked | None, version: Version | None
) -> dict[str, Any]:
    in_use = version is not None and version.frozen_at is not None
    return {"activity": activity, "form": form, "asked": asked, "in_use": in_use}


@_by_button
def move(request: StaffRequest, activity: int, key: str) -> HttpResponse:
    by = -1 if request.POST.get("way") == "up" else 1
    return _change(
        request,
        activity,
        lambda person, version, at: use_cases.move_question(person, version, key, by=by, at=at),
    )


@_by_button
def drop(request: StaffRequest, activity: int, key: str) -> HttpResponse:
    return _change(
        request, activity, lambda person, version, at: use_cases.drop_question(person, version, key, at=at)
    )


@_by_button
def freeze(request: StaffRequest, activity: int) -> HttpResponse:
    """Put the questions in use."""
    subject = _editable_or_404(request, activity)
    version = version_to_edit(subject)
    if version is None:
        raise Http404
    try:
        use_cases.freeze_version(_person(request), version, at=timezone.now())
    except Refused as refused:
        return _show(request, subject, refused)
    messages.success(request, _("These questions are in use now. Their words can no longer change."))
    return redirect("surveys:build", activity)


@_by_button
def start_version(request: StaffRequest, activity: int) -> HttpResponse:
    """Begin the next version, as a copy of the one in use."""
    subject = _editable_or_404(request, activity)
    version = version_to_edit(subject)
    if version is None:
        raise Http404
    use_cases.new_version(_person(request), version.survey, at=timezone.now())
    return redirect("surveys:build", activity)


def equality(request: StaffRequest, activity: int) -> HttpResponse:
    """Choose equality questions from the bank."""
    subject = _editable_or_404(request, activity)
    version = version_to_edit(subject)
    sheet = sheet_of(version) if version else Sheet(0, ())
    initial = {"keys": [each.key for each in sheet.equality]}
    form = BankForm(posted(request), nation=profile().nation, initial=initial)
    found = []
    if request.method == "POST" and form.is_valid():
        chosen = [{"bank": key} for key in form.cleaned_data["keys"]]
        kept = [facts for facts in as_facts(sheet) if not facts["equality"]]
        try:
            use_cases.build_survey(_person(request), subject, questions=[*kept, *chosen], at=timezone.now())
        except Refused as refused:
            found = refused.refusals
        else:
            return redirect("surveys:build", activity)
    context = {"form": form, "activity": subject, "refusals": found}
    return render(request, "surveys/equality.html", context)


def preview(request: StaffRequest, activity: int) -> HttpResponse:
    """The questions as residents will see them. Nothing can be sent from here."""
    subject = activity_or_404(request, activity)
    version = version_to_edit(subject)
    if version is None:
        raise Http404
    sheet = sheet_of(version)
    context = {
        "activity": subject,
        "engagement": subject.engagement,
        "version": version,
        "form": AnswerForm(list(sheet.questions)),
        "equality_form": AnswerForm(list(sheet.equality)),
    }
    return render(request, "surveys/preview.html", context)


def paper_form(request: StaffRequest, activity: int) -> HttpResponse:
    """The questions to print, with the address to return them to and the code of the engagement."""
    subject = activity_or_404(request, activity)
    version = version_in_use(subject) or version_to_edit(subject)
    if version is None:
        raise Http404
    sheet = sheet_of(version)
    context = {
        "activity": subject,
        "engagement": subject.engagement,
        "version": version,
        "questions": [(each, _printed(each, sheet)) for each in sheet.questions],
        "equality": [(each, _printed(each, sheet)) for each in sheet.equality],
        "lines": range(6),
    }
    return render(request, "surveys/print.html", context)


def _printed(asked: Asked, sheet: Sheet) -> list[tuple[Choice, int]]:
    """The options with the number of the question each one leads to; 0 for the next. What details an option
    follows it."""
    in_order = [each for step, details in asked.steps for each in (step, *details)]
    return [(each, sheet.by_key[each.goto].number if each.goto else 0) for each in in_order]


def activity_or_404(request: StaffRequest, activity: int, *roles: str) -> Activity:
    found = activities_of(_person(request), roles) if roles else activities_of(_person(request))
    subject = found.filter(pk=activity).first()
    if subject is None:
        raise Http404
    return subject


def _editable_or_404(request: StaffRequest, activity: int) -> Activity:
    return activity_or_404(request, activity, *HANDLERS)


def _person(request: StaffRequest) -> Person:
    return request.person


def _change(
    request: StaffRequest, activity: int, verb: Callable[[Person, Version, Any], Any]
) -> HttpResponse:
    subject = _editable_or_404(request, activity)
    version = version_to_edit(subject)
    if version is None:
        raise Http404
    person, at = _person(request), timezone.now()
    try:
        with transaction.atomic():
            verb(person, _unfrozen(person, version), at)
    except Refused as refused:
        return _show(request, subject, refused)
    return redirect("surveys:build", activity)


def _show(request: StaffRequest, activity: Activity, refused: Refused | None = None) -> HttpResponse:
    version = version_to_edit(activity)
    sheet = sheet_of(version) if version else Sheet(0, ())
    context = {
        "activity": activity,
        "engagement": activity.engagement,
        "version": version,
        "in_use": version_in_use(activity),
        "rows": [(each, KIND_NAMES[each.kind]) for each in sheet.questions],
        "equality": sheet.equality,
        "last": len(sheet.questions),
        "may_handle": may_handle(_person(request), activity.engagement),
        "refusals": refused.refusals if refused else [],
        "public_url": activity.engagement.state not in ("idea", "planned", "withdrawn"),
    }
    return render(request, "surveys/build.html", context, status=409 if refused else 200)
