"""Saying how far the work is: a bar on a terminal, a few quiet lines anywhere else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

Progress = Callable[[int, int], None]
BETWEEN_LINES = 20.0  # seconds


def on_one_line(words: str) -> str:
    """Words as a terminal may be told them: in one line, without orders to it or marks that turn a line.

    >>> on_one_line("Row 2\\nof \\x1b[31manswers.csv")
    'Row 2 of [31manswers.csv'
    """
    line = " ".join(words.split())
    return line if line.isprintable() else "".join(sign for sign in line if sign.isprintable())


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells one stream, usually the error stream, what is being done."""

    stream: TextIO

    def say(self, sentence: str) -> None:
        print(on_one_line(sentence), file=self.stream, flush=True)

    @contextmanager
    def step(self, words: str) -> Iterator[Progress]:
        """One step of the work; what it gives is called as `progress(done, total)`."""
        if self.stream.isatty():
            with _bar(on_one_line(words), self.stream) as progress:
                yield progress
        else:
            self.say(f"{words} ...")
            yield self._lines(words)

    def _lines(self, words: str) -> Progress:
        last = time.monotonic()

        def told(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last > BETWEEN_LINES and 0 < done < total:
                last = time.monotonic()
                self.say(f"{words} ... {done / total:.0%}")

        return told


@contextmanager
def _bar(words: str, stream: TextIO) -> Iterator[Progress]:
    from tqdm import tqdm

    form = "{desc:<22} {percentage:3.0f}% |{bar}| {elapsed} (about {remaining} left)"
    with tqdm(total=1, desc=words, file=stream, bar_format=form, dynamic_ncols=True, leave=True) as bar:
        whole = 1

        def told(done: int, total: int) -> None:
            nonlocal whole
            bar.total = whole = max(total, 1)
            bar.update(done - bar.n)

        yield told
        bar.update(whole - bar.n)
