"""Free text: languages, campaigns, themes, mapping and agreement."""
