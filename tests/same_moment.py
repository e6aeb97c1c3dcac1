"""Two people who act at the same moment, told one after the other so that it happens every time."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any


def just_before(monkeypatch: Any, module: Any, act: Callable[[], Any]) -> None:
    """Let somebody else `act` once, after a verb of `module` was called and before its transaction begins.

    What a verb checks earlier has seen the world without that act, as it would in another process.
    """
    real = module.transaction

    def atomic(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(module, "transaction", real)
        act()
        return real.atomic(*args, **kwargs)

    monkeypatch.setattr(module, "transaction", SimpleNamespace(atomic=atomic))
