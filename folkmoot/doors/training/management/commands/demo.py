"""`folkmoot demo`: load Merrow Vale and serve it on loopback, the worker and the clock beside it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

SERVE = ["-m", "gunicorn", "folkmoot.wsgi", "--workers", "1", "--threads", "4", "--log-level", "warning"]
WORK = ["-m", "folkmoot", "db_worker", "--queue-name", "*", "--no-startup-delay", "-v", "0"]
TICK = ["-m", "folkmoot", "tick"]
EVERY = 60  # seconds between ticks


class Command(BaseCommand):
    help = "Load the fictional council and serve it on loopback. Its data is kept in var/ until --fresh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="load the council anew")
        parser.add_argument("--load-only", action="store_true", help="load it and stop")

    def handle(self, *args: Any, port: int, fresh: bool, load_only: bool, **options: Any) -> None:
        if not load_only and _taken(port):
            raise CommandError(f"Port {port} is in use. Choose another: make demo PORT={port + 1}")
        environment = _environment(port)
        folder = Path(settings.VAR)
        started = time.monotonic()
        self._run(["-m", "folkmoot", "migrate", "-v", "0"], environment, "Preparing the database")
        self._run(["-m", "folkmoot", "collectstatic", "--noinput", "-v", "0"], environment, "Gathering files")
        load = ["-m", "folkmoot", "load_demo", *(["--fresh"] if fresh else [])]
        self._run(load, environment, "Loading Merrow Vale Council")
        self.stdout.write(f"Ready after {time.monotonic() - started:.0f} s. Data lies in {folder.name}/.")
        if not load_only:
            self._serve(port, environment)

    def _run(self, command: list[str], environment: dict[str, str], what: str) -> None:
        self.stdout.write(f"{what}…")
        self.stdout.flush()
        if subprocess.run([sys.executable, *command], env=environment, check=False).returncode:
            raise CommandError(f"{what} did not work; the reason stands above.")

    def _serve(self, port: int, environment: dict[str, str]) -> None:
        bind = ["--bind", f"127.0.0.1:{port}"]
        running = [
            subprocess.Popen([sys.executable, *SERVE, *bind], env=environment),
            subprocess.Popen([sys.executable, *WORK], env=environment),
        ]
        self._welcome(port)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            _keep_ticking(running, environment)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping…")
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(timeout=20)

    def _welcome(self, port: int) -> None:
        from folkmoot.foundation.people.queries import demonstration_accounts

        address = f"http://127.0.0.1:{port}/"
        self.stdout.write(f"\nMerrow Vale Council is at {address}  (Cymraeg: {address}cy/)")
        self.stdout.write("Everything in it is fictional. Stop with Ctrl-C.\n\nSign in at ", ending="")
        self.stdout.write(f"{address}sign-in/ with one of these addresses; the code is printed here:")
        for account in demonstration_accounts():
            self.stdout.write(f"  {account.role:<20} {account.email}")
        self.stdout.write("A resident needs no account.\n")
        self.stdout.flush()


def _environment(port: int) -> dict[str, str]:
    return os.environ | {
        "FOLKMOOT_DEMO": "1",
        "FOLKMOOT_ADDRESS": os.environ.get("FOLKMOOT_ADDRESS", f"http://127.0.0.1:{port}"),
        "PYTHONUNBUFFERED": "1",
    }


def _taken(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _keep_ticking(running: list[subprocess.Popen[bytes]], environment: dict[str, str]) -> None:
    """Let the clock do its part each minute, until one of the processes ends."""
    last = 0.0
    while all(process.poll() is None for process in running):
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            subprocess.run([sys.executable, *TICK], env=environment, check=False)
        time.sleep(0.5)
