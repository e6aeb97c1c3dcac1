"""How commands end: the code, the one sentence, and that a stopped command leaves nothing half written."""

import errno
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from folkmoot.analysis import shell
from folkmoot.analysis.shell import find_campaigns, frame
from folkmoot.analysis.shell.telling import Telling


@pytest.fixture
def parser():
    return frame.Parser("try-it", "Try.", "  folkmoot try-it")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (None, 0, ""),
        (ValueError("Row 3 has\nnothing; fill it."), 2, "folkmoot try-it: Row 3 has nothing; fill it.\n"),
        (KeyboardInterrupt(), 130, "folkmoot try-it: stopped; nothing was written.\n"),
        (
            MemoryError(),
            1,
            "folkmoot try-it: the memory of this computer does not suffice; nothing was written.\n",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device", "a.csv"),
            1,
            "folkmoot try-it: No space left on device (a.csv); nothing was written.\n",
        ),
    ],
)
def test_each_end_has_its_code_and_one_sentence(parser, capsys, error, code, said):
    def work(_arguments, _telling):
        if error:
            raise error

    assert frame.run(parser, [], work) == code
    assert capsys.readouterr().err == said


def test_a_fault_of_ours_keeps_its_traceback(parser):
    def work(_arguments, _telling):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        frame.run(parser, [], work)


@pytest.mark.parametrize(
    "fault",
    [
        lambda: int("a letter"),  # raised by Python, not by a sentence of ours
        lambda: np.zeros(3).reshape(2, 2),  # by compiled code
        lambda: np.polyfit([], [], 1),  # by somebody else's Python
        lambda: "\ud800".encode(),  # a kind of ValueError of its own
    ],
)
def test_a_value_error_that_no_sentence_of_ours_raised_is_not_blamed_on_the_file(parser, capsys, fault):
    with pytest.raises((ValueError, TypeError)) as raised:
        frame.run(parser, [], lambda *_: fault())
    assert raised.value.__notes__ == [frame.OUR_FAULT]
    assert "not of your file" in frame.OUR_FAULT
    assert capsys.readouterr().err == ""  # Python ends with the traceback, the note and code 1


def test_a_refusal_that_a_fault_of_python_led_to_is_still_a_refusal(parser, capsys):
    def work(_arguments, _telling):
        try:
            int("x")
        except ValueError as error:
            raise ValueError("Row 3 is no number; fill it.") from error

    assert frame.run(parser, [], work) == 2
    assert capsys.readouterr().err == "folkmoot try-it: Row 3 is no number; fill it.\n"


def test_arguments_that_are_wrong_point_to_the_help(parser, capsys):
    assert frame.run(parser, ["--colour"], lambda *_: None) == 2
    assert capsys.readouterr().err == (
        "folkmoot try-it: unrecognized arguments: --colour; see folkmoot try-it --help.\n"
    )


def test_a_request_to_end_is_taken_like_ctrl_c_and_signals_are_given_back(parser, capsys):
    before = signal.getsignal(signal.SIGTERM)
    assert frame.run(parser, [], lambda *_: signal.raise_signal(signal.SIGTERM)) == 130
    assert "stopped" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGTERM) is before


def test_elsewhere_than_on_a_terminal_each_step_is_one_quiet_line(monkeypatch):
    stream, now = io.StringIO(), [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    with Telling(stream).step("Reading") as progress:
        for second in range(50):
            now[0] = float(second)
            progress(second, 50)
        progress(50, 50)
    # More than twenty seconds pass before the next line: at 21 of 50 (42 %) and at 42 of 50 (84 %).
    assert stream.getvalue().splitlines() == ["Reading ...", "Reading ... 42%", "Reading ... 84%"]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_on_a_terminal_a_bar_fills_to_the_end():
    stream = Terminal()
    with Telling(stream).step("Reading") as progress:
        progress(1, 4)
        progress(3, 4)
    assert "Reading" in stream.getvalue()
    assert stream.getvalue().rstrip().split("\r")[-1].startswith("Reading                100%")


def test_a_bar_that_is_stopped_does_not_pretend_to_be_done():
    stream = Terminal()

    def stopped():
        with Telling(stream).step("Reading") as progress:
            progress(1, 4)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert "100%" not in stream.getvalue()


def test_every_command_has_its_module():
    for name, command in shell.COMMANDS.items():
        assert command.module == name.replace("-", "_")
        assert callable(__import__(f"{shell.__name__}.{command.module}", fromlist=["main"]).main)


def test_an_answer_file_of_latin_letters_is_refused_without_a_trace(tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_bytes(b"text\ncaf\xe9\n")
    assert find_campaigns.main([str(path), "--text", "text", "--output", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("folkmoot find-campaigns: a.csv is not UTF-8: row 2")
    assert not (tmp_path / "out").exists()


def test_a_file_of_another_encoding_than_asked_for_is_refused_and_no_fault_of_ours(tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text("text\nKeep it open\n")
    options = ["--text", "text", "--output", str(tmp_path / "out"), "--encoding"]
    assert find_campaigns.main([str(path), *options, "utf-16"]) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said == "folkmoot find-campaigns: a.csv is not utf-16; leave out --encoding, or name another."


def test_a_terminal_that_lacks_a_letter_does_not_end_what_is_done(parser, monkeypatch):
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", narrow)
    assert frame.run(parser, [], lambda *_: print("Open tŷ/themes.html")) == 0
    narrow.flush()
    assert narrow.buffer.getvalue().split() == [b"Open", rb"t\u0177/themes.html"]


STOPPED_BY_CTRL_C = """
import sys, time
from folkmoot.analysis import shell
from folkmoot.analysis.themes import campaigns
def never(texts, *, progress=None):
    print("working", flush=True)
    time.sleep(60)
campaigns.find_campaigns = never
sys.exit(shell.run("find-campaigns", sys.argv[1:]))
"""


@pytest.mark.process
def test_ctrl_c_in_a_real_process_leaves_nothing(tmp_path):
    path, out = tmp_path / "answers.csv", tmp_path / "out"
    path.write_text("text\nKeep it open\n")
    command = [sys.executable, "-c", STOPPED_BY_CTRL_C, str(path), "--text", "text", "--output", str(out)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    here = os.environ | {"PYTHONPATH": str(Path(shell.__file__).parents[3])}
    with subprocess.Popen(command, text=True, env=here, **pipes) as process:
        assert process.stdout.readline() == "working\n"
        assert out.is_dir()
        process.send_signal(signal.SIGINT)
        started = time.monotonic()
        _said, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error.splitlines()[-1] == "folkmoot find-campaigns: stopped; nothing was written."
    assert "Traceback" not in error
    assert time.monotonic() - started < 20
    assert [each.name for each in tmp_path.iterdir()] == ["answers.csv"]


def test_a_column_without_a_name_is_refused_and_no_order_reaches_the_terminal(tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_text("\x1b[31mid,\u202etxet\n1,a\n", encoding="utf-8")
    assert find_campaigns.main([str(path), "--text", " "]) == 2
    assert "argument --text: a column must have a name" in capsys.readouterr().err
    assert find_campaigns.main([str(path), "--text", "text", "--output", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.endswith("its columns are [31mid, txet.\n")


def test_ctrl_c_while_a_command_loads_is_no_fault_of_ours(monkeypatch):
    def interrupted(_name):
        raise KeyboardInterrupt

    monkeypatch.setattr(shell, "import_module", interrupted)
    assert shell.run("find-themes", []) == 130
