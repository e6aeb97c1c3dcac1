"""How a feature says who may see each of its URLs: one row a URL, one status a role."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

ROLES = (
    "anonymous",
    "officer",
    "other_officer",
    "service_manager",
    "councillor",
    "corporate",
    "decision_officer",
    "scrutiny",
    "administrator",
)


def _nothing(world: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """Expected status of one URL for each role. `everyone` fills the roles that are not named."""

    kwargs: Callable[[Any], Mapping[str, Any]] = _nothing
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    everyone: int | None = None
    but: Mapping[str, int] = field(default_factory=dict)

    def expected(self, role: str) -> int:
        status = self.but.get(role, self.everyone)
        if status is None:
            raise KeyError(f"This row does not say what {role} gets.")
        return status


def not_as_said(
    client: Any, table: Mapping[str, Row | list[Row]], world: Any, role: str, address: Callable[..., str]
) -> list[str]:
    """The pages of one feature that answer `client`, somebody of this role, otherwise than their rows say."""
    wrong = []
    for name, rows in table.items():
        for row in rows if isinstance(rows, list) else [rows]:
            answer = getattr(client, row.method)(
                address(name, kwargs=dict(row.kwargs(world))), dict(row.data)
            )
            if answer.status_code != row.expected(role):
                wrong.append(f"{name} as {role}: {answer.status_code}, not {row.expected(role)}")
    return wrong
