"""Files of answers, and engines that are done at once."""

import csv

import pytest

from folkmoot.analysis.shell.tests import stand_ins


@pytest.fixture
def engines(monkeypatch):
    """The stand-ins in place of the engines."""
    monkeypatch.setattr("folkmoot.analysis.themes.suggest.suggest_themes", stand_ins.by_first_word)
    monkeypatch.setattr("folkmoot.analysis.themes.campaigns.find_campaigns", stand_ins.letters_by_star)


@pytest.fixture
def answers(tmp_path):
    """Writes a file of answers: one column `text`, and `id` numbered from A1."""

    def written(*texts, name="answers.csv", more=None):
        path = tmp_path / name
        columns = {"id": [f"A{n}" for n in range(1, len(texts) + 1)], "text": texts} | (more or {})
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(zip(*columns.values(), strict=True))
        return path

    return written


@pytest.fixture
def written(tmp_path):
    """Reads back a CSV that a command wrote, as rows of named cells."""

    def read(name, folder="out"):
        with (tmp_path / folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return read
