import csv
import io
import re
import uuid
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from folkmoot.analysis.files import open_table
from folkmoot.analysis.shell.answers import read_answers
from folkmoot.foundation.people.models import EqualityAnswer
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service, sign_in
from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement
from folkmoot.plan.law.use_cases import load_rules
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.surveys.models import Question
from folkmoot.take_part.surveys.queries import equality_heard, results, version_in_use, version_to_edit
from folkmoot.take_part.surveys.tests.factories import QUESTIONS, a_response, a_survey, the_officer
from folkmoot.take_part.surveys.use_cases import keep_equality_answers

pytestmark = pytest.mark.django_db
HOSTILE = ["x" * 20000, "\u202eolleh", "😀", "a\x00b", "<script>alert(1)</script>", "{{ 7*7 }}"]


@pytest.fixture
def version():
    return a_survey()


@pytest.fixture
def officer(client, version):
    return sign_in(client, the_officer(version.survey.activity.engagement))


def _url(version, name, *more):
    return reverse(f"surveys:{name}", args=[version.survey.activity_id, *more])


def _question(**facts):
    return {
        "text_en": "How old is the bus?",
        "text_cy": "Pa mor hen yw'r bws?",
        "kind": "choice",
        "options_en": "Old\nNew\nNeither *",
        "options_cy": "Hen\nNewydd\nY naill na'r llall *",
    } | facts


def test_an_officer_builds_a_survey_from_nothing_and_puts_it_in_use(client):
    a_profile()
    activity = an_activity(an_engagement("planned"))
    sign_in(client, the_officer(activity.engagement))
    add = reverse("surveys:add_question", args=[activity.pk])
    assert client.get(add).status_code == 200
    assert client.post(add, _question()).status_code == 302
    client.post(add, _question(text_en="Why?", text_cy="Pam?", kind="text", options_en="", options_cy=""))
    build = client.get(reverse("surveys:build", args=[activity.pk])).content.decode()
    assert "1. How old is the bus?" in build
    assert client.post(reverse("surveys:freeze", args=[activity.pk])).status_code == 302
    kept = version_in_use(activity).questions.get(order=1)
    assert list(kept.options.order_by("order").values_list("key", "exclusive")) == [
        ("old", False),
        ("new", False),
        ("neither", True),
    ]


def test_questions_without_welsh_cannot_be_put_in_use(client):
    a_profile()
    activity = an_activity(an_engagement("planned"))
    sign_in(client, the_officer(activity.engagement))
    client.post(reverse("surveys:add_question", args=[activity.pk]), _question(text_cy=""))
    refused = client.post(reverse("surveys:freeze", args=[activity.pk]))
    assert refused.status_code == 409
    assert "Write question 1 in Welsh" in refused.content.decode()
    assert version_in_use(activity) is None


def _add(client, activity, **facts):
    return client.post(reverse("surveys:add_question", args=[activity.pk]), _question(**facts))


@pytest.fixture
def unused(client):
    """An activity whose survey is still to be built, and its officer signed in."""
    a_profile()
    activity = an_activity(an_engagement("planned"))
    sign_in(client, the_officer(activity.engagement))
    return activity


@pytest.mark.parametrize(
    ("english", "welsh", "said"),
    [
        ("Old\nNew\nNeither *", "Hen\nNewydd", "“Neither”, line 3, has no line in Welsh beside it."),
        ("Old\nNew", "Hen\nNewydd\nDim un", "“Dim un”, line 3, has no line in English beside it."),
        ("Old\n\nNeither", "Hen\nNewydd\nDim un", "“Newydd”, line 2, has no line in English beside it."),
    ],
)
def test_lists_that_do_not_match_name_the_line_and_the_language(client, unused, english, welsh, said):
    """surveys.options-uneven: said at the box before it is kept, not when the questions are put in use."""
    refused = _add(client, unused, options_en=english, options_cy=welsh)
    text = refused.content.decode()
    assert said in text.split('id="id_options_error"')[1].split("</div>")[0]
    assert re.search(rf'href="#id_options_0">[^<]*{re.escape(said)}', text)
    assert english.splitlines()[0] in text
    assert version_to_edit(unused) is None


def test_the_other_language_of_a_list_may_come_later_and_is_then_asked_for_by_name(client, unused):
    """surveys.option-words-missing and surveys.hint-words-missing, each with the way to its question."""
    assert _add(client, unused, options_cy="", hint_en="Roughly.").status_code == 302
    refused = client.post(reverse("surveys:freeze", args=[unused.pk])).content.decode()
    assert "Write in Welsh what people can choose in question 1. Missing: “Old”, “New”, “Neither”." in refused
    assert "Write the hint of question 1 in Welsh: “Roughly.”." in refused
    assert "Write question 1 in Welsh" not in refused
    key = version_to_edit(unused).questions.get().key
    assert f'href="{reverse("surveys:edit_question", args=[unused.pk, key])}"' in refused


def test_an_empty_list_is_said_at_its_box(client, unused):
    refused = _add(client, unused, options_en="", options_cy="")
    assert refused.status_code == 409
    text = refused.content.decode()
    said = "Give “How old is the bus?” at least two different answers to choose from."
    assert said in text.split('id="id_options_error"')[1].split("</div>")[0]
    assert text.count(said) == 2  # in the summary, and at the box


def test_a_jump_after_an_answer_that_is_not_in_the_list_is_refused_at_its_box(officer, version):
    """surveys.jump-from-unknown: it was once dropped without a word."""
    sent = _question(jump_to="why", jump_from="Ancient")
    refused = officer.post(_url(version, "edit_question", "use"), sent).content.decode()
    said = "Say after which answer people jump, written exactly as in the list."
    assert said in refused.split('id="id_jump_from_error"')[1].split("</div>")[0]
    kept = officer.post(_url(version, "edit_question", "use"), sent | {"jump_from": "Neither *"})
    assert kept.status_code == 302
    routed = version_to_edit(version.survey.activity).questions.get(key="use")
    assert [each.key for each in routed.options.filter(route__to__key="why")] == ["neither"]


@pytest.mark.parametrize("name", ["freeze", "new_version"])
def test_the_other_language_after_a_refusal_shows_the_questions(officer, version, name):
    """A refused button leaves its address in the browser; nothing is done by looking at it."""
    button, questions = f"/cy{_url(version, name)}", f"/cy{_url(version, 'build')}"
    arrived = officer.get(button)
    assert (arrived.status_code, arrived["Location"]) == (302, questions)
    assert version.survey.versions.count() == 1


def test_changing_a_question_in_use_makes_a_new_version(officer, version):
    """Planted fault 9: wording edited after launch."""
    a_response(version)
    officer.post(_url(version, "edit_question", "why"), _question(kind="text"))
    activity = version.survey.activity
    assert version_in_use(activity).pk == version.pk
    assert str(Question.objects.get(version=version, key="why").text) == "What should we know?"
    following = version_to_edit(activity)
    assert (following.number, following.frozen_at) == (2, None)
    assert str(following.questions.get(key="why").text) == "How old is the bus?"


def test_questions_move_and_go(officer, version):
    officer.post(_url(version, "move_question", "hours"), {"way": "up"})
    following = version_to_edit(version.survey.activity)
    keys = list(following.questions.order_by("order").values_list("key", flat=True))
    assert keys == ["use", "hours", "branch", "why", "ward", "age"]
    backwards = officer.post(_url(version, "move_question", "why"), {"way": "up"})
    assert backwards.status_code == 302
    officer.post(_url(version, "drop_question", "branch"))
    assert not version_to_edit(version.survey.activity).questions.filter(key="branch").exists()


def test_a_question_is_deleted_from_its_own_page_and_the_list_only_puts_in_order(officer, version):
    """Eleven red buttons in a list invite a slip."""
    drop = f'action="{_url(version, "drop_question", "why")}"'
    assert drop not in officer.get(_url(version, "build")).content.decode()
    assert drop in officer.get(_url(version, "edit_question", "why")).content.decode()
    assert "Delete this question" not in officer.get(_url(version, "add_question")).content.decode()


def test_a_move_that_would_turn_a_jump_backwards_is_refused(officer, version):
    for _step in range(3):
        last = officer.post(_url(version, "move_question", "use"), {"way": "down"})
    assert last.status_code == 409
    assert "can only be sent on to a later question" in last.content.decode()


def test_a_change_that_is_refused_leaves_no_new_version_behind(officer, version):
    empty = _question(text_en="", text_cy="")
    refused = officer.post(_url(version, "add_question"), empty)
    assert refused.status_code == 409
    assert "These questions are in use." in refused.content.decode()
    assert version_to_edit(version.survey.activity) == version
    jumps = a_survey(questions=[QUESTIONS[0], QUESTIONS[3]])
    sign_in(officer, the_officer(jumps.survey.activity.engagement))
    assert officer.post(_url(jumps, "move_question", "use"), {"way": "down"}).status_code == 409
    assert version_to_edit(jumps.survey.activity) == jumps


def test_the_preview_shows_every_question_and_sends_nothing(officer, version):
    page = officer.get(_url(version, "preview")).content.decode()
    assert "Do you use a library?" in page
    assert "Prefer not to say" in page
    assert "csrfmiddlewaretoken" not in page.split("<main")[1]


def test_equality_questions_come_from_the_bank(officer, version):
    officer.post(_url(version, "equality"), {"keys": ["age", "sex", "ethnic-group"]})
    chosen = version_to_edit(version.survey.activity).questions.filter(equality=True)
    assert set(chosen.values_list("key", flat=True)) == {"age", "sex", "ethnic-group"}
    assert not chosen.filter(required=True).exists()


def _paper(**facts):
    return {
        "channel": "paper",
        "submitted_on_day": "27",
        "submitted_on_month": "11",
        "submitted_on_year": "2026",
        "paper_ref": "0042",
        "language": "en",
        "why": "Written by hand.",
        "age": "75-84",
    } | facts


def test_a_keyer_saves_and_goes_on_to_the_next(officer, version):
    page = officer.get(_url(version, "key"), {"whole": "1"})
    for name in ("channel", "submitted_on", "paper_ref", "why", "age"):
        assert f'name="{name}' in page.content.decode()
    saved = officer.post(_url(version, "key"), _paper(**_date_names(page), next="1"))
    assert saved.status_code == 302
    kept = Contribution.objects.get()
    assert (kept.channel, kept.paper_ref) == ("paper", "0042")
    assert kept.entered_by == the_officer(kept.engagement)
    assert EqualityAnswer.objects.get().answer == "75-84"
    onward = officer.get(saved["Location"]).content.decode()
    assert kept.receipt in onward
    assert 'value="27"' in onward


def _date_names(page):
    """The three boxes of a date, however the design kit names them."""
    boxes = re.findall(r'name="(submitted_on_[^"]+)"', page.content.decode())
    return dict(zip(boxes, ("27", "11", "2026"), strict=True))


def test_a_keyer_who_has_finished_reads_the_code_on_the_next_page(officer, version):
    page = officer.get(_url(version, "key"), {"whole": "1"})
    arrived = officer.post(_url(version, "key"), _paper(**_date_names(page)), follow=True)
    assert f"The code of this answer is {Contribution.objects.get().receipt}" in arrived.content.decode()


def test_the_same_paper_form_keyed_twice_says_so_and_keeps_what_was_typed(officer, version):
    page = officer.get(_url(version, "key"))
    officer.post(_url(version, "key"), _paper(**_date_names(page)))
    again = officer.post(_url(version, "key"), _paper(**_date_names(page)))
    assert again.status_code == 409
    assert "Form number 0042 has been keyed already" in again.content.decode()
    assert "Written by hand." in again.content.decode()
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_input_to_every_staff_form_is_answered_plainly(officer, version, typed):
    forms = {
        _url(version, "add_question"): _question(text_en=typed, options_en=f"{typed}\nb", jump_from=typed),
        _url(version, "edit_question", "why"): _question(kind=typed, limit=typed, jump_to=typed),
        _url(version, "introduction"): {"intro_en": typed, "intro_cy": typed, "one_page": typed},
        _url(version, "equality"): {"keys": [typed]},
        _url(version, "key"): _paper(paper_ref=typed, submitted_on_day=typed, why=typed, channel=typed),
    }
    for address, data in forms.items():
        page = officer.post(address, data)
        assert page.status_code in (200, 302, 409), address
        assert "<script>alert(1)" not in page.content.decode()
    for name in ("build", "preview", "print", "responses"):
        shown = officer.get(_url(version, name))
        assert shown.status_code == 200
        assert "<script>alert(1)" not in shown.content.decode()


def test_the_paper_form_has_the_address_the_code_and_the_closing_time(officer, version):
    page = officer.get(_url(version, "print")).content.decode()
    engagement = version.survey.activity.engagement
    assert engagement.ref in page
    assert "8 January 2027" in page
    assert "go to question 4" in page
    assert "01632 960101" in page


def test_the_file_never_becomes_a_formula(officer, version):
    a_response(version, answers={"use": "yes", "why": '=HYPERLINK("http://evil.example")'})
    sent = officer.get(_url(version, "export"))
    text = b"".join(sent.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1][-2] == '\'=HYPERLINK("http://evil.example")'
    assert rows[1][1] == "online"


def test_the_file_is_read_by_the_analysis_commands_as_it_is(officer, version, tmp_path):
    for why in ("=1, I am told, is a formula", 'Two\nlines, and a "quote"', ""):
        a_response(version, answers={"use": "yes", "why": why})
    path = tmp_path / "export.csv"
    path.write_bytes(b"".join(officer.get(_url(version, "export")).streaming_content))
    question = next(name for name in open_table(path).columns if name.startswith("why: "))
    answers = read_answers(path, question, id="receipt", language="language")
    assert sorted(answers.texts) == ["'=1, I am told, is a formula", 'Two\nlines, and a "quote"']
    assert answers.languages == ("en", "en")
    assert (len(set(answers.ids)), answers.n_empty) == (3, 1)


def test_answers_are_counted_for_the_service_only(client, version):
    a_response(version)
    stranger = a_person(role="officer", service=a_service("parks"))
    assert sign_in(client, stranger).get(_url(version, "responses")).status_code == 404
    sign_in(client, the_officer(version.survey.activity.engagement))
    assert "Do you use a library?" in client.get(_url(version, "responses")).content.decode()


def test_counts_of_people_are_said_as_people_say_them(officer, version, monkeypatch):
    a_response(version)
    page = officer.get(_url(version, "responses")).content.decode()
    assert "1 person answered this." in page
    many = [replace(each, answered=1186) for each in results(version.survey.activity)]
    monkeypatch.setattr("folkmoot.take_part.surveys.staff_pages.responses.results", lambda _activity: many)
    page = officer.get(_url(version, "responses")).content.decode()
    assert "1,186 people answered this." in page


def test_who_answered_hides_small_numbers_from_staff_too(officer, version):
    load_rules("Operator", at=timezone.now())
    for _each in range(12):
        keep_equality_answers(version, {"age": "25-34"}, link=uuid.uuid4())
    for _each in range(3):
        keep_equality_answers(version, {"age": "85-over"}, link=uuid.uuid4())
    for _each in range(11):
        keep_equality_answers(version, {"age": "35-44"}, link=uuid.uuid4())
    ((_asked, table),) = equality_heard(version.survey.activity, timezone.localdate())
    assert table.cell("85-over").value is None
    assert sum(cell.value is None for cell in table.cells[0]) >= 2
    page = officer.get(_url(version, "responses")).content.decode()
    assert "Who answered" in page
    assert "fewer than 10" in page
