"""Coding: a passage is words inside an answer; judgements are kept once, taken back, moved, never lost."""

import pytest

from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service
from folkmoot.foundation.records.queries import entries_of
from folkmoot.listen.evidence import queries
from folkmoot.listen.evidence.models import Coding, Passage
from folkmoot.listen.evidence.said import hash_of
from folkmoot.listen.evidence.tests.factories import (
    NOW,
    a_coding,
    a_finding,
    a_snapshot,
    a_theme,
    an_answer,
    an_officer,
)
from folkmoot.listen.evidence.tests.test_freezing import refused
from folkmoot.listen.evidence.use_cases import (
    ChosenQuote,
    CodingRow,
    Judgement,
    agree_frame,
    code_passage,
    code_passages,
    describe_theme,
    judge_answers,
    merge_themes,
    name_theme,
    restate_finding,
    uncode,
)
from folkmoot.words.bilingual import Bilingual

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TEXT = "Keep the library open on Saturdays."


def test_a_passage_is_kept_with_the_hash_of_its_words_and_refused_outside_them(engagement, officer):
    answer, theme = an_answer(engagement, TEXT), a_theme(engagement)
    a_snapshot(engagement)
    facts = {"source": "notes:why", "at": NOW}
    coding = code_passage(officer, answer, theme, start=9, end=16, **facts)
    assert coding.passage.text_hash == hash_of("library")
    whole = code_passage(officer, answer, theme, **facts)
    assert (whole.passage.start, whole.passage.end) == (0, len(TEXT))
    for start, end in ((0, len(TEXT) + 1), (5, 5), (9, 3), (-1, 4)):
        assert refused(code_passage, officer, answer, theme, start=start, end=end, **facts) == [
            "evidence.outside-the-words"
        ]
    wrong = facts | {"source": "notes:nothing"}
    assert refused(code_passage, officer, answer, theme, **wrong) == ["evidence.unknown-source"]


def test_coding_waits_for_frozen_evidence_that_holds_the_answer(engagement, officer):
    answer, theme = an_answer(engagement), a_theme(engagement)
    facts = {"source": "notes:why", "at": NOW}
    assert refused(code_passage, officer, answer, theme, **facts) == ["evidence.not-frozen"]
    a_snapshot(engagement)
    assert code_passage(officer, answer, theme, **facts)
    late = an_answer(engagement)
    assert refused(code_passage, officer, late, theme, **facts) == ["evidence.not-in-snapshot"]
    a_snapshot(engagement)
    assert code_passage(officer, late, theme, **facts)


def test_what_does_not_count_is_not_coded(engagement, officer):
    answer, theme = an_answer(engagement), a_theme(engagement)
    a_snapshot(engagement)
    answer.state = "withdrawn"
    answer.save()
    assert refused(code_passage, officer, answer, theme, source="notes:why", at=NOW) == [
        "evidence.not-counted"
    ]


def test_a_theme_of_another_engagement_is_refused(engagement, officer):
    answer, ours, theirs = an_answer(engagement), a_theme(engagement), a_theme()
    a_snapshot(engagement)
    facts = {"source": "notes:why", "at": NOW}
    assert code_passage(officer, answer, ours, **facts)
    assert refused(code_passage, officer, answer, theirs, **facts) == ["evidence.another-engagement"]


def test_only_the_owning_service_codes(engagement, officer):
    answer, theme = an_answer(engagement), a_theme(engagement)
    a_snapshot(engagement)
    stranger = a_person(role="officer", service=a_service("parks"))
    facts = {"source": "notes:why", "at": NOW}
    assert refused(code_passage, stranger, answer, theme, **facts) == ["evidence.not-yours"]
    assert refused(name_theme, stranger, engagement, name="Parks", at=NOW) == ["evidence.not-yours"]
    coding = code_passage(officer, answer, theme, **facts)
    assert refused(uncode, stranger, coding, at=NOW) == ["evidence.not-yours"]


def test_the_same_judgement_twice_is_one_and_two_coders_are_two(engagement, officer):
    answer, theme = an_answer(engagement), a_theme(engagement)
    a_snapshot(engagement)
    second = an_officer(engagement)
    for coder in (officer, officer, second):
        a_coding(answer, theme, coder=coder)
    assert (Coding.objects.count(), Passage.objects.count()) == (2, 1)
    assert queries.themes_of(engagement).get().people == 1


def test_many_are_coded_at_once_all_or_none(engagement, officer):
    answers = [an_answer(engagement, f"{number} {TEXT}") for number in range(5)]
    theme = a_theme(engagement)
    a_snapshot(engagement)
    rows = [CodingRow(answer, theme, "notes:why") for answer in answers]
    spoilt = [*rows, CodingRow(answers[0], theme, "notes:why", 0, 999)]
    assert refused(code_passages, officer, spoilt, at=NOW) == ["evidence.outside-the-words"]
    assert not Coding.objects.exists()
    assert code_passages(officer, rows, at=NOW) == 5
    assert code_passages(officer, rows, at=NOW) == 0
    assert entries_of(engagement).filter(verb="passages coded").count() == 1


def test_taking_back_removes_the_passage_unless_it_is_quoted(engagement, officer):
    finding = a_finding(engagement)
    theme = finding.themes.get()
    coding = theme.codings.select_related("passage").first()
    words = queries.words_of([coding.passage])[coding.passage.pk]
    quoted = restate_finding(officer, finding, quotes=[ChosenQuote(coding.passage, words, officer)], at=NOW)
    assert refused(uncode, officer, coding, at=NOW) == ["evidence.quoted"]
    restate_finding(officer, quoted, quotes=[], at=NOW)
    other = theme.codings.exclude(pk=coding.pk).select_related("passage").first()
    uncode(officer, other, at=NOW)
    assert not Passage.objects.filter(pk=other.passage.pk).exists()
    assert entries_of(engagement).filter(verb="coding taken back").count() == 1


def test_a_judgement_of_whole_answers_adds_and_takes_back(engagement, officer):
    answer = an_answer(engagement, TEXT)
    first, second = a_theme(engagement), a_theme(engagement)
    a_snapshot(engagement)
    part = a_coding(answer, first, coder=officer, start=0, end=4)

    def judge(*themes):
        judgements = [Judgement(answer, "notes:why", themes)]
        return judge_answers(officer, engagement, judgements=judgements, at=NOW)

    assert judge(first, second) == (2, 0)
    assert judge(second) == (0, 1)
    assert judge() == (0, 1)
    assert list(Coding.objects.all()) == [part]


def test_themes_are_named_once_and_renamed_until_they_are_agreed(engagement, officer):
    hours = name_theme(officer, engagement, name=Bilingual("Hours", "Oriau"), at=NOW)
    assert refused(name_theme, officer, engagement, name="  HOURS ".strip(), at=NOW) == [
        "evidence.theme-named-already"
    ]
    assert refused(name_theme, officer, engagement, name="", at=NOW) == ["evidence.theme-needs-a-name"]
    describe_theme(officer, hours, name=Bilingual("Opening hours", "Oriau agor"), at=NOW)
    agree_frame(officer, engagement, at=NOW)
    hours.refresh_from_db()
    assert refused(describe_theme, officer, hours, name="Times", at=NOW) == ["evidence.theme-agreed"]
    assert (hours.name.en, hours.agreed_at) == ("Opening hours", NOW)


def test_there_must_be_something_to_agree(engagement, officer):
    assert refused(agree_frame, officer, engagement, at=NOW) == ["evidence.no-themes"]
    a_theme(engagement)
    assert len(agree_frame(officer, engagement, at=NOW)) == 1
    assert refused(agree_frame, officer, engagement, at=NOW) == ["evidence.nothing-to-agree"]
    a_theme(engagement)
    assert len(agree_frame(officer, engagement, at=NOW)) == 1


def test_a_council_of_two_languages_agrees_its_themes_in_both(engagement, officer):
    a_profile()
    theme = name_theme(officer, engagement, name=Bilingual("Hours"), at=NOW)
    assert refused(agree_frame, officer, engagement, at=NOW) == ["evidence.theme-welsh-missing"]
    describe_theme(officer, theme, name=Bilingual("Hours", "Oriau"), at=NOW)
    assert agree_frame(officer, engagement, at=NOW) == [theme]


def test_merging_moves_every_judgement_and_loses_none(engagement, officer):
    first, second = an_answer(engagement), an_answer(engagement)
    old, new = a_theme(engagement), a_theme(engagement)
    part = a_theme(engagement, parent=old)
    a_snapshot(engagement)
    a_coding(first, old, coder=officer)
    a_coding(second, old, coder=officer)
    a_coding(second, new, coder=officer)
    behind = {first.pk, second.pk}
    merge_themes(officer, old, into=new, reason="The same thing", at=NOW)
    assert {each.passage.contribution_id for each in new.codings.all()} == behind
    assert not old.codings.exists()
    part.refresh_from_db()
    assert part.parent == new
    entry = entries_of(engagement).get(verb="theme merged")
    assert (entry.after["codings_moved"], entry.after["codings_there_already"]) == (1, 1)
    assert entry.reason == "The same thing"


def test_a_theme_is_not_merged_into_itself_its_part_a_merged_or_a_foreign_one(engagement, officer):
    theme, other, gone = a_theme(engagement), a_theme(engagement), a_theme(engagement)
    part = a_theme(engagement, parent=theme)
    merge_themes(officer, gone, into=other, at=NOW)
    for into, code in (
        (theme, "evidence.merged-with-itself"),
        (part, "evidence.merged-with-itself"),
        (gone, "evidence.theme-gone"),
        (a_theme(), "evidence.another-engagement"),
    ):
        assert refused(merge_themes, officer, theme, into=into, at=NOW) == [code]
    assert merge_themes(officer, theme, into=other, at=NOW) == other
    a_snapshot(engagement)
    answer = engagement.contributions.first()
    facts = {"source": "notes:why", "at": NOW}
    assert refused(code_passage, officer, answer, theme, **facts) == ["evidence.theme-gone"]


def test_words_that_are_no_longer_the_same_are_not_shown(engagement):
    answer, theme = an_answer(engagement, TEXT), a_theme(engagement)
    a_snapshot(engagement)
    passage = a_coding(answer, theme, start=9, end=16).passage
    assert queries.words_of([passage]) == {passage.pk: "library"}
    passage.text_hash = hash_of("bookshop")
    assert queries.words_of([passage]) == {passage.pk: ""}


def test_progress_counts_people_not_codings(engagement, officer):
    answers = [an_answer(engagement) for _each in range(4)]
    first, second = a_theme(engagement), a_theme(engagement)
    a_snapshot(engagement)
    assert queries.progress(engagement).left == 4
    a_coding(answers[0], first, coder=officer)
    a_coding(answers[0], second, coder=officer)
    a_coding(answers[1], first, coder=officer)
    assert (queries.progress(engagement).coded, queries.progress(engagement).percent) == (2, 50)
