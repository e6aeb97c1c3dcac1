"""Refusals: a verb that cannot happen says why, in both languages, and where to mend it.

A feature writes its sentences once, as constants:

    NO_DECISION_HOLDER = Reason(
        "engagements.no-decision-holder",
        "Say who will decide.",
        "Dywedwch pwy fydd yn penderfynu.",
        rule="C-037",
    )

and a verb raises `Refused([NO_DECISION_HOLDER(fix=url, field="decision_holder")])`. The page shows the
refusals in the error summary, the API as a problem response, a gate as a line with a link.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot.words.bilingual import Bilingual

CATALOGUE: dict[str, Reason] = {}


@dataclass(frozen=True)
class Reason:
    """A sentence of the catalogue. Calling it makes a refusal with its facts filled in."""

    code: str
    en: str
    cy: str
    rule: str = ""

    def __post_init__(self) -> None:
        known = CATALOGUE.setdefault(self.code, self)
        if known != self:
            raise ValueError(f"Two refusals are called {self.code}.")

    def __call__(self, *, fix: str = "", field: str = "", **facts: Any) -> Refusal:
        return Refusal(self, fix=fix, field=field, facts=facts)


@dataclass(frozen=True)
class Refusal:
    """Why a verb did not happen: code, sentence, the page or field that mends it, the rule behind it."""

    reason: Reason
    fix: str = ""
    field: str = ""
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.reason.code

    @property
    def rule(self) -> str:
        return self.reason.rule

    @property
    def words(self) -> Bilingual:
        return Bilingual(en=self._said("en"), cy=self._said("cy"))

    @property
    def sentence(self) -> str:
        return str(self.words)

    def __str__(self) -> str:
        return self.sentence

    def _said(self, language: str) -> str:
        facts = {
            name: fact.spoken(language)[1] if isinstance(fact, Bilingual) else fact
            for name, fact in self.facts.items()
        }
        return str(getattr(self.reason, language)).format(**facts)


class Refused(Exception):
    """A verb did not happen; nothing was changed. Carries every refusal found, not only the first."""

    def __init__(self, refusals: Refusal | Iterable[Refusal]) -> None:
        self.refusals = [refusals] if isinstance(refusals, Refusal) else list(refusals)
        super().__init__("; ".join(f"{each.code}: {each.words.en}" for each in self.refusals))

    def __iter__(self) -> Any:
        return iter(self.refusals)

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.refusals]


def refuse_if_any(refusals: Iterable[Refusal]) -> None:
    """Raise `Refused` with all of `refusals`, or do nothing where there are none."""
    if found := list(refusals):
        raise Refused(found)
