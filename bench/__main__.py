"""`python -m bench [name ...]`: run measurements, each module in a process of its own, one JSON line each."""

from __future__ import annotations

import importlib.util
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
RUN = """
import importlib, json, sys
for measure in importlib.import_module(sys.argv[1]).measures():
    print(json.dumps(measure), flush=True)
"""


def names() -> list[str]:
    """The modules that measure something."""
    return sorted(each.name for each in pkgutil.iter_modules([str(HERE)]) if not each.name.startswith("_"))


def run(name: str) -> int:
    """Run one module; its lines are passed on as they come, anything else goes to the error stream."""
    with subprocess.Popen(
        [sys.executable, "-c", RUN, f"bench.{name}"], cwd=HERE.parent, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            print(line, end="", file=sys.stdout if _is_measure(line) else sys.stderr, flush=True)
    return process.returncode


def _is_measure(line: str) -> bool:
    try:
        return {"name", "value", "unit"} <= json.loads(line).keys()
    except (ValueError, AttributeError):
        return False


def main(asked: list[str]) -> int:
    known = names()
    unknown = [name for name in asked if name not in known]
    if unknown:
        print(f"No measurement called {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    wanted = [name for name in asked or known if importlib.util.find_spec(f"bench.{name}")]
    return max((abs(run(name)) for name in wanted), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
