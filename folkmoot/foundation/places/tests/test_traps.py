"""The fifteen traps of published open data (opendata section 3), each with a test."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from folkmoot.foundation.places import queries
from folkmoot.foundation.places.models import Area, Figure, LoadedFile, Postcode
from folkmoot.foundation.places.tests.samples import (
    NOW,
    OPERATOR,
    STEVENAGE,
    STEVENAGE_POSTCODES,
    STEVENAGE_WARDS,
    VALE,
    VALE_WARDS,
    load,
    load_text,
    problems,
    read,
)
from folkmoot.foundation.places.use_cases import correct_welsh_name
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal, Refused

pytestmark = pytest.mark.django_db
CORRUPT = "stevenage/sape23dt8a_mid2020_ward_persons_CODES_CORRUPT.csv"
BEST_FIT = "stevenage/lsoa21_to_ward24_best_fit.csv"


def nomis(*rows: str, heading: str = "Sex: All persons; measures: Value") -> str:
    return "\n".join([f"date,geography,geography code,{heading}", *rows])


# 1 Codes change with vintages


@pytest.mark.database
def test_wards_of_two_vintages_with_the_same_name_are_two_areas(tmp_path):
    load(tmp_path, "stevenage/wards_2013_bgc.topojson", "stevenage/wards_2022_bsc.geojson", STEVENAGE_WARDS)
    old, new = Area.objects.filter(code__in=["E05004816", "E05015635"]).order_by("code")
    assert old.name == new.name == Bilingual(en="Symonds Green")
    assert (old.valid_from.year, old.valid_to.isoformat()) == (2013, "2024-04-30")
    assert (new.valid_from.isoformat(), new.valid_to) == ("2024-05-01", None)
    assert {ward.code for ward in queries.wards(STEVENAGE)} >= {"E05015635"}
    assert queries.wards(STEVENAGE).count() == 13
    assert old in queries.wards(STEVENAGE, on=old.valid_to)


def test_a_code_is_not_found_on_a_day_when_it_meant_nothing(tmp_path):
    load(tmp_path, STEVENAGE_WARDS)
    early = queries.area_by_code("E05015635", NOW.date().replace(year=2023))
    assert isinstance(early, Refusal)
    assert early.code == "places.area-unknown"
    assert queries.area_by_code("E05015635", NOW.date()).name.en == "Symonds Green"


def test_a_ward_without_an_outline_says_which_boundaries_to_load(tmp_path):
    load(tmp_path, "stevenage/ward_names_2025.csv")
    refusal = queries.boundary(Area.objects.get(code="E05015624"))
    assert refusal.code == "places.boundary-unknown"
    assert "2025" in refusal.words.en
    assert "Almond Hill" in refusal.words.cy


# 2 The same postcode has other wards in other files


@pytest.mark.database
def test_an_older_edition_never_replaces_a_newer_one(tmp_path):
    row = '"SG1 1AA",10,523746,223474,"E92000001","","","","E07000243","{}"'
    load_text(tmp_path, "codepo_2025-10.csv", row.format("E05015632"))
    load_text(tmp_path, "codepo_2021-11.csv", row.format("E05004813"))
    held = Postcode.objects.get(code="SG1 1AA")
    assert (held.ward_code, held.edition) == ("E05015632", "Code-Point Open 2025-10")
    load_text(tmp_path, "codepo_2026-02.csv", row.format("E05015633"))
    assert Postcode.objects.get(code="SG1 1AA").ward_code == "E05015633"


def test_a_postcode_file_without_a_month_is_refused(tmp_path):
    report = load_text(tmp_path, "postcodes.csv", read(STEVENAGE_POSTCODES))
    assert "month" in problems(report)[0][2]
    assert not Postcode.objects.exists()
    assert load_text(tmp_path, "postcodes.csv", read(STEVENAGE_POSTCODES), edition="2025-10").loaded


# 3 Best fit leaves holes


def test_a_ward_that_no_small_area_fits_has_no_data_rather_than_nought(tmp_path):
    load(
        tmp_path,
        VALE_WARDS,
        "vale-of-glamorgan/lsoa21_to_ward24_best_fit.csv",
        "vale-of-glamorgan/census2021-ts001-lsoa.csv",
    )
    sums = queries.summed_to_wards("ts0010001", VALE, period="2021")
    assert sums["W05001398"] is None
    assert len(sums) == 24
    assert sum(filter(None, sums.values())) == 131_930


def test_a_small_area_from_next_door_is_not_added_to_the_council(tmp_path):
    load(tmp_path, "stevenage/lsoa11_to_lsoa21_exact_fit.csv")
    neighbour = Area.objects.get(code="E01023508")
    assert neighbour.parent is None
    assert Area.objects.get(code="E01023789").parent.code == STEVENAGE


# 4 Census cells are perturbed


def test_a_share_takes_the_total_of_its_own_table(tmp_path):
    load(tmp_path, BEST_FIT, "stevenage/census2021-ts001-lsoa.csv", "stevenage/census2021-ts008-lsoa.csv")
    area = Area.objects.get(code="E01023750")
    assert queries.share(area, "ts0080002", period="2021") == pytest.approx(648 / 1224)
    assert queries.share(area, "ts0010002", period="2021") == pytest.approx(1170 / 1221)


# 5 Missing and suppressed


@pytest.mark.parametrize("mark", ["", "NA", "-", "..", ":", "c", "[c]", "[x]", "*"])
def test_a_missing_figure_keeps_its_mark_and_is_not_nought(tmp_path, mark):
    load(tmp_path / "a", BEST_FIT)
    load_text(tmp_path, "x.csv", nomis(f"2021,Stevenage 009A,E01023750,{mark}", "2021,x,E01023751,0"))
    assert list(Figure.objects.order_by("area__code").values_list("value", "mark")) == [
        (None, mark),
        (Decimal(0), ""),
    ]
    assert queries.summed_to_wards("ts0080001", STEVENAGE, period="2021")["E05015625"] is None


# 6 Text


def test_welsh_names_are_kept_and_a_later_english_list_does_not_empty_them(tmp_path):
    load(tmp_path, VALE_WARDS, "vale-of-glamorgan/ward_names_2025.csv")
    names = Area.objects.get(code="W05001402").name
    assert (names.en, names.cy) == ("Wenvoe", "Gwenfô")


def test_a_corrected_welsh_name_survives_the_next_import(tmp_path):
    load(tmp_path, VALE_WARDS)
    ward = Area.objects.get(code="W05001391")
    assert ward.name.cy == "Llandw"  # the published list lost the circumflex
    correct_welsh_name(OPERATOR, ward, name="Llandŵ", at=NOW)
    load(tmp_path, VALE_WARDS, "vale-of-glamorgan/ward_names_2025.csv")
    assert Area.objects.get(code="W05001391").name.cy == "Llandŵ"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_byte_order_marks_and_windows_1252_are_read(tmp_path, encoding):
    text = "WD25CD,WD25NM,WD25NMW,LAD25CD\nW05001402,Wenvoe,Gwenfô,W06000014\n"
    load_text(tmp_path, "names.csv", text.encode(encoding))
    assert Area.objects.get(code="W05001402").name.cy == "Gwenfô"


# 7 Title lines, shifted headings, files under another name


def test_the_heading_is_found_below_title_lines_and_beside_empty_columns(tmp_path):
    text = "Table of wards,,,,\n,,,,\n WD25CD ,wd25nm,LAD25CD,,\nE05015624,Almond Hill,E07000243,,\n,,,,\n"
    report = load_text(tmp_path, "deprivation.csv", text)
    assert report.files[0].layout == "Ward names and codes"
    assert Area.objects.get(kind="ward").code == "E05015624"


def test_an_extra_leading_column_and_another_order_do_no_harm(tmp_path):
    load(tmp_path / "a", BEST_FIT)
    head = "Site Name,geography code,Sex: Female ,DATE,Geography,sex:Male"
    text = f"{head}\nx,E01023750,648,2021,Stevenage 009A,576\n"
    report = load_text(tmp_path, "x.csv", text)
    assert [problem[1] for problem in problems(report)] == ["Site Name"]
    assert not load_text(tmp_path, "x.csv", text.replace("Site Name", "")).bad_rows
    values = Figure.objects.order_by("measure").values_list("measure", "value")
    assert list(values) == [("ts0080002", 648), ("ts0080003", 576)]


def test_a_file_is_known_by_its_columns_and_not_by_its_name(tmp_path):
    report = load_text(tmp_path, "postcodes_2025-10.csv", read("stevenage/ward_names_2025.csv"))
    assert report.files[0].layout == "Ward names and codes"
    assert report.files[0].good == 13


# 8 Values


def test_numbers_with_commas_and_blanks_are_read_and_words_are_refused(tmp_path):
    load(tmp_path / "a", BEST_FIT)
    good = load_text(tmp_path, "x.csv", nomis('2021,x,E01023750," \t5,460 "'))
    assert good.loaded
    assert Figure.objects.get().value == 5460
    bad = load_text(tmp_path, "y.csv", nomis("2021,x,E01023751,many"))
    assert problems(bad) == [
        (2, "Sex: All persons", "This is neither a number nor a sign for a missing figure.")
    ]


def test_the_same_key_twice_is_refused(tmp_path):
    load(tmp_path / "a", BEST_FIT)
    report = load_text(tmp_path, "x.csv", nomis("2021,x,E01023750,1", "2021,x,E01023750,2"))
    assert problems(report)[0][0] == 3
    load_text(tmp_path, "x.csv", nomis("2021,x,E01023750,1", "2021,x,E01023750,2"), skip_bad_rows=True)
    assert Figure.objects.get().value == 1
    line = read(STEVENAGE_POSTCODES).splitlines()[0]
    twice = load_text(tmp_path, "codepo_2025-10.csv", f"{line}\n{line}\n")
    assert problems(twice) == [(2, "Postcode", "This postcode stands in row 1 already.")]
    assert not Postcode.objects.exists()
    load_text(tmp_path, "codepo_2025-10.csv", f"{line}\n{line}\n", skip_bad_rows=True)
    assert Postcode.objects.count() == 1


# 9 Containers: see test_containers.py

# 10 Spreadsheet damage


def test_ward_codes_filled_down_by_a_spreadsheet_are_refused(tmp_path):
    report = load(tmp_path, "stevenage/wards_2022_bsc.geojson", CORRUPT)
    assert [each.file for each in report.refused] == [
        "stevenage-sape23dt8a_mid2020_ward_persons_CODES_CORRUPT.csv"
    ]
    assert len(report.bad_rows) == 13
    assert not Figure.objects.exists()


def test_a_real_code_beside_the_name_of_another_ward_is_refused(tmp_path):
    moved = read(CORRUPT).replace("E05002002", "E05004811")  # Old Town, beside the name Bandley Hill
    load(tmp_path / "a", "stevenage/wards_2022_bsc.geojson")
    report = load_text(tmp_path, "mid2020.csv", moved, skip_bad_rows=True)
    assert (6, "name", "The name and the code belong to different places.") in problems(report)


def test_a_real_code_beside_another_authority_is_refused(tmp_path):
    moved = read(CORRUPT).replace("E05002002", "E05004805").replace("E07000243", "E07000099")
    load(tmp_path / "a", "stevenage/wards_2022_bsc.geojson")
    report = load_text(tmp_path, "mid2020.csv", moved)
    assert (6, "authority", "The code belongs to another authority.") in problems(report)


def test_the_same_table_with_the_right_codes_is_loaded(tmp_path):
    names = {
        area["properties"]["WD22NM"]: area["properties"]["WD22CD"] for area in _features("wards_2022_bsc")
    }
    lines = [_right(line, names) for line in read(CORRUPT).splitlines()]
    load(tmp_path / "a", "stevenage/wards_2022_bsc.geojson")
    report = load_text(tmp_path, "estimates.csv", "\n".join(lines))
    assert not report.bad_rows
    total = Figure.objects.filter(measure="population:persons:all", period="mid-2020")
    assert sum(figure.value for figure in total) == 88_104


def _right(line: str, names: dict[str, str]) -> str:
    cells = line.split(",", 2)
    return ",".join([names[cells[1]], *cells[1:]]) if len(cells) > 2 and cells[1] in names else line


def _features(name: str) -> list[dict]:
    return json.loads(read(f"stevenage/{name}.geojson"))["features"]


# 11 Coordinates


def test_metres_of_the_national_grid_become_degrees(tmp_path):
    load(tmp_path / "grid", "stevenage/wards_2024_bgc_epsg27700.geojson")
    turned = Area.objects.get(code="E05015624")
    load(tmp_path / "degrees", STEVENAGE_WARDS)
    plain = Area.objects.get(code="E05015624")
    assert (turned.west, turned.south) == pytest.approx((plain.west, plain.south), abs=0.0002)
    assert "British National Grid" in turned.outline_note


def test_metres_are_known_by_their_size_where_the_file_does_not_say(tmp_path):
    document = json.loads(read("stevenage/wards_2024_bgc_epsg27700.geojson"))
    del document["crs"]
    load_text(tmp_path, "wards.geojson", json.dumps(document))
    assert 51 < Area.objects.get(code="E05015624").south < 52


def test_swapped_axes_are_turned_and_reported(tmp_path):
    document = json.loads(read(STEVENAGE_WARDS))
    for feature in document["features"]:
        feature["geometry"]["coordinates"] = [
            [[y, x] for x, y in ring] for ring in feature["geometry"]["coordinates"]
        ]
    report = load_text(tmp_path, "wards.geojson", json.dumps(document))
    assert report.files[0].notices == ["Latitude stood before longitude; the axes were turned."]
    assert 51 < Area.objects.get(code="E05015624").south < 52


def test_coordinates_that_contradict_the_named_system_are_refused(tmp_path):
    document = json.loads(read(STEVENAGE_WARDS))
    document["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    report = load_text(tmp_path, "wards.geojson", json.dumps(document))
    assert problems(report) == [(0, "crs", "The coordinates are not in the system the file names.")]
    assert not Area.objects.exists()


def test_a_postcode_without_coordinates_has_none(tmp_path):
    alive = read("layouts/nspl_2021-11_LD_sample.csv").replace('"200502"', '""')
    assert '"LD1 9WU"' in alive
    load_text(tmp_path, "nspl_2021-11.csv", alive)
    nowhere = Postcode.objects.get(code="LD1 9WU")
    assert (nowhere.longitude, nowhere.latitude, nowhere.ward_code) == (None, None, "")


# 12 Postcodes typed by people: see test_queries.py

# 13 Coarse boundaries


def test_a_ward_found_by_postcode_says_how_and_by_which_edition(tmp_path):
    load(tmp_path, STEVENAGE_WARDS, STEVENAGE_POSTCODES)
    found = queries.find_postcode("SG1 1AA")
    assert (found.ward.name.en, found.how, found.edition) == (
        "Roebuck",
        "postcode file",
        "Code-Point Open 2025-10",
    )


# 14 False friends


def test_an_authority_is_told_by_code_before_any_name(tmp_path):
    text = (
        "WD25CD,WD25NM,LAD25CD,LAD25NM\nE05005004,Shepway North,E07000110,Maidstone\n"
        "E05004805,Bedwell,E07000243,Stevenage\n"
    )
    report = load_text(tmp_path, "names.csv", text, authority=STEVENAGE)
    assert [area.code for area in Area.objects.filter(kind="ward")] == ["E05004805"]
    assert report.files[0].elsewhere == 1


# 15 Licences travel with the data


def test_the_licence_lines_of_what_is_loaded_are_known(tmp_path):
    load(tmp_path, STEVENAGE_WARDS, STEVENAGE_POSTCODES)
    lines = queries.attributions()
    assert "Contains Royal Mail data © Royal Mail copyright and database right 2025." in lines
    assert "Contains OS data © Crown copyright and database right 2024." in lines
    assert any(line.startswith("Source: Office for National Statistics") for line in lines)
    assert LoadedFile.objects.count() == 2


def test_english_and_welsh_deprivation_are_never_in_one_list(tmp_path):
    load(
        tmp_path,
        "stevenage/lsoa11_to_lsoa21_exact_fit.csv",
        "vale-of-glamorgan/lsoa11_to_lsoa21_exact_fit.csv",
        "stevenage/iod2019_lsoa11_ranks_deciles.csv",
        "vale-of-glamorgan/wimd2019_lsoa11_ranks.csv",
        "vale-of-glamorgan/wimd2019_lsoa11_deciles.csv",
    )
    english, welsh = (Area.objects.get(code=code) for code in ("E01023750", "W01001059"))
    rank = "iod2019:index-of-multiple-deprivation:rank"
    assert queries.figures([rank], [english]).get().value == 5411
    assert queries.figures(["wimd2019:wimd:rank"], [welsh]).get().value == 1642
    assert queries.figures(["wimd2019:wimd:decile"], [welsh]).get().value == 9
    for measures, areas in (([rank, "wimd2019:wimd:rank"], [english]), ([rank], [english, welsh])):
        with pytest.raises(Refused) as refused:
            queries.figures(measures, areas)
        assert refused.value.codes == ["places.nations-not-comparable"]


def test_a_welsh_area_in_an_english_index_is_refused(tmp_path):
    text = read("stevenage/iod2019_lsoa11_ranks_deciles.csv").replace("E01023750", "W01001059")
    load(tmp_path / "a", "vale-of-glamorgan/lsoa11_to_lsoa21_exact_fit.csv")
    report = load_text(tmp_path, "iod.csv", text)
    assert "another nation" in problems(report)[0][2]
    assert not Figure.objects.exists()
