"""Free text: languages, campaigns, themes, mapping and agreement."""

from .result import ThemeSuggestion
from .suggest import suggest_themes

__all__ = ["ThemeSuggestion", "suggest_themes"]
