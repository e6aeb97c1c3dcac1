"""The gates registry: checks that must hold before an engagement moves on.

Plan owns the transitions; later stages add their own checks from `apps.ready()`, so that closing asks the
registry and never the features (V-07). `check` takes the engagement and the moment and returns refusals,
each with the page where it is mended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal

Check = Callable[[Engagement, dt.datetime], Iterable[Refusal]]
TRANSITIONS = ("approve", "open", "close", "complete")


@dataclass(frozen=True)
class Gate:
    """One check: its key, the stage it belongs to, the transition it guards, its name and its basis."""

    key: str
    stage: str
    transition: str
    name: Bilingual
    check: Check
    basis: str = ""
    overridable: bool = False


@dataclass(frozen=True)
class GateState:
    gate: Gate
    refusals: tuple[Refusal, ...]

    @property
    def met(self) -> bool:
        return not self.refusals


_GATES: dict[str, Gate] = {}


def register(*gates: Gate) -> None:
    """Add gates; a key registered twice must be the same gate."""
    for gate in gates:
        if gate.transition not in TRANSITIONS:
            raise ValueError(f"{gate.key}: no such transition as {gate.transition}.")
        if _GATES.setdefault(gate.key, gate) != gate:
            raise ValueError(f"Two gates are called {gate.key}.")


def gates_for(transition: str) -> list[Gate]:
    return [gate for gate in _GATES.values() if gate.transition == transition]


def states(engagement: Engagement, transition: str, at: dt.datetime) -> list[GateState]:
    """Every gate of a transition with what is missing, in the order registered."""
    return [GateState(gate, tuple(gate.check(engagement, at))) for gate in gates_for(transition)]


def unmet(engagement: Engagement, transition: str, at: dt.datetime) -> list[Refusal]:
    """All refusals that stand in the way of a transition."""
    return [refusal for state in states(engagement, transition, at) for refusal in state.refusals]
