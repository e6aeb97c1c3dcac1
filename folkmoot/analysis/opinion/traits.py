"""How readily each person agrees (lean) and passes (caution), without any axes of opinion."""

from __future__ import annotations

from .cells import cells_of
from .counts import Counts, count
from .factors import Floats, Model, first_model, learn_traits
from .positions import everyone
from .sampling import in_order_of_content
from .votes import VoteTable

LEARNT_FROM = 250_000
"""Votes from which the spread of both among people is learnt."""


def lean_and_caution(table: VoteTable, counts: Counts, seed: int = 0) -> tuple[Model, Floats]:
    """The model, and both traits of everybody (people x 2)."""
    sample = table.take(in_order_of_content(table, counts, seed, LEARNT_FROM))
    own = count(sample)
    model = learn_traits(cells_of(sample), first_model(own), own)
    return model, everyone(table, model, None, 0, lambda done: None).traits
