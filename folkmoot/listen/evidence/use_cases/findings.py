"""Findings: what the evidence shows, with method, numbers and quotes; then published (row 11)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse

from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.listen.evidence import refusals
from folkmoot.listen.evidence.figures import Limits, facts_of, what_may_be_shown
from folkmoot.listen.evidence.models import Finding, Passage, Quote, Snapshot, Theme
from folkmoot.listen.evidence.queries import (
    coded_to,
    findings_of,
    frozen,
    latest_snapshot,
    passages_for,
    words_of,
)
from folkmoot.listen.evidence.use_cases.guarding import only_workers
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.use_cases.guarding import locked
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

_LEFT_OUT = re.compile(r"\[[^\]]*\]|…")
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+"  # an email address
    r"|(?<!\d)(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)"  # a phone number
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",  # a postcode
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ChosenQuote:
    """Words to quote from a passage, and who looked whether they give anybody away."""

    passage: Passage
    text: str
    checked_by: Person | None = None


@dataclass(frozen=True)
class _Statement:
    """What an officer says about the evidence, before it is a finding."""

    statement: Bilingual
    method: Bilingual
    quality: Bilingual
    themes: list[Theme]
    quotes: list[ChosenQuote]


def state_finding(
    actor: Person,
    engagement: Engagement,
    *,
    statement: Bilingual | str,
    method: Bilingual | str,
    quality: Bilingual | str,
    themes: Iterable[Theme],
    quotes: Iterable[ChosenQuote] = (),
    at: dt.datetime,
) -> Finding:
    """State what the evidence shows. The numbers are counted here, and suppressed here, once."""
    said = _Statement(bilingual(statement), bilingual(method), bilingual(quality), list(themes), list(quotes))
    only_workers(actor, engagement)
    with transaction.atomic():
        snapshot = _snapshot_of(locked(engagement))
        refuse_if_any(_cannot_state(snapshot, said))
        last = engagement.findings.order_by("-number").first()
        finding = _write(actor, snapshot, said, at=at, number=last.number + 1 if last else 1)
        _record(actor, "finding stated", finding, at=at)
    return finding


def restate_finding(
    actor: Person,
    finding: Finding,
    *,
    statement: Bilingual | str | None = None,
    method: Bilingual | str | None = None,
    quality: Bilingual | str | None = None,
    themes: Iterable[Theme] | None = None,
    quotes: Iterable[ChosenQuote] | None = None,
    at: dt.datetime,
) -> Finding:
    """Say it better, or count it again; what is not given stays. Each time is a version of its own, so
    that nothing somebody has read, considered or published is changed under them."""
    said = _Statement(
        finding.statement if statement is None else bilingual(statement),
        finding.method if method is None else bilingual(method),
        finding.quality if quality is None else bilingual(quality),
        list(finding.themes.all() if themes is None else themes),
        list(_quotes_of(finding) if quotes is None else quotes),
    )
    only_workers(actor, finding.engagement)
    with transaction.atomic():
        snapshot = _snapshot_of(locked(finding.engagement))
        refuse_if_any([*_is_replaced(finding), *_cannot_state(snapshot, said)])
        newer = _write(
            actor, snapshot, said, at=at, number=finding.number, version=finding.version + 1, replaces=finding
        )
        _record(actor, "finding stated again", newer, at=at, before=_facts(finding))
    return newer


def publish_findings(actor: Person, engagement: Engagement, *, at: dt.datetime) -> list[Finding]:
    """Publish "what we heard": every finding stated and not yet published."""
    only_workers(actor, engagement)
    with transaction.atomic():
        engagement = locked(engagement)
        findings = list(findings_of(engagement).filter(published_at=None))
        refuse_if_any(_cannot_publish(engagement, findings))
        for finding in findings:
            finding.published_at = at
        Finding.objects.bulk_update(findings, ["published_at"], batch_size=200)
        record(
            actor,
            "what was heard published",
            subject=engagement,
            engagement=engagement,
            at=at,
            after={"findings": [{"number": each.number, "version": each.version} for each in findings]},
        )
    return findings


def _snapshot_of(engagement: Engagement) -> Snapshot:
    """What findings are counted from; without it nothing can be stated."""
    snapshot = latest_snapshot(engagement)
    if snapshot is None:
        raise Refused(refusals.NOT_FROZEN(fix=_page("freeze", engagement)))
    return snapshot


def _write(actor: Person, snapshot: Snapshot, said: _Statement, *, at: dt.datetime, **place: Any) -> Finding:
    everybody = facts_of(frozen(snapshot))
    behind = set(coded_to(snapshot, said.themes).values_list("pk", flat=True))
    finding = Finding.objects.create(
        engagement=snapshot.engagement,
        snapshot=snapshot,
        statement=said.statement,
        method=said.method,
        quality=said.quality,
        n=len(behind),
        base=len(everybody),
        figures=what_may_be_shown(everybody, behind, Limits.of_the_council()),
        stated_by=actor,
        stated_at=at,
        **place,
    )
    finding.themes.set(said.themes)
    Quote.objects.bulk_create(
        Quote(finding=finding, passage=each.passage, text=each.text.strip(), checked_by=each.checked_by)
        for each in said.quotes
    )
    return finding


def _cannot_state(snapshot: Snapshot, said: _Statement) -> Iterator[Refusal]:
    if not str(said.statement).strip():
        yield refusals.FINDING_NEEDS_WORDS(field="statement")
    if not str(said.method).strip():
        yield refusals.FINDING_NEEDS_METHOD(field="method")
    if not str(said.quality).strip():
        yield refusals.FINDING_NEEDS_QUALITY(field="quality")
    if not said.themes:
        yield refusals.FINDING_NEEDS_THEMES(field="themes")
        return
    yield from _cannot_rest_on(snapshot, said.themes)
    yield from _cannot_quote(said)


def _cannot_rest_on(snapshot: Snapshot, themes: list[Theme]) -> Iterator[Refusal]:
    engagement = snapshot.engagement
    for theme in Theme.objects.filter(pk__in={each.pk for each in themes}).order_by("pk"):
        if theme.engagement_id != engagement.pk:
            yield refusals.ANOTHER_ENGAGEMENT(theme=theme.name, field="themes")
        elif theme.merged_into:
            yield refusals.THEME_GONE(theme=theme.name, into=theme.merged_into.name, field="themes")
        elif not theme.agreed_at:
            yield refusals.THEME_NOT_AGREED(theme=theme.name, fix=_page("themes", engagement))
    if not coded_to(snapshot, themes).exists():
        yield refusals.RESTS_ON_NOBODY(fix=_page("coding", engagement))


def _cannot_quote(said: _Statement) -> Iterator[Refusal]:
    if not said.quotes:
        return
    allowed = set(
        passages_for(said.themes)
        .filter(pk__in=[each.passage.pk for each in said.quotes])
        .values_list("pk", flat=True)
    )
    words = words_of(each.passage for each in said.quotes)
    for quote in said.quotes:
        which: dict[str, Any] = {"words": quote.text.strip()[:60], "passage": quote.passage.pk}
        if quote.passage.pk not in allowed or not _lies_within(quote.text, words[quote.passage.pk]):
            yield refusals.QUOTE_OUTSIDE(**which, field="quotes")
        if quote.checked_by is None:
            yield refusals.QUOTE_NOT_CHECKED(**which, field="quotes")
        if _CONTACT.search(quote.text):
            yield refusals.QUOTE_GIVES_CONTACT(**which, field="quotes")


def _lies_within(quote: str, words: str) -> bool:
    """Whether every piece of the quote stands in the passage, in order; brackets mark what is left out."""
    pieces = [" ".join(piece.split()) for piece in _LEFT_OUT.split(quote)]
    text, place = " ".join(words.split()), 0
    for piece in filter(None, pieces):
        found = text.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return any(pieces)


def _cannot_publish(engagement: Engagement, findings: list[Finding]) -> list[Refusal]:
    if not findings:
        stated = engagement.findings.exists()
        fix = _page("findings", engagement)
        return [refusals.NOTHING_TO_PUBLISH(fix=fix) if stated else refusals.NO_FINDINGS(fix=fix)]
    return [refusal for finding in findings for refusal in _not_fit_to_publish(finding)]


def _not_fit_to_publish(finding: Finding) -> Iterator[Refusal]:
    fix = reverse("evidence:finding", args=[finding.engagement.ref, finding.number])
    if not counts_agree(finding):
        yield refusals.COUNT_MOVED(number=finding.number, fix=fix)
    wanted = profile().languages
    if any(words.missing(wanted) for words in (finding.statement, finding.method, finding.quality)):
        yield refusals.WELSH_MISSING(number=finding.number, fix=fix)


def counts_agree(finding: Finding) -> bool:
    """Whether counting the rows again gives what the finding says."""
    themes = list(finding.themes.all())
    again = coded_to(finding.snapshot, themes).count(), frozen(finding.snapshot).count()
    return again == (finding.n, finding.base)


def _is_replaced(finding: Finding) -> list[Refusal]:
    if not Finding.objects.filter(replaces=finding).exists():
        return []
    fix = reverse("evidence:finding", args=[finding.engagement.ref, finding.number])
    return [refusals.FINDING_REPLACED(number=finding.number, fix=fix)]


def _quotes_of(finding: Finding) -> Iterator[ChosenQuote]:
    for quote in finding.quotes.select_related("passage__contribution", "checked_by"):
        yield ChosenQuote(quote.passage, quote.text, quote.checked_by)


def _record(actor: Person, verb: str, finding: Finding, *, at: dt.datetime, **facts: Any) -> None:
    record(
        actor,
        verb,
        subject=finding,
        engagement=finding.engagement,
        at=at,
        after=_facts(finding),
        public=False,
        **facts,
    )


def _facts(finding: Finding) -> dict[str, Any]:
    return {
        "number": finding.number,
        "version": finding.version,
        "statement": finding.statement,
        "n": finding.n,
        "base": finding.base,
        "snapshot": finding.snapshot.number,
    }


def _page(name: str, engagement: Engagement) -> str:
    return reverse(f"evidence:{name}", args=[engagement.ref])
