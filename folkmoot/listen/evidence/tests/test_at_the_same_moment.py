"""Two officers press at the same moment: the second is refused, with the sentence of whoever is too late."""

import threading

import pytest
from django.db import connection

from folkmoot.foundation.records.queries import entries_of
from folkmoot.listen.evidence.models import Coding, Finding
from folkmoot.listen.evidence.queries import words_of
from folkmoot.listen.evidence.tests.factories import (
    NOW,
    a_closed_engagement,
    a_coding,
    a_finding,
    a_snapshot,
    a_theme,
    an_answer,
    an_officer,
)
from folkmoot.listen.evidence.tests.test_freezing import refused
from folkmoot.listen.evidence.use_cases import ChosenQuote, Judgement, coding, snapshots, themes
from folkmoot.listen.evidence.use_cases import findings as verbs
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused
from tests.same_moment import just_before

PRESSING = 4


@pytest.mark.database
def test_what_was_heard_is_published_once(monkeypatch, engagement):
    a_finding(engagement)
    first, second = an_officer(engagement), an_officer(engagement)
    just_before(monkeypatch, verbs, lambda: verbs.publish_findings(first, engagement, at=NOW))
    assert refused(verbs.publish_findings, second, engagement, at=NOW) == ["evidence.nothing-to-publish"]
    assert entries_of(engagement.ref).filter(verb="what was heard published").count() == 1


@pytest.mark.database
def test_a_finding_restated_by_two_has_one_next_version(monkeypatch, engagement):
    finding = a_finding(engagement)
    first, second = an_officer(engagement), an_officer(engagement)
    just_before(monkeypatch, verbs, lambda: verbs.restate_finding(first, finding, statement="Mine.", at=NOW))
    assert refused(verbs.restate_finding, second, finding, statement="No, mine.", at=NOW) == [
        "evidence.finding-replaced"
    ]
    assert Finding.objects.get(version=2).statement.en == "Mine."


@pytest.mark.database
def test_a_version_stated_while_publishing_is_not_overlooked(monkeypatch, engagement):
    finding = a_finding(engagement)
    first, second = an_officer(engagement), an_officer(engagement)
    just_before(monkeypatch, verbs, lambda: verbs.restate_finding(first, finding, at=NOW))
    assert [each.version for each in verbs.publish_findings(second, engagement, at=NOW)] == [2]
    finding.refresh_from_db()
    assert finding.published_at is None


@pytest.mark.database
@pytest.mark.parametrize(
    ("verb", "facts"),
    [(themes.describe_theme, {"name": "Times"}), (themes.merge_themes, {"into": None})],
    ids=["describe", "merge"],
)
def test_themes_agreed_meanwhile_stay_as_they_were_agreed(monkeypatch, engagement, verb, facts):
    theme, other = a_theme(engagement, "Hours"), a_theme(engagement)
    first, second = an_officer(engagement), an_officer(engagement)
    facts = {key: value or other for key, value in facts.items()}
    just_before(monkeypatch, themes, lambda: themes.agree_frame(first, engagement, at=NOW))
    assert refused(verb, second, theme, **facts, at=NOW) == ["evidence.theme-agreed"]
    theme = engagement.themes.get(pk=theme.pk)
    assert (theme.name.en, theme.merged_into) == ("Hours", None)


@pytest.mark.database
def test_a_name_goes_to_one_theme_of_two(monkeypatch, engagement):
    theme = a_theme(engagement)
    first, second = an_officer(engagement), an_officer(engagement)

    def name_it():
        themes.name_theme(first, engagement, name=Bilingual("Buses", "Bysiau"), at=NOW)

    just_before(monkeypatch, themes, name_it)
    assert refused(themes.name_theme, second, engagement, name="buses", at=NOW) == [
        "evidence.theme-named-already"
    ]
    just_before(monkeypatch, themes, lambda: themes.name_theme(first, engagement, name="Trams", at=NOW))
    assert refused(themes.describe_theme, second, theme, name="TRAMS", at=NOW) == [
        "evidence.theme-named-already"
    ]
    assert engagement.themes.count() == 3


@pytest.mark.database
def test_two_themes_merged_into_each_other_leave_one(monkeypatch, engagement):
    here, there = a_theme(engagement), a_theme(engagement)
    first, second = an_officer(engagement), an_officer(engagement)
    seen_by_the_other = {each.pk: each for each in engagement.themes.all()}

    def merge_back():
        mine = seen_by_the_other
        themes.merge_themes(first, mine[there.pk], into=mine[here.pk], at=NOW)

    just_before(monkeypatch, themes, merge_back)
    assert refused(themes.merge_themes, second, here, into=there, at=NOW) == ["evidence.theme-gone"]
    assert engagement.themes.get(merged_into=None) == here


@pytest.mark.database
def test_nothing_is_coded_to_a_theme_that_is_merged_meanwhile(monkeypatch, engagement):
    answer, gone, into = an_answer(engagement), a_theme(engagement), a_theme(engagement)
    a_snapshot(engagement)
    first, second = an_officer(engagement), an_officer(engagement)

    def merge():
        themes.merge_themes(first, engagement.themes.get(pk=gone.pk), into=into, at=NOW)

    just_before(monkeypatch, coding, merge)
    judgements = [Judgement(answer, "notes:why", (gone,))]
    assert refused(coding.judge_answers, second, engagement, judgements=judgements, at=NOW) == [
        "evidence.theme-gone"
    ]
    assert not Coding.objects.exists()


@pytest.mark.database
def test_words_withdrawn_meanwhile_are_not_coded(monkeypatch, engagement):
    answer, theme = an_answer(engagement), a_theme(engagement)
    a_snapshot(engagement)
    rows = [coding.CodingRow(answer, theme, "notes:why")]
    withdrawn = Contribution.objects.filter(pk=answer.pk)
    just_before(monkeypatch, coding, lambda: withdrawn.update(state="withdrawn"))
    assert refused(coding.code_passages, an_officer(engagement), rows, at=NOW) == ["evidence.not-counted"]


@pytest.mark.database
def test_a_coding_that_is_quoted_meanwhile_is_not_taken_back(monkeypatch, engagement):
    finding = a_finding(engagement)
    coded = finding.themes.get().codings.select_related("passage", "theme__engagement__owner").first()
    first, second = an_officer(engagement), an_officer(engagement)
    quote = ChosenQuote(coded.passage, words_of([coded.passage])[coded.passage.pk], first)
    just_before(monkeypatch, coding, lambda: verbs.restate_finding(first, finding, quotes=[quote], at=NOW))
    assert refused(coding.uncode, second, coded, at=NOW) == ["evidence.quoted"]
    assert Coding.objects.filter(pk=coded.pk).exists()


@pytest.mark.database
def test_a_coding_taken_back_twice_at_once_is_taken_back_once(monkeypatch, engagement):
    answer, theme, officer = an_answer(engagement), a_theme(engagement), an_officer(engagement)
    a_snapshot(engagement)
    pk = a_coding(answer, theme, coder=officer).pk
    mine, again = Coding.objects.get(pk=pk), Coding.objects.get(pk=pk)
    just_before(monkeypatch, coding, lambda: coding.uncode(officer, mine, at=NOW))
    coding.uncode(officer, again, at=NOW)
    assert entries_of(engagement.ref).filter(verb="coding taken back").count() == 1


@pytest.mark.database
def test_a_large_freeze_is_asked_for_once(monkeypatch, engagement):
    an_answer(engagement)
    first, second = an_officer(engagement), an_officer(engagement)
    ask = {"interim": False, "at": NOW}
    just_before(monkeypatch, snapshots, lambda: snapshots.ask_for_freeze(first, engagement, **ask))
    assert refused(snapshots.ask_for_freeze, second, engagement, **ask) == ["evidence.already-freezing"]
    assert engagement.freezings.count() == 1


if connection.vendor == "postgresql":

    def pressed_together(engagement, press):
        """What came of it when four officers press at once, each in a connection of their own."""
        officers = [an_officer(engagement) for _each in range(PRESSING)]
        together, done = threading.Barrier(PRESSING), []

        def one(officer):
            try:
                mine = Engagement.objects.select_related("owner").get(pk=engagement.pk)
                together.wait(timeout=20)
                done.append(press(officer, mine))
            except Refused as refusal:
                done.append(refusal.refusals[0].code)
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=[officer]) for officer in officers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        return sorted(done, key=str)

    @pytest.mark.database
    @pytest.mark.django_db(transaction=True)
    def test_four_who_publish_together_publish_once():
        engagement = a_closed_engagement()
        a_finding(engagement)
        done = pressed_together(
            engagement, lambda officer, mine: len(verbs.publish_findings(officer, mine, at=NOW))
        )
        assert done == [1] + ["evidence.nothing-to-publish"] * (PRESSING - 1)

    @pytest.mark.database
    @pytest.mark.django_db(transaction=True)
    def test_four_who_merge_one_theme_together_merge_it_once():
        engagement = a_closed_engagement()
        theme, others = a_theme(engagement), [a_theme(engagement) for _each in range(PRESSING)]

        def merge(officer, mine):
            there = mine.themes.select_related("engagement__owner")
            into = there.get(pk=others.pop().pk)
            themes.merge_themes(officer, there.get(pk=theme.pk), into=into, at=NOW)
            return 1

        done = pressed_together(engagement, merge)
        assert done == [1] + ["evidence.theme-gone"] * (PRESSING - 1)

    @pytest.mark.database
    @pytest.mark.django_db(transaction=True)
    def test_four_who_freeze_together_make_four_numbers():
        engagement = a_closed_engagement()
        an_answer(engagement)
        done = pressed_together(
            engagement, lambda officer, mine: snapshots.freeze_snapshot(officer, mine, at=NOW).number
        )
        assert done == [1, 2, 3, 4]
