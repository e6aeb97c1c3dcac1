"""Rules as data: read whole or refused in a sentence; found by nation and day; and what periods they give."""

from datetime import date, timedelta

import pytest

from folkmoot.analysis.clocks import (
    Window,
    adequate_time,
    before_school_days,
    calendar_of,
    check_period,
    latest_opening,
    read_rules,
    with_school_days,
)
from folkmoot.analysis.clocks.adequate import Needs
from folkmoot.analysis.clocks.tests.rules_for_tests import RULES, SHIPPED

ONE = """
rules:
  - id: eng.test
    nation: E
    kind: duty
    name: {en: Test, cy: Prawf}
    valid_from: 2020-01-01
    valid_to: null
    period: {n: 6, unit: weeks, exclude_first_day: true}
    severity: block
    source: SI 2012/637 reg 14
    confidence: V
"""


def written(tmp_path, text):
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "rules.yaml"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("source: SI 2012/637 reg 14", "source:", r"rules.yaml, rules 1 \(eng.test\): “source” is missing"),
        ("2020-01-01", "2026-02-30", "“valid_from” is 2026-02-30, which does not exist"),
        ("valid_to: null", "valid_to: 2019-12-31", "“valid_to” comes before valid_from; change one"),
        ("unit: weeks", "unit: moons", "“period” unit must be one of days, weeks"),
        ("n: 6", "n: six", "“period” n must be a whole number"),
        ("confidence: V", "confidence: K", "“severity” must be warn or inform until the source is checked"),
        ("nation: E", "nation: F", "“nation” must be one of E, W, S, NI"),
        (
            "severity: block",
            "severity: block\n    not_working_days: [monday]",
            "has monday, which is none of",
        ),
        ("n: 6", "n: 99999999999", "“period” n must be a whole number of 1 or more, at most 10,000"),
        ("n: 6", "n: 6, closes: banana", "“period” closes must be an hour of the day such as"),
        ("n: 6", "n: 6, closes: 25:00", "“period” closes must be an hour of the day such as"),
        ("first_day: true", 'first_day: "no"', "“period” exclude_first_day must be true or false, without"),
        ("n: 6", 'n: 6, backwards: "false"', "“period” backwards must be true or false, without"),
        (
            "kind: duty",
            'kind: duty\n    switched_on: "false"',
            "“switched_on” must be true or false, without",
        ),
        ("kind: duty", "kind: Duty", "“kind” must be one of clock, open_period"),
        ("kind: duty", "kind: duty\n    usual: {unit: weeks}", "“usual” n must be a whole number"),
        ("kind: duty", "kind: duty\n    also: 20", "“also” must say n and unit"),
        ("kind: duty", "kind: duty\n    reviewed: 2026-11-23", "“reviewed” can hold only words, numbers"),
        ("kind: duty", "kind: duty\n    value: [.nan]", "“value” can hold only words, numbers"),
        ("kind: duty", "kind: duty\n    asks: {a: .inf}", "“asks” can hold only words, numbers"),
        ("kind: duty", 'kind: duty\n    note: "a\\0b"', "“note” can hold only words, numbers"),
        ("kind: duty", "kind: duty\n    basis: [1]", "“basis” must be words; put them in quotation"),
        ("kind: duty", "kind: duty\n    checked_on: 2026-02-30", "“checked_on” is 2026-02-30, which does"),
        ("SI 2012/637", "x" * 300, "“source” has more than 300 letters; put the rest into the note"),
        ("rules:", "checked_on: soon\nrules:", r"rules.yaml \(-\): “checked_on” must be a date"),
        ("kind: duty", "kind: duty\n    usual: {n: 6, most: b, unit: weeks}", "most must be a whole number"),
        ("kind: duty", "kind: duty\n    within: {from: W10-1, to: 10-01}", "needs a day of the year as from"),
        (
            "kind: duty",
            "kind: duty\n    within: {from: 10-01, to: 02-30}",
            "“within” needs a day of the year as to",
        ),
        ("kind: duty", "kind: duty\n    note: [a, b]", "“note” must be words"),
        ("kind: duty", "kind: duty\n    before: {event: x, day: 02-30}", "“before” needs a day of the year"),
        ("kind: duty", "kind: duty\n    before: spring", "“before” must say an event"),
        ("kind: duty", "kind: duty\n    thresholds: 5", "“thresholds” must be a list such as"),
        (
            "kind: duty",
            "kind: duty\n    thresholds: [{percent: -1}]",
            "signatures, as a number above",
        ),
        ("kind: duty", "kind: duty\n    thresholds: [{}]", "must give each either percent or signatures"),
        ("en: Test", "en: [Test]", "“name” must be words in each language"),
        ("source: SI 2012/637 reg 14", "source: [SI 2012/637]", "“source” must be words"),
        ("kind: duty", "kind: duty\n    kind: clock", "“kind” is given twice in the record of line 3"),
        (
            "name: {en: Test",
            "nest: &a [1]\n    more: *a\n    name: {en: Test",
            r"line 7 refers to \*a; write the",
        ),
        ("rules:", "deep: " + "[" * 100_000 + "\nrules:", "line 2 nests more than 20 lists and records"),
        ("rules:", "- rules", "rules.yaml cannot be read as rules"),
        ("rules:", "rules: 7\nother:", "“rules” must be a list of records"),
    ],
)
def test_a_wrong_record_is_refused_in_one_sentence_that_names_the_field(tmp_path, old, new, says):
    with pytest.raises(ValueError, match=says) as refused:
        read_rules(written(tmp_path, ONE.replace(old, new)))
    assert "\n" not in str(refused.value)


def test_a_closing_hour_is_the_hour_that_was_written(tmp_path):
    # YAML takes 17:00 for seventeen sixties; as a time of day that would be 10:20
    text = ONE.replace("n: 6", "n: 6, closes: 17:00")
    rules = read_rules(written(tmp_path, text))
    assert f"{rules.period('eng.test', date(2026, 3, 2)).closes_at:%H:%M}" == "17:00"


def test_a_file_that_is_far_too_large_is_not_read(tmp_path):
    with pytest.raises(ValueError, match=r"more than 5,000,000 bytes; split it into several files"):
        read_rules(written(tmp_path, ONE + "# more\n" * 800_000))


def test_a_change_of_bank_holidays_that_lasts_for_ages_is_refused(tmp_path):
    record = "{id: a, nation: E, kind: mourning, name: {en: M}, from_on: 0001-01-01, to_on: 9999-12-31}"
    with pytest.raises(ValueError, match="“to_on” makes it last more than 31 days; check the two dates"):
        read_rules(written(tmp_path, f"{ONE}periods:\n  - {record}\n"))


def test_versions_from_the_first_day_of_all_are_refused_like_others(tmp_path):
    first = ONE.replace("2020-01-01", "0001-01-01")
    with pytest.raises(ValueError, match="overlaps the version for E from 0001-01-01"):
        read_rules(written(tmp_path, first + first.replace("rules:\n", "")))


def test_versions_that_overlap_are_refused_with_the_remedy(tmp_path):
    later = ONE.replace("rules:\n", "").replace("2020-01-01", "2024-05-01")
    with pytest.raises(
        ValueError, match=r"overlaps the version for E from 2020-01-01; let that one end on 2024-04-30"
    ):
        read_rules(written(tmp_path, ONE + later))
    rules = read_rules(written(tmp_path, ONE.replace("valid_to: null", "valid_to: 2024-04-30") + later))
    assert rules.get("eng.test", on=date(2024, 4, 30)).valid_from == date(2020, 1, 1)
    assert rules.get("eng.test", on=date(2024, 5, 1)).valid_from == date(2024, 5, 1)


def test_a_version_or_a_period_that_is_given_twice_is_refused(tmp_path):
    with pytest.raises(ValueError, match="from 2020-01-01; both begin that day, keep one of the two"):
        read_rules(written(tmp_path, ONE + ONE.replace("rules:\n", "")))
    day = "{id: a, nation: E, kind: bank_holiday, name: {en: M}, from_on: 2027-06-01, to_on: 2027-06-01}"
    with pytest.raises(ValueError, match=r"periods 2 \(a\): “id” is given twice; give each period an id"):
        read_rules(written(tmp_path, f"{ONE}periods:\n  - {day}\n  - {day}\n"))


def test_a_file_that_is_no_text_is_refused_in_plain_words(tmp_path):
    (tmp_path / "rules.yaml").write_bytes(ONE.encode("utf-16"))
    with pytest.raises(ValueError, match=r"rules\.yaml cannot be read as rules: it is no text; save it as"):
        read_rules(tmp_path)


def test_a_council_standard_is_a_later_version_of_the_rule_it_names(tmp_path):
    standard = "standards:\n  - {rule: eng.test, n: 8, unit: weeks, valid_from: 2026-01-01}\n"
    rules = read_rules(written(tmp_path, ONE + standard))
    assert rules.period("eng.test", date(2025, 3, 3)).last == date(2025, 4, 14)
    assert rules.period("eng.test", date(2026, 3, 2)).last == date(2026, 4, 27)
    assert rules.get("eng.test", on=date(2026, 3, 2)).source == "Council standard"


@pytest.mark.parametrize(
    ("standard", "says"),
    [
        ("rule: eng.test, n: 5, unit: weeks", r"standards 1 \(eng.test\): “n, unit” gives people less time"),
        ("rule: eng.test, n: 41, unit: days", "gives people less time than the law"),
        (
            "rule: eng.test, n: 30, unit: working_days",
            "gives people less time than the law",
        ),  # from a Saturday
        (
            "rule: eng.test, n: 900, unit: working_hours",
            "counts otherwise than the law .6 weeks.: hours from",
        ),
        ("rule: eng.test, value: 5", "“value” sets a value, which the rule does not have"),
        (
            "rule: eng.other, n: 5, unit: weeks",
            "“rule” names no rule of these files that is in force on 2026",
        ),
        ("rule: 7, n: 5, unit: weeks", "“rule” must name the rule it sets"),
    ],
)
def test_a_standard_that_does_not_fit_is_refused_with_its_row(tmp_path, standard, says):
    text = ONE + "standards:\n  - {" + standard + ", valid_from: 2026-01-01}\n"
    with pytest.raises(ValueError, match=says):
        read_rules(written(tmp_path, text))


def test_a_standard_that_begins_with_the_law_holds_from_that_day(tmp_path):
    text = ONE + "standards:\n  - {rule: eng.test, n: 8, unit: weeks, valid_from: 2020-01-01}\n"
    rules = read_rules(written(tmp_path, text))
    assert rules.get("eng.test", on=date(2020, 1, 1)).length.n == 8


@pytest.mark.parametrize(
    ("law", "standard", "fits"),
    [
        ("n: 30, unit: days", "n: 1, unit: months", False),  # from 1 February it has 28
        ("n: 1, unit: months", "n: 31, unit: days", True),
        ("n: 14, unit: working_days", "n: 19, unit: days", False),  # six are left out around Christmas 2021
        ("n: 14, unit: working_days", "n: 3, unit: weeks", True),
    ],
)
def test_a_standard_in_another_unit_gives_more_from_every_day(tmp_path, law, standard, fits):
    text = ONE.replace("n: 6, unit: weeks", law) + "    not_working_days: [bank_holiday]\nstandards:\n"
    file = written(tmp_path, text + f"  - {{rule: eng.test, {standard}, valid_from: 2026-01-01}}\n")
    if fits:
        assert read_rules(file).get("eng.test", on=date(2026, 1, 1)).source == "Council standard"
        return
    with pytest.raises(ValueError, match=r"less time than the law \((30 days|14 days without public hol)"):
        read_rules(file)


def test_what_waits_for_the_end_of_a_period_may_happen_the_day_after(tmp_path):
    text = ONE.replace("n: 6, unit: weeks", "n: 4, unit: months") + "    waits: true\n"
    rules = read_rules(written(tmp_path, text.replace("first_day: true", "first_day: false")))
    found = rules.period("eng.test", date(2026, 11, 2))
    assert (found.last, found.waits) == (date(2027, 3, 2), True)
    assert "4 months after Monday 2 November 2026 allow Tuesday 2 March 2027 at the earl" in found.explain()
    check = check_period(rules, "eng.test", date(2026, 11, 2), date(2027, 3, 1))
    assert (check.days_missing, check.latest_first) == (1, date(2026, 11, 1))


def test_two_standards_for_one_rule_on_one_day_are_refused(tmp_path):
    one = "  - {rule: eng.test, n: 8, unit: weeks, valid_from: 2025-01-01}\n"
    with pytest.raises(ValueError, match=r"standards 2.*“valid_from” is given twice \(2025-01-01\)"):
        read_rules(written(tmp_path, f"{ONE}standards:\n{one}{one.replace('8', '10')}"))


def test_a_folder_without_rules_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"no \.yaml file in the folder"):
        read_rules(tmp_path)


@pytest.mark.parametrize(
    ("id", "on", "nation", "says"),
    [
        ("eng.np.reg41", date(2026, 1, 1), "E", "There is no rule 'eng.np.reg41'; did you mean eng.np.reg1"),
        ("wal.ldp", date(2026, 1, 1), "E", "no rule of England; it applies in Wales"),
        (
            "eng.np.reg14",
            date(2012, 4, 5),
            "E",
            "not in force on Thursday 5 April 2012; it applies from Friday 6",
        ),
        (
            "eng.ctrs",
            date(2026, 1, 1),
            "E",
            r"fixes no length of time \(usual 6 to 12 weeks; before .*\); give one yourself",
        ),
        ("disclosure.percentage_base", date(2026, 1, 1), "E", r"fixes no length of time \(the value 30\)\.$"),
    ],
)
def test_a_rule_that_cannot_be_used_says_why(id, on, nation, says):
    with pytest.raises(ValueError, match=says):
        RULES.period(id, on, nation=nation)


def test_rules_without_a_length_say_what_they_hold():
    said = r"None of these fixes a length of time: disclosure\.minimum_count \(the value 5; it may be 5 or"
    with pytest.raises(ValueError, match=said):
        RULES.group("disclosure", on=date(2026, 1, 1))
    petition = RULES.get("eng.governance_petition", on=date(2026, 1, 1))
    assert petition.holds.startswith(
        "signatures 37.5% of electors (up to 499 electors), 187 (up to 2,500 electors), 7.5% of"
    )
    assert "who was consulted" in RULES.get("eng.np.reg15", on=date(2026, 1, 1)).holds


def test_a_neighbourhood_forum_lives_five_years_from_the_day_of_its_designation():
    # s.61F(8): five years beginning with 2 March 2026 end on 1 March 2031
    assert RULES.period("eng.np.forum.life", date(2026, 3, 2)).last == date(2031, 3, 1)


def test_a_deadline_has_no_spare_day():
    people, council = (RULES.period(id, date(2026, 10, 12)) for id in ("eng.np.reg14", "eng.acv.decision"))
    assert (people.is_deadline, people.spare) == (False, date(2026, 11, 24))  # 23 November and one more
    assert (council.is_deadline, council.spare) == (True, date(2026, 12, 7))


def test_a_nations_own_rule_goes_before_the_kingdoms():
    poll = date(2022, 12, 8)
    scotland, england = (RULES.get("restricted.pre_election", on=poll, nation=each) for each in ("S", "E"))
    assert (scotland.nation, scotland.length.n) == ("S", 28)
    assert (england.nation, england.length.n) == ("UK", 25)


def test_a_six_week_stage_entered_as_five_weeks_is_rejected():
    # L-24. 2 March plus 35 days is 6 April; six weeks end on 13 April, 7 days later.
    check = check_period(RULES, "eng.np.reg14", date(2026, 3, 2), date(2026, 4, 6))
    assert check.blocks
    assert (check.days_missing, check.earliest_last) == (7, date(2026, 4, 13))
    assert check.latest_first == date(2026, 2, 23)
    said = check.explain()
    assert "SI 2012/637 reg 14" in said
    assert "7 days too short" in said
    assert "The earliest closing date is Monday 13 April 2026" in said
    enough = check_period(RULES, "eng.np.reg14", date(2026, 3, 2), date(2026, 4, 13))
    assert enough.is_long_enough
    assert not enough.blocks


def test_school_days_are_counted_where_the_school_holidays_are_known():
    # Scotland, from 1 June 2026, which counts: six weeks end on 12 July. 30 school days, with holidays from
    # 29 June to 18 August: June 1-5, 8-12, 16-19, 22-26 are 19 (15 June is a bank holiday); 11 more are
    # 19-21, 24-28, 31 August and 1-2 September.
    summer = [Window(date(2026, 6, 29), date(2026, 8, 18))]
    first, last = date(2026, 6, 1), date(2026, 7, 13)
    check = check_period(RULES, "sco.school_proposals", first, last, nation="S", school_holidays=summer)
    assert check.earliest_last == date(2026, 9, 2)
    unknown = check_period(RULES, "sco.school_proposals", first, last, nation="S")
    assert not unknown.is_long_enough
    assert (unknown.days_missing, unknown.uncounted, unknown.blocks) == (0, 30, False)
    assert "has them. Whether it also has the 30 school days asked for cannot be said" in unknown.explain()
    assert "is long enough" not in unknown.explain()
    forever = [Window(date(2026, 6, 1), date(2030, 1, 1))]
    with pytest.raises(ValueError, match="too few school days after Monday 1 June 2026"):
        check_period(RULES, "sco.school_proposals", first, last, nation="S", school_holidays=forever)


@pytest.mark.parametrize("rule", ["wal.school_organisation", "wal.school_organisation.objections"])
def test_the_latest_day_before_school_days_is_the_last_from_which_they_fit(rule):
    found, calendar = RULES.get(rule, on=date(2027, 1, 1), nation="W"), calendar_of("W")
    breaks = [Window(date(2026, 12, 21), date(2027, 1, 1)), Window(date(2027, 2, 15), date(2027, 2, 19))]
    for last in (date(2027, 1, 20) + timedelta(days=n) for n in range(60)):
        first = before_school_days(found, last, calendar, breaks)
        assert with_school_days(found, first, calendar, breaks) <= last
        assert with_school_days(found, first + timedelta(days=1), calendar, breaks) > last


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        (date(2026, 10, 1), date(2026, 11, 12), True),
        (date(2026, 12, 14), date(2027, 1, 31), True),
        (date(2026, 12, 21), date(2027, 2, 1), False),
        (date(2026, 9, 28), date(2026, 11, 12), False),
        (date(2027, 1, 4), date(2027, 2, 15), False),
    ],
)
def test_a_rule_that_wants_a_time_of_the_year_says_when_a_stage_is_outside(first, last, fits):
    # School Admissions Code: six weeks between 1 October and 31 January
    check = check_period(RULES, "eng.school_admissions", first, last)
    assert check.is_long_enough
    assert bool(check.misfits) != fits
    assert fits or "It must lie between" in check.explain()


def test_a_rule_that_nobody_confirmed_warns_and_does_not_block(tmp_path):
    text = ONE.replace("severity: block", "severity: warn").replace("confidence: V", "confidence: K")
    check = check_period(read_rules(written(tmp_path, text)), "eng.test", date(2026, 3, 2), date(2026, 3, 9))
    assert not check.is_long_enough
    assert not check.blocks
    assert "not yet confirmed" in check.explain()


def test_a_rule_of_practice_that_nobody_checked_does_not_block_either(tmp_path):
    text = ONE.replace("kind: duty", "kind: clock").replace("confidence: V", "confidence: K")
    check = check_period(read_rules(written(tmp_path, text)), "eng.test", date(2026, 3, 2), date(2026, 3, 9))
    assert not check.blocks
    assert "This is a warning" in check.explain()


def test_a_stage_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match=r"The stage ends \(Sunday 1 March 2026\) before it begins"):
        check_period(RULES, "eng.np.reg14", date(2026, 3, 2), date(2026, 3, 1))


def test_the_moratorium_follows_the_rule_set_in_force_on_the_owners_notice():
    # L-25. Each period begins with the day of the notice, so it ends the day before the corresponding date.
    notice = date(2026, 12, 1)
    old = [RULES.period_of(rule, notice).last for rule in RULES.group("eng.acv.moratorium", on=notice)]
    assert old == [date(2027, 1, 11), date(2027, 5, 31), date(2028, 5, 31)]
    new = read_rules(SHIPPED, switched_on={"acv-2026": date(2027, 4, 1)})
    after = date(2027, 4, 1)
    ends = {rule.id: new.period_of(rule, after).last for rule in new.group("eng.acv.moratorium", on=after)}
    assert ends["eng.acv.moratorium.full"] == date(2028, 3, 31)
    assert [new.period_of(rule, notice).last for rule in new.group("eng.acv.moratorium", on=notice)] == old
    with pytest.raises(
        ValueError, match="No rule waits for the switch 'acv-2030'; those that wait: acv-2026"
    ):
        RULES.with_switch("acv-2030", after)


def test_the_extra_time_of_people_adds_up():
    # 1 December 2026 plus 6 weeks is 12 January 2027; 25 and 28 December and 1 January add three days.
    plain = adequate_time(date(2026, 12, 1), RULES)
    assert (plain.last, [part.days for part in plain.parts]) == (date(2027, 1, 15), [42, 3])
    # two weeks for a meeting and two for intermediaries; no further bank holiday until 12 February
    needs = Needs(meeting_cycle=True, intermediaries=True)
    assert adequate_time(date(2026, 12, 1), RULES, needs).last == date(2027, 2, 12)


def test_families_get_more_time_when_more_than_a_third_is_school_holiday():
    # 1 July plus 6 weeks is 12 August 2026: 43 days, of which 22 July to 12 August are 22, more than a third.
    summer = (Window(date(2026, 7, 22), date(2026, 8, 31)),)
    families = adequate_time(date(2026, 7, 1), RULES, Needs(families=True, school_holidays=summer))
    others = adequate_time(date(2026, 7, 1), RULES, Needs(school_holidays=summer))
    assert (others.last, families.last) == (date(2026, 8, 12), date(2026, 8, 19))
    # of 1 June to 13 July no day is a holiday
    early = adequate_time(date(2026, 6, 1), RULES, Needs(families=True, school_holidays=summer))
    assert early.last == date(2026, 7, 13)


def test_the_law_goes_before_a_shorter_usual_time():
    light = adequate_time(date(2026, 6, 1), RULES, Needs("light", legal="eng.lp2026.proposed"))
    assert light.legal_last == light.last == date(2026, 7, 27)
    major = adequate_time(date(2026, 6, 2), RULES, Needs("major", legal="eng.np.reg14"))
    assert major.legal_last == date(2026, 7, 14)
    assert major.last == date(2026, 7, 28)  # eight weeks for a major exercise
    with pytest.raises(ValueError, match="'huge' is not a size of engagement; give one of light, standard"):
        Needs("huge")


@pytest.mark.parametrize("closes_on", [date(2027, 1, 15), date(2027, 4, 12), date(2026, 9, 30)])
def test_the_latest_opening_leaves_adequate_time_and_a_day_later_does_not(closes_on):
    needs = Needs(meeting_cycle=True)
    found = latest_opening(closes_on, RULES, needs)
    assert found.last <= closes_on
    assert adequate_time(found.first.replace(day=found.first.day), RULES, needs) == found
    later = date.fromordinal(found.first.toordinal() + 1)
    assert adequate_time(later, RULES, needs).last > closes_on
