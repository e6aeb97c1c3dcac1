"""What is withheld is so under a rule; who sent it may ask once, and somebody else answers (X-04, H-31)."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from folkmoot.foundation.messages.models import Outgoing
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service, sign_in
from folkmoot.foundation.records.models import Entry
from folkmoot.take_part.contributions import public_pages, refusals
from folkmoot.take_part.contributions.models import Appeal, Contribution, ModerationAction
from folkmoot.take_part.contributions.tests.factories import a_contribution
from folkmoot.take_part.contributions.use_cases import answer_appeal, ask_again, moderate
from folkmoot.take_part.contributions.withholding import rules
from folkmoot.take_part.surveys.tests.factories import a_response, a_survey, the_officer
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kept():
    a_profile()
    return a_response(notify_email="resident@merrowvale.example")


@pytest.fixture
def officer(kept):
    return the_officer(kept.engagement)


@pytest.fixture
def colleague(kept):
    return a_person(role="officer", service=kept.engagement.owner)


def _set_aside(officer, kept, rule="abuse", reason="Calls a colleague names."):
    return moderate(officer, kept, decision="set_aside", rule=rule, reason=reason, at=timezone.now())


def _again(kept):
    return reverse("contributions:look_again", args=[kept.receipt])


def refused_for(verb, *args, **facts):
    with pytest.raises(Refused) as refused:
        verb(*args, at=timezone.now(), **facts)
    return [each.reason for each in refused.value]


def test_setting_aside_needs_a_rule_and_the_person_is_told_it(client, kept, officer):
    sign_in(client, officer)
    detail = reverse("contributions:detail", args=[kept.pk])
    page = client.post(detail, {"decision": "set_aside", "reason": "Rude."})
    assert page.status_code == 409
    assert "Choose the rule it is set aside under." in page.content.decode()
    assert Contribution.objects.get().state == "counted"
    assert (
        client.post(detail, {"decision": "set_aside", "rule": "abuse", "reason": "Rude."}).status_code == 302
    )
    decision = ModerationAction.objects.get()
    assert (decision.rule, decision.edition) == ("abuse", "withholding-2026-1")
    assert (decision.review_on - timezone.localdate()).days == 180
    client.logout()
    receipt = client.get(reverse("feedback:receipt", args=[kept.receipt])).content.decode()
    assert "under the rule “Abuse”" in receipt
    assert "insults or harasses" in receipt
    # The way to another look stands beside the news, before the answers themselves.
    assert (
        receipt.index("is not counted.")
        < receipt.index(_again(kept))
        < receipt.index("not counted", receipt.index(_again(kept)))
    )
    assert _again(kept) in receipt
    letter = Outgoing.objects.get(template="set_aside")
    assert letter.recipient == "resident@merrowvale.example"


def test_the_person_asks_once_and_a_colleague_answers(client, kept, officer, colleague):
    _set_aside(officer, kept)
    page = client.get(_again(kept))
    assert "Calls a colleague names." in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.post(_again(kept), {"words": "I wrote of the policy, not a person."}).status_code == 302
    assert client.post(_again(kept), {"words": "Again!"}).status_code == 409
    assert "<title>Another look at what was set aside" in client.get(_again(kept)).content.decode()
    assert Appeal.objects.get().words == "I wrote of the policy, not a person."
    desk = reverse("engagements:desk", args=[kept.engagement.ref])
    there = reverse("contributions:appeal", args=[kept.pk])
    sign_in(client, officer)
    assert there not in client.get(desk).content.decode()
    assert "Somebody else must look again" in client.get(there).content.decode()
    assert client.post(there, {"outcome": "kept", "answer": "No."}).status_code == 409
    sign_in(client, colleague)
    assert there in client.get(desk).content.decode()
    assert "not a person" in client.get(there).content.decode()
    assert client.post(there, {"outcome": "restored", "answer": ""}).status_code == 409
    assert client.post(there, {"outcome": "restored", "answer": "It is about policy."}).status_code == 302
    assert Contribution.objects.get().state == "counted"
    assert there not in client.get(desk).content.decode()
    client.logout()
    assert "It is about policy." in client.get(_again(kept)).content.decode()
    assert (
        "Somebody else looked again, and it counts."
        in client.get(reverse("feedback:receipt", args=[kept.receipt])).content.decode()
    )
    verbs = list(Entry.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs[-3:] == ["response moderated", "moderation appealed", "moderation appeal answered"]
    assert list(kept.moderation.order_by("pk").values_list("decision", "by")) == [
        ("set_aside", officer.pk),
        ("counted", colleague.pk),
    ]
    assert Outgoing.objects.filter(template="appeal_answered").count() == 1


def test_the_letters_are_written_in_the_language_of_whoever_gets_them(officer, colleague, kept):
    from folkmoot.foundation.messages.letters import compose

    Contribution.objects.update(notify_language="cy")
    kept.refresh_from_db()
    _set_aside(officer, kept)
    appeal = ask_again(None, kept, words="", at=timezone.now())
    answer_appeal(colleague, appeal, outcome="kept", answer="Mae'r rheol yn glir.", at=timezone.now())
    first, second = (
        compose(Outgoing.objects.get(template=name)) for name in ("set_aside", "appeal_answered")
    )
    assert first.subject == "Rhoddwyd rhywbeth a anfonoch o’r neilltu"
    assert "Mae'n sarhau neu'n aflonyddu ar rywun." in first.body
    assert "/look-again/" in first.body
    assert "Mae'r rheol yn glir." in second.body


def test_what_cannot_be_asked_or_answered_is_refused(kept, officer, colleague):
    assert refused_for(ask_again, None, kept, words="") == [refusals.NOT_SET_ASIDE]
    _set_aside(officer, kept)
    assert refused_for(ask_again, None, kept, words="x" * 1001) == [refusals.APPEAL_TOO_LONG]
    appeal = ask_again(None, kept, words="", at=timezone.now())
    assert refused_for(ask_again, None, kept, words="") == [refusals.ASKED_BEFORE]
    assert refused_for(moderate, officer, kept, decision="counted", reason="") == [refusals.APPEAL_WAITS]
    said = {"outcome": "kept", "answer": "The rule is clear."}
    assert refused_for(answer_appeal, officer, appeal, **said) == [refusals.SAME_PERSON]
    wrong = refused_for(answer_appeal, colleague, appeal, outcome="perhaps", answer=" ")
    assert wrong == [refusals.OUTCOME_MISSING, refusals.REASON_MISSING]
    assert refused_for(answer_appeal, a_person(role="councillor"), appeal, **said) == [refusals.NOT_YOURS]
    answer_appeal(colleague, appeal, **said, at=timezone.now())
    assert refused_for(answer_appeal, colleague, appeal, **said) == [refusals.ANSWERED_BEFORE]
    assert Contribution.objects.get().state == "set_aside"


def test_an_answer_to_an_appeal_cannot_be_rewritten(kept, officer, colleague):
    _set_aside(officer, kept)
    appeal = ask_again(None, kept, words="", at=timezone.now())
    answer_appeal(colleague, appeal, outcome="kept", answer="Clear.", at=timezone.now())
    for change in (lambda: Appeal.objects.update(answer="Other."), lambda: Appeal.objects.all().delete()):
        with pytest.raises(Exception, match="frozen"), transaction.atomic():
            change()


@pytest.mark.parametrize(("prefix", "wait"), [("", "in ten minutes"), ("/cy", "ymhen deng munud")])
def test_who_asks_too_often_finds_the_words_on_the_page(client, officer, kept, monkeypatch, prefix, wait):
    _set_aside(officer, kept)
    monkeypatch.setattr(public_pages, "LOOK_UPS", 0)
    page = client.post(prefix + _again(kept), {"words": "I meant <nobody>."})
    assert page.status_code == 429
    assert "I meant &lt;nobody&gt;.</textarea>" in page.content.decode()
    assert wait in page.content.decode()
    assert not Appeal.objects.exists()


def test_nobody_asks_about_what_counts_or_with_a_made_up_code(client, kept):
    assert client.get(_again(kept)).status_code == 404
    assert client.get(reverse("contributions:look_again", args=["MV-0000-0000-0000"])).status_code == 404
    with pytest.raises(ObjectDoesNotExist):
        _ = kept.appeal


def test_the_register_says_how_much_under_which_rule_and_hides_small_numbers(client, clock):
    a_profile()
    activity = a_survey().survey.activity
    officer = the_officer(activity.engagement)
    colleague = a_person(role="officer", service=activity.engagement.owner)
    address = reverse("contributions:withheld")
    assert "Nothing has been set aside" in client.get(address).content.decode()
    for rule, many in (("spam", 7), ("abuse", 6), ("hate", 2)):
        for _each in range(many):
            kept = a_contribution(activity)
            _set_aside(officer, kept, rule)
            if rule != "hate":
                appeal = ask_again(None, kept, words="", at=timezone.now())
            if rule == "spam":
                answer_appeal(colleague, appeal, outcome="restored", answer="A person.", at=timezone.now())
    clock.shift(dt.timedelta(seconds=61))  # a page is kept for a minute
    text = client.get(address).content.decode()
    assert "s-maxage" in client.get(address)["Cache-Control"]
    row = text.split("<tbody")[1].split("</table>")[0]
    assert "Spam" not in row
    assert "Abuse: 6" in row
    assert "Hatred of a group: fewer than 5" in row
    # with 15 in all it would give the 2 away; 6 in its place would say 3 at most
    assert "Advertising or made by a machine: fewer than 5, or hidden" in row
    cells = re.findall(r">\s*([^<>]+?)\s*<", row)
    assert "15" in cells
    assert "13" not in cells  # with 15 in all it would say that 2 did not ask
    assert "7" in cells
    assert "the end of May 2027" in row
    assert "30 May" not in row, "it would tell the day of one decision"
    page = reverse("engagements:page", args=[activity.engagement.slug])
    assert page in row
    assert address in client.get(page).content.decode()
    assert "diwedd Mai 2027" in client.get("/cy" + address).content.decode()


def test_what_somebody_wrote_is_read_out_in_their_language(client):
    kept = a_contribution(a_survey().survey.activity, language="cy")
    _set_aside(the_officer(kept.engagement), kept)
    ask_again(None, kept, words="Person ydw i.", at=timezone.now())
    assert '<span lang="cy">Person ydw i.</span>' in client.get(_again(kept)).content.decode()


@pytest.mark.parametrize(
    ("many", "asking", "back", "told"),
    [
        (12, 6, 6, ["12", "6", "6"]),
        (12, 6, 0, ["12", "6", "0"]),
        (12, 6, 5, ["12", "6", None]),  # one of six still waits
        (7, 7, 5, ["7", "7", None]),  # two of seven
        (7, 5, 5, ["7", None, None]),  # two of seven did not ask
        (12, 3, 0, ["12", None, None]),
    ],
)
def test_no_number_of_the_register_gives_away_a_small_one(client, many, asking, back, told):
    a_profile()
    activity = a_survey().survey.activity
    officer = the_officer(activity.engagement)
    colleague = a_person(role="officer", service=activity.engagement.owner)
    for number in range(many):
        kept = a_contribution(activity)
        _set_aside(officer, kept, "spam")
        if number < asking:
            appeal = ask_again(None, kept, words="", at=timezone.now())
        if number < back:
            answer_appeal(colleague, appeal, outcome="restored", answer="A person.", at=timezone.now())
    row = client.get(reverse("contributions:withheld")).content.decode().split("<tbody")[1]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", row.split("</table>")[0])
    shown = [cell.strip() for cell in (cells[0], *cells[2:4])]
    assert shown == [one or "fewer than 5, or hidden to protect another" for one in told]


def test_every_rule_is_said_in_both_languages():
    assert len(rules()) == 10
    for rule in rules().values():
        assert rule.name.en
        assert rule.name.cy != rule.name.en
        assert rule.sentence.en
        assert rule.sentence.cy != rule.sentence.en


@pytest.mark.parametrize("page", ["engagements:record", "feedback:staff_trace"])
def test_who_may_not_read_answers_reads_nothing_about_single_ones_in_the_record(client, kept, officer, page):
    _set_aside(officer, kept, reason="Names Mrs Jones of 4 High Street.")
    address = reverse(page, args=[kept.engagement.ref])
    sign_in(client, officer)
    whole = client.get(address).content.decode()
    assert "Names Mrs Jones" in whole
    assert "response received" in whole
    for other in (a_person(role="councillor"), a_person(role="officer", service=a_service())):
        sign_in(client, other)
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Mrs Jones" not in answer.content.decode()
        assert "response received" not in answer.content.decode()
        assert "The check failed" not in answer.content.decode()


def test_the_record_can_be_read_as_what_the_council_did(client, kept, officer):
    """A thousand answers would hide what the council did."""
    _set_aside(officer, kept, reason="Names Mrs Jones of 4 High Street.")
    sign_in(client, officer)
    address = reverse("engagements:record", args=[kept.engagement.ref])
    assert f"{address}?of=council" in client.get(address).content.decode()
    shorter = client.get(address, {"of": "council"}).content.decode()
    assert "response received" not in shorter
    assert "<strong>survey built</strong>" in shorter
    assert "The check failed" not in shorter
    assert f'href="{address}"' in shorter, "and back to every entry"
