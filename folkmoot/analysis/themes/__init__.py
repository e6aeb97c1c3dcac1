"""Free text: languages, campaigns, themes, mapping and agreement."""

from .campaigns import Campaigns, find_campaigns
from .languages import detect_language
from .result import ThemeSuggestion
from .suggest import suggest_themes

__all__ = ["Campaigns", "ThemeSuggestion", "detect_language", "find_campaigns", "suggest_themes"]
