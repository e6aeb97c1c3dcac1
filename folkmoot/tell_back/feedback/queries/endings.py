"""Where a point ended: contribution, passage, theme, finding, consideration, decision, answer, promise.

Seven joins, all foreign keys. What the engagement answered is read once (`Ledger`, six queries whatever the
size), then each contribution needs only its codings; so one receipt and a batch of 500 letters cost the same
number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from folkmoot.decide.decisions.models import Consideration, Decision
from folkmoot.listen.evidence.models import Coding, Finding, Theme
from folkmoot.listen.evidence.said import what_was_said
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.codes import tidy_code
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.tools import Said
from folkmoot.tell_back.feedback.models import Commitment, Item, Report, Update


@dataclass(frozen=True)
class Ending:
    """What became of a point through one finding. Later parts are None until they have happened."""

    finding: Finding
    consideration: Consideration | None = None
    decision: Decision | None = None
    item: Item | None = None
    commitments: tuple[Commitment, ...] = ()

    @property
    def reached(self) -> str:
        """How far it has come: heard, considered, decided or answered."""
        if self.item is not None:
            return "answered"
        if self.decision is not None:
            return "decided"
        return "heard" if self.consideration is None else "considered"


@dataclass(frozen=True)
class Point:
    """One passage of a contribution under one theme, with the words and every ending."""

    source: str
    start: int
    end: int
    theme: Theme
    endings: tuple[Ending, ...]
    text: str = ""


@dataclass(frozen=True)
class SameEnd:
    """The points of one answer that ended in the same place."""

    points: tuple[Point, ...]
    endings: tuple[Ending, ...]


@dataclass(frozen=True)
class Answered:
    """One thing that was said, and the points people read out of it."""

    said: Said
    points: tuple[Point, ...]

    @property
    def ends(self) -> list[SameEnd]:
        """The points by where they ended, so that each ending is told once; those that led nowhere last."""
        together: dict[tuple[int, ...], list[Point]] = defaultdict(list)
        for point in self.points:
            together[tuple(each.finding.pk for each in point.endings)].append(point)
        found = [SameEnd(tuple(points), points[0].endings) for points in together.values()]
        return sorted(found, key=lambda each: not each.endings)


@dataclass(frozen=True)
class Receipt:
    """A contribution read back to the person who made it."""

    contribution: Contribution
    engagement: Engagement
    answers: tuple[Answered, ...]
    report: Report | None

    @property
    def in_own_words(self) -> list[Answered]:
        """What is told point by point: everything written, and any choice that was read for themes."""
        return [answer for answer in self.answers if answer.said.free_text or answer.points]

    @property
    def counted(self) -> list[Answered]:
        """What was counted with everybody's answers, and no more."""
        return [answer for answer in self.answers if not (answer.said.free_text or answer.points)]

    @property
    def points(self) -> list[Point]:
        return [point for answer in self.answers for point in answer.points]

    @property
    def decisions(self) -> list[Decision]:
        """The decisions my points led to, each once."""
        ends = (ending for point in self.points for ending in point.endings)
        return list({end.decision.pk: end.decision for end in ends if end.decision}.values())


@dataclass
class Ledger:
    """What an engagement answered: endings by theme, with merged themes led to the one that stands."""

    themes: dict[int, Theme]
    findings: dict[int, list[Ending]] = field(default_factory=lambda: defaultdict(list))

    def standing(self, theme_id: int) -> Theme:
        """The theme that now holds what was coded here. Merges cannot go round in a circle for long."""
        theme = self.themes[theme_id]
        for _step in range(len(self.themes)):
            if theme.merged_into_id is None:
                break
            theme = self.themes[theme.merged_into_id]
        return theme

    @classmethod
    def of(cls, engagement: Engagement, *, public: bool = True) -> Ledger:
        """Read the ledger: to the public what is published, to staff what is stated, too. Of a finding that
        was stated again the version that stands counts, and with it one that people were answered about."""
        ledger = cls({theme.pk: theme for theme in Theme.objects.filter(engagement=engagement)})
        published = Q(published_at__isnull=False)
        findings = Finding.objects.filter(published if public else published | Q(replacement=None))
        findings = findings.filter(engagement=engagement)
        decisions = {each.pk: each for each in engagement.decisions.order_by("decided_on", "pk")}
        latest = list(decisions.values())[-1] if decisions else None
        items, promised, themes = _answers(engagement), _promises(engagement), _themes_of(findings)
        for finding in findings.select_related("consideration", "replacement").order_by("number", "version"):
            item = items.get(finding.pk)
            if item is None and _is_overtaken(finding):
                continue
            considered = getattr(finding, "consideration", None)
            ending = Ending(
                finding,
                consideration=None if public and latest is None else considered,
                decision=decisions.get(item.decision_id) if item and item.decision_id else latest,
                item=item,
                commitments=tuple(promised.get(finding.pk, ())),
            )
            for theme in {ledger.standing(pk).pk for pk in themes[finding.pk]}:
                ledger.findings[theme].append(ending)
        return ledger

    def endings(self) -> list[Ending]:
        """Every ending once, in the order of the findings."""
        once = {ending.finding.pk: ending for found in self.findings.values() for ending in found}
        return sorted(once.values(), key=lambda ending: ending.finding.number)


def _is_overtaken(finding: Finding) -> bool:
    newer = getattr(finding, "replacement", None)
    return newer is not None and newer.published_at is not None


def by_code(code: str) -> Contribution | None:
    """The contribution with this receipt, as typed or tidied. One look-up by a unique index, for right and
    wrong codes alike, so that the time it takes tells nothing."""
    return (
        Contribution.objects.filter(receipt__in={tidy_code(code), code.strip().upper()[:20]})
        .select_related("activity", "engagement__owner", "area")
        .first()
    )


def published_report(engagement: Engagement) -> Report | None:
    """The answer as it stands: the latest published version."""
    return engagement.reports.filter(published_at__isnull=False).order_by("-version").first()


def where_did_it_end(contribution: Contribution, *, public: bool = True) -> list[Point]:
    """Every point of a contribution and where it ended, with its own words, in the order said."""
    return receipt_of(contribution, public=public).points


def receipt_of(contribution: Contribution, *, public: bool = True) -> Receipt:
    """Each answer beside what came of it."""
    engagement = contribution.engagement
    points = endings_of(engagement, [contribution], public=public)[contribution.pk]
    answers = [
        Answered(said, tuple(_in_words(point, said) for point in points if point.source == said.source))
        for said in what_was_said([contribution])[contribution.pk]
    ]
    return Receipt(contribution, engagement, tuple(answers), published_report(engagement))


def endings_of(
    engagement: Engagement, contributions: Iterable[Contribution], *, public: bool = True
) -> dict[UUID, list[Point]]:
    """Where the points of many contributions ended, without their words."""
    found: dict[UUID, dict[tuple[str, int, int, int], Point]] = {each.pk: {} for each in contributions}
    ledger = Ledger.of(engagement, public=public)
    codings = (
        Coding.objects.filter(passage__contribution__in=found)
        .order_by("passage__source", "passage__start", "passage_id")
        .values_list("passage__contribution", "passage__source", "passage__start", "passage__end", "theme_id")
    )
    for contribution, source, start, end, theme_id in codings:
        theme = ledger.standing(theme_id)
        endings = tuple(ledger.findings.get(theme.pk, ()))
        if endings or theme.agreed_at or not public:
            point = Point(source, start, end, theme, endings)
            found[contribution].setdefault((source, start, end, theme.pk), point)
    return {contribution: list(points.values()) for contribution, points in found.items()}


def _in_words(point: Point, said: Said) -> Point:
    words = said.text[point.start : point.end]
    return Point(point.source, point.start, point.end, point.theme, point.endings, words)


def _answers(engagement: Engagement) -> dict[int, Item]:
    """The published answer to each finding: the latest version that gives one."""
    items = Item.objects.filter(report__engagement=engagement, report__published_at__isnull=False).order_by(
        "report__version"
    )
    return {item.finding_id: item for item in items}


def _themes_of(findings: QuerySet[Finding]) -> dict[int, list[int]]:
    """The themes each finding rests on, by key."""
    resting: dict[int, list[int]] = defaultdict(list)
    for finding, theme in findings.filter(themes__isnull=False).values_list("pk", "themes"):
        resting[finding].append(theme)
    return resting


def _promises(engagement: Engagement, draft: Report | None = None) -> dict[int, list[Commitment]]:
    """Published commitments by finding, with their news. Those of earlier versions still stand."""
    made: dict[int, list[Commitment]] = defaultdict(list)
    shown = Q(item__report__published_at__isnull=False)
    if draft is not None:
        shown |= Q(item__report=draft)
    commitments = (
        Commitment.objects.filter(shown, engagement=engagement)
        .select_related("item", "service")
        .prefetch_related(Prefetch("updates", Update.objects.order_by("at", "pk")))
        .order_by("due_on", "pk")
    )
    for commitment in commitments:
        made[commitment.item.finding_id].append(commitment)
    return made


@dataclass(frozen=True)
class AnswerShown:
    """One answer of a report as shown: the item, its finding and every commitment made about it."""

    item: Item
    finding: Finding
    decision: Decision | None
    commitments: tuple[Commitment, ...]


def answers_of(engagement: Engagement, draft: Report | None = None) -> list[AnswerShown]:
    """The answers as published, or with `draft` as they would be: in order, with commitments and news."""
    report = draft or published_report(engagement)
    if report is None:
        return []
    promised = _promises(engagement, draft)
    items = report.items.select_related("finding", "decision").order_by("order", "pk")
    return [
        AnswerShown(item, item.finding, item.decision, tuple(promised.get(item.finding_id, ())))
        for item in items
    ]


def versions_of(engagement: Engagement) -> list[Report]:
    """Every published version, the newest first: corrections are shown, never hidden."""
    return list(engagement.reports.filter(published_at__isnull=False).order_by("-version"))


def published_commitments(engagement: Engagement) -> QuerySet[Commitment]:
    """Every commitment the public can see, by due date."""
    return (
        Commitment.objects.filter(engagement=engagement, item__report__published_at__isnull=False)
        .select_related("item__finding", "item__decision", "item__report", "service", "engagement__owner")
        .order_by("due_on", "pk")
    )
