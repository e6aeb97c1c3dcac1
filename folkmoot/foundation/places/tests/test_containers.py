"""Files that are not what their names say (opendata 3.9)."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile

import pytest
from openpyxl import Workbook

from folkmoot.foundation.places.models import Area
from folkmoot.foundation.places.tests.samples import NOW, OPERATOR, load_text, problems, read
from folkmoot.foundation.places.use_cases import import_places

pytestmark = pytest.mark.django_db
NAMES = "stevenage/ward_names_2025.csv"


def zipped(name: str = "Data/names.csv") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, read(NAMES))
        archive.writestr("README.txt", "a note")
    return buffer.getvalue()


def workbook(*, claimed: str = "") -> bytes:
    book = Workbook()
    for row in read(NAMES).splitlines():
        book.active.append([*row.split(","), None])
    buffer = io.BytesIO()
    book.save(buffer)
    return with_dimension(buffer.getvalue(), claimed) if claimed else buffer.getvalue()


def with_dimension(content: bytes, claimed: str) -> bytes:
    """The same workbook, its sheet claiming another size."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            if member.endswith("sheet1.xml"):
                data = data.replace(b"<sheetData>", f'<dimension ref="{claimed}"/><sheetData>'.encode())
                data = re.sub(rb'<dimension ref="A1:[A-Z]+14" ?/>', b"", data)
                assert claimed.encode() in data
            new.writestr(member, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: gzip.compress(read(NAMES).encode()), id="gzip"),
        pytest.param(zipped, id="zip served as CSV"),
        pytest.param(workbook, id="workbook saved as CSV"),
        pytest.param(lambda: workbook(claimed="A1:D1048576"), id="a sheet that claims a million rows"),
        pytest.param(lambda: workbook(claimed="A1:A1"), id="a sheet that claims one cell"),
        pytest.param(lambda: read(NAMES).replace(",", "\t").encode(), id="tabs"),
    ],
)
def test_the_content_decides_what_a_file_is(tmp_path, content):
    report = load_text(tmp_path, "names.csv", content())
    assert not report.bad_rows
    assert Area.objects.filter(kind="ward").count() == 13


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old", b"%PDF-1.7", b'{"type": ', b"\x1f\x8b\x00broken"],
)
def test_a_damaged_file_is_refused_with_a_remedy_and_loads_nothing(tmp_path, content):
    report = load_text(tmp_path, "names.csv", content)
    assert len(report.refused) == 1
    assert report.bad_rows[0][1].remedy
    assert not Area.objects.exists()


def feature(coordinates: object, kind: str = "Polygon") -> str:
    areas = {"type": kind, "coordinates": coordinates}
    properties = {"WD24CD": "E05015624", "WD24NM": "Almond Hill"}
    ward = {"type": "Feature", "properties": properties, "geometry": areas}
    return json.dumps({"type": "FeatureCollection", "features": [ward]})


@pytest.mark.parametrize(
    "text",
    [
        feature([]),
        feature([[[0, 51], [1, 51], [0, 51]]]),
        feature([[[0, 51], [1, 51], [1, 52], [0, 52]]]),
        feature([[["a", "b"], ["a", "b"], ["a", "b"], ["a", "b"]]]),
        feature([[0, 51]], "Point"),
        feature(None),
        feature([[[40, 51], [41, 51], [41, 52], [40, 51]]]),
        '{"type": "Topology", "arcs": [], "objects": {"a": {"geometries": [{"type": "Polygon", '
        '"arcs": [[7]], "properties": {"WD24CD": "E05015624"}}]}}}',
        '{"type": "FeatureCollection", "features": [null, 3, "x"]}',
        '{"type": "FeatureCollection", "features": []}',
        "{}",
    ],
)
def test_a_map_with_broken_shapes_is_never_loaded(tmp_path, text):
    good = read("vale-of-glamorgan/ward_names_2025.csv")
    (tmp_path / "names.csv").write_text(good, encoding="utf-8")
    (tmp_path / "wards.geojson").write_text(text, encoding="utf-8")
    report = import_places(OPERATOR, tmp_path, at=NOW)
    broken = next(each for each in report.files if each.file == "wards.geojson")
    assert broken.state in ("refused", "left out")
    assert broken.bad_rows or broken.notices
    assert not Area.objects.filter(code="E05015624").exists()
    assert Area.objects.filter(kind="ward").count() == 24


def test_a_row_cut_short_is_reported_with_its_number(tmp_path):
    text = read(NAMES).replace("E05015626,Bedwell,E07000243,Stevenage", "E05015626,Bedwell")
    report = load_text(tmp_path, "names.csv", text)
    assert problems(report) == [(4, "", "The row has 2 columns; the headings have 4.")]
    assert not Area.objects.exists()
