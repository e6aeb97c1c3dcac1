"""Timetables back from a decision: every step in its order, what fails, and the earliest date instead."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.clocks import Window, timetable
from folkmoot.analysis.clocks.adequate import Needs
from folkmoot.analysis.clocks.tests.rules_for_tests import RULES

DECISION = date(2027, 2, 25)
ORDER = ("approval", "pilot", "documents", "open", "analysis", "report", "agenda", "decision")


def test_the_steps_of_a_standard_exercise_by_hand():
    plan = timetable(DECISION, RULES, key_decision=True)
    # agenda: clear working days 18, 19, 22, 23, 24 February; report 5 working days before: 10 February
    assert plan.step("agenda").first == date(2027, 2, 17)
    assert plan.step("report").first == date(2027, 2, 10)
    # two weeks of analysis: close on 27 January; 28 clear days before 25 February: 27 January
    assert plan.step("open").last == date(2027, 1, 27)
    assert plan.step("notice").first == date(2027, 1, 27)
    # 11 December plus 42 days is 22 January, and 25, 28 December, 1 January add three: 25 January;
    # the next working day, 14 December, would need until 28 January
    assert plan.step("open").first == date(2026, 12, 11)
    # five working days of pilot: 4, 7, 8, 9, 10 December; approval 5 working days before 4 December
    assert (plan.step("pilot").first, plan.step("pilot").last) == (date(2026, 12, 4), date(2026, 12, 10))
    assert plan.step("approval").first == date(2026, 11, 27)
    assert plan.is_feasible


@settings(max_examples=40)
@given(
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    st.sampled_from(["light", "standard", "major", "strategic"]),
    st.booleans(),
    st.sampled_from(["E", "W", "S", "NI"]),
)
def test_steps_follow_each_other_and_people_have_adequate_time(decision_on, size, meeting_cycle, nation):
    plan = timetable(decision_on, RULES, Needs(size, meeting_cycle=meeting_cycle), nation=nation)
    days = [plan.step(key).first for key in ORDER]
    assert days == sorted(days)
    assert plan.open_time.last <= plan.step("open").last
    assert plan.step("analysis").first > plan.step("open").last
    assert plan.is_feasible


def test_a_plan_that_is_too_late_names_the_step_and_the_earliest_decision():
    today = date(2026, 12, 1)
    plan = timetable(DECISION, RULES, today=today)
    assert not plan.is_feasible
    assert "“Plan approved” was due by Friday 27 November 2026, which is over" in plan.failures[0].why
    assert plan.failures[0].rule.id == "plan.approval"
    assert plan.earliest == date(2027, 3, 1)
    assert timetable(plan.earliest, RULES, today=today).is_feasible
    assert not timetable(date(2027, 2, 26), RULES, today=today).is_feasible
    on_days = timetable(DECISION, RULES, today=today, meetings=[date(2027, 2, 25), date(2027, 3, 25)])
    assert on_days.earliest == date(2027, 3, 25)


def test_what_follows_from_the_first_step_that_is_over_is_only_counted():
    plan = timetable(date(2026, 12, 25), RULES, today=date(2026, 11, 22))
    (failure,) = plan.failures
    assert failure.why.startswith("“Plan approved” was due by Thursday 1 October 2026, which is over")
    assert failure.why.endswith("and so are 3 steps after it. Decide later.")
    (over,) = timetable(date(2026, 11, 2), RULES, today=date(2026, 11, 22)).failures
    assert over.why == "Monday 2 November 2026 is over; give a decision that is still to come."


def test_an_earliest_decision_keeps_the_dates_that_were_fixed_where_it_can():
    today = date(2026, 11, 22)
    # For 14 April the agenda is due on 6 April (clear: 7, 8, 9, 12, 13), the report on 30 March (30, 31
    # March, 1, 2, 5 April), so it may close on 12 March, the last working day two weeks before. For 13 April
    # they are due on 5 April and, over Easter, 25 March, and it must close on 11 March.
    fixed = {"opens_on": date(2027, 1, 4), "closes_on": date(2027, 3, 12)}
    plan = timetable(DECISION, RULES, today=today, **fixed)
    assert not plan.is_feasible
    assert plan.keeps_dates
    assert plan.earliest == date(2027, 4, 14)
    assert "With the opening and closing as given, the earliest" in plan.earliest_in_words
    assert timetable(plan.earliest, RULES, today=today, **fixed).is_feasible
    day_before = plan.earliest.fromordinal(plan.earliest.toordinal() - 1)
    assert not timetable(day_before, RULES, today=today, **fixed).is_feasible
    # an opening on 1 December leaves no time for approval, whatever the decision: other dates are needed
    late = timetable(DECISION, RULES, today=today, opens_on=date(2026, 12, 1), closes_on=date(2027, 2, 22))
    assert not late.keeps_dates
    assert late.earliest_in_words.startswith("With other dates for opening and closing")
    assert all(step.first <= step.last for step in late.steps)


def test_a_decision_or_a_poll_on_a_day_off_is_a_caution_each():
    plan = timetable(date(2026, 12, 25), RULES, polls=[date(2027, 5, 8), date(2027, 5, 4), date(2027, 5, 6)])
    christmas, saturday, tuesday = plan.cautions
    assert "Friday 25 December 2026 is a bank holiday (Christmas Day)" in christmas
    assert "Saturday 8 May 2027 is at a weekend" in saturday
    assert "Tuesday 4 May 2027 is no Thursday" in tuesday


def test_a_duty_that_fixes_no_length_leaves_the_usual_time_and_says_so():
    plan = timetable(date(2027, 2, 25), RULES, Needs(legal="eng.ctrs"))
    assert plan.open_time.legal_last is None
    assert any("fixes no length; the usual time for the size was taken" in each for each in plan.cautions)


def test_a_duty_that_wants_a_season_or_school_days_is_planned_with_them():
    admissions = timetable(date(2027, 6, 24), RULES, Needs(legal="eng.school_admissions"))
    assert any("It must lie between" in each for each in admissions.cautions)
    asked = {"nation": "S", "opens_on": date(2026, 6, 1), "closes_on": date(2026, 7, 13)}
    unknown = timetable(date(2026, 12, 10), RULES, Needs(legal="sco.school_proposals"), **asked)
    assert any("also asks for 30 school days; give the school holidays" in each for each in unknown.cautions)
    summer = (Window(date(2026, 6, 29), date(2026, 8, 18)),)  # as worked out in test_rules
    needs = Needs(legal="sco.school_proposals", school_holidays=summer)
    known = timetable(date(2026, 12, 10), RULES, needs, **asked)
    assert known.open_time.legal_last == date(2026, 9, 2)
    assert "51 days short of the law" in known.failures[0].why


def test_a_closing_date_after_the_report_deadline_is_refused():
    plan = timetable(DECISION, RULES, opens_on=date(2027, 1, 4), closes_on=date(2027, 2, 15))
    assert not plan.is_feasible
    assert any("after the report is due" in failure.why for failure in plan.failures)
    assert any("close on Wednesday 27 January 2027 or earlier" in failure.why for failure in plan.failures)


def test_a_stage_shorter_than_the_law_blocks_and_one_shorter_than_usual_needs_a_reason():
    needs = Needs(legal="eng.np.reg14")
    plan = timetable(DECISION, RULES, needs, opens_on=date(2026, 12, 21), closes_on=date(2027, 1, 25))
    short, usual = plan.failures
    assert short.blocks
    assert "7 days short of the law" in short.why
    assert "the earliest closing date is Monday 1 February 2027" in short.why
    assert not usual.blocks
    assert "senior officer's reason" in usual.why


def test_what_is_under_way_need_not_be_approved_again():
    plan = timetable(DECISION, RULES, opens_on=date(2026, 12, 1), today=date(2026, 12, 8))
    assert plan.is_feasible


def test_an_analysis_that_has_begun_is_not_overdue():
    # open from 1 September to 15 October; on 22 November the report for a decision on the 30th is late
    fixed = {"opens_on": date(2026, 9, 1), "closes_on": date(2026, 10, 15), "today": date(2026, 11, 22)}
    plan = timetable(date(2026, 11, 30), RULES, **fixed)
    assert "“Report ready for clearance” was due by Friday 13 November 2026" in plan.failures[0].why
    # report on Monday 23 November, agenda five working days later on the 30th, five clear days on: 8 December
    assert plan.keeps_dates
    assert plan.earliest == date(2026, 12, 8)
    assert timetable(plan.earliest, RULES, **fixed).is_feasible


def test_an_exercise_that_touches_an_election_is_a_caution():
    plan = timetable(date(2027, 6, 24), RULES, polls=[date(2027, 5, 6)])
    assert plan.is_feasible
    assert "from Wednesday 31 March 2027 at the latest" in plan.cautions[0]
    assert "open for responses" in plan.cautions[0]
    assert timetable(date(2027, 12, 16), RULES, polls=[date(2027, 5, 6)]).cautions == ()


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "says"),
    [
        (date(2027, 1, 4), date(2027, 1, 4), "does not come after the opening"),
        (date(2027, 2, 1), None, "leaves people no time before the analysis must begin"),
    ],
)
def test_dates_that_contradict_each_other_are_refused(opens_on, closes_on, says):
    with pytest.raises(ValueError, match=says):
        timetable(DECISION, RULES, opens_on=opens_on, closes_on=closes_on)
