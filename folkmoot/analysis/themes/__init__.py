"""Free text: languages, campaigns, themes, mapping and agreement."""

from .agreement import Agreement, agreement
from .campaigns import Campaigns, find_campaigns
from .coding import ToCode, next_to_code
from .languages import detect_language
from .mapped import Mapping
from .mapping import learn_mapping
from .providers import Provider, propose_mapping, propose_names
from .result import ThemeSuggestion
from .suggest import suggest_themes

__all__ = [
    "Agreement",
    "Campaigns",
    "Mapping",
    "Provider",
    "ThemeSuggestion",
    "ToCode",
    "agreement",
    "detect_language",
    "find_campaigns",
    "learn_mapping",
    "next_to_code",
    "propose_mapping",
    "propose_names",
    "suggest_themes",
]
