"""Real page processes for the tests that need them: gunicorn on loopback, a database file of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.clock import on_the_demo_day

PATIENCE = 120  # seconds for anything to happen on a busy machine
WORKERS = 2
ROOT = Path(__file__).resolve().parents[2]
MIGRATE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


class Server:
    """Gunicorn on loopback, in a process group of its own, so that one signal ends all of it."""

    survey = ""

    def __init__(self, port: int, environment: dict[str, str], log: Path, workers: int = WORKERS) -> None:
        self.address, self.environment, self.log = f"http://127.0.0.1:{port}", environment, log
        self.command = [sys.executable, "-m", "gunicorn", "folkmoot.wsgi", "--bind", f"127.0.0.1:{port}"]
        self.command += ["--workers", str(workers), "--threads", "2", "--log-level", "error", "--preload"]

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environment, cwd=ROOT, stderr=log, stdout=log, start_new_session=True
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.address}/accessibility/", timeout=PATIENCE).close()
                return
            time.sleep(0.1)
        raise AssertionError(f"the server did not start: {self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)


def environment_of(folder: Path) -> dict[str, str]:
    return on_the_demo_day(dict(os.environ)) | {
        "FOLKMOOT_DATABASE": f"sqlite:///{folder}/folkmoot.sqlite3",
        "FOLKMOOT_VAR": str(folder),
        "FOLKMOOT_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
        "PYTHONWARNINGS": "ignore",
    }


def migrate(folder: Path) -> None:
    """An empty database in the folder, for those who need one of their own to copy."""
    run(MIGRATE, environment_of(folder))


def run(code: str, environment: dict[str, str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.split("\n")
