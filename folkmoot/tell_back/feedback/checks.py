"""Can it happen? Every refusal of drafting, publishing and updating, collected rather than the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse

from folkmoot.foundation.council.queries import local_date, profile
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.queries import findings_of
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.tell_back.feedback import refusals
from folkmoot.tell_back.feedback.models import Commitment, Item, Report
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Reason, Refusal

LANGUAGE_NAMES = {"en": Bilingual("English", "Saesneg"), "cy": Bilingual("Welsh", "Gymraeg")}
SUMMARY, CORRECTION = Bilingual("Summary", "Crynodeb"), Bilingual("Correction", "Cywiriad")
WORDS_OF_UPDATE = Bilingual("What has happened", "Beth sydd wedi digwydd")


def write_url(engagement: Engagement) -> str:
    return reverse("feedback:write", kwargs={"ref": engagement.ref})


def against_drafting(engagement: Engagement, answers: Sequence[Any], at: dt.datetime) -> Iterator[Refusal]:
    if engagement.state not in (State.CLOSED, State.COMPLETE):
        yield refusals.STILL_OPEN()
    seen: set[int] = set()
    for answer in answers:
        finding = answer.finding
        if finding.engagement_id != engagement.pk:
            yield refusals.NOT_OF_THIS(number=finding.number)
        if finding.pk in seen:
            yield refusals.FINDING_TWICE(number=finding.number)
        seen.add(finding.pk)
        unfinished = any(not (each.title and each.service and each.due_on) for each in answer.commitments)
        if unfinished:
            yield refusals.COMMITMENT_UNFINISHED(number=finding.number, field=f"finding_{finding.pk}")


def against_publishing(report: Report, at: dt.datetime) -> Iterator[Refusal]:
    """Everything that stands between a draft and the public: also the checklist officers see."""
    engagement = report.engagement
    if report.published_at:
        yield refusals.ALREADY_PUBLISHED(fix=write_url(engagement))
        return
    fix = write_url(engagement)
    if not report.summary:
        yield refusals.NO_SUMMARY(fix=f"{fix}#id_summary_0")
    if report.version > 1 and not report.correction:
        yield refusals.CORRECTION_UNEXPLAINED(fix=f"{fix}#id_correction_0")
    findings = list(findings_of(engagement))
    if not findings:
        yield refusals.NO_FINDINGS(fix=_fix_of("evidence:findings", engagement))
    if not engagement.decisions.exists():
        yield refusals.NO_DECISION(fix=_fix_of("decisions:decide", engagement))
    items = {item.finding_id: item for item in report.items.prefetch_related("commitments__service")}
    promised = _already_promised(engagement)
    for finding in findings:
        if finding.published_at is None:
            yield refusals.FINDING_NOT_PUBLISHED(
                number=finding.number, fix=_fix_of("evidence:findings", engagement)
            )
        yield from _against_item(finding, items.get(finding.pk), promised, f"{fix}#finding-{finding.pk}", at)
    yield from _missing_languages(report, list(items.values()), fix)


def _against_item(
    finding: Finding, item: Item | None, promised: set[int], fix: str, at: dt.datetime
) -> Iterator[Refusal]:
    facts: dict[str, Any] = {"number": finding.number, "fix": fix}
    if item is None or not item.outcome:
        yield refusals.FINDING_UNANSWERED(**facts)
        return
    if not (item.asked and item.said):
        yield refusals.NO_WORDS(**facts)
    if item.outcome == Item.Outcome.DID_NOT and not item.because:
        yield refusals.NO_BECAUSE(**facts)
    if item.outcome != Item.Outcome.DID_NOT and not item.did:
        yield refusals.NOTHING_DONE(**facts)
    commitments = list(item.commitments.all())
    if item.outcome == Item.Outcome.WILL and not commitments and finding.pk not in promised:
        yield refusals.NO_COMMITMENT(**facts)
    if any(commitment.due_on < local_date(at) for commitment in commitments):
        yield refusals.DUE_TOO_EARLY(**facts)


def _already_promised(engagement: Engagement) -> set[int]:
    """Findings about which an earlier published version made a commitment: it still stands."""
    return set(
        Commitment.objects.filter(
            engagement=engagement, item__report__published_at__isnull=False
        ).values_list("item__finding_id", flat=True)
    )


def _missing_languages(report: Report, items: list[Item], fix: str) -> Iterator[Refusal]:
    languages = profile().languages or ["en"]
    spoken: list[tuple[Bilingual, Bilingual, str]] = [
        (SUMMARY, report.summary, f"{fix}#id_summary_0"),
        (CORRECTION, report.correction, f"{fix}#id_correction_0"),
    ]
    for item in items:
        there = f"{fix}#finding-{item.finding_id}"
        spoken += [(words, words, there) for words in (item.asked, item.said, item.did, item.because)]
        spoken += [(each.title, each.title, there) for each in item.commitments.all()]
    for what, words, there in spoken:
        for language in words.missing(languages) if words else ():
            yield missing_language(_shortened(what), language, fix=there)


def missing_language(what: Bilingual, language: str, **facts: Any) -> Refusal:
    return refusals.MISSING_LANGUAGE(what=what, language=LANGUAGE_NAMES[language], **facts)


def _shortened(words: Bilingual, length: int = 60) -> Bilingual:
    def cut(text: str) -> str:
        return text if len(text) <= length else text[: length - 1].rstrip() + "…"

    return Bilingual(cut(words.en), cut(words.cy))


def against_updating(commitment: Commitment, state: str, words: Bilingual) -> Iterator[Refusal]:
    if commitment.item.report.published_at is None:
        yield refusals.COMMITMENT_NOT_PUBLIC()
    if commitment.state in (Commitment.State.DONE, Commitment.State.DROPPED):
        yield refusals.COMMITMENT_FINISHED()
    if state not in Commitment.State.values:
        yield refusals.UNKNOWN_STATE(field="state")
    if not words:
        yield _needs_words(state)(field="words")
        return
    for language in words.missing(profile().languages or ["en"]):
        yield missing_language(WORDS_OF_UPDATE, language, field="words")


def _needs_words(state: str) -> Reason:
    if state == Commitment.State.DONE:
        return refusals.DONE_NEEDS_EVIDENCE
    if state == Commitment.State.DROPPED:
        return refusals.DROPPED_NEEDS_REASON
    return refusals.NEWS_NEEDS_WORDS


def _fix_of(name: str, engagement: Engagement) -> str:
    return reverse(name, args=[engagement.ref])
