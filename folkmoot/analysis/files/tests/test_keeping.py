"""Outputs appear whole and together, or not at all."""

import os

import pytest

from folkmoot.analysis.files import keep_whole, write_table

NAMES = ("a.csv", "b.html")


def there(folder) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()} if folder.exists() else {}


def write(keeping, words="new"):
    for name in NAMES:
        keeping.text(name, words)


def write_and_stop(folder, error, **options):
    with keep_whole(folder, NAMES, **options) as keeping:
        keeping.text("a.csv", "half")
        raise error


def test_files_appear_at_the_end_and_not_before(tmp_path):
    folder = tmp_path / "deep" / "out"
    with keep_whole(folder, NAMES) as keeping:
        write(keeping)
        assert not (folder / "a.csv").exists()
    assert there(folder) == {"a.csv": "new", "b.html": "new"}


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, ValueError])
def test_what_stops_half_way_leaves_nothing_not_even_the_folder(tmp_path, error):
    folder = tmp_path / "deep" / "out"
    with pytest.raises(error):
        write_and_stop(folder, error)
    assert there(tmp_path) == {}


def test_a_folder_that_was_there_stays(tmp_path):
    with pytest.raises(KeyboardInterrupt), keep_whole(tmp_path, NAMES):
        raise KeyboardInterrupt
    assert tmp_path.is_dir()
    assert there(tmp_path) == {}


def test_files_that_are_there_are_refused_before_the_work_starts(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(ValueError, match=r"already holds a\.csv; .*--overwrite"), keep_whole(tmp_path, NAMES):
        pytest.fail("the work must not start")
    assert there(tmp_path) == {"a.csv": "old"}


def test_overwriting_keeps_the_old_until_all_the_new_is_there(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_and_stop(tmp_path, KeyboardInterrupt, overwrite=True)
    assert there(tmp_path) == {"a.csv": "old"}
    with keep_whole(tmp_path, NAMES, overwrite=True) as keeping:
        write(keeping)
    assert there(tmp_path) == {"a.csv": "new", "b.html": "new"}


@pytest.mark.parametrize("stopped_at", range(1, 5))
def test_an_interrupted_change_of_places_is_undone(tmp_path, monkeypatch, stopped_at):
    """Old a aside, new a in, old b aside, new b in: stopped before each of the four."""
    for name in NAMES:
        (tmp_path / name).write_text("old " + name)
    replace, calls = os.replace, []

    def stopping(source, target):
        calls.append(source)
        if len(calls) == stopped_at:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", stopping)
    with pytest.raises(KeyboardInterrupt), keep_whole(tmp_path, NAMES, overwrite=True) as keeping:
        write(keeping)
    assert there(tmp_path) == {"a.csv": "old a.csv", "b.html": "old b.html"}


@pytest.mark.parametrize("stopped_at", [1, 2])
def test_an_interrupted_first_writing_leaves_none_of_the_files(tmp_path, monkeypatch, stopped_at):
    replace, calls = os.replace, []

    def stopping(source, target):
        calls.append(source)
        if len(calls) == stopped_at:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", stopping)
    with pytest.raises(KeyboardInterrupt), keep_whole(tmp_path, NAMES) as keeping:
        write(keeping)
    assert there(tmp_path) == {}


def test_what_is_read_is_never_written_over(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("answers")
    monkeypatch.chdir(tmp_path)
    for folder, source in ((tmp_path, "a.csv"), (".", tmp_path / "a.csv")):
        with (
            pytest.raises(ValueError, match=r"a\.csv would be written over while it is read"),
            keep_whole(folder, NAMES, overwrite=True, sources=[source]),
        ):
            pytest.fail("the work must not start")
    assert there(tmp_path) == {"a.csv": "answers"}


def test_an_announced_file_that_is_not_written_is_a_fault(tmp_path):
    with pytest.raises(ValueError, match=r"b\.html was announced"), keep_whole(tmp_path, NAMES) as keeping:
        keeping.text("a.csv", "only this")
    assert there(tmp_path) == {}


def test_a_file_in_place_of_the_folder_and_a_folder_in_place_of_a_file_are_refused(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(ValueError, match="is a file; give a folder"), keep_whole(tmp_path / "out", NAMES):
        pass
    (tmp_path / "a.csv").mkdir()
    with (
        pytest.raises(ValueError, match="holds a folder called"),
        keep_whole(tmp_path, NAMES, overwrite=True),
    ):
        pass


def test_a_link_to_nowhere_is_a_file_that_is_there(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ValueError, match=r"already holds a\.csv"), keep_whole(tmp_path, NAMES):
        pass
    assert (tmp_path / "a.csv").is_symlink()


def test_a_formula_is_found_behind_marks_nobody_sees_and_control_characters_are_left_out(tmp_path):
    path = tmp_path / "out.csv"
    write_table(path, ["a"], [["\u200b=1+1"], ["\x0b=1+2"], ["\u202e\ufeff@x"], ["\x1b]0;owned\x07 tea\x85"]])
    assert path.read_text("utf-8-sig").splitlines() == [
        "a",
        "'\u200b=1+1",
        "'=1+2",
        "'\u202e\ufeff@x",
        "]0;owned tea",
    ]


def test_words_stay_words_in_a_spreadsheet(tmp_path):
    path = tmp_path / "out.csv"
    write_table(path, ["=head", "n"], [["=HYPERLINK(1)", -3], ['a,"b"\nc', 0.5], ["ŷ\ud800", None]])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf'=head,n\r\n'=HYPERLINK(1),-3\r\n")
    assert path.read_text("utf-8-sig").endswith('"a,""b""\nc",0.5\nŷ?,\n')
