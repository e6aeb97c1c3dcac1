"""Every layout, the most particular first. A new one is a module of its own and a line here."""

from folkmoot.foundation.places.readers import (
    codepoint,
    custom_dataset,
    deprivation,
    estimates,
    lookups,
    nomis,
    postcode_directory,
    tidy,
    ward_names,
)

LAYOUTS = (
    postcode_directory.LAYOUT,
    lookups.WARD_OF_LSOA,
    lookups.LSOA_OF_LSOA,
    ward_names.LAYOUT,
    nomis.LAYOUT,
    custom_dataset.LAYOUT,
    tidy.LAYOUT,
    estimates.LAYOUT,
    deprivation.ENGLISH,
    deprivation.WELSH,
    codepoint.LAYOUT,
)
