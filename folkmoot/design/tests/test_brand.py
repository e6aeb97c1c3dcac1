"""The council's colours can be read, and the built files carry no crown, font or foreign address."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
BRAND = (ROOT / "frontend/src/_brand.scss").read_text()
BUILT = ROOT / "folkmoot/design/static/design/built"


def colour(name):
    return re.search(rf"(?:\$|--app-|\"){name}\"?:\s*(#[0-9a-f]{{6}})", BRAND).group(1)


def luminance(code):
    def linear(part):
        part /= 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(code[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "ink", ["teal", "link", "accent", "ink", "quiet", "kept", "late", "link-visited", "link-hover"]
)
@pytest.mark.parametrize("ground", ["#ffffff", colour("mist")])
def test_words_stand_out_from_the_page(ink, ground):
    assert contrast(colour(ink), ground) >= 4.5


@pytest.mark.parametrize("ground", ["deep", "teal", "accent", "kept", "late"])
def test_white_words_stand_out_from_their_ground(ground):
    assert contrast("#ffffff", colour(ground)) >= 4.5


def test_the_lock_file_names_no_registry():
    lock = (ROOT / "frontend/package-lock.json").read_text()
    assert '"resolved"' not in lock


def test_the_built_sheet_is_small_and_has_neither_crown_nor_font():
    sheet = (BUILT / "app.css").read_bytes()
    assert len(gzip.compress(sheet)) <= 16_000
    assert not re.search(rb"@font-face|crest|crown|url\((?!.?data:)", sheet)
    assert not list(BUILT.glob("*.woff*")) + list(BUILT.glob("*.svg"))
