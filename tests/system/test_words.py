"""Both languages, everywhere a resident reads: refusals, and every public page in Welsh."""

from __future__ import annotations

import re
import string
from importlib import import_module
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real

from folkmoot.words.refusals import CATALOGUE
from tests.system.conftest import forget
from tests.system.every_url import every_url

ROOT = Path(__file__).parents[2]
for _path in ROOT.glob("folkmoot/**/refusals.py"):
    import_module(".".join(_path.relative_to(ROOT).with_suffix("").parts))
TEST_SOURCE = "\n".join(
    path.read_text() for path in ROOT.glob("**/tests/**/*.py") if ".venv" not in path.parts
)


def _facts(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name}


def _constants() -> dict[str, str]:
    """Code of each refusal to the name of its constant."""
    found = {}
    for path in ROOT.glob("folkmoot/**/refusals.py"):
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        found |= {each.code: name for name, each in vars(module).items() if getattr(each, "cy", None)}
    return found


def test_every_refusal_has_both_languages_and_the_same_facts_in_each():
    assert CATALOGUE
    wrong = [code for code, each in CATALOGUE.items() if not each.en.strip() or not each.cy.strip()]
    wrong += [code for code, each in CATALOGUE.items() if each.en == each.cy]
    wrong += [code for code, each in CATALOGUE.items() if _facts(each.en) != _facts(each.cy)]
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_refusal_is_a_sentence(language):
    """It begins with a capital or a fact, ends with a stop or a fact, and fits into an error summary."""
    said = {code: getattr(each, language) for code, each in CATALOGUE.items()}
    assert [code for code, each in said.items() if not re.match(r"[A-ZÂÊÎÔÛŴŶ“‘{]", each)] == []
    assert [code for code, each in said.items() if not re.search(r"[.?!][”’]?$|}[”’]?$", each)] == []
    assert [code for code, each in said.items() if len(each) > 280] == []


def _ways_to_say(code: str, names: dict[str, str]) -> list[str]:
    """How a test may name a refusal: its code, whole or without the feature, its constant, its sentence."""
    opening = CATALOGUE[code].en.split("{")[0][:30]
    said = [code, f'"{code.split(".")[1]}"', names.get(code, code)]
    return [*said, opening] if len(opening) > 20 else said


def test_every_refusal_is_met_in_some_test():
    names = _constants()
    met = [code for code in CATALOGUE if any(said in TEST_SOURCE for said in _ways_to_say(code, names))]
    assert sorted(set(CATALOGUE) - set(met)) == []


# ---------------------------------------------------------------- every public page in Welsh

# Words that are the same in both languages, or a name.
SAME = {"", "Folkmoot", "English", "Cymraeg", "GOV.UK", "CSV", "JSON"}


@pytest.fixture
def without_welsh(monkeypatch):
    """Collects every string that a page asks Welsh for and does not get."""
    missing: set[str] = set()
    get, plural = trans_real.DjangoTranslation.gettext, trans_real.DjangoTranslation.ngettext

    def asked(self, message):
        said = get(self, message)
        if self.language() == "cy" and _is_words(message) and message not in _welsh(self):
            missing.add(message.split("\x04")[-1])
        return said

    def asked_plural(self, one, many, number):
        said = plural(self, one, many, number)
        if self.language() == "cy" and said in (one, many):
            missing.add(one)
        return said

    monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", asked)
    monkeypatch.setattr(trans_real.DjangoTranslation, "ngettext", asked_plural)
    return missing


def _is_words(message: str) -> bool:
    return message not in SAME and bool(re.search(r"[^\W\d]", re.sub(r"%\(\w+\)[sd]", "", message)))


def _welsh(catalogue) -> object:
    return catalogue._catalog


def _public_rows():
    from tests.system.test_permissions import ROWS

    public = {place.name for place in every_url() if place.audience == "public"}
    return {name: rows for name, rows in ROWS.items() if name in public}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(_public_rows()))
def test_every_public_page_is_whole_in_welsh(name, world, without_welsh):
    for row in _public_rows()[name]:
        with translation.override("cy"):
            address = reverse(name, kwargs=dict(row.kwargs(world)))
        forget()
        without_welsh.clear()
        response = getattr(Client(), row.method)(address, dict(row.data))
        assert response.status_code == row.expected("anonymous")
        assert sorted(without_welsh) == [], f"{address} ({name}) has these words in English only"
        if response.content:
            assert '<html lang="cy"' in response.content.decode()
