"""The report of `draw-panel`: fit to be published, with nobody's id and no small number in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from ..disclosure import SuppressedTable, suppress
from ..drawing import Bar, DataTable, Drawing, bars
from ..drawing.svg import Mark
from ..lottery.odds import odds
from ..lottery.reasons import Reason
from ..reports import (
    Part,
    Report,
    Section,
    bullets,
    facts,
    figure,
    folded,
    key_figures,
    notice,
    paragraph,
    steps,
    table,
)
from .draw_panel_picture import Band, bands_of
from .draw_panel_selection import Group, Selection
from .draw_panel_words import (
    CAN_SAY,
    CANNOT_SAY,
    METHODS,
    NOT_BY_GROUP,
    STAYED_HERE,
    check_steps,
    forced_by,
    headed,
    named,
    not_forced,
    on_publishing,
)
from .wording import count

MOST_PARTS, LEAST_IN_PART = 10, 10
WITHIN = "within target"


@dataclass(frozen=True, slots=True)
class PanelPage:
    """What the page needs. Counts of people from 1 to `threshold` - 1 are not shown; `made` are names and
    values for its last section; `list_name` is the file of the list that is drawn from."""

    selection: Selection
    threshold: int
    list_name: str
    made: Sequence[tuple[str, str]]

    def html(self) -> str:
        return Report(
            title=self._title(),
            kind="Replacements by lottery" if self.selection.vacancies else "A panel by lottery",
            lead=self._lead(),
            parts=tuple(self._parts()),
            can_say=CAN_SAY,
            cannot_say=CANNOT_SAY,
            made=self.made,
            footer=STAYED_HERE,
        ).html()

    # --- the answer ---------------------------------------------------------------

    def _title(self) -> str:
        chosen, n = self.selection, count(len(self.selection.among), "volunteer")
        if chosen.vacancies:
            seats = count(chosen.seats, "replacement")
            return f"{seats} for a panel of {chosen.size}, from {n}"
        return f"A panel of {chosen.size} {'drawn ' if chosen.is_drawn else ''}from {n}"

    def _lead(self) -> str:
        chosen = self.selection
        targets = count(len(chosen.groups()), "target")
        if chosen.is_drawn:
            begun = f"The panel drawn meets {'all ' if len(chosen.groups()) > 1 else ''}{targets}."
        else:
            begun = f"Nobody has been drawn yet. Every panel that can be drawn meets all {targets}."
        return f"{begun} {self._served()}"

    def _served(self) -> str:
        chosen = self.selection
        who = "Every volunteer" if not chosen.impossible else "Everybody who can be on such a panel"
        said = f"{who} had" if chosen.is_drawn else f"{who} has"
        return f"{said} a chance of at least {odds(chosen.least)}; {self._bound()}"

    def _bound(self) -> str:
        chosen = self.selection
        if chosen.bound - chosen.least <= 1e-6:
            return "no method can give the least likely of them more."
        return f"no method can give the least likely of them more than {odds(chosen.bound)}."

    def _parts(self) -> Iterator[Part]:
        yield key_figures(self._figures())
        if self.selection.vacancies:
            yield paragraph(NOT_BY_GROUP)
        if not self.selection.is_drawn:
            yield notice("Before the draw", paragraph(on_publishing(self.list_name)))
        if not self.selection.vacancies:
            yield Section("The panel beside its targets", *self._targets())
        yield Section("What chance each volunteer had" if self.selection.is_drawn else
                      "What chance each volunteer has", *self._chances())  # fmt: skip
        if not self.selection.vacancies:
            yield Section("Chances group by group", *self._groups())
        if self.selection.compared:
            yield Section("Methods side by side", *self._compared())
        yield Section("How to check the draw", *self._check())

    def _figures(self) -> list[tuple[str, str]]:
        chosen = self.selection
        figures = [(f"{len(chosen.among):,}", "volunteers in the lottery")]
        if chosen.vacancies:
            able = len(chosen.reachable)
            said = f"{able:,}" if able >= self.threshold else f"under {self.threshold}"
            figures.append((said, "of them can take an empty seat"))
            figures.append((f"{chosen.seats:,}", "seats to fill"))
        else:
            figures.append((f"{chosen.size:,}", "seats on the panel"))
        figures.append((f"{len(chosen.groups()):,}", "targets, all met"))
        figures.append((odds(chosen.least), "the lowest chance"))
        return figures

    # --- targets ------------------------------------------------------------------

    def _targets(self) -> Iterator[Part]:
        wide, narrow = (self._bands(width) for width in (760, 340))
        yield figure(wide, narrow, table_printed=False)
        if self.threshold > 1:
            yield paragraph(
                f"Numbers of fewer than {self.threshold} people are not shown, nor what would give "
                f"them away; "
                "whoever is not shown is on the panel within the target all the same.",
                class_="quiet",
            )

    def _bands(self, width: float) -> Drawing:
        chosen = self.selection
        groups: dict[str, list[Band]] = {}
        for group, pool, panel in self._shown():
            blind = None if pool is None else pool / len(chosen.among) * chosen.size
            words = "not shown" if pool is None else f"{pool:,}"
            groups.setdefault(group.feature, []).append(
                Band(named(group.value), group.low, group.high, panel, blind, words)
            )
        return bands_of(
            [(headed(name), rows) for name, rows in groups.items()],
            title="Seats by group",
            description=self._told(),
            marks_named=(self._dot(), "A draw without targets, on average"),
            width=width,
        )

    def _told(self) -> str:
        dot = "panel that was drawn" if self.selection.is_drawn else "mean over all panels of the lottery"
        return (
            f"Each band runs from the fewest to the most seats that the target allows. The dot is the "
            f"{dot}. The "
            "diamond is what a draw without targets would give on average: where it lies outside its band, "
            "more or fewer people of that group volunteered than the target is for."
        )

    def _dot(self) -> str:
        if not self.selection.is_drawn:
            return "The lottery, on average"
        return f"The panel, from {self.threshold} seats" if self.threshold > 1 else "The panel"

    def _shown(self) -> Iterator[tuple[Group, int | None, float | None]]:
        """Each group with the number of volunteers and of seats, None where it is small or linked."""
        groups = self.selection.groups()
        for feature in dict.fromkeys(group.feature for group in groups):
            rows = [group for group in groups if group.feature == feature]
            pool = self._safe({group.value: group.volunteers for group in rows})
            panel = self._safe({group.value: group.on_panel or 0 for group in rows})
            for group in rows:
                number = pool.cell(group.value).value
                mean = None if number is None else group.expected
                seats = panel.cell(group.value).value if self.selection.is_drawn else mean
                yield group, number, seats

    def _safe(self, counts: dict[str, int]) -> SuppressedTable:
        return suppress(counts, threshold=self.threshold)

    # --- chances ------------------------------------------------------------------

    def _chances(self) -> Iterator[Part]:
        chosen = self.selection
        found = chosen.reachable
        if len(found) >= LEAST_IN_PART:
            yield figure(self._parts_of(760), self._parts_of(340), table_printed=False)
        yield paragraph(self._method())
        if chosen.changed is not None:
            yield paragraph(
                f"The lottery was put on {len(chosen.published.lots):,} equal tickets. That changed nobody’s "
                f"chance by more than {chosen.changed * 100:.2f} in 100; the chances here are those "
                f"of the tickets."
            )
        yield from self._forced()

    def _method(self) -> str:
        chosen = self.selection
        name, does = METHODS[chosen.method]
        if chosen.exact:
            proof = (
                "The result is proved: no lottery over panels that meet the targets does better by this rule."
            )
        else:
            proof = (
                "The time given did not suffice to prove that this is the best: chances lie at most "
                f"{chosen.shortfall * 100:.3f} in 100 below what the targets allow on average."
            )
        return f"The method is {name}: {does} {proof}"

    def _parts_of(self, width: float) -> Drawing:
        """Volunteers in equal parts from the least to the most likely, each with its mean chance; parts
        next to one another with the same chance are one."""
        found = self.selection.reachable
        n_parts = max(1, min(MOST_PARTS, len(found) // LEAST_IN_PART))
        alike = groupby(np.array_split(found, n_parts), lambda part: _in_100(part.mean() * 100))
        parts = [np.concatenate(list(together)) for _shown, together in alike]
        equal = self.selection.seats / len(self.selection.among)
        rows = [
            Bar(_named(number, len(parts), len(part)), float(part.mean()) * 100, marker=equal * 100)
            for number, part in enumerate(parts)
        ]
        merged = ", those alike put together" if len(parts) < n_parts else ""
        return bars(
            rows,
            title="Chances, from the least to the most likely volunteers",
            description=(
                f"The {len(found):,} volunteers who can be drawn, in {n_parts} equal parts{merged}; each bar "
                "is a mean chance, in 100. The line is the chance if all "
                f"{len(self.selection.among):,} had the same: {equal * 100:.1f} in 100. "
                f"{_span(float(found[0]), float(found[-1]))}"
            ),
            head=("Volunteers", "Mean chance in 100", "If all had the same"),
            hidden="",
            marker_names=("Mean chance in 100", "If all had the same chance"),
            show=_in_100,
            width=width,
        )

    def _forced(self) -> Iterator[Part]:
        """Who is certain and who cannot be drawn, by numbers and targets only."""
        chosen = self.selection
        if chosen.certain:
            yield self._forced_box("Certain to be drawn", chosen.certain, "certain to be drawn", certain=True)
        if chosen.impossible:
            yield self._forced_box("Cannot be drawn", chosen.impossible, "unable to be drawn", certain=False)

    def _forced_box(self, title: str, people: Sequence[int], what: str, *, certain: bool) -> Mark:
        n, asked = len(people), self.selection.reasons
        few = f"Fewer than {self.threshold} volunteers are {what}."
        shown = few if n < self.threshold else f"{count(n, 'volunteer')} {'is' if n == 1 else 'are'} {what}."
        if self.selection.vacancies:
            return notice(title, paragraph(f"{shown} chances.csv tells officers why."))
        found = Counter(self._reasons(people))
        told = [why for why, number in found.items() if number >= self.threshold]
        parts = [paragraph(shown)]
        if told:
            parts.append(bullets(_sentence(forced_by(*why)) for why in told))
        if len(told) < len(found):
            more = "Other targets force some of it" if told else "Targets force it"
            parts.append(paragraph(f"{more}; chances.csv tells officers which."))
        if any(person in asked and asked[person] is None for person in people):
            parts.append(paragraph(not_forced(certain, bool(found))))
        return notice(title, *parts)

    def _reasons(self, people: Sequence[int]) -> Iterator[tuple[tuple[tuple[str, str], ...], bool]]:
        for person in people:
            reason: Reason | None = self.selection.reasons.get(person)
            if reason is not None:
                yield tuple((name, str(value)) for name, value, _low, _high in reason.targets), reason.homes

    # --- groups, methods, check ---------------------------------------------------

    def _groups(self) -> Iterator[Part]:
        yield paragraph(
            "The mean chance of a group’s volunteers, with the lowest and the highest. Groups that "
            "volunteered "
            "less than their share of residents have better chances, because targets keep seats for them."
        )
        head = ("Group", "Volunteers", "Mean chance", "Lowest", "Highest", "Seats on average")
        rows = []
        for group, pool, _panel in self._shown():
            name = f"{headed(group.feature)}: {named(group.value)}"
            if pool is None:
                rows.append((name, "not shown", *["not shown"] * 4))
            elif not group.volunteers:
                rows.append((name, "0", *["–"] * 4))
            else:
                chances = (group.mean, group.lowest, group.highest)
                rows.append((name, f"{pool:,}", *(odds(each) for each in chances), f"{group.expected:.1f}"))
        yield table(DataTable("Chances and seats by group", head, tuple(rows)), all_numbers=True)

    def _compared(self) -> Iterator[Part]:
        yield paragraph(
            "The same volunteers and targets under four rules. A Gini coefficient of 0 means that all "
            "chances "
            "are equal; the geometric mean is high when no chance is low."
        )
        head = ("Method", "Lowest chance", "Highest chance", "Gini", "Geometric mean")
        rows = tuple(
            (
                METHODS[each.method][0] + (" (used here)" if each.method == self.selection.method else ""),
                odds(each.evenness.lowest),
                odds(each.evenness.highest),
                f"{each.evenness.gini:.3f}",
                f"{each.evenness.geometric_mean * 100:.1f} in 100",
            )
            for each in self.selection.compared
        )
        yield table(DataTable("The four methods", head, rows), all_numbers=True)
        yield folded(
            "What each method does",
            facts((METHODS[each.method][0], METHODS[each.method][1]) for each in self.selection.compared),
            printed=True,
        )

    def _check(self) -> Iterator[Part]:
        chosen = self.selection
        pairs = [("Fingerprint of the list (SHA-256)", chosen.published.fingerprint)]
        what = "tickets" if chosen.published.is_tickets else "panels"
        pairs.append(("The list", f"{len(chosen.published.panels):,} {what}, in {self.list_name}"))
        if chosen.draw:
            lots = "tickets" if chosen.published.is_tickets else "lots"
            pairs.append(("Seed", chosen.draw.seed or "none: the ticket was drawn by hand"))
            pairs.append(("Drawn", f"{lots[:-1]} {chosen.draw.lot:,} of {chosen.draw.lots:,} {lots}"))
            if not chosen.published.is_tickets:
                pairs.append(("Panel", f"number {chosen.draw.number:,} of the list"))
        yield facts(pairs)
        yield steps(check_steps(chosen, self.list_name))


def _named(number: int, n_parts: int, people: int) -> str:
    """What a part of the volunteers is called.

    >>> [_named(number, 3, 12) for number in range(3)], _named(0, 1, 9)
    (['12 least likely', 'next 12', '12 most likely'], 'all 9')
    """
    if n_parts == 1:
        return f"all {people}"
    ends = {0: f"{people} least likely", n_parts - 1: f"{people} most likely"}
    return ends.get(number, f"next {people}")


def _span(least: float, most: float) -> str:
    """
    >>> _span(0.1, 0.5), _span(0.1, 0.1)
    ('From the lowest to the highest, chances run from 1 in 10 to 1 in 2.', 'Each has 1 in 10.')
    """
    lowest, highest = odds(least), odds(most)
    if lowest == highest:
        return f"Each has {lowest}."
    return f"From the lowest to the highest, chances run from {lowest} to {highest}."


def _in_100(chance: float) -> str:
    return f"{chance:.1f}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
