"""Rows turned into the plain values that `analysis.drawing` draws: the clock and the trace."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.analysis.drawing import Band, Column, Drawing, Node, Stack, flow, stacked
from folkmoot.design.templatetags.design import day
from folkmoot.listen.evidence.telling import NEAREST
from folkmoot.tell_back.feedback.forms import OUTCOME_WORDS, STANDING_WORDS
from folkmoot.tell_back.feedback.models import Commitment
from folkmoot.tell_back.feedback.promises import DROPPED, DUE, KEPT, KEPT_LATE, OVERDUE
from folkmoot.tell_back.feedback.queries import Clock, Ending, Trace
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.templatetags.words import plain_heading

# The order gives each its colour: what was kept, then what is most pressing.
SHOWN_STANDINGS = (KEPT, OVERDUE, KEPT_LATE, DUE, DROPPED)
WIDE, NARROW = 1000.0, 340.0
LONGEST_LABEL = 64  # letters: each card is a link, and its label is the name of the link
MOST_CARDS = 12  # a column with more shows its largest; every one is in the table
_TONES = {"did": "done", "will": "waiting", "did_not": "not done"}


@dataclass(frozen=True)
class Pictures:
    """The same picture for a wide and for a narrow screen."""

    wide: Drawing
    narrow: Drawing


@dataclass(frozen=True)
class Places:
    """Where the links of a trace lead: the public pages, or the staff ones with single contributions."""

    people: str
    theme: Callable[[int], str]
    finding: Callable[[int], str]
    answer: Callable[[int], str]
    commitment: Callable[[int], str]


def public_places(slug: str) -> Places:
    report, trace = reverse("feedback:report", args=[slug]), reverse("feedback:trace", args=[slug])
    return Places(
        people=reverse("engagements:page", args=[slug]),
        theme=lambda pk: f"{trace}theme/{pk}/",
        finding=lambda number: f"{trace}finding/{number}/",
        answer=lambda pk: f"{report}#finding-{pk}",
        commitment=lambda pk: f"{report}#commitment-{pk}",
    )


def staff_places(ref: str) -> Places:
    trace, preview = reverse("feedback:staff_trace", args=[ref]), reverse("feedback:preview", args=[ref])
    return Places(
        people=f"{trace}#contributions",
        theme=lambda pk: f"{trace}theme/{pk}/",
        finding=lambda number: f"{trace}finding/{number}/",
        answer=lambda pk: f"{preview}#finding-{pk}",
        commitment=lambda pk: f"{trace}commitment/{pk}/",
    )


def clock_picture(clock: Clock) -> Pictures:
    """How each service's promises stand, as shares of one bar."""
    stacks = [
        Stack(str(tally.service.name), tuple(tally.counts[standing] for standing in SHOWN_STANDINGS))
        for tally in clock.by_service()
        if tally.service is not None
    ]
    words = [str(STANDING_WORDS[standing]) for standing in SHOWN_STANDINGS]

    def drawn(width: float) -> Drawing:
        return stacked(
            stacks,
            words,
            title=_("Promises by service"),
            description=_("How the promises of each service stand today."),
            head=(_("Service"), _("All promises")),
            hidden=_("hidden"),
            base_name=lambda n: ngettext("%(n)d promise", "%(n)d promises", n) % {"n": n},
            width=width,
        )

    return Pictures(drawn(720), drawn(NARROW))


def trace_picture(trace: Trace, places: Places) -> Pictures | None:
    """The flow from people to commitments. What may not be told is left to the table, which hides it."""
    columns, bands = _Flow(trace, places).parts()
    if not bands:
        return None

    def drawn(width: float) -> Drawing:
        drawing = flow(
            columns,
            bands,
            title=_("From what people said to what was done"),
            description=_described(trace),
            head=(_("From"), _("To"), _("Contributions")),
            hidden=_("not shown"),
            width=width,
        )
        return replace(drawing, table=None)  # type: ignore[arg-type]  # the page has the whole as a table

    return Pictures(drawn(WIDE), drawn(NARROW))


def _described(trace: Trace) -> str:
    said = _("Each card and each band leads to what is in it. One person may raise several points.")
    if not any(family.people.rough for family in trace.families):
        return said
    roughly = _("Until the answer is published, themes are counted to the nearest %(n)s people.")
    return f"{said} {roughly % {'n': NEAREST}}"


def in_short(words: Bilingual) -> str:
    """The first sentence, cut where it is long. The whole is where the card leads."""
    whole = plain_heading(words)
    return textwrap.shorten(whole, LONGEST_LABEL, placeholder="…").lstrip("…") or whole[:LONGEST_LABEL]


class _Flow:
    """Gathers the cards and bands of one trace."""

    def __init__(self, trace: Trace, places: Places) -> None:
        self.trace, self.places = trace, places
        seen = [each for each in trace.endings if not trace.said[each.finding.pk].hidden]
        self.endings = sorted(seen, key=lambda each: -each.finding.n)[:MOST_CARDS]
        self.numbers = {each.finding.pk for each in self.endings}
        self.families = [(each, each.people.value) for each in trace.families if each.people.value]
        self.families = self.families[:MOST_CARDS]
        self.bands: list[Band] = []

    def parts(self) -> tuple[list[Column], list[Band]]:
        columns = [
            Column(_("Took part"), self._people()),
            Column(_("Themes"), self._themes(), _("Nothing has been read for themes yet")),
            Column(_("What we found"), self._findings(), _("No finding is published yet")),
            Column(_("Decided"), self._decisions(), _("Not decided yet")),
            Column(_("What came of it"), self._answers(), _("Not answered yet")),
        ]
        return columns, self.bands

    def _people(self) -> tuple[Node, ...]:
        words = ngettext("response", "responses", self.trace.people)
        return (Node("people", words, self.trace.people, self.places.people),)

    def _themes(self) -> tuple[Node, ...]:
        for family, n in self.families:
            href = self.places.theme(family.theme.pk)
            self.bands.append(Band("people", f"t{family.theme.pk}", n, href))
        return tuple(
            Node(f"t{each.theme.pk}", in_short(each.theme.name), n, self.places.theme(each.theme.pk))
            for each, n in self.families
        )

    def _findings(self) -> tuple[Node, ...]:
        for family, people in self.families:
            for ending in family.endings:
                if ending.finding.pk in self.numbers:
                    n = min(people, ending.finding.n)
                    href = self.places.finding(ending.finding.number)
                    self.bands.append(Band(f"t{family.theme.pk}", f"f{ending.finding.pk}", n, href))
        return tuple(
            Node(f"f{each.finding.pk}", in_short(each.finding.statement), each.finding.n, self._finding(each))
            for each in self.endings
        )

    def _decisions(self) -> tuple[Node, ...]:
        made = {each.decision.pk: each.decision for each in self.endings if each.decision}
        for ending in self.endings:
            if ending.decision:
                source, target = f"f{ending.finding.pk}", f"d{ending.decision.pk}"
                self.bands.append(Band(source, target, ending.finding.n, self._finding(ending)))
        return tuple(
            Node(
                f"d{pk}",
                in_short(decision.title),
                self.trace.decided.get(pk, self.trace.coded).value,
                note=_("Decided %(day)s") % {"day": day(decision.decided_on)},
            )
            for pk, decision in made.items()
        )

    def _answers(self) -> tuple[Node, ...]:
        nodes = []
        for ending in self.endings:
            if ending.item is None or ending.decision is None:
                continue
            source = f"d{ending.decision.pk}"
            for node in self._cards(ending):
                nodes.append(node)
                self.bands.append(Band(source, node.key, ending.finding.n, node.href))
        return tuple(nodes)

    def _cards(self, ending: Ending) -> list[Node]:
        """The commitments made about a finding; where there is none, the answer itself."""
        item, n = ending.item, ending.finding.n
        if item is None:
            return []
        if not ending.commitments:
            words = in_short(item.because if item.outcome == "did_not" else item.did)
            note = str(OUTCOME_WORDS[item.outcome])  # type: ignore[index]
            tone = _TONES[item.outcome]
            return [Node(f"i{item.pk}", words, n, self.places.answer(ending.finding.pk), note, tone)]  # type: ignore[arg-type]
        return [self._promised(commitment, n) for commitment in ending.commitments]

    def _promised(self, commitment: Commitment, n: int) -> Node:
        overdue = commitment.due_on < timezone.localdate()
        note = (_("Overdue: %(day)s") if overdue else _("By %(day)s")) % {"day": day(commitment.due_on)}
        tone = "not done" if overdue else "waiting"
        if commitment.state == Commitment.State.DONE:
            note, tone = _("Done %(day)s") % {"day": day(commitment.finished_on)}, "done"
        elif commitment.state == Commitment.State.DROPPED:
            note, tone = _("Will not happen"), "not done"
        href = self.places.commitment(commitment.pk)
        return Node(f"c{commitment.pk}", in_short(commitment.title), n, href, note, tone)  # type: ignore[arg-type]

    def _finding(self, ending: Ending) -> str:
        return self.places.finding(ending.finding.number)
