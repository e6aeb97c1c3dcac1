"""A question in two steps: the high level group first, then the detail under it (handbook 10.1)."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from folkmoot.foundation.people.models import EqualityAnswer
from folkmoot.foundation.people.tests.factories import a_profile, sign_in
from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement
from folkmoot.plan.law.use_cases import load_rules
from folkmoot.take_part.surveys import refusals
from folkmoot.take_part.surveys.models import Answer, Option
from folkmoot.take_part.surveys.queries import equality_heard
from folkmoot.take_part.surveys.tests.factories import a_survey, the_officer
from folkmoot.take_part.surveys.use_cases import build_survey, keep_equality_answers
from folkmoot.words.refusals import Refused

pytestmark = pytest.mark.django_db
ETHNIC = "ethnic-group"
FIRST = {"key": "why", "kind": "text", "text": {"en": "Why?", "cy": "Pam?"}}
TRAVEL = {
    "key": "travel",
    "kind": "choice",
    "text": {"en": "How do you come?", "cy": "Sut ydych chi'n dod?"},
    "options": [
        {"key": "bus", "text": {"en": "By bus", "cy": "Ar fws"}},
        {"key": "number-7", "parent": "bus", "text": {"en": "Number 7", "cy": "Rhif 7"}},
        {"key": "number-9", "parent": "bus", "text": {"en": "Number 9", "cy": "Rhif 9"}},
        {"key": "walk", "text": {"en": "On foot", "cy": "Ar droed"}},
    ],
}


@pytest.fixture
def version():
    return a_survey(questions=[FIRST, {"bank": ETHNIC}])


def _url(version, name):
    activity = version.survey.activity
    return reverse(f"surveys:{name}", args=[activity.engagement.slug, activity.pk])


def _about_you(client, version):
    client.post(_url(version, "all"), {"why": "Because."})
    sent = client.post(_url(version, "check"), {})
    page = client.get(sent["Location"])
    return page, re.search(r'name="link" value="([^"]+)"', page.content.decode())[1]


@pytest.mark.parametrize(
    ("ticked", "kept"),
    [
        ({ETHNIC: "white", f"{ETHNIC}-white": "white-irish"}, ["white-irish"]),
        ({ETHNIC: "white"}, ["white"]),
        ({f"{ETHNIC}-black": "black-african"}, ["black-african"]),
        # with script the details of a group left again are hidden, not unticked
        ({ETHNIC: "asian", f"{ETHNIC}-white": "white-irish"}, ["asian"]),
        ({ETHNIC: "prefer-not-to-say", f"{ETHNIC}-white": "white-irish"}, ["prefer-not-to-say"]),
        ({}, []),
    ],
)
def test_the_detail_is_kept_or_else_the_group(client, version, ticked, kept):
    _page, link = _about_you(client, version)
    done = client.post(_url(version, "about_you"), {"link": link, **ticked})
    assert done.status_code == 302
    assert list(EqualityAnswer.objects.values_list("answer", flat=True)) == kept


def test_two_details_without_a_group_are_asked_about_and_stay_ticked(client, version):
    _page, link = _about_you(client, version)
    ticked = {f"{ETHNIC}-white": "white-irish", f"{ETHNIC}-asian": "asian-indian"}
    page = client.post(_url(version, "about_you"), {"link": link, **ticked})
    assert page.status_code == 200
    text = page.content.decode()
    assert f'href="#id_{ETHNIC}_0"' in text
    assert len(re.findall(r'value="(?:white-irish|asian-indian)" checked', text)) == 2
    assert not EqualityAnswer.objects.exists()


def test_the_groups_of_the_census_come_first_and_their_details_under_them(client, version):
    text = _about_you(client, version)[0].content.decode()
    order = ["White", "Mixed or Multiple ethnic groups", "Asian or Asian British", "Other ethnic group"]
    places = [text.index(f">{words}</label>") for words in order]
    assert places == sorted(places)
    assert places[0] < text.index(">Irish</label>") < places[1]
    assert text.index(">Arab</label>") < text.index(">Prefer not to say</label>")
    assert "White: say more if you like" in text


def test_the_words_are_data_with_edition_and_nation():
    a_profile(nation="W")
    engagement = an_engagement("planned")
    activity = an_activity(engagement)
    questions = [FIRST, {"bank": ETHNIC}]
    build_survey(the_officer(engagement), activity, questions=questions, at=timezone.now())
    welsh = Option.objects.get(key="white-british")
    assert str(welsh.text).startswith("Welsh, English")
    assert welsh.parent == "white"
    assert "W.census-2021-wales-steps" in welsh.question.wording
    assert str(Option.objects.get(key="asian").text) == "Asian, Asian Welsh or Asian British"


def test_a_keyer_may_key_the_detail_alone(client, version):
    sign_in(client, the_officer(version.survey.activity.engagement))
    key = reverse("surveys:key", args=[version.survey.activity_id])
    typed = {
        "channel": "paper",
        "language": "en",
        "why": "By hand.",
        "paper_ref": "7",
        "submitted_on_day": "27",
        "submitted_on_month": "11",
        "submitted_on_year": "2026",
        f"{ETHNIC}-mixed": "mixed-asian",
    }
    assert client.post(key, typed).status_code == 302
    assert EqualityAnswer.objects.get().answer == "mixed-asian"


def test_the_paper_form_has_both_steps(client, version):
    sign_in(client, the_officer(version.survey.activity.engagement))
    text = client.get(reverse("surveys:print", args=[version.survey.activity_id])).content.decode()
    assert "☐ White" in text
    assert "&emsp;&emsp;☐ Irish" in text
    assert text.index("☐ White") < text.index("☐ Irish") < text.index("☐ Mixed or Multiple")


def test_counts_work_by_either_level(client, version):
    load_rules("Operator", at=timezone.now())
    answers = ["white-british"] * 14 + ["white-irish"] * 12 + ["white"] * 11 + ["asian-indian"] * 16
    answers += ["black-african"] * 17
    for answer in [*answers, "asian-chinese", "asian-chinese", "asian-chinese", "arab", "arab"]:
        keep_equality_answers(version, {ETHNIC: answer}, link=uuid.uuid4())
    tables = {asked.key: table for asked, table in equality_heard(_activity(version), timezone.localdate())}
    assert tables[ETHNIC].cell("white").value == 37
    white = tables[f"{ETHNIC}/white"]
    assert white.values() == {"white-british": 14, "white-irish": 12, "white": 11}
    # three people are hidden, and another number with them, or the group's own would give them away
    assert tables[ETHNIC].cell("asian").value == 19
    assert tables[f"{ETHNIC}/asian"].values() == {"asian-indian": None, "asian-chinese": None}
    assert tables[ETHNIC].cell("other-group").value is None
    assert f"{ETHNIC}/other-group" not in tables
    sign_in(client, the_officer(_activity(version).engagement))
    page = client.get(reverse("surveys:responses", args=[version.survey.activity_id])).content.decode()
    assert "What is your ethnic group? White" in page
    assert "No more said" in page


def _activity(version):
    return version.survey.activity


def test_an_ordinary_question_in_two_steps_is_checked_in_full_words(client):
    version = a_survey(questions=[FIRST, TRAVEL])
    client.post(_url(version, "all"), {"travel": "bus", "travel-bus": "number-9"})
    assert "By bus: Number 9" in client.get(_url(version, "check")).content.decode()
    assert "Ar fws: Rhif 9" in client.get("/cy" + _url(version, "check")).content.decode()
    again = client.get(_url(version, "all")).content.decode()
    assert re.search(r'value="bus" checked', again)
    assert re.search(r'value="number-9" checked', again)
    client.post(_url(version, "check"), {})
    assert Answer.objects.get().value == ["number-9"]


@pytest.mark.parametrize("change", [{"parent": "train"}, {"parent": "number-7"}])
def test_a_detail_of_nothing_is_refused(change):
    a_profile()
    engagement = an_engagement("planned")
    options = [*TRAVEL["options"], {"key": "adrift", "text": {"en": "Late", "cy": "Hwyr"}, **change}]
    with pytest.raises(Refused) as refused:
        build_survey(
            the_officer(engagement),
            an_activity(engagement),
            questions=[FIRST, {**TRAVEL, "options": options}],
            at=timezone.now(),
        )
    assert [each.reason for each in refused.value] == [refusals.OPTION_ADRIFT]
