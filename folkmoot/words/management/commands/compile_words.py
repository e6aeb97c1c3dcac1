"""`folkmoot compile_words`: turn every feature's catalogue into the form the site reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Compiles the translations of every feature. Needs no gettext on the machine."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        catalogues = our_catalogues()
        broken = [wrong for path in catalogues for wrong in compile_catalogue(path)]
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(f"Compiled {len(catalogues)} catalogues.")


def our_catalogues() -> list[Path]:
    """Every feature's own .po files."""
    folders = [Path(app.path) for app in apps.get_app_configs() if app.name.startswith("folkmoot.")]
    return sorted(path for folder in folders for path in folder.glob("locale/*/LC_MESSAGES/*.po"))


def compile_catalogue(path: Path) -> list[str]:
    """Compile one catalogue; the mistakes that would show half a sentence or none, in words."""
    try:
        catalogue = polib.pofile(str(path), check_for_duplicates=True)
    except (OSError, ValueError) as error:
        return [f"{path}: cannot be read: {error}"]
    wrong = [f"{path}:{entry.linenum}: {why}" for entry in catalogue for why in _mistakes(entry)]
    if not wrong:
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return wrong


def _mistakes(entry: polib.POEntry) -> list[str]:
    said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(said):
        return [f"“{entry.msgid}” has no translation."]
    names = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural or "")
    if any(_placeholders(words) - names for words in said):
        return [f"“{entry.msgid}” is translated with a placeholder it does not have."]
    if "fuzzy" in entry.flags:
        return [f"“{entry.msgid}” is marked fuzzy, so it would not be shown."]
    return []


def _placeholders(words: str) -> set[str]:
    return {part.split(")")[0] for part in words.split("%(")[1:]}
