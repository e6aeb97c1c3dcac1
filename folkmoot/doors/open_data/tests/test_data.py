"""The data: the same figures everywhere, no drafts, files that are safe to open (H-33, H-31)."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from folkmoot.doors.open_data import serving
from folkmoot.doors.open_data.columns import REGISTER, RESULTS
from folkmoot.doors.open_data.tests.permissions import PERMISSIONS
from folkmoot.doors.open_data.urls import urlpatterns
from folkmoot.foundation.people.tests.factories import a_person, a_profile, sign_in
from folkmoot.foundation.places.tests.factories import a_ward
from folkmoot.listen.evidence.pictures import pictured
from folkmoot.listen.evidence.tests.factories import a_closed_engagement as an_asked_engagement
from folkmoot.listen.evidence.tests.factories import (
    a_coding,
    a_finding,
    a_snapshot,
    a_theme,
    an_answer,
)
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement
from folkmoot.take_part.contributions.queries import heard_so_far
from folkmoot.tell_back.feedback.tests.factories import (
    a_closed_engagement,
    a_recorded_decision,
    a_report,
    a_told_finding,
)
from folkmoot.words.bilingual import Bilingual

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SNAPSHOT = Path(__file__).parent / "openapi.json"
TABLES = ("respondent_type", "channel", "area")


def url(name, **kwargs):
    return reverse(f"open_data:{name}", kwargs=kwargs)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def sheet(response):
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8"), newline="")))


def as_text(rows):
    """Rows of JSON as a CSV file has them."""
    return [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows]


def a_finding_with_small_numbers():
    """30 people in two wards; 12 said it, 2 of them on paper and 1 in the second ward."""
    a_profile(small_number=5, percentage_base=10)
    engagement = an_asked_engagement()
    first, second = a_ward("X05000001"), a_ward("X05000002", "Uplands", "Ucheldir")
    keyer = a_person(role="officer", service=engagement.owner)
    answers = []
    for number in range(40):
        facts = {"area": first if number % 2 else second}
        if number % 5 == 0:
            facts |= {"channel": "paper", "entered_by": keyer}
        answers.append(an_answer(engagement, f"Answer {number}: open on Saturdays.", **facts))
    a_snapshot(engagement)
    theme = a_theme(engagement, "Opening hours", agreed=True)
    for answer in [*answers[0:16:5], *answers[1:30:2], answers[2]]:
        a_coding(answer, theme)
    return a_finding(engagement, themes=[theme], published=True)


def test_page_chart_file_and_api_show_the_same_figures(client):
    """Scenario 11: what is hidden in one is hidden in all, and what is shown is the same number."""
    finding = a_finding_with_small_numbers()
    ref = finding.engagement.ref
    rows = sheet(client.get(url("results_csv", ref=ref)))
    as_json = client.get(url("results_json", ref=ref)).json()["results"]
    in_api = client.get(url("api_findings", ref=ref)).json()[0]["figures"]
    assert as_text(as_json) == rows
    stored = finding.figures
    assert {row["said_shown"] for row in rows} > {"shown"}, "the example hides something"
    page = pictured(finding)
    for table in stored["tables"]:
        of_file = [row for row in rows if row["by"] == table["by"]]
        of_api = next(each for each in in_api["tables"] if each["by"] == table["by"])
        of_page = next(each for each in page.shown.tables if each.by == table["by"])
        assert of_api["withheld"] == table["withheld"] == of_page.withheld
        if table["withheld"]:
            assert [row["said"] for row in of_file] == [""]
            continue
        values = [row["said"]["value"] for row in table["rows"]]
        assert [row["said"]["value"] for row in of_api["rows"]] == values
        assert [row.said.value for row in of_page.rows] == values
        assert [row["said"] for row in of_file] == ["" if v is None else str(v) for v in values]
        assert [row["percent"] for row in of_file] == [
            "" if row.percent is None else str(row.percent) for row in of_page.rows
        ]
    charted = [list(row[1:]) for chart in page.charts for row in chart.table.rows]
    filed = [row["said"] for row in rows if row["by"] in TABLES and row["said_shown"] != "withheld"]
    assert len(charted) == len(filed)
    for cells, said in zip(charted, filed, strict=True):
        assert str(cells[0]).replace(",", "") == (said or "not shown")


def test_the_register_counts_as_the_engagements_own_page_does(client):
    a_profile(small_number=5)
    many, few, none = an_asked_engagement(), an_asked_engagement(), an_asked_engagement()
    keyer = a_person(role="officer", service=many.owner)
    for number in range(23):
        paper = {"channel": "paper", "entered_by": keyer} if number < 2 else {}
        an_answer(many, **paper)
    for _number in range(3):
        an_answer(few)
    rows = {row["ref"]: row for row in sheet(client.get(url("register_csv")))}
    for engagement in (many, few, none):
        cell = heard_so_far(engagement).by_channel.total
        assert rows[engagement.ref]["responses"] == ("" if cell.value is None else str(cell.value))
        assert rows[engagement.ref]["responses_shown"] == cell.state.value
    assert rows[few.ref]["responses"] == ""
    api = client.get(url("api_engagement", ref=few.ref)).json()
    assert (api["responses"], api["responses_shown"]) == (None, "small")


def test_register_as_csv_and_json_hold_the_same_rows(client):
    an_engagement(), a_closed_engagement(), an_engagement(State.APPROVED)
    rows = sheet(client.get(url("register_csv")))
    as_json = client.get(url("register_json")).json()
    assert as_json["licence"] == "Open Government Licence v3.0"
    assert as_text(as_json["engagements"]) == rows
    assert list(rows[0]) == list(REGISTER)


@pytest.mark.parametrize("state", [State.IDEA, State.PLANNED, State.WITHDRAWN])
def test_what_is_not_public_is_in_no_file_whoever_asks(client, state):
    draft = an_engagement(state, title=Bilingual("Secret idea", "Syniad cudd"))
    public = an_engagement()
    for person in (None, a_person(role="corporate"), draft.accountable):
        if person:
            sign_in(client, person)
        for name in ("register_csv", "register_json", "api_engagements", "catalogue"):
            content = body(client.get(url(name)))
            assert draft.ref.encode() not in content
            assert b"Secret" not in content
        for name in ("results_csv", "results_json", "api_engagement", "api_findings", "api_feedback"):
            assert client.get(url(name, ref=draft.ref)).status_code == 404
    assert client.get(url("api_engagement", ref=public.ref)).status_code == 200


def test_a_finding_not_published_is_in_no_file(client):
    finding = a_finding(answers=12)
    ref = finding.engagement.ref
    assert client.get(url("api_findings", ref=ref)).json() == []
    assert sheet(client.get(url("results_csv", ref=ref))) == []


def test_no_cell_of_a_file_is_a_formula(client):
    an_engagement(title=Bilingual('=HYPERLINK("http://bad")', "@SUM(1)"))
    raw = body(client.get(url("register_csv")))
    assert not raw.startswith(b"\xef\xbb\xbf")
    [row] = sheet(client.get(url("register_csv")))
    assert row["title_en"] == '\'=HYPERLINK("http://bad")'
    assert row["title_cy"] == "'@SUM(1)"
    assert not [cell for cell in row.values() if cell[:1] in "=+-@\t\r" and cell]


def test_the_files_stream_and_the_register_takes_few_queries(client, django_assert_max_num_queries):
    service = an_engagement().owner
    for _number in range(30):
        an_engagement(owner=service)
    response = client.get(url("register_csv"))
    assert response.streaming
    with django_assert_max_num_queries(8):
        assert len(sheet(client.get(url("register_csv")))) == 31
    with django_assert_max_num_queries(8):
        assert len(client.get(url("api_engagements"), {"size": 31}).json()["items"]) == 31


def test_the_api_comes_in_pages(client):
    for _number in range(5):
        an_engagement()
    first = client.get(url("api_engagements"), {"size": 2}).json()
    last = client.get(url("api_engagements"), {"size": 2, "page": 3}).json()
    assert (first["count"], first["pages"], len(first["items"]), len(last["items"])) == (5, 3, 2, 1)
    assert client.get(url("api_engagements"), {"size": 2, "page": 4}).status_code == 404


def test_the_api_gives_decisions_answers_and_commitments_once_published(client):
    engagement = a_closed_engagement()
    finding = a_told_finding(engagement)
    a_recorded_decision(engagement)
    a_report(engagement, findings=[finding], outcomes=["will"])
    answer = client.get(url("api_feedback", ref=engagement.ref)).json()
    assert answer["items"][0]["finding"] == finding.number
    [commitment] = client.get(url("api_commitments", ref=engagement.ref)).json()
    assert commitment["title"]["en"] == "Open until 8pm on Thursdays"
    [decision] = client.get(url("api_decisions", ref=engagement.ref)).json()
    assert decision["reasons"]["en"]


HOSTILE = [
    "page=0", "page=x", "page=999999999999", "size=0", "size=101", "size=-1", "year=0", "year=99999",
    "year=²", "ward=%00", "ward=';--", "ward=" + "A" * 300, "page=1.5", "year=%F0%9F%99%82",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_wrong_parameters_get_a_problem_that_says_which(client, query):
    response = client.get(f"{url('api_engagements')}?{query}")
    assert response.status_code in (404, 422)
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code


@pytest.mark.parametrize("ref", ["nothing", "ENG-1999-0001", "a" * 300, "1"])
@pytest.mark.parametrize("name", ["results_csv", "results_json", "api_engagement", "api_decisions"])
def test_an_unknown_reference_gets_a_problem(client, name, ref):
    response = client.get(url(name, ref=ref))
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", ["register_csv", "register_json", "api_engagements"])
def test_data_can_be_read_and_nothing_else(client, name, method):
    response = getattr(client, method)(url(name))
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")


def test_scripts_of_other_sites_may_read(client):
    for name in ("register_csv", "register_json", "api_engagements", "openapi-json"):
        response = client.get(url(name))
        assert response["Access-Control-Allow-Origin"] == "*"
        assert 'rel="license"' in response["Link"]
        assert not response.cookies


def test_an_unchanged_answer_is_not_sent_again(client):
    an_engagement()
    first = client.get(url("api_engagements"))
    assert client.get(url("api_engagements"), headers={"if-none-match": first["ETag"]}).status_code == 304
    an_engagement()
    assert client.get(url("api_engagements"), headers={"if-none-match": first["ETag"]}).status_code == 200


def test_too_many_requests_are_braked_and_told_when_to_come_back(client, monkeypatch):
    monkeypatch.setattr(serving, "MOST", 3)
    answers = [client.get(url("api_engagements")) for _number in range(5)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429, 429]
    assert answers[-1]["Retry-After"] == "600"
    assert answers[-1]["Content-Type"] == "application/problem+json"


def test_every_address_is_declared_as_open_data_and_has_a_permission_row():
    patterns = [each for top in urlpatterns for each in getattr(top, "url_patterns", [top])]
    assert {each.callback.audience for each in patterns} == {"open_data"}
    assert {f"open_data:{each.name}" for each in patterns} == set(PERMISSIONS)


def test_the_description_of_the_api_is_the_one_agreed(client):
    """After a change that is meant: `python -m folkmoot describe_api > .../tests/openapi.json`."""
    assert client.get(url("openapi-json")).json() == json.loads(SNAPSHOT.read_text())


def test_every_route_declares_its_problems(client):
    for path, methods in client.get(url("openapi-json")).json()["paths"].items():
        responses = methods["get"]["responses"]
        assert {"404", "429"} <= responses.keys(), path
        for status in responses.keys() - {"200"}:
            assert list(responses[status]["content"]) == ["application/problem+json"]


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_the_page_says_what_there_is_and_what_each_column_means(client, prefix):
    finding = a_finding(answers=12, published=True)
    page = client.get(prefix + url("catalogue")).content.decode()
    assert finding.engagement.ref in page
    words = strip_tags(page)
    assert all(name in words for name in (*REGISTER, *RESULTS))
    assert "Open Government Licence" in words or "Llywodraeth Agored" in words
