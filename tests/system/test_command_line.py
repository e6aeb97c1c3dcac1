"""`folkmoot`: the commands of the analysis beside those of Django, and without it."""

import subprocess
import sys
from pathlib import Path

import pytest

import folkmoot.__main__
from folkmoot.analysis import shell


def test_help_lists_our_commands_above_those_of_django(monkeypatch, capsys):
    called = []
    monkeypatch.setattr(folkmoot.__main__, "_run_django", lambda *arguments: called.append(arguments))
    for asked in (["help"], ["--help"], []):
        monkeypatch.setattr(sys, "argv", ["folkmoot", *asked])
        folkmoot.__main__.main()
        said = capsys.readouterr().out
        assert all(f"folkmoot {name}" in said for name in shell.COMMANDS)
    assert called == [("help", []), ("--help", []), ("help", [])]


def test_help_for_one_command_is_that_of_the_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["folkmoot", "help", "find-campaigns"])
    with pytest.raises(SystemExit) as ended:
        folkmoot.__main__.main()
    assert ended.value.code == 0
    assert "usage: folkmoot find-campaigns" in capsys.readouterr().out


def test_other_commands_are_still_django_s(monkeypatch):
    called = []
    monkeypatch.setattr(folkmoot.__main__, "_run_django", lambda *arguments: called.append(arguments))
    monkeypatch.setattr(sys, "argv", ["folkmoot", "import-places", "--dry-run"])
    folkmoot.__main__.main()
    assert called == [("import-places", ["--dry-run"])]


def test_when_is_told_where_the_rules_of_law_lie(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["folkmoot", "when", "--poll", "2027-05-06"])
    with pytest.raises(SystemExit) as ended:
        folkmoot.__main__.main()
    assert ended.value.code == 0
    assert "Wednesday 31 March 2027" in " ".join(capsys.readouterr().out.split())


@pytest.mark.process
def test_the_commands_of_the_analysis_start_without_django_and_without_numbers():
    script = (
        "import sys\nfrom folkmoot.__main__ import main\nsys.argv = ['folkmoot', 'find-themes', '--help']\n"
        "try:\n    main()\nexcept SystemExit as ended:\n    assert ended.code == 0\n"
        "print([name for name in ('django', 'numpy', 'onnxruntime') if name in sys.modules])"
    )
    root = Path(folkmoot.__main__.__file__).parents[1]
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert "folkmoot find-themes answers.csv" in said.stdout
    assert said.stdout.splitlines()[-1] == "[]"
