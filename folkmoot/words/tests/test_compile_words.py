"""Catalogues are compiled whole, and their mistakes are named."""

import gettext

import pytest
from django.core.management import call_command

from folkmoot.words.management.commands.compile_words import compile_catalogue, our_catalogues

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path):
    def write(entries):
        path = tmp_path / "django.po"
        path.write_text(HEAD + entries)
        return path

    return write


def test_a_catalogue_is_compiled(catalogue):
    path = catalogue('msgid "Menu"\nmsgstr "Dewislen"\n')
    assert compile_catalogue(path) == []
    with path.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Menu") == "Dewislen"


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        ('msgid "Menu"\nmsgstr ""\n', "has no translation"),
        (
            'msgid "%(n)d day"\nmsgid_plural "%(n)d days"\nmsgstr[0] "%(n)d"\nmsgstr[1] ""\n',
            "has no translation",
        ),
        ('msgid "On %(day)s"\nmsgstr "Ar %(dydd)s"\n', "placeholder"),
        ('#, fuzzy\nmsgid "Menu"\nmsgstr "Dewislen"\n', "fuzzy"),
        ('msgid "Menu\nmsgstr', "cannot be read"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "cannot be read"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_compiled(catalogue, entries, complaint):
    path = catalogue(entries)
    (wrong,) = compile_catalogue(path)
    assert complaint in wrong
    assert not path.with_suffix(".mo").exists()


def test_every_feature_s_catalogue_is_found_and_sound(capsys):
    assert any("design" in path.parts for path in our_catalogues())
    call_command("compile_words")
    assert "Compiled" in capsys.readouterr().out
