"""Pictures of a count: the money as it is spent, what the nearest losers had, what each voter got."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..budgets import Outcome
from ..drawing import Bar, Drawing, Fill, Stack, bars, filling, stacked
from ..drawing.phrases import joined
from ..drawing.svg import Mark
from ..reports import figure, paragraph
from .count_budget_rules import RULES
from .count_budget_told import FEW, Told
from .wording import count, share

WIDE, NARROW = 760.0, 340.0
DRAWN = 30  # projects in the picture of the money
NEAREST = 8
KINDS = ("none", "one", "two", "three", "four", "five or more")


def money_filled(told: Told) -> Mark:
    """The budget, filled project by project in the order in which they were funded."""
    return figure(_filled(told, WIDE), _filled(told, NARROW), table_printed=False)


def _filled(told: Told, width: float) -> Drawing:
    steps = told.counted.steps
    fills = [Fill(told.name(step.project), float(step.cost)) for step in steps[:DRAWN]]
    rest = steps[DRAWN:]
    if rest:
        fills.append(Fill(count(len(rest), "more project"), float(sum(step.cost for step in rest))))
    return filling(
        fills,
        total=float(told.counted.budget),
        rest="Not spent",
        title=f"How the {told.money(told.counted.budget)} is spent",
        description=(
            "From the top, the projects in the order in which they were funded. Each bar begins where the "
            "one above it ended."
        ),
        head=("Project", "Cost", "Spent so far"),
        show=lambda amount: told.money(Fraction(amount).limit_denominator(100)),
        width=width,
    )


def nearest(told: Told) -> Iterator[Mark]:
    """What the supporters of the projects that came nearest had, beside what they cost; nothing where the
    rule gives voters no money."""
    reasons = told.counted.reasons
    near = [id for id in told.lost if reasons[id].kind == "short" and told.votes_of(id) >= FEW][:NEAREST]
    near = [id for id in near if reasons[id].share]
    if near:
        yield figure(_near(told, near, WIDE), _near(told, near, NARROW), table_printed=False)


def _near(told: Told, near: list[str], width: float) -> Drawing:
    shown = [(joined(told.name(id), f": {told.cost(id)}"), told.counted.reasons[id]) for id in near]
    return bars(
        [
            Bar(name, int((reason.share or 0.0) * float(reason.cost) + 1e-6), marker=float(reason.cost))
            for name, reason in shown
        ],
        title="What the supporters of the nearest projects still had",
        description=(
            "Each bar is the money that those who chose a project had left between them when the count "
            "ended; the line is what it costs. A project can be funded only if the bar reaches the line."
        ),
        head=("Project", "Its supporters had", "It costs"),
        hidden="",
        marker_names=("what its supporters had", "what it costs"),
        show=lambda amount: told.money(Fraction(amount).limit_denominator(100)),
        width=width,
    )


def per_voter(told: Told) -> Iterator[Mark]:
    """How many funded projects each voter had chosen, under the rule and the one beside it."""
    outcomes = [told.counted, *([told.beside] if told.beside else [])]
    n = told.n_voters
    said = " ".join(_without(each, n) for each in outcomes)
    yield paragraph(said)
    yield figure(_stacked(told, outcomes, WIDE), _stacked(told, outcomes, NARROW), table_printed=False)


def _without(outcome: Outcome, n: int) -> str:
    without = outcome.voters_without
    return (
        f"Counted by {RULES[outcome.rule].name}, {without:,} of {n:,} voters ({share(without, n)}) chose "
        f"none of the funded projects, and on average a voter chose {outcome.winners_per_voter:.2f} of "
        "them."
    )


def _stacked(told: Told, outcomes: list[Outcome], width: float) -> Drawing:
    counts = [_grouped(each) for each in outcomes]
    most = max(place for each in counts for place, n in enumerate(each) if n)
    return stacked(
        [
            Stack(_upper(RULES[outcome.rule].name), tuple(each[: most + 1]))
            for outcome, each in zip(outcomes, counts, strict=True)
        ],
        KINDS[: most + 1],
        title="How many of the funded projects each voter chose",
        description="Voters by how many of the projects that they chose are funded.",
        head=("Counted by", "Voters"),
        hidden="",
        base_name=lambda base: count(base, "voter"),
        width=width,
    )


def _grouped(outcome: Outcome) -> list[int]:
    """Voters with none, one, two ... and from the last kind on together."""
    by_winners = list(outcome.satisfaction.by_winners)
    most = len(KINDS) - 1
    by_winners += [0] * (most - len(by_winners))
    return [*by_winners[:most], sum(by_winners[most:])]


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
