"""The coding desk: a list of answers with boxes for themes, or one answer at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from folkmoot.design.forms import beside
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.listen.evidence import answers, queries, refusals, use_cases
from folkmoot.listen.evidence.access import own_engagement, read_and_write
from folkmoot.listen.evidence.answers import Answer, Found, Wanted
from folkmoot.listen.evidence.forms import PartForm
from folkmoot.listen.evidence.models import Coding, Snapshot, Theme
from folkmoot.listen.evidence.use_cases import Judgement
from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused

LANGUAGES = (("", ""), ("en", "English"), ("cy", "Cymraeg"))
BIGGEST = 2**31 - 1
AT_ONCE = 10  # people on one page of the desk


@read_and_write
def coding(request: StaffRequest, ref: str) -> HttpResponse:
    """Answers one after another; without a snapshot, what to do first."""
    engagement = own_engagement(request, ref)
    snapshot = queries.latest_snapshot(engagement)
    if snapshot is None:
        missing = [refusals.NOT_FROZEN(fix=reverse("evidence:freeze", args=[ref]))]
        return render(request, "evidence/coding.html", {"engagement": engagement, "missing": missing})
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return _save(request, engagement, snapshot)
        except Refused as refused:
            context["refusals"] = refused.refusals
    context |= _desk(request, engagement, snapshot)
    return render(request, "evidence/coding.html", context)


def _desk(request: StaffRequest, engagement: Engagement, snapshot: Snapshot) -> dict[str, Any]:
    wanted = _wanted(request)
    found = answers.find(engagement, snapshot, wanted, request.person)
    themes = answers.themes_to_choose(engagement)
    return {
        "engagement": engagement,
        "snapshot": snapshot,
        "wanted": wanted,
        "one": wanted.many == 1,
        "found": found,
        "shown": _shown(found, request.POST, one=wanted.many == 1),
        "progress": queries.progress(engagement),
        "themes": themes,
        "questions": [("", gettext("Any question")), *answers.questions(engagement, snapshot)],
        "languages": [("", gettext("Any language")), *LANGUAGES[1:]],
        "theme_filter": [("", gettext("Any theme")), *themes],
        "query": _query(wanted),
        "next": _query(wanted, after=None),
    }


@dataclass(frozen=True)
class Shown:
    """An answer on the desk with its boxes: as they are kept, or as they were sent when that was refused."""

    answer: Answer
    ticked: set[int]
    new: str
    unfolded: bool


def _shown(found: Found, typed: QueryDict, *, one: bool) -> list[Shown]:
    sent = set(typed.getlist("answer"))
    return [
        Shown(each, *_left(each.key, typed), unfolded=True)
        if each.key in sent
        else Shown(each, each.mine, "", unfolded=one or not each.codings)
        for each in found.answers
    ]


def _left(key: str, typed: QueryDict) -> tuple[set[int], str]:
    """The themes ticked and the theme named for one answer, as they were sent."""
    ticked = {number for each in typed.getlist(f"themes-{key}") if (number := _number(each))}
    return ticked, typed.get(f"new-{key}", "")


def _wanted(request: StaffRequest) -> Wanted:
    asked = request.GET
    return Wanted(
        words=asked.get("words", "").replace("\x00", "").strip()[:200],
        theme=_number(asked.get("theme")),
        question=asked.get("question", "").replace("\x00", "")[:60],
        language=asked.get("language", "") if asked.get("language") in ("en", "cy") else "",
        uncoded=asked.get("uncoded") == "yes",
        after=_number(asked.get("after")) or 0,
        many=1 if asked.get("show") == "1" else AT_ONCE,
    )


def _number(typed: str | None) -> int | None:
    if typed and typed.isascii() and typed.isdigit() and len(typed) <= 10:
        return min(int(typed), BIGGEST)
    return None


def _query(wanted: Wanted, after: int | None = 0) -> str:
    """The search as an address, so that saving comes back to the same place; without `after`, the start."""
    facts = {
        "words": wanted.words,
        "theme": wanted.theme or "",
        "question": wanted.question,
        "language": wanted.language,
        "uncoded": "yes" if wanted.uncoded else "",
        "show": "1" if wanted.many == 1 else "",
        "after": wanted.after if after is not None else "",
    }
    return urlencode({name: fact for name, fact in facts.items() if fact})


def _save(request: StaffRequest, engagement: Engagement, snapshot: Snapshot) -> HttpResponse:
    """All that was ticked and named, or nothing of it."""
    with transaction.atomic():
        added, taken_back = use_cases.judge_answers(
            request.person,
            engagement,
            judgements=_judgements(request, engagement, snapshot),
            at=timezone.now(),
        )
    facts = {"added": added, "removed": taken_back}
    messages.success(request, gettext("Saved. Codings added: %(added)s. Taken back: %(removed)s.") % facts)
    query = request.GET.copy()
    if request.POST.get("then") == "next" and (after := _number(request.POST.get("after"))):
        query["after"] = str(after)
    return redirect(f"{reverse('evidence:coding', args=[engagement.ref])}?{query.urlencode()}")


def _judgements(request: StaffRequest, engagement: Engagement, snapshot: Snapshot) -> list[Judgement]:
    chosen = {str(theme.pk): theme for theme in engagement.themes.filter(merged_into=None)}
    judgements = []
    for key in request.POST.getlist("answer")[:50]:
        answer = _answer(snapshot, key, request.person)
        themes = [chosen[each] for each in request.POST.getlist(f"themes-{key}") if each in chosen]
        if new := request.POST.get(f"new-{key}", "").replace("\x00", "").strip()[:150]:
            themes.append(_theme_called(new, request, engagement))
        judgements.append(Judgement(answer.contribution, answer.said.source, tuple(themes)))
    return judgements


def _theme_called(name: str, request: StaffRequest, engagement: Engagement) -> Theme:
    """The theme of that name, or a new one, named in the language of the page."""
    for theme in engagement.themes.filter(merged_into=None):
        if name.casefold() in {words.casefold() for words in theme.name.as_dict().values()}:
            return theme
    words = Bilingual(cy=name) if get_language() == "cy" else Bilingual(en=name)
    return use_cases.name_theme(request.person, engagement, name=words, at=timezone.now())


def _answer(snapshot: Snapshot, key: str, person: Any) -> Answer:
    contribution, _bar, source = key.replace("\x00", "").partition("|")
    try:
        found = answers.one_answer(snapshot, UUID(contribution), source, person)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


@read_and_write
def answer(request: StaffRequest, ref: str, contribution: UUID) -> HttpResponse:
    """One answer by itself: code a part of it, and take codings back."""
    engagement = own_engagement(request, ref)
    snapshot = queries.latest_snapshot(engagement)
    if snapshot is None:
        raise Http404
    person = request.person
    found = _answer(snapshot, f"{contribution}|{request.GET.get('source', '')}", person)
    form = PartForm(engagement)
    context: dict[str, Any] = {}
    if request.method == "POST":
        taking_back = request.POST.get("what") == "take-back"
        form = form if taking_back else PartForm(engagement, request.POST)
        try:
            if taking_back or form.is_valid():
                return _change_answer(request, engagement, found, form)
        except Refused as refused:
            context["refusals"] = beside(form, refused.refusals)
    context |= {"engagement": engagement, "answer": found, "part": form, "form": form}
    return render(request, "evidence/answer.html", context)


def _change_answer(
    request: StaffRequest, engagement: Engagement, found: Answer, form: PartForm
) -> HttpResponse:
    person, at = request.person, timezone.now()
    if request.POST.get("what") == "take-back":
        mine = Coding.objects.filter(passage__contribution=found.contribution, theme__engagement=engagement)
        coding = get_object_or_404(mine, pk=_number(request.POST.get("coding")) or 0)
        use_cases.uncode(person, coding, at=at)
        messages.success(request, gettext("The coding is taken back."))
    else:
        _code_part(request, found, form.cleaned_data["part"], form.cleaned_data["themes"])
        messages.success(request, gettext("The part is coded."))
    return redirect(request.get_full_path())


def _code_part(request: StaffRequest, found: Answer, part: str, themes: Any) -> None:
    """The part is found by its words; where the answer does not have them, the verb refuses."""
    text = found.said.text
    start = text.find(part.strip())
    if start < 0:
        raise Refused(refusals.PART_NOT_FOUND(field="part"))
    rows = [
        use_cases.CodingRow(found.contribution, theme, found.said.source, start, start + len(part.strip()))
        for theme in themes
    ]
    use_cases.code_passages(request.person, rows, at=timezone.now())
