"""What is said where: before the button that it is about, and in the reader's language."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.take_part.surveys.tests.factories import a_survey, the_officer

pytestmark = pytest.mark.django_db


def test_that_a_question_may_stay_empty_is_said_before_the_button(client):
    activity = a_survey().survey.activity
    for number, optional in ((1, False), (2, True)):
        page = client.get(reverse("surveys:question", args=[activity.engagement.slug, activity.pk, number]))
        text = page.content.decode()
        assert ("You can leave this empty" in text) is optional
        if optional:
            assert text.index("You can leave this empty") < text.index("</button>", text.index("<main"))


@pytest.mark.parametrize(
    ("content", "welsh"),
    [
        (b"PK\x03\x04 broken", "difrodi"),
        (b"%PDF-1.7", "Hen lyfr gwaith neu PDF yw hwn."),
        (b'""\n""\n', "yn wag"),
        (b"{}", "Nid oes tabl yn y ffeil hon."),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_welsh_on_a_welsh_page(
    client, settings, tmp_path, content, welsh
):
    settings.MEDIA_ROOT = tmp_path
    activity = a_survey().survey.activity
    sign_in(client, the_officer(activity.engagement))
    address = "/cy" + reverse("surveys:import", args=[activity.engagement.ref])
    data = {"activity": activity.pk, "file": SimpleUploadedFile("answers.csv", content)}
    text = client.post(address, data).content.decode().split("<main")[1]
    assert "Ni ellir darllen y ffeil" in text
    assert welsh in text
    assert "The file" not in text
