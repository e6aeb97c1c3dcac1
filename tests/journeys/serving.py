"""The demo council, served as `make demo` serves it: real processes on loopback, a folder of its own."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.clock import on_the_demo_day

ROOT = Path(__file__).resolve().parents[2]
SERVE = [
    "-m",
    "gunicorn",
    "folkmoot.wsgi",
    "--preload",
    "--workers",
    "2",
    "--threads",
    "4",
    "--log-level",
    "warning",
]
WORK = ["-m", "folkmoot", "db_worker", "--queue-name", "*", "--no-startup-delay", "--interval", "0.3"]
WAIT = 120  # seconds for a process to answer; on a busy machine starting takes long
BROWSER = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    # Fewer processes for two cores: nothing here is drawn by a graphics card, and all pages are our own.
    "--in-process-gpu",
    "--disable-site-isolation-trials",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@dataclass(frozen=True)
class Site:
    """A running demo: where it answers and where its letters lie."""

    address: str
    folder: Path

    def code_for(self, email: str, *, since: float) -> str:
        """The newest sign-in code sent to `email` after `since`."""
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline:
            letters = sorted((self.folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime)
            for letter in reversed(letters):
                text = letter.read_text()
                code = re.search(r"^Subject: Your code to sign in: (\S+)$", text, flags=re.M)
                if letter.stat().st_mtime >= since and f"To: {email}" in text and code:
                    return code.group(1)
            time.sleep(0.1)
        raise AssertionError(f"no code came for {email}")


def load(folder: Path) -> None:
    """Load Merrow Vale into `folder`, or take a copy of one loaded before (FOLKMOOT_LOADED)."""
    if loaded := os.environ.get("FOLKMOOT_LOADED"):
        shutil.copytree(loaded, folder, dirs_exist_ok=True)
        return
    command = [sys.executable, "-m", "folkmoot", "demo", "--load-only"]
    subprocess.run(command, cwd=ROOT, env=_environment(folder, 0), check=True, capture_output=True)


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """Pages and worker over what is loaded in `folder`, until the block ends."""
    port = _free_port()
    environment = _environment(folder, port)
    bind = ["--bind", f"127.0.0.1:{port}"]
    with (folder / "server.log").open("ab") as log:
        running = [
            subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log)
            for command in ([*SERVE, *bind], WORK)
        ]
    try:
        site = Site(f"http://127.0.0.1:{port}", folder)
        _wait_for(site, running)
        yield site
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=WAIT)


def _wait_for(site: Site, running: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline and all(process.poll() is None for process in running):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{site.address}/privacy/", timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError((site.folder / "server.log").read_text()[-3000:])


def _environment(folder: Path, port: int) -> dict[str, str]:
    ours = {key: value for key, value in os.environ.items() if not key.startswith("FOLKMOOT_")}
    return on_the_demo_day(ours) | {
        "FOLKMOOT_DEMO": "1",
        "FOLKMOOT_VAR": str(folder),
        "FOLKMOOT_DATABASE": f"sqlite:///{folder}/folkmoot.sqlite3",
        "FOLKMOOT_ADDRESS": f"http://127.0.0.1:{port}",
        "PYTHONUNBUFFERED": "1",
    }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
