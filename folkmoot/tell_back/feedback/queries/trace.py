"""The trace of one engagement: how many people are behind each theme, finding, decision and commitment.

Once feedback is published the figures come from the report (see `figures.py`), so a page costs the same for
300 responses and for 30,000. Before that they are counted, and kept until the next entry in the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext

from folkmoot.decide.decisions.models import Decision
from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.records.queries import entries_of
from folkmoot.listen.evidence.figures import Count
from folkmoot.listen.evidence.models import Coding, Finding, Theme
from folkmoot.listen.evidence.queries import codings_of, families
from folkmoot.listen.evidence.telling import as_counted, told_whole
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.tell_back.feedback.figures import COUNTED, figures_of
from folkmoot.tell_back.feedback.models import Commitment, Report
from folkmoot.tell_back.feedback.queries.endings import Ending, Ledger, published_report
from folkmoot.tell_back.feedback.queries.numbers import Numbers

KEEP_LIVE_FIGURES_FOR = 600  # seconds
CHUNK = 2000


@dataclass(frozen=True)
class Strand:
    """One theme with the people who raised it and the findings that rest on it."""

    theme: Theme
    people: Count
    endings: tuple[Ending, ...]


@dataclass(frozen=True)
class Family:
    """One theme with its parts. `people` raised it or any part of it, each person counted once."""

    theme: Theme
    people: Count
    own: Strand
    parts: tuple[Strand, ...]

    @property
    def themes(self) -> list[Theme]:
        return [strand.theme for strand in (self.own, *self.parts)]

    @property
    def endings(self) -> tuple[Ending, ...]:
        strands = (self.own, *self.parts)
        once = {ending.finding.pk: ending for strand in strands for ending in strand.endings}
        return tuple(sorted(once.values(), key=lambda ending: ending.finding.number))


@dataclass(frozen=True)
class Trace:
    """Numbers of people are as they may be told to whom the trace is for: nothing on a page hides them."""

    engagement: Engagement
    report: Report | None
    people: int
    everybody: Count
    coded: Count
    strands: tuple[Strand, ...]
    families: tuple[Family, ...]
    endings: tuple[Ending, ...]
    said: dict[int, Count]
    decided: dict[int, Count]
    share: int  # of all responses, how many in ten were read for themes

    @property
    def read(self) -> str:
        """How many were read for themes. While reading goes on only about how large a part, but to those who
        read single answers: who watched the number could see which theme the latest answer was read for."""
        if not self.coded.rough:
            return str(self.coded)
        return gettext("about %(share)s%%") % {"share": self.share * 10}

    @property
    def themes(self) -> list[Theme]:
        return [strand.theme for strand in self.strands]

    def family_of(self, theme: int) -> Family | None:
        """What the band of this theme holds: the theme with its parts, or a part by itself."""
        for family in self.families:
            if family.theme.pk == theme:
                return family
        alone = next((strand for strand in self.strands if strand.theme.pk == theme), None)
        return None if alone is None else Family(alone.theme, alone.people, alone, ())

    @property
    def decisions(self) -> list[Decision]:
        once = {each.decision.pk: each.decision for each in self.endings if each.decision is not None}
        return list(once.values())

    @property
    def commitments(self) -> list[Commitment]:
        once = {each.pk: each for ending in self.endings for each in ending.commitments}
        return list(once.values())


def trace(engagement: Engagement, *, public: bool = True, exact: bool = False) -> Trace:
    """The whole trace: seven queries once feedback is published, whatever the number of responses.

    `exact` numbers are for those who may read single answers; to everybody else small ones are hidden (H-33).
    """
    report = published_report(engagement)
    figures = report.figures if report is not None else _live(engagement)
    ledger = Ledger.of(engagement, public=public)
    people = figures.get("themes", {})
    shown = [
        theme
        for pk, theme in ledger.themes.items()
        if theme.merged_into_id is None and (not public or pk in ledger.findings)
    ]
    shown.sort(key=lambda theme: (-people.get(str(theme.pk), 0), theme.pk))
    numbers = Numbers.of(ledger, figures, shown, exact=exact, final=report is not None)
    everybody = figures.get("people", 0)
    strands = {
        theme.pk: Strand(theme, numbers.themes[theme.pk], tuple(ledger.findings.get(theme.pk, ())))
        for theme in sorted(shown, key=lambda theme: _largest_first(theme.pk, numbers.themes))
    }
    return Trace(
        engagement,
        report,
        people=everybody,
        everybody=as_counted(everybody) if exact else told_whole(everybody, profile().small_number),
        coded=numbers.coded,
        strands=tuple(strands.values()),
        families=_families(strands, numbers),
        endings=tuple(ledger.endings()),
        said=numbers.findings,
        decided=numbers.decisions,
        share=min(max(round(10 * figures.get("coded", 0) / max(everybody, 1)), 1), 9),
    )


def _largest_first(theme: int, people: dict[int, Count]) -> tuple[int, int]:
    """In the order of the numbers as they are told: a place in it says no more than they do."""
    return -(people[theme].value or 0), theme


def _families(strands: dict[int, Strand], numbers: Numbers) -> tuple[Family, ...]:
    """Each theme with its parts under it, the largest first. A part of nothing shown stands by itself."""
    found = families(strand.theme for strand in strands.values())
    return tuple(
        Family(
            strands[top].theme,
            numbers.families[top],
            strands[top],
            tuple(strands[each.pk] for each in found[top] if each.pk != top),
        )
        for top in sorted(found, key=lambda top: _largest_first(top, numbers.families))
    )


def _live(engagement: Engagement) -> dict[str, Any]:
    latest = entries_of(engagement).order_by().aggregate(last=Max("sequence"))["last"] or 0
    key = f"feedback:figures:{engagement.pk}:{latest}"
    figures: dict[str, Any] | None = caches["pages"].get(key)
    if figures is None:
        figures = figures_of(engagement)
        caches["pages"].set(key, figures, KEEP_LIVE_FIGURES_FOR)
    return figures


def contributions_in(
    engagement: Engagement,
    *,
    themes: Iterable[Theme] | None = None,
    findings: QuerySet[Finding] | None = None,
) -> QuerySet[Contribution]:
    """The counted contributions in one band: those that raised a theme, or that findings rest on."""
    codings = Coding.objects.filter(passage__contribution=OuterRef("pk"))
    if themes is not None:
        codings = codings.filter(theme__in=themes)
    if findings is not None:
        codings = codings.filter(theme__findings__in=findings)
    return (
        Contribution.objects.filter(engagement=engagement, state=COUNTED)
        .filter(Exists(codings))
        .order_by("received_at", "pk")
    )


def behind_commitment(commitment: Commitment) -> QuerySet[Contribution]:
    """Back from a commitment: answer, finding, themes, codings, passages, to the contributions behind it."""
    findings = Finding.objects.filter(pk=commitment.item.finding_id)
    return contributions_in(commitment.engagement, findings=findings).select_related("area", "activity")


EXPORT_HEAD = (
    "contribution",
    "channel",
    "language",
    "respondent_type",
    "ward",
    "submitted_on",
    "source",
    "start",
    "end",
    "theme",
    "finding",
    "statement",
    "disposition",
    "decision",
    "decided_on",
    "outcome",
    "answer",
    "commitments",
)
_CODED = (
    "passage__contribution",
    "passage__contribution__channel",
    "passage__contribution__language",
    "passage__contribution__respondent_type",
    "passage__contribution__area__code",
    "passage__contribution__submitted_at",
    "passage__source",
    "passage__start",
    "passage__end",
    "theme",
)
_UNCODED = ("pk", "channel", "language", "respondent_type", "area__code", "submitted_at")


def export_rows(engagement: Engagement) -> Iterator[tuple[Any, ...]]:
    """The whole trace as rows, one a coded passage and finding, then whoever no theme holds.

    Rows leave one by one through a server-side cursor; what the engagement answered is held in memory, what
    30,000 people said is not.
    """
    ledger = Ledger.of(engagement, public=False)
    ends = {pk: _ends(ledger, pk) for pk in ledger.themes}
    coded = codings_of(engagement).order_by("theme_id", "passage_id").values_list(*_CODED)
    for *who, theme in coded.iterator(chunk_size=CHUNK):
        said = _who(who)
        for end in ends[theme]:
            yield said + end
    quiet = Contribution.objects.filter(engagement=engagement, state=COUNTED).filter(
        ~Exists(Coding.objects.filter(passage__contribution=OuterRef("pk")))
    )
    nothing = ("",) * (len(EXPORT_HEAD) - len(_UNCODED))
    for who in quiet.order_by().values_list(*_UNCODED).iterator(chunk_size=CHUNK):
        yield _who(list(who)) + nothing


def _who(facts: list[Any]) -> tuple[Any, ...]:
    facts[5] = facts[5].date().isoformat()
    return tuple("" if fact is None else fact for fact in facts)


def _ends(ledger: Ledger, theme_id: int) -> list[tuple[Any, ...]]:
    """The columns from the theme on, once for each finding that rests on it."""
    theme = ledger.standing(theme_id)
    name = theme.name.en or theme.name.cy
    endings = ledger.findings.get(theme.pk)
    if not endings:
        return [(name, *("",) * 8)]
    return [(name, *_end(ending)) for ending in endings]


def _end(ending: Ending) -> tuple[Any, ...]:
    item, decision = ending.item, ending.decision
    answer = (item.because if item.outcome == "did_not" else item.did) if item else ""
    promised = "; ".join(f"{each.title} ({each.state}, {each.due_on})" for each in ending.commitments)
    return (
        ending.finding.number,
        str(ending.finding.statement),
        ending.consideration.disposition if ending.consideration else "",
        str(decision.title) if decision else "",
        decision.decided_on.isoformat() if decision else "",
        item.outcome if item else "",
        str(answer),
        promised,
    )
