"""How long until somebody sees Merrow Vale: loading the council alone, and from a fresh clone to a page.

The clone is of what is committed, in an empty folder, with package caches that are empty too.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench._measuring import CHILDREN, Measure, children_seconds, measure

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 600  # seconds until a page that does not come is given up


def measures() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        yield _loading(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield _from_clone_to_page(Path(folder))


def _loading(folder: Path) -> Measure:
    """Our own part: the council, its engagements and every response, through the officers' own verbs."""
    environment = {
        **os.environ,
        "FOLKMOOT_DEMO": "1",
        "FOLKMOOT_VAR": str(folder),
        "FOLKMOOT_DATABASE": f"sqlite:///{folder}/demo.sqlite3",
    }
    command = [sys.executable, "-m", "folkmoot"]
    quiet: dict[str, Any] = {"cwd": ROOT, "env": environment, "check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([*command, "migrate", "--verbosity", "0"], **quiet)
    start, before = time.monotonic(), children_seconds()
    subprocess.run([*command, "load_demo"], **quiet, stderr=subprocess.DEVNULL)
    wall, seconds = time.monotonic() - start, children_seconds() - before
    return measure("demo, loading Merrow Vale", wall, "s", 1, seconds, of=(CHILDREN,))


def _from_clone_to_page(folder: Path) -> Measure:
    """`git clone`, `make demo`, and the home page answers."""
    start, before = time.monotonic(), children_seconds()
    clone = folder / "folkmoot"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=clone,
        env=_cold(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server, start)
        wall = time.monotonic() - start
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGINT)
        server.wait(timeout=60)
        shutil.rmtree(clone, ignore_errors=True)
    seconds = children_seconds() - before
    return measure("demo, fresh clone to served page", wall, "s", 1, seconds, of=(CHILDREN,))


def _cold(folder: Path) -> dict[str, str]:
    """The environment without what an earlier installation or run left behind."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    ours.pop("VIRTUAL_ENV", None)
    caches = {
        "PIP_CACHE_DIR": str(folder / "pip"),
        "UV_CACHE_DIR": str(folder / "uv"),
        "npm_config_cache": str(folder / "npm"),
    }
    return {**ours, **caches}


def _wait_for(address: str, server: subprocess.Popen[bytes], start: float) -> None:
    while time.monotonic() - start < PATIENCE:
        if server.poll() is not None:
            raise SystemExit(f"make demo ended with {server.returncode} before it served a page")
        try:
            with urllib.request.urlopen(address, timeout=5) as page:
                if page.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{address} did not answer in {PATIENCE} seconds")
