"""Programs of others, measured in the same run as ours: each in a process and an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NEW, OLD = HERE.parent / ".venv-anchors", HERE.parent / ".venv-anchors-old"
"""Where they are installed; those that ask for older libraries apart."""

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
)

LONG = os.environ.get("FOLKMOOT_BENCH") == "long"
"""Whether to run also what takes minutes and many gigabytes: `FOLKMOOT_BENCH=long make bench`."""


def anchor(script: str, *arguments: object, threads: int = 1, home: Path = NEW) -> dict[str, Any]:
    """What `bench/anchors/<script>.py` prints last, a JSON object. Their input comes from files."""
    python = home / "bin" / "python"
    if not python.exists():
        raise SystemExit("The programs to compare with are not installed: run `make bench`.")
    limits = ONE_THREAD if threads == 1 else {}
    done = subprocess.run(
        [python, HERE / "anchors" / f"{script}.py", *map(str, arguments)],
        env={**os.environ, **limits},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
