"""A survey as residents meet it: no account, no script, one question a page or all on one."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions.forms import posted
from folkmoot.take_part.contributions.models import Channel, Contribution
from folkmoot.take_part.contributions.refusals import THROTTLED
from folkmoot.take_part.contributions.rules import window, window_refusals
from folkmoot.take_part.contributions.throttle import too_many
from folkmoot.take_part.surveys import drafts, refusals, typed
from folkmoot.take_part.surveys.answers import not_ready
from folkmoot.take_part.surveys.forms import HONEYPOT, AnswerForm, SendForm
from folkmoot.take_part.surveys.kiosk import forgetful, kiosk_of
from folkmoot.take_part.surveys.models import Draft, Version
from folkmoot.take_part.surveys.queries import answer_words, public_version, ward_names
from folkmoot.take_part.surveys.sheet import Asked, Kind, Sheet, sheet_of
from folkmoot.take_part.surveys.use_cases import keep_equality_answers, record_response
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal, Refused
from folkmoot.words.templatetags.words import words

CONFLICT, TOO_MANY = 409, 429
CHECK = "check"
LINK_KEPT_FOR = 2 * 60 * 60  # seconds in which the optional questions can still be answered
_LINK = TimestampSigner(salt="folkmoot.surveys.equality")


def start(request: HttpRequest, slug: str, activity: int) -> HttpResponse:
    """What it is for, what happens to the answers, and how long it takes, before anything is asked."""
    version = _version(slug, activity)
    subject = version.survey.activity
    found = window_refusals(subject, timezone.now())
    context = _context(version) | {
        "closed": found[0] if found else None,
        "window": window(subject),
        "steps": len(sheet_of(version).questions),
        "one_by_one": _question_url(subject, 1),
        "all_at_once": _url("surveys:all", subject),
    }
    return render(request, "surveys/start.html", context)


@never_cache
def question(request: HttpRequest, slug: str, activity: int, number: int) -> HttpResponse:
    """One question on a page."""
    version = _version(slug, activity)
    subject, sheet = version.survey.activity, sheet_of(version)
    asked = sheet.numbered(number)
    if asked is None:
        raise Http404
    draft, page = drafts.draft_of(request, subject), f"question {number}"
    answers = dict(draft.answers) if draft else {}
    sent = typed.on(request, draft, page)
    form = _fit_for(request, AnswerForm([asked], sent, answers=answers, page_heading=True))
    late = window_refusals(subject, timezone.now())
    slowed = drafts.too_many_begun(request, draft)
    if request.method == "POST" and not slowed:
        if form.is_valid() and not late:
            answers.pop(asked.key, None)
            answers |= form.answers
            others = typed.without(draft, page)
            kept = drafts.keep(draft, version, answers, typed=others, at=timezone.now())
            there = _next_url(subject, sheet, asked, answers, changing=bool(request.GET.get("change")))
            return drafts.remember(redirect(there), subject, kept.pk)
        if again := typed.shown_again(request, version, draft, page, form, at=timezone.now()):
            return again
    if late:
        return _too_late(request, version, late, form, answers)
    context = _context(version) | {
        "form": form,
        "asked": asked,
        "back": _back_url(subject, sheet, asked, answers, changing=bool(request.GET.get("change"))),
        "started_afresh": number > 1 and draft is None,
    }
    return _page(request, "surveys/question.html", context, slowed=slowed)


@never_cache
def every_question(request: HttpRequest, slug: str, activity: int) -> HttpResponse:
    """All questions on one page."""
    version = _version(slug, activity)
    subject, sheet = version.survey.activity, sheet_of(version)
    draft, page = drafts.draft_of(request, subject), "all"
    answers = dict(draft.answers) if draft else {}
    sent = typed.on(request, draft, page)
    form = _fit_for(request, _told_apart(AnswerForm(_asked(sheet, sent), sent, answers=answers), sheet))
    late = window_refusals(subject, timezone.now())
    slowed = drafts.too_many_begun(request, draft)
    if request.method == "POST" and not slowed:
        if form.is_valid() and not late:
            kept = drafts.keep(draft, version, form.answers, at=timezone.now())
            return drafts.remember(redirect(_url("surveys:check", subject) + "?all=1"), subject, kept.pk)
        if again := typed.shown_again(request, version, draft, page, form, at=timezone.now()):
            return again
    if late:
        return _too_late(request, version, late, form, answers)
    context = _context(version) | {
        "form": form,
        "jumps": _jumps(sheet),
        "any_required": any(each.required for each in sheet.questions),
    }
    return _page(request, "surveys/all.html", context, slowed=slowed)


def _page(request: HttpRequest, template: str, context: dict[str, Any], *, slowed: bool) -> HttpResponse:
    """The page with its form; where too many forms were begun from this address, it says so as well."""
    if not slowed:
        return render(request, template, context)
    slow_down = {"refusals": [refusals.TOO_MANY_BEGUN()], "slowed": True}
    return render(request, template, context | slow_down, status=TOO_MANY)


@never_cache
def check(request: HttpRequest, slug: str, activity: int) -> HttpResponse:
    """The answers once more, each with a link to change it; then sending."""
    version = _version(slug, activity)
    subject = version.survey.activity
    draft = drafts.draft_of(request, subject)
    if draft is None:  # only now, because another request may send it between two looks
        if sent := drafts.sent_by(request, subject):
            return drafts.remember(redirect(_received_url(request, sent)), subject, sent.pk)
        return _lost(request, version)
    form = _fit_for(request, SendForm(typed.on(request, draft, CHECK)))
    if request.method == "POST" and too_many(request, "send"):
        return _too_late(request, version, [THROTTLED()], None, draft.answers, status=TOO_MANY)
    if late := window_refusals(subject, timezone.now()):
        again = _again(request, draft, version, form) if request.method == "POST" else None
        return again or _too_late(request, version, late, None, draft.answers)
    if request.method == "POST":
        return _send(request, draft, version, form)
    found = not_ready(sheet_of(version), draft.answers) if form.is_bound else []
    return _checking(request, version, draft, form, found)


def _send(request: HttpRequest, draft: Draft, version: Version, form: SendForm) -> HttpResponse:
    if not form.is_valid():
        return _again(request, draft, version, form) or _checking(request, version, draft, form)
    try:
        sent = _sent(request, draft, version, form)
    except Refused as refused:
        if any(each.reason is refusals.DRAFT_LOST for each in refused):
            return _lost(request, version)
        again = _again(request, draft, version, form) if not_ready(sheet_of(version), draft.answers) else None
        return again or _checking(request, version, draft, form, refused.refusals)
    subject, there = version.survey.activity, _received_url(request, sent)
    if sheet_of(version).equality:
        there = f"{_url('surveys:about_you', subject)}?link={_LINK.sign(draft.equality_link.hex)}"
    return drafts.remember(drafts.forget_own(redirect(there), subject), subject, sent.pk)


def _sent(request: HttpRequest, draft: Draft, version: Version, form: SendForm) -> Contribution:
    return record_response(
        None,
        version,
        answers=draft.answers,
        at=timezone.now(),
        channel=Channel.KIOSK if kiosk_of(request) else Channel.ONLINE,
        draft=draft.pk,
        language=get_language() or "en",
        notify_email=form.cleaned_data["email"],
        state=Contribution.State.HELD if form.by_machine else Contribution.State.COUNTED,
    )


def _again(request: HttpRequest, draft: Draft, version: Version, form: SendForm) -> HttpResponse | None:
    return typed.shown_again(request, version, draft, CHECK, form, at=timezone.now())


@never_cache
def about_you(request: HttpRequest, slug: str, activity: int) -> HttpResponse:
    """Optional equality questions, after sending and before the confirmation. They are kept under a random
    link: nothing leads from them to the answers (X-03)."""
    version = _version(slug, activity)
    subject, sheet = version.survey.activity, sheet_of(version)
    sent = drafts.sent_by(request, subject)
    if sent is None:
        return redirect(_url("surveys:start", subject))
    link = _link_in(request.POST.get("link") or request.GET.get("link", ""))
    form = AnswerForm(list(sheet.equality), posted(request), required=False)
    if link is None or not sheet.equality:
        return redirect(_received_url(request, sent))
    if request.method == "POST" and form.is_valid():
        keep_equality_answers(version, form.answers, link=_kept_as(link))
        return redirect(_received_url(request, sent))
    context = _context(version) | {
        "form": form,
        "link": _LINK.sign(link.hex),
        "sent": sent,
        "received_url": _received_url(request, sent),
    }
    return render(request, "surveys/about_you.html", context)


def _received_url(request: HttpRequest, sent: Contribution) -> str:
    """Where the code is shown. On a kiosk at an address that opens nothing once the kiosk is cleared."""
    if kiosk_of(request):
        return _url("surveys:kiosk_receipt", sent.activity)
    return reverse("contributions:received", args=[sent.pk])


def _fit_for(request: HttpRequest, form: Any) -> Any:
    return forgetful(form) if kiosk_of(request) else form


def _version(slug: str, activity: int) -> Version:
    version = public_version(slug, activity)
    if version is None:
        raise Http404
    return version


def _context(version: Version) -> dict[str, Any]:
    activity = version.survey.activity
    return {
        "survey": version.survey,
        "activity": activity,
        "engagement": activity.engagement,
        "start_url": _url("surveys:start", activity),
        "engagement_url": reverse("engagements:page", args=[activity.engagement.slug]),
        "honeypot": HONEYPOT,
    }


def _url(name: str, activity: Activity, *more: Any) -> str:
    return reverse(name, args=[activity.engagement.slug, activity.pk, *more])


def _question_url(activity: Activity, number: int) -> str:
    return _url("surveys:question", activity, number)


def _next_url(
    activity: Activity, sheet: Sheet, asked: Asked, answers: dict[str, Any], *, changing: bool
) -> str:
    """The next question on the path. After a change only what that change has left unanswered."""
    if changing:
        missing = [each for each in sheet.path(answers) if each.required and each.key not in answers]
        if not missing:
            return _url("surveys:check", activity)
        return _question_url(activity, missing[0].number) + "?change=1"
    following = sheet.after(asked, answers)
    return _question_url(activity, following.number) if following else _url("surveys:check", activity)


def _back_url(
    activity: Activity, sheet: Sheet, asked: Asked, answers: dict[str, Any], *, changing: bool
) -> str:
    if changing:
        return _url("surveys:check", activity)
    earlier = sheet.before(asked, answers)
    return _question_url(activity, earlier.number) if earlier else _url("surveys:start", activity)


def _asked(sheet: Sheet, sent: typed.Sent | None) -> list[Asked]:
    """On one page every question is shown; once sent, those that the answers skip are not compulsory."""
    if sent is None or not sheet.branches:
        return list(sheet.questions)
    given = {key: sent.getlist(key) for key in sheet.by_key}
    on_path = {each.key for each in sheet.path(given)}
    return [_skippable(each, each.key in on_path) for each in sheet.questions]


def _told_apart(form: AnswerForm, sheet: Sheet) -> AnswerForm:
    """Each question with its number, since jumps name it, and those that can be left empty among others."""
    some = any(each.required for each in sheet.questions)
    for each in sheet.questions:
        optional = f" {_('(optional)')}" if some and not each.required else ""
        form.fields[each.key].label = format_html("{}. {}{}", each.number, words(each.text), optional)
    return form


def _skippable(asked: Asked, on_path: bool) -> Asked:
    return asked if on_path else replace(asked, required=False)


def _jumps(sheet: Sheet) -> list[dict[str, Any]]:
    """The routes as sentences for a page without script: after this answer, go to that question."""
    return [
        {"number": each.number, "answer": option.text, "to": sheet.by_key[option.goto].number}
        for each in sheet.questions
        for option in each.options
        if option.goto
    ]


def _checking(
    request: HttpRequest,
    version: Version,
    draft: Draft,
    form: SendForm,
    found: list[Refusal] | None = None,
) -> HttpResponse:
    activity = version.survey.activity
    context = _context(version) | {
        "form": form,
        "refusals": [_mended(each, version) for each in found or []],
        "rows": list(_rows(version, draft.answers, request.GET.get("all") == "1")),
        "token": drafts.token_of(draft.pk),
        "equality": bool(sheet_of(version).equality),
        "back": _url("surveys:all", activity) if request.GET.get("all") == "1" else _last_url(version, draft),
    }
    return render(request, "surveys/check.html", context, status=CONFLICT if found else 200)


def _mended(refusal: Refusal, version: Version) -> Refusal:
    """A refusal about one answer leads back to its question."""
    asked = sheet_of(version).by_key.get(refusal.field)
    if asked is None:
        return refusal
    there = _question_url(version.survey.activity, asked.number) + "?change=1"
    return replace(refusal, fix=there, field="")


def _last_url(version: Version, draft: Draft) -> str:
    path = sheet_of(version).path(draft.answers)
    activity = version.survey.activity
    return _question_url(activity, path[-1].number) if path else _url("surveys:start", activity)


def _rows(version: Version, answers: dict[str, Any], on_one_page: bool) -> Any:
    """Question, answer and where to change it, along the path the answers lead."""
    activity, sheet = version.survey.activity, sheet_of(version)
    path = sheet.path(answers)
    wards = ward_names(
        answers[each.key] for each in path if each.kind == Kind.POSTCODE and each.key in answers
    )
    for each in path:
        said = (
            answer_words(each, answers[each.key], get_language() or "en", wards)
            if each.key in answers
            else ""
        )
        change = _question_url(activity, each.number) + "?change=1"
        if on_one_page:
            change = f"{_url('surveys:all', activity)}#id_{each.key}"
        yield {"asked": each, "said": said, "change": change}


def _too_late(
    request: HttpRequest,
    version: Version,
    found: list[Refusal],
    form: AnswerForm | None,
    answers: dict[str, Any],
    *,
    status: int = CONFLICT,
) -> HttpResponse:
    """Not sent: why, and every word typed so far, to copy."""
    kept: dict[str, tuple[Bilingual, str]] = {
        row["asked"].key: (row["asked"].text, row["said"])
        for row in _rows(version, answers, False)
        if row["said"]
    }
    if form is not None and form.is_bound:
        kept |= form.typed()
    context = _context(version) | {"refusals": found, "kept": list(kept.values())}
    return render(request, "surveys/not_sent.html", context, status=status)


def _lost(request: HttpRequest, version: Version) -> HttpResponse:
    context = _context(version) | {"refusals": [refusals.DRAFT_LOST()], "kept": []}
    return render(request, "surveys/not_sent.html", context, status=CONFLICT)


def _kept_as(link: uuid.UUID) -> uuid.UUID:
    """What is kept of a link. It stands in an address, and so in the log of a page server, beside the visit
    that sent the answers: whoever has the log must not find the row (X-03)."""
    return uuid.UUID(salted_hmac("folkmoot.surveys.equality", link.hex, algorithm="sha256").hexdigest()[:32])


def _link_in(signed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(_LINK.unsign(signed, max_age=LINK_KEPT_FOR))
    except (BadSignature, ValueError):
        return None
