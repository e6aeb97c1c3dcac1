"""The file in which attempts are counted: like any cache of Django's, and shared without a loss."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from folkmoot.foundation.people import limits
from folkmoot.foundation.people.limits import SharedLimits

ROOT = Path(__file__).resolve().parents[4]
PROCESSES, TIMES = 3, 200
COUNT = """
import sys
from django.conf import settings
settings.configure(SECRET_KEY="the same")
from folkmoot.foundation.people.limits import SharedLimits
counts = SharedLimits(sys.argv[1], {})
print("ready", flush=True)
sys.stdin.readline()
print(sum(counts.add(f"first {number}", 1, 600) for number in range(int(sys.argv[2]))))
for _time in range(int(sys.argv[2])):
    counts.incr("together")
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "limits.sqlite3"


@pytest.fixture
def counts(path):
    return SharedLimits(path, {})


def test_what_is_set_is_found_until_its_time_is_over(counts, clock):
    assert counts.get("a") is None
    counts.set("a", [1.5, 2.5], 60)
    counts.set("for ever", 1, None)
    assert counts.get("a") == [1.5, 2.5]
    assert "a" in counts
    clock.shift(dt.timedelta(seconds=61))
    assert counts.get("a", "gone") == "gone"
    assert "a" not in counts
    assert counts.get("for ever") == 1


def test_only_the_first_adds_until_its_time_is_over(counts, clock):
    assert counts.add("lock", True, 10)
    assert not counts.add("lock", True, 10)
    clock.shift(dt.timedelta(seconds=11))
    assert counts.add("lock", True, 10)
    assert counts.delete("lock")
    assert not counts.delete("lock")
    assert counts.add("lock", True, 10)


def test_counting_up_needs_a_beginning_and_keeps_its_end(counts, clock):
    with pytest.raises(ValueError, match="Nothing is counted"):
        counts.incr("a")
    counts.add("a", 1, 60)
    assert [counts.incr("a"), counts.incr("a", 5), counts.decr("a")] == [2, 7, 6]
    assert counts.get("a") == 6
    clock.shift(dt.timedelta(seconds=61))
    with pytest.raises(ValueError, match="Nothing is counted"):
        counts.incr("a")


def test_time_can_be_given_longer_and_all_be_forgotten(counts, clock):
    counts.set("a", 1, 60)
    assert counts.touch("a", 600)
    assert not counts.touch("b", 600)
    clock.shift(dt.timedelta(seconds=61))
    assert counts.get("a") == 1
    counts.clear()
    assert counts.get("a") is None


def test_what_ran_out_is_swept_from_the_file(counts, clock, monkeypatch):
    monkeypatch.setattr(limits, "ONE_IN", 1)
    for number in range(50):
        counts.add(f"visitor {number}", 1, 60)
    clock.shift(dt.timedelta(seconds=61))
    counts.add("another", 1, 60)
    assert counts._connection().execute("SELECT count(*) FROM counts").fetchone() == (1,)


def test_the_file_holds_no_address(counts, path):
    counts.set("allauth:rl:ip:203.0.113.7", [1.0], 60)
    assert counts.get("allauth:rl:ip:203.0.113.7") == [1.0]
    assert not any(b"203.0.113" in each.read_bytes() for each in path.parent.iterdir())


def test_a_file_that_cannot_be_read_is_begun_again_and_holds_nobody_up(counts, path, caplog):
    path.write_bytes(b"no database " * 500)
    assert counts.add("a", 1, 60)
    assert "begun again" in caplog.text
    assert counts.add("a", 1, 60)
    assert counts.incr("a") == 2


def test_where_nothing_can_be_written_nobody_is_held_up(tmp_path, caplog):
    (tmp_path / "limits.sqlite3").mkdir()
    counts = SharedLimits(tmp_path / "limits.sqlite3", {})
    assert counts.add("a", 1, 60)
    assert counts.get("a") is None
    with pytest.raises(ValueError, match="Nothing is counted"):
        counts.incr("a")
    assert "cannot be counted" in caplog.text


@pytest.mark.process
def test_processes_that_count_at_the_same_moment_lose_nothing(path, settings):
    settings.SECRET_KEY = "the same"
    counts = SharedLimits(path, {})
    counts.add("together", 0, 600)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", COUNT, str(path), str(TIMES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _each in range(PROCESSES)
    ]
    for each in running:
        assert each.stdout.readline() == "ready\n"
    for each in running:
        each.stdin.write("\n")
        each.stdin.flush()
    added = [int(each.communicate(timeout=120)[0]) for each in running]
    assert [each.returncode for each in running] == [0] * PROCESSES
    assert sum(added) == TIMES, "each key was added by one process only"
    assert counts.get("together") == PROCESSES * TIMES
