"""Importing whole folders: counts, refusals, twice as once, the record, the command."""

from __future__ import annotations

import csv

import pytest
from django.core.management import CommandError, call_command

from folkmoot.__main__ import main
from folkmoot.foundation.places.models import Area, Figure, LoadedFile, Measure, Postcode
from folkmoot.foundation.places.tests.factories import a_ward
from folkmoot.foundation.places.tests.samples import (
    NOW,
    OPERATOR,
    SAMPLES,
    STEVENAGE,
    STEVENAGE_WARDS,
    VALE,
    load,
    load_text,
    problems,
    read,
)
from folkmoot.foundation.places.use_cases import correct_welsh_name, import_places, try_import
from folkmoot.foundation.records.models import Entry
from folkmoot.words.refusals import Refused

pytestmark = pytest.mark.django_db


def everything() -> list[list[tuple]]:
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Area, Postcode, Figure, Measure, LoadedFile)
    ]


@pytest.mark.database
def test_a_whole_council_loads_and_a_second_run_changes_nothing():
    first = import_places(OPERATOR, SAMPLES / "stevenage", at=NOW)
    before = everything()
    second = import_places(OPERATOR, SAMPLES / "stevenage", at=NOW)
    assert everything() == before
    assert not +second.changes
    assert [each.file for each in first.refused] == ["sape23dt8a_mid2020_ward_persons_CODES_CORRUPT.csv"]
    assert Area.objects.filter(kind="ward", parent__code=STEVENAGE, valid_to=None).count() == 13
    assert Postcode.objects.count() == 97


@pytest.mark.database
def test_the_vale_loads_with_its_welsh_names():
    report = import_places(OPERATOR, SAMPLES / "vale-of-glamorgan", at=NOW)
    assert not report.refused
    wards = Area.objects.filter(kind="ward", parent__code=VALE, valid_to=None)
    assert wards.count() == 24
    assert all(ward.name.cy for ward in wards)
    assert Postcode.objects.count() == 132
    assert set(Postcode.objects.values_list("ward_code", flat=True)) <= set(
        wards.values_list("code", flat=True)
    )


@pytest.mark.database
def test_every_postcode_layout_is_read_and_dead_postcodes_are_left_out(tmp_path):
    report = load(
        tmp_path,
        "layouts/nspl_2021-11_LD_sample.csv",
        "layouts/onspd_2017-08_AB_sample.csv",
        "layouts/onspd_2025-08_AB_sample.csv",
    )
    assert not report.bad_rows
    assert {each.edition for each in report.files} == {"2021-11", "2017-08", "2025-08"}
    assert not Postcode.objects.filter(code="AB1 0AA").exists()
    jersey = Postcode.objects.get(code="JE2 4WD")
    assert (jersey.ward_code, jersey.authority_code, jersey.latitude) == ("", "", None)
    aberdeen = Postcode.objects.exclude(ward_code="").filter(code__startswith="AB").first()
    assert aberdeen.ward_code.startswith("S13")
    assert 57 < aberdeen.latitude < 58


def test_code_point_open_is_read_with_its_headings_on_top_and_the_headings_alone_are_left_out(tmp_path):
    headings = "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n"
    row = '"SG1 1AA",10,523746,223474,"E92000001","","","","E07000243","E05015632"\n'
    assert not load_text(tmp_path / "a", "codepo_2025-10.csv", headings + row).bad_rows
    assert Postcode.objects.get().ward_code == "E05015632"
    load(tmp_path / "b", STEVENAGE_WARDS)
    (tmp_path / "b" / "Code-Point_Open_Column_Headers.csv").write_text(headings)
    report = import_places(OPERATOR, tmp_path / "b", at=NOW)
    assert {each.state for each in report.files} == {"loaded", "left out"}


def test_the_tidy_census_tables_of_trafford_are_read():
    report = import_places(OPERATOR, SAMPLES / "trafford", at=NOW)
    assert not report.bad_rows
    figure = Figure.objects.get(area__code="E05000819", measure="tidy:population:all-persons")
    assert figure.value == 12_931


def test_people_to_whom_the_question_does_not_apply_stay_out(tmp_path):
    report = load(
        tmp_path,
        "stevenage/wards_2022_bsc.geojson",
        "stevenage/ons_custom_ward_economic_activity_3_categories.csv",
    )
    assert not report.bad_rows
    assert Figure.objects.filter(area__code="E05004805").count() == 2
    assert not Measure.objects.filter(code__endswith="-8").exists()


@pytest.mark.database
def test_a_category_with_two_labels_is_refused(tmp_path):
    name = "stevenage/ons_custom_ward_economic_activity_3_categories.csv"
    load(tmp_path / "a", "stevenage/wards_2022_bsc.geojson")
    text = read(name).replace("E05004806,Bedwell,1,Employed", "E05004806,Bedwell,1,Retired")
    (problem,) = problems(load_text(tmp_path, "x.csv", text))
    assert problem[2] == "This category has another label in an earlier row."
    assert not Figure.objects.exists()
    load_text(tmp_path, "x.csv", text, skip_bad_rows=True)
    assert not Figure.objects.filter(area__code="E05004806", measure__endswith=":1").exists()


def test_a_file_with_a_bad_row_is_refused_whole_and_the_others_are_loaded(tmp_path):
    (tmp_path / "names.csv").write_text(
        read("stevenage/ward_names_2025.csv").replace("E05015626", "E0501562")
    )
    report = load(tmp_path, "vale-of-glamorgan/ward_names_2025.csv")
    assert problems(report) == [(4, "WD25CD", "This is not the code of a ward.")]
    assert "wards begin" in report.bad_rows[0][1].remedy
    assert {code[0] for code in Area.objects.values_list("code", flat=True)} == {"W"}


def test_the_good_rows_are_loaded_when_asked_and_the_rest_is_listed(tmp_path):
    text = read("stevenage/ward_names_2025.csv").replace("E05015626", "E0501562")
    report = load_text(tmp_path, "names.csv", text, skip_bad_rows=True)
    assert report.files[0].state == "loaded without its bad rows"
    assert Area.objects.filter(kind="ward").count() == 12
    assert len(report.bad_rows) == 1


def test_only_the_wanted_authority_is_loaded(tmp_path):
    names = ("ward_names_2025.csv", "lsoa21_to_ward24_best_fit.csv", "census2021-ts001-lsoa.csv")
    report = load(
        tmp_path,
        *(f"{council}/{name}" for council in ("stevenage", "vale-of-glamorgan") for name in names),
        "stevenage/codepoint_open_2025-10.csv",
        authority=VALE,
    )
    assert not report.bad_rows
    assert {code[0] for code in Area.objects.values_list("code", flat=True)} == {"W"}
    assert Figure.objects.values("area").distinct().count() == 82
    assert not Postcode.objects.exists()


def test_an_authority_that_is_no_code_is_refused(tmp_path):
    text = read("stevenage/ward_names_2025.csv").replace("E07000243", "Stevenage")
    report = load_text(tmp_path, "names.csv", text)
    assert problems(report)[0] == (2, "authority code", "This is not the code of an authority.")
    assert not Area.objects.exists()


def test_a_census_heading_we_do_not_know_is_refused_by_name(tmp_path):
    load(tmp_path / "a", "stevenage/lsoa21_to_ward24_best_fit.csv")
    report = load_text(tmp_path, "x.csv", "date,geography,geography code,Sex: Neither\n2021,x,E01023750,1\n")
    assert problems(report) == [(1, "Sex: Neither", "This is not a cell of a Census 2021 table we know.")]


def test_a_trial_writes_nothing():
    report = try_import(OPERATOR, SAMPLES / "stevenage")
    assert report.dry_run
    assert report.loaded
    assert not any(everything())
    assert not Entry.objects.exists()


def test_an_import_is_in_the_record_without_postcodes(tmp_path):
    load(tmp_path, STEVENAGE_WARDS, "stevenage/codepoint_open_2025-10.csv")
    entry = Entry.objects.get(verb="places imported")
    assert entry.actor == OPERATOR
    assert entry.after["changes"]["postcodes added"] == 97
    assert "SG1" not in str(entry.after)


def test_a_failure_while_writing_leaves_nothing_behind(tmp_path, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("folkmoot.foundation.places.use_cases.save_postcodes", broken)
    with pytest.raises(OSError, match="disk full"):
        load(tmp_path, STEVENAGE_WARDS, "stevenage/codepoint_open_2025-10.csv")
    assert not any(everything())


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"authority": "Stevenage"}, "places.not-an-authority"),
        ({"authority": "E05015624"}, "places.not-an-authority"),
        ({"edition": "October"}, "places.not-an-edition"),
    ],
)
def test_options_that_mean_nothing_are_refused(options, code):
    with pytest.raises(Refused) as refused:
        import_places(OPERATOR, SAMPLES / "stevenage", at=NOW, **options)
    assert refused.value.codes == [code]


def test_a_folder_that_is_not_there_or_holds_nothing_is_refused(tmp_path):
    for folder, code in ((tmp_path / "none", "places.no-folder"), (tmp_path, "places.no-files")):
        with pytest.raises(Refused) as refused:
            import_places(OPERATOR, folder, at=NOW)
        assert refused.value.codes == [code]


def test_strangers_change_no_places():
    ward = a_ward()
    for attempt in (
        lambda: import_places(None, SAMPLES / "stevenage", at=NOW),
        lambda: correct_welsh_name(None, ward, name="x", at=NOW),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.codes == ["places.not-yours"]


def test_correcting_a_welsh_name_is_in_the_record():
    ward = correct_welsh_name(OPERATOR, a_ward(), name=" Yr Harbwr ", at=NOW)
    assert Area.objects.get(pk=ward.pk).name.cy == "Yr Harbwr"
    entry = Entry.objects.get()
    assert entry.before["name"]["cy"] == "Glan yr Harbwr"
    assert entry.after["name"]["cy"] == "Yr Harbwr"


def test_the_command_prints_the_report_and_saves_the_bad_rows(tmp_path, capsys):
    saved = tmp_path / "bad.csv"
    with pytest.raises(CommandError, match="Files refused whole: 1"):
        call_command("import_places", SAMPLES / "stevenage", report=saved)
    said = capsys.readouterr().out
    assert "loaded: wards_2024_bgc.geojson (Boundaries, ward 2024, 13 good rows)" in said
    assert "row 6, column area code: We know no area E05002002." in said
    with saved.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 13
    assert rows[0]["row"] == "6"
    assert rows[0]["remedy"].startswith("Check the code")


def test_the_command_tries_without_writing(capsys):
    call_command("import_places", SAMPLES / "vale-of-glamorgan", dry_run=True)
    assert "Nothing was written: this was a trial." in capsys.readouterr().out
    assert not Area.objects.exists()


def test_the_command_is_written_with_a_hyphen(monkeypatch, capsys):
    monkeypatch.setattr(
        "sys.argv", ["folkmoot", "import-places", str(SAMPLES / "vale-of-glamorgan"), "--dry-run"]
    )
    main()
    assert "Nothing was written" in capsys.readouterr().out


def test_the_command_says_in_a_sentence_why_it_cannot(tmp_path):
    with pytest.raises(CommandError, match="There is no folder or file at"):
        call_command("import_places", tmp_path / "none")
