"""The numbers of people on a trace as they may be told, all worked out together (H-33)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot.foundation.council.queries import profile
from folkmoot.listen.evidence.models import Theme
from folkmoot.listen.evidence.queries import families
from folkmoot.listen.evidence.telling import Behind, Count, as_counted, behind_finding, roughly, told_together
from folkmoot.tell_back.feedback.queries.endings import Ledger

Key = tuple[str, int]


@dataclass(frozen=True)
class Numbers:
    """People behind each finding, theme with its parts, theme and decision, and those coded at all."""

    findings: dict[int, Count]
    families: dict[int, Count]
    themes: dict[int, Count]
    decisions: dict[int, Count]
    coded: Count

    @classmethod
    def of(
        cls, ledger: Ledger, figures: Mapping[str, Any], shown: list[Theme], *, exact: bool, final: bool
    ) -> Numbers:
        """Findings first, since they were told before: what follows may not give away what it comes after.
        Until they are `final`, numbers that grow with each answer that is read are told roughly."""
        threshold, people = profile().small_number, figures.get("people", 0)
        behind = dict(_behind(ledger, figures, shown, threshold))
        if exact:
            counts = [as_counted(each.n) for each in behind.values()]
        else:
            counts = told_together(list(behind.values()), people, threshold)
        rough = not exact and not final
        found: dict[str, dict[int, Count]] = defaultdict(dict)
        for (kind, pk), count in zip(behind, counts, strict=True):
            found[kind][pk] = roughly(count, people) if rough and kind != "finding" else count
        return cls(found["finding"], found["family"], found["theme"], found["decision"], found["coded"][0])


def _behind(
    ledger: Ledger, figures: Mapping[str, Any], shown: list[Theme], threshold: int
) -> Iterator[tuple[Key, Behind]]:
    own, whole = figures.get("themes", {}), figures.get("with_parts", {})
    rests_on, endings = _themes_by_finding(ledger), ledger.endings()
    for ending in endings:
        finding = ending.finding
        hidden = behind_finding(finding, threshold).hidden
        yield ("finding", finding.pk), Behind(frozenset(rests_on[finding.pk]), finding.n, hidden)
    below = families(theme for theme in ledger.themes.values() if theme.merged_into_id is None)
    for theme in shown:
        parts = frozenset(each.pk for each in below.get(theme.pk, [theme]))
        n = whole.get(str(theme.pk), own.get(str(theme.pk), 0))
        yield ("family", theme.pk), Behind(parts, n)
    for theme in shown:
        yield ("theme", theme.pk), Behind(frozenset([theme.pk]), own.get(str(theme.pk), 0))
    for pk, n in figures.get("decisions", {}).items():
        decided = [each.finding.pk for each in endings if each.item and each.item.decision_id == int(pk)]
        yield (
            ("decision", int(pk)),
            Behind(frozenset(theme for each in decided for theme in rests_on[each]), n),
        )
    yield ("coded", 0), Behind(frozenset(ledger.themes), figures.get("coded", 0))


def _themes_by_finding(ledger: Ledger) -> dict[int, set[int]]:
    resting: dict[int, set[int]] = defaultdict(set)
    for theme, endings in ledger.findings.items():
        for ending in endings:
            resting[ending.finding.pk].add(theme)
    return resting
