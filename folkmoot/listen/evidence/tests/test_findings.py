"""Findings: counted from the rows, suppressed once, quoted within coded words, published and then fixed."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from folkmoot.analysis.disclosure import suppress
from folkmoot.foundation.people.tests.factories import a_person, a_profile
from folkmoot.foundation.places.tests.factories import a_ward
from folkmoot.foundation.records.queries import entries_of
from folkmoot.listen.evidence import queries
from folkmoot.listen.evidence.figures import DIMENSIONS, TOGETHER, Limits, read, what_may_be_shown
from folkmoot.listen.evidence.gates import findings_are_published
from folkmoot.listen.evidence.models import Coding
from folkmoot.listen.evidence.pictures import how_many_said_each, pictured
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
from folkmoot.listen.evidence.use_cases import (
    ChosenQuote,
    counts_agree,
    merge_themes,
    publish_findings,
    restate_finding,
    state_finding,
    uncode,
)
from folkmoot.words.bilingual import Bilingual

WORDS = {"statement": "People want Saturdays.", "method": "A survey.", "quality": "Those who chose to."}


def test_a_finding_counts_distinct_people_of_the_frozen_evidence(engagement, officer):
    answers = [an_answer(engagement) for _each in range(12)]
    first, second = a_theme(engagement), a_theme(engagement, agreed=True)
    a_snapshot(engagement)
    for answer in answers[:7]:
        a_coding(answer, first, coder=officer)
        a_coding(answer, second, coder=officer, start=0, end=4)
    first.refresh_from_db()
    finding = state_finding(officer, engagement, **WORDS, themes=[first, second], at=NOW)
    assert (finding.number, finding.n, finding.base) == (1, 7, 12)
    late = an_answer(engagement)
    assert queries.coded_to(finding.snapshot, [first]).count() == 7
    assert late not in queries.frozen(finding.snapshot)


def test_every_missing_part_of_a_finding_is_named_at_once(engagement, officer):
    a_finding(engagement)
    empty = dict.fromkeys(WORDS, " ")
    assert refused(state_finding, officer, engagement, **empty, themes=[], at=NOW) == [
        "evidence.finding-needs-words",
        "evidence.finding-needs-method",
        "evidence.finding-needs-quality",
        "evidence.finding-needs-themes",
    ]
    theme = engagement.themes.get()
    assert state_finding(officer, engagement, **WORDS, themes=[theme], at=NOW).number == 2


def test_a_finding_needs_frozen_evidence_agreed_themes_and_somebody_behind_it(engagement, officer):
    answer = an_answer(engagement)
    theme = a_theme(engagement)
    facts = WORDS | {"themes": [theme], "at": NOW}
    assert refused(state_finding, officer, engagement, **facts) == ["evidence.not-frozen"]
    a_snapshot(engagement)
    assert refused(state_finding, officer, engagement, **facts) == [
        "evidence.theme-not-agreed",
        "evidence.rests-on-nobody",
    ]
    a_coding(answer, theme, coder=officer)
    a_theme(engagement, agreed=True)
    theme.refresh_from_db()
    assert state_finding(officer, engagement, **facts).n == 1


def test_themes_of_others_and_merged_themes_carry_no_finding(engagement, officer):
    a_finding(engagement)
    ours, gone = engagement.themes.get(), a_theme(engagement)
    merge_themes(officer, gone, into=ours, at=NOW)
    for theme, code in ((a_theme(agreed=True), "evidence.another-engagement"), (gone, "evidence.theme-gone")):
        assert code in refused(state_finding, officer, engagement, **WORDS, themes=[theme], at=NOW)
    assert state_finding(officer, engagement, **WORDS, themes=[ours], at=NOW)


def test_only_the_owning_service_states_and_publishes(engagement):
    finding = a_finding(engagement)
    for role in ("decision_officer", "corporate", "scrutiny", "councillor", "administrator"):
        person = a_person(role=role)
        facts = WORDS | {"themes": finding.themes.all(), "at": NOW}
        assert refused(state_finding, person, engagement, **facts) == ["evidence.not-yours"]
        assert refused(restate_finding, person, finding, at=NOW) == ["evidence.not-yours"]
        assert refused(publish_findings, person, engagement, at=NOW) == ["evidence.not-yours"]
    assert publish_findings(an_officer(engagement), engagement, at=NOW)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Keep the library open", None),
        ("Keep [...] open on Saturdays", None),
        ("Keep the … Saturdays", None),
        ("Close the library", "evidence.quote-outside"),
        ("Saturdays [...] Keep", "evidence.quote-outside"),
        ("[...]", "evidence.quote-outside"),
        ("", "evidence.quote-outside"),
    ],
)
def test_quotes_are_peoples_own_words(engagement, officer, text, code):
    an_answer(engagement, "Keep the library open on Saturdays.")
    finding = a_finding(engagement)
    passage = queries.passages_for(finding.themes.all()).first()
    quotes = [ChosenQuote(passage, text, officer)]
    if code:
        assert refused(restate_finding, officer, finding, quotes=quotes, at=NOW) == [code]
    else:
        assert restate_finding(officer, finding, quotes=quotes, at=NOW).quotes.get().text == text


def test_a_quote_is_checked_by_a_person_and_gives_no_contact_details(engagement, officer):
    texts = ["Ring 01632 960 123 now", "Write to me at jo@example.org", "I live in ZZ1 2AB"]
    for text in texts:
        an_answer(engagement, text)
    finding = a_finding(engagement)
    for passage in queries.passages_for(finding.themes.all()):
        words = queries.words_of([passage])[passage.pk]
        quotes = [ChosenQuote(passage, words)]
        assert refused(restate_finding, officer, finding, quotes=quotes, at=NOW) == [
            "evidence.quote-not-checked",
            "evidence.quote-gives-contact",
        ]
    bare = [ChosenQuote(passage, "I live in [...]", officer)]
    assert restate_finding(officer, finding, quotes=bare, at=NOW).quotes.count() == 1


def test_a_quote_comes_from_words_coded_to_the_findings_own_themes(engagement, officer):
    finding = a_finding(engagement)
    other = a_finding(a_closed_engagement())
    passage = queries.passages_for(other.themes.all()).first()
    words = queries.words_of([passage])[passage.pk]
    quotes = [ChosenQuote(passage, words, officer)]
    assert refused(restate_finding, officer, finding, quotes=quotes, at=NOW) == ["evidence.quote-outside"]
    assert restate_finding(officer, finding, quotes=[], at=NOW)


def test_stating_again_makes_a_version_and_leaves_the_earlier_one_alone(engagement, officer):
    finding = a_finding(engagement, published=True)
    newer = restate_finding(officer, finding, statement=Bilingual("Better.", "Gwell."), at=NOW)
    assert (newer.number, newer.version, newer.replaces) == (1, 2, finding)
    assert refused(restate_finding, officer, finding, at=NOW) == ["evidence.finding-replaced"]
    assert list(queries.findings_of(engagement)) == [newer]
    assert list(queries.published_findings(engagement)) == [finding]
    publish_findings(officer, engagement, at=NOW)
    assert list(queries.published_findings(engagement)) == [newer]
    finding.refresh_from_db()
    assert finding.statement.en == "People want Saturday opening."


def test_nothing_is_published_twice_or_out_of_nothing(engagement, officer):
    assert refused(publish_findings, officer, engagement, at=NOW) == ["evidence.no-findings"]
    a_finding(engagement)
    publish_findings(officer, engagement, at=NOW)
    assert refused(publish_findings, officer, engagement, at=NOW) == ["evidence.nothing-to-publish"]
    assert entries_of(engagement).filter(verb="what was heard published", public=True).count() == 1


def test_a_finding_whose_coding_moved_is_counted_again_before_it_is_published(engagement, officer):
    finding = a_finding(engagement)
    uncode(officer, Coding.objects.select_related("passage", "theme__engagement").first(), at=NOW)
    assert refused(publish_findings, officer, engagement, at=NOW) == ["evidence.count-moved"]
    again = restate_finding(officer, finding, at=NOW)
    assert again.n == finding.n - 1
    assert publish_findings(officer, engagement, at=NOW) == [again]


def test_a_council_of_two_languages_publishes_in_both(engagement, officer):
    a_profile()
    finding = a_finding(engagement, statement="Only in English")
    assert refused(publish_findings, officer, engagement, at=NOW) == ["evidence.welsh-missing"]
    restate_finding(officer, finding, statement=Bilingual("In both", "Yn y ddwy"), at=NOW)
    assert publish_findings(officer, engagement, at=NOW)


def test_an_engagement_is_not_complete_before_what_was_heard_is_public(engagement):
    def codes():
        return [refusal.code for refusal in findings_are_published(engagement, NOW)]

    assert codes() == ["evidence.no-findings"]
    a_finding(engagement)
    assert codes() == ["evidence.not-published"]
    publish_findings(an_officer(engagement), engagement, at=NOW)
    assert codes() == []


def test_a_number_below_the_threshold_stays_inside_and_so_do_its_parts(engagement, officer):
    answers = [an_answer(engagement) for _each in range(40)]
    theme = a_theme(engagement, agreed=True)
    a_snapshot(engagement)
    for answer in answers[:3]:
        a_coding(answer, theme, coder=officer)
    shown = read(state_finding(officer, engagement, **WORDS, themes=[theme], at=NOW).figures)
    assert (shown.n.value, str(shown.n), shown.base.value) == (None, "fewer than 5", 40)
    assert shown.tables == ()
    a_coding(answers[3], theme, coder=officer)
    a_coding(answers[4], theme, coder=officer)
    again = read(state_finding(officer, engagement, **WORDS, themes=[theme], at=NOW).figures)
    assert (again.n.value, again.percent, len(again.tables)) == (5, 12, 3)


def test_small_wards_are_put_together_the_same_way_in_every_finding(engagement, officer):
    wards = [a_ward(f"X0500000{number}", f"Ward {number}") for number in range(4)]
    sizes = (40, 30, 3, 2)
    answers = [
        an_answer(engagement, area=ward)
        for ward, size in zip(wards, sizes, strict=True)
        for _each in range(size)
    ]
    themes = [a_theme(engagement), a_theme(engagement, agreed=True)]
    a_snapshot(engagement)
    for number, answer in enumerate(answers):
        a_coding(answer, themes[number % 2], coder=officer)
    for theme in themes:
        theme.refresh_from_db()
    findings = [state_finding(officer, engagement, **WORDS, themes=[theme], at=NOW) for theme in themes]
    rows = [[row["key"] for row in _table(finding, "area")["rows"]] for finding in findings]
    assert rows[0] == rows[1]
    assert TOGETHER in rows[0]
    assert "X05000002" not in rows[0]


def test_page_chart_and_table_show_the_same_cells(engagement):
    finding = a_finding(engagement, answers=30)
    each = pictured(finding)
    for table, chart in zip(each.shown.tables, each.charts, strict=True):
        in_chart = [row[-1] for row in chart.table.rows]
        assert in_chart == [str(row.said) if not row.said.hidden else "not shown" for row in table.rows]
    assert how_many_said_each([each]).table.rows[0][-1] == str(each.shown.n)


def _table(finding, by):
    return next(table for table in finding.figures["tables"] if table["by"] == by)


people = st.lists(
    st.tuples(
        st.sampled_from(["resident", "business", "councillor"]),
        st.sampled_from(["online", "paper", "import"]),
        st.sampled_from(["X05000001", "X05000002", "X05000003", "not-given"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


class TestAnyAnswers(TestCase):
    """Whatever people answer, what is shown is what is there, and nothing small is shown or given away."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(people)
    def test_shown_numbers_are_true_and_never_small(self, rows):
        everybody = [(number, *row[:3]) for number, row in enumerate(rows)]
        said = {number for number, row in enumerate(rows) if row[3]}
        figures = what_may_be_shown(everybody, said, Limits(5, 30))
        n, silent = len(said), len(rows) - len(said)
        assume(n)
        assert figures["n"]["value"] in (n, None)
        assert (figures["n"]["value"] is None) == (0 < n < 5 or 0 < silent < 5 or len(rows) < 5)
        for table in figures["tables"]:
            place = DIMENSIONS.index(table["by"]) + 1
            assert table["withheld"] or sum(row["base"]["value"] for row in table["rows"]) == len(rows)
            for row in table["rows"]:
                self._row_is_true_and_safe(row, everybody, said, place)

    def _row_is_true_and_safe(self, row, everybody, said, place):
        base, number = row["base"]["value"], row["said"]["value"]
        if row["key"] != TOGETHER:
            there = {facts[0] for facts in everybody if facts[place] == row["key"]}
            assert base == len(there)
            assert number in (None, len(there & said))
        if number is not None:
            assert number == 0 or number >= 5
            assert base - number == 0 or base - number >= 5

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=12))
    def test_counts_equal_a_recount_of_the_rows(self, rows):
        engagement = a_closed_engagement()
        officer = an_officer(engagement)
        answers = [an_answer(engagement) for _each in rows]
        first, second = a_theme(engagement), a_theme(engagement, agreed=True)
        first.refresh_from_db()
        a_snapshot(engagement)
        for answer, (in_first, in_second, _withdrawn) in zip(answers, rows, strict=True):
            for theme, there in ((first, in_first), (second, in_second)):
                if there:
                    a_coding(answer, theme, coder=officer)
        gone = [answer for answer, row in zip(answers, rows, strict=True) if row[2]]
        for answer in gone:
            answer.state = "withdrawn"
            answer.save()
        behind = [row for row in rows if (row[0] or row[1]) and not row[2]]
        facts = WORDS | {"themes": [first, second], "at": NOW}
        if not behind:
            assert refused(state_finding, officer, engagement, **facts) == ["evidence.rests-on-nobody"]
            return
        finding = state_finding(officer, engagement, **facts)
        assert (finding.n, finding.base) == (len(behind), len(rows) - len(gone))
        assert counts_agree(finding)


def test_limits_are_the_councils(db):
    a_profile(small_number=10, percentage_base=50)
    limits = Limits.of_the_council()
    assert (limits.threshold, limits.percentage_base) == (10, 50)
    assert limits.protect({"a": 9, "b": 40}) == suppress({"a": 9, "b": 40}, threshold=10, minimum_base=50)
