import gzip
import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service, sign_in
from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.surveys.models import Answer
from folkmoot.take_part.surveys.queries import results, said, version_in_use
from folkmoot.take_part.surveys.tests.factories import a_survey, the_officer
from folkmoot.take_part.surveys.use_cases import check_import, import_responses
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
REAL = Path(__file__).resolve().parents[4] / "tests" / "data" / "consultation-responses"
ANSWERS, MAP = REAL / "responses_two_header_rows.csv", REAL / "question_map_numeric.xlsx"


@pytest.fixture
def activity():
    a_profile()
    return an_activity(an_engagement())


def _load(activity, file, question_map=None):
    officer = the_officer(activity.engagement)
    return import_responses(officer, activity, file, question_map, at=timezone.now())


def _check(activity, file, question_map=None):
    return check_import(the_officer(activity.engagement), activity, file, question_map)


def _file(tmp_path, text, name="answers.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_the_real_export_with_two_header_rows_comes_in_as_responses(activity):
    done = _load(activity, ANSWERS)
    assert (done.loaded, done.already_here) == (5, 0)
    assert set(Contribution.objects.values_list("channel", flat=True)) == {"import"}
    by_question = {each.question.text.en: each.counts for each in results(activity)}
    sector = by_question["Please select which sector your organisation is part of from the list below"]
    assert sorted(sector.values()) == [1, 1, 1, 2]
    assert Contribution.objects.filter(respondent_type="organisation").count() == 3
    assert not any("name" in question or "email" in question for question in by_question)


def test_the_same_file_twice_gives_the_same_result(activity):
    _load(activity, ANSWERS)
    again = _load(activity, ANSWERS)
    assert (again.loaded, again.already_here) == (0, 5)
    assert Contribution.objects.count() == 5
    assert version_in_use(activity).number == 1


def test_the_real_question_map_with_a_file_that_ends_too_soon_names_every_column(activity):
    plan = _check(activity, ANSWERS, MAP)
    assert {problem.column for problem in plan.problems} >= {"F", "I", "K", "M", "H", "G", "Q", "P"}
    assert all("ends at column E" in problem.words.en for problem in plan.problems)
    with pytest.raises(Refused) as refused:
        _load(activity, ANSWERS, MAP)
    assert refused.value.codes == ["surveys.import-has-problems"]
    assert Contribution.objects.count() == 0


def test_the_real_question_map_says_which_columns_are_open_closed_or_both(activity, tmp_path):
    headings = [f"Ident {n}" for n in range(1, 18)]
    texts = [f"Question {n}?" for n in range(1, 18)]
    row = [f"said {n}" for n in range(1, 18)]
    other = [f"other {n}" for n in range(1, 18)]
    lines = "\n".join(",".join(each) for each in (headings, texts, row, other))
    done = _load(activity, _file(tmp_path, lines), MAP)
    assert done.loaded == 2
    kinds = {each.key: each.kind for each in version_in_use(activity).questions.all()}
    assert kinds["column-i"] == "text"
    assert (kinds["column-g"], kinds["column-h"]) == ("choice", "text")
    titles = [each.text.en for each in version_in_use(activity).questions.all()]
    assert "What will be the most important factors to achieving the proposed outcomes?" in titles


def test_windows_letters_and_a_byte_order_mark_are_read(activity, tmp_path):
    _load(activity, _file(tmp_path, "Why?\nIt costs £3 – too much\nNo\n", encoding="cp1252"))
    assert "It costs £3 – too much" in set(Answer.objects.values_list("text", flat=True)) | _labels(activity)
    other = an_activity(an_engagement())
    _load(other, _file(tmp_path, "\ufeffWhy?\nŵyn\ntŷ\n", "bom.csv"))
    assert {"ŵyn", "tŷ"} <= _labels(other)


def _labels(activity):
    kept = Contribution.objects.filter(activity=activity).values_list("pk", flat=True)
    return {each.text for each in said(kept)}


def test_a_workbook_is_read_like_a_csv_file(activity, tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Response ID", "Why?", "Date"],
        ["r1", "Because", "2026-11-27"],
        ["r2", "Since", "28/11/2026"],
    ):
        book.active.append(row)
    book.save(tmp_path / "answers.xlsx")
    _load(activity, tmp_path / "answers.xlsx")
    assert set(Contribution.objects.values_list("import_key", flat=True)) == {"r1", "r2"}
    assert Contribution.objects.get(import_key="r1").submitted_at.day == 27


def test_bad_rows_are_named_with_row_column_and_remedy_and_nothing_is_loaded(tmp_path):
    version = a_survey()
    activity = version.survey.activity
    lines = [
        "Response ID,Do you use a library?,What should we know?,Submitted",
        "1,Yes,Fine,2026-11-27",
        "2,Perhaps,Fine,2026-11-27",
        "3,No," + "x" * 600 + ",2026-11-27",
        "4,No,Fine,yesterday",
        "5,No,Fine, with a comma,2026-11-27",
        "1,Yes,Again,2026-11-27",
        ",,,",
    ]
    plan = _check(activity, _file(tmp_path, "\n".join(lines)))
    found = {(problem.row, problem.column) for problem in plan.problems}
    assert found == {(3, "B"), (4, "C"), (5, "D"), (6, ""), (7, "A")}
    assert "They are: Yes, No" in next(each.words.en for each in plan.problems if each.row == 3)
    with pytest.raises(Refused):
        _load(activity, _file(tmp_path, "\n".join(lines)))
    assert Contribution.objects.count() == 0


def test_a_column_that_is_no_question_of_the_survey_is_named(tmp_path):
    activity = a_survey().survey.activity
    plan = _check(activity, _file(tmp_path, "Do you use a library?,Favourite colour?\nYes,Blue\nNo,Red\n"))
    assert [(problem.row, problem.column) for problem in plan.problems] == [(0, "B")]


def test_answers_dated_outside_the_window_are_refused_whole(activity, tmp_path):
    text = "Why?,Date\nEarly,2026-01-01\nLate,2026-11-27\n"
    with pytest.raises(Refused) as refused:
        _load(activity, _file(tmp_path, text))
    assert refused.value.codes == ["contributions.dated-before"]
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"%PDF-1.7", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0old", b'{"a": 1}']
)
def test_a_file_that_is_no_table_is_refused_plainly(activity, tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        _load(activity, path)
    assert refused.value.codes in (["surveys.file-unreadable"], ["surveys.import-is-empty"])


def test_a_file_with_a_head_and_no_rows_has_nothing_to_load(activity, tmp_path):
    with pytest.raises(Refused) as refused:
        _load(activity, _file(tmp_path, "Why?,Where?\n"))
    assert refused.value.codes == ["surveys.import-is-empty"]


def test_more_rows_than_a_page_can_wait_for_are_sent_to_the_command(
    client, activity, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("folkmoot.take_part.surveys.staff_pages.importing.MOST_ROWS", 3)
    sign_in(client, the_officer(activity.engagement))
    upload = {"activity": activity.pk, "file": SimpleUploadedFile("answers.csv", b"Why?\na\nb\nc\nd\n")}
    page = client.post(reverse("surveys:import", args=[activity.engagement.ref]), upload)
    assert page.status_code == 409  # surveys.file-too-long
    assert "This file has 4 rows." in page.content.decode().split('id="id_file_error"')[1].split("</div>")[0]
    assert not list(tmp_path.rglob("answers"))


def test_formulas_and_markup_in_cells_stay_words(activity, tmp_path):
    _load(activity, _file(tmp_path, 'Why?\n"=CMD()"\n<script>alert(1)</script>\n'))
    assert {"=CMD()", "<script>alert(1)</script>"} <= _labels(activity)


def test_the_command_reports_and_loads(activity, capsys):
    email = the_officer(activity.engagement).account.email
    call_command("import_responses", str(ANSWERS), "--activity", str(activity.pk), "--as", email, "--check")
    assert "column A is left out: What is your name?" in capsys.readouterr().out
    assert Contribution.objects.count() == 0
    call_command("import_responses", str(ANSWERS), "--activity", str(activity.pk), "--as", email)
    out = capsys.readouterr()
    assert "5 responses loaded" in out.out
    assert "5 of 5" in out.err


def test_an_officer_uploads_reads_the_report_and_confirms(client, activity, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sign_in(client, the_officer(activity.engagement))
    address = reverse("surveys:import", args=[activity.engagement.ref])
    upload = SimpleUploadedFile("answers.csv", ANSWERS.read_bytes())
    report = client.post(address, {"activity": activity.pk, "file": upload}).content.decode()
    assert "What is your name?" in report
    assert Contribution.objects.count() == 0
    token = report.split('name="confirm" value="')[1].split('"')[0]
    assert client.post(address, {"confirm": token}).status_code == 302
    assert Contribution.objects.count() == 5
    client.post(address, {"confirm": token})
    assert Contribution.objects.count() == 5
    assert not list(tmp_path.rglob("answers"))
    assert client.post(address, {"confirm": "made up"}).status_code == 404


def _packed(kind, lines):
    packed = io.BytesIO()
    if kind == "gzip":
        packed.write(gzip.compress(lines))
    else:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("answers.csv", lines if kind == "zip" else gzip.compress(lines))
    return SimpleUploadedFile("answers.csv", packed.getvalue())


@pytest.mark.parametrize("kind", ["gzip", "zip", "gzip in zip"])
def test_a_small_file_that_unpacks_into_a_huge_one_is_refused_unread(
    client, activity, settings, tmp_path, monkeypatch, kind
):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("folkmoot.take_part.surveys.staff_pages.importing.MOST_UNPACKED", 100_000)
    sign_in(client, the_officer(activity.engagement))
    address = reverse("surveys:import", args=[activity.engagement.ref])
    lines = b"What do you think?\n" + b"Keep it open\n" * 9_000
    upload = {"activity": activity.pk, "file": _packed(kind, lines)}
    assert "Unpacked the file is too large" in client.post(address, upload).content.decode()
    if kind != "gzip in zip":
        fits = {"activity": activity.pk, "file": _packed(kind, lines[:9_000])}
        assert 'name="confirm"' in client.post(address, fits).content.decode()


def _locked(packed):
    """A zip with the mark of a password in both of its headers."""
    central = packed.index(b"PK\x01\x02")
    marked = bytearray(packed)
    marked[6] |= 1
    marked[central + 8] |= 1
    return bytes(marked)


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("gzip", lambda packed: packed[:40]),
        ("zip", _locked),
        ("zip", lambda packed: packed[:70] + packed[75:]),
    ],
    ids=["cut off", "locked", "changed"],
)
def test_a_damaged_or_locked_file_is_refused_in_a_sentence(client, activity, settings, tmp_path, kind, spoil):
    settings.MEDIA_ROOT = tmp_path
    sign_in(client, the_officer(activity.engagement))
    address = reverse("surveys:import", args=[activity.engagement.ref])
    lines = "".join(f"What do you think of {number}?,\n" for number in range(400)).encode()
    spoilt = SimpleUploadedFile("answers.csv", spoil(_packed(kind, lines).read()))
    answer = client.post(address, {"activity": activity.pk, "file": spoilt})
    assert answer.status_code == 409
    assert "damaged" in answer.content.decode().split('id="id_file_error"')[1].split("</div>")[0]
    assert not list(tmp_path.rglob("answers"))


def test_an_upload_with_problems_keeps_nothing(client, activity, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sign_in(client, the_officer(activity.engagement))
    address = reverse("surveys:import", args=[activity.engagement.ref])
    bad = SimpleUploadedFile("answers.csv", b"Why?,Date\nBecause,never\n")
    report = client.post(address, {"activity": activity.pk, "file": bad}).content.decode()
    assert "is not a date" in report
    assert 'name="confirm"' not in report
    assert client.post(address, {"activity": activity.pk}).status_code == 200
    assert not list(tmp_path.rglob("answers"))


def test_only_the_owning_service_imports(activity):
    stranger = a_person(role="officer", service=a_service("parks"))
    with pytest.raises(Refused) as refused:
        import_responses(stranger, activity, ANSWERS, at=timezone.now())
    assert refused.value.codes == ["contributions.not-yours"]


def test_a_zip_around_the_export_is_opened(activity, tmp_path):
    (tmp_path / "inside").mkdir()
    shutil.copy(ANSWERS, tmp_path / "inside")
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "inside")
    assert _load(activity, Path(packed)).loaded == 5
