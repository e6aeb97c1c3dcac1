"""From a decision backwards: what must happen by when, whether it can be done, and if not, from when on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .adequate import AdequateTime, Needs, adequate_time, latest_opening
from .calendars import ONE_DAY, Calendar, calendar_of, spoken
from .checking import check_period
from .lengths import Length, first_day
from .odd_days import odd_decision, odd_poll
from .periods import Window
from .rules import Rule, Rules

FARTHEST = 1100  # days ahead in which an earliest date is looked for
KEY_DECISION = "eng.key_decision"
PRE_ELECTION = "restricted.pre_election"
BEFORE_OPENING = ("approval", "pilot", "documents", "open")
_WHAT = {
    "meeting": "the meeting",
    "agenda_published": "the agenda",
    "opened": "the opening",
    "pilot": "the pilot",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing of a timetable, from `first` to `last` (the same day for what is done on a day).

    `by` says why it cannot be later; `rule` is the rule behind it, None for what follows from other steps.
    """

    key: str
    name: str
    first: date
    last: date
    by: str
    rule: Rule | None = None

    def explain(self) -> str:
        """One English sentence."""
        to = f" to {spoken(self.last)}" if self.last > self.first else ""
        return f"{self.name}: {spoken(self.first)}{to} ({self.by})"


@dataclass(frozen=True, slots=True)
class Failure:
    """What of a plan cannot be: the rule that fails, where one does, and the remedy, in one sentence.

    `blocks` is False where somebody may decide otherwise and say why.
    """

    why: str
    rule: Rule | None = None
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Timetable:
    """The steps towards a decision in the order of their dates, what fails, and what to look out for.

    `earliest` is the earliest realistic decision where this one cannot be met, else None. `dates_fixed` says
    that an opening or a closing was given, `keeps_dates` that the earliest decision leaves them as they are.
    """

    decision_on: date
    nation: str
    steps: tuple[Step, ...]
    open_time: AdequateTime
    failures: tuple[Failure, ...] = ()
    cautions: tuple[str, ...] = ()
    earliest: date | None = None
    dates_fixed: bool = False
    keeps_dates: bool = False

    @property
    def earliest_in_words(self) -> str:
        """The earliest realistic decision, and whether the opening and closing that were given can stay."""
        if self.earliest is None:
            return ""
        when = spoken(self.earliest)
        if self.keeps_dates:
            return f"With the opening and closing as given, the earliest realistic decision is on {when}."
        if not self.dates_fixed:
            return f"The earliest realistic decision is on {when}."
        if self.earliest <= self.decision_on:
            return f"With other dates for opening and closing it can be reached, at the earliest on {when}."
        return f"With other dates for opening and closing, the earliest realistic decision is on {when}."

    @property
    def is_feasible(self) -> bool:
        return not any(failure.blocks for failure in self.failures)

    def step(self, key: str) -> Step:
        """The step of that key: approval, pilot, documents, open, analysis, report, agenda, decision ..."""
        return next(step for step in self.steps if step.key == key)

    def explain(self) -> str:
        """English sentences, one a line."""
        lines = [step.explain() for step in self.steps]
        lines += [failure.why for failure in self.failures]
        if self.earliest:
            lines.append(self.earliest_in_words)
        return "\n".join([*lines, *self.cautions])


def timetable(
    decision_on: date,
    rules: Rules,
    needs: Needs | None = None,
    *,
    nation: str = "E",
    key_decision: bool = False,
    today: date | None = None,
    opens_on: date | None = None,
    closes_on: date | None = None,
    polls: Sequence[date] = (),
    meetings: Sequence[date] = (),
) -> Timetable:
    """The latest dates that still lead to a decision on `decision_on`, with enough time for people.

    Backwards from the decision: agenda, report, analysis, closing, opening, pilot, approval; beside them the
    notice of a key decision. All lengths come from the rules (`meeting.agenda`, `plan.*`, `open.*`). Where
    `opens_on` or `closes_on` are fixed, they are taken and checked. `today` asks whether it can still be
    done; if not, `earliest` is found among `meetings`, or among all working days when none are given: with
    the dates that were fixed, where they can stay, and otherwise without them. `polls` are days of election:
    what opens in the weeks before one is a caution, and so is a decision or a poll on a day off.

    Raises ValueError when the closing date comes before the opening, or a rule that is needed is missing.

    >>> from folkmoot.analysis.clocks.tests.rules_for_tests import RULES
    >>> plan = timetable(date(2027, 2, 25), RULES)
    >>> plan.step("agenda").first, plan.step("open").last
    (datetime.date(2027, 2, 17), datetime.date(2027, 1, 27))
    """
    planner = _Planner(rules, needs or Needs(), nation, key_decision)
    if opens_on and closes_on and closes_on <= opens_on:
        raise ValueError(
            f"The closing date ({spoken(closes_on)}) does not come after the opening ({spoken(opens_on)}); "
            "change one of them."
        )
    fixed = (opens_on, closes_on)
    plan = planner.plan(decision_on, *fixed)
    failures = tuple(planner.failures(plan, *fixed, today))
    cautions = tuple(planner.cautions(plan, polls))
    plan = replace(plan, failures=failures, cautions=cautions, dates_fixed=any(fixed))
    if plan.is_feasible or today is None:
        return plan
    if any(fixed) and (kept := planner.earliest_keeping(today, meetings, *fixed)):
        return replace(plan, earliest=kept, keeps_dates=True)
    return replace(plan, earliest=planner.earliest(today, meetings))


@dataclass(frozen=True, slots=True)
class _Planner:
    """What stays the same while several decision dates are tried."""

    rules: Rules
    needs: Needs
    nation: str
    key_decision: bool

    def plan(self, decision_on: date, opens_on: date | None, closes_on: date | None) -> Timetable:
        agenda, agenda_rule = self._before("meeting.agenda", decision_on, decision_on)
        report, report_rule = self._before("plan.report", agenda, decision_on)
        size = self.rules.get(f"open.{self.needs.size}", on=decision_on, nation=self.nation)
        latest_close = self._latest_close(report, size)
        closes = closes_on or latest_close
        open_time = self._open_time(opens_on, closes)
        opens = open_time.first
        pilot, pilot_rule = self._before("plan.pilot", opens, decision_on)
        approval, approval_rule = self._before("plan.approval", pilot, decision_on)
        ready = self._calendar.add(opens, -1)
        steps = [
            Step("approval", approval_rule.name, approval, approval, _ahead(approval_rule), approval_rule),
            Step("pilot", pilot_rule.name, pilot, ready, _ahead(pilot_rule), pilot_rule),
            Step("documents", "Documents in every format are ready", ready, ready, "before the opening"),
            self._open_step(open_time, closes),
            self._analysis_step(closes, report, size),
            Step("report", report_rule.name, report, report, _ahead(report_rule), report_rule),
            Step("agenda", agenda_rule.name, agenda, agenda, _ahead(agenda_rule), agenda_rule),
            Step("decision", "Decision", decision_on, decision_on, "the date given"),
        ]
        steps += self._notice(decision_on)
        order = sorted(steps, key=lambda step: (step.first, step.last))
        return Timetable(decision_on, self.nation, tuple(order), open_time)

    def failures(
        self, plan: Timetable, opens_on: date | None, closes_on: date | None, today: date | None
    ) -> Iterator[Failure]:
        """What fails: the law, the time people need, the analysis, and what would already be over."""
        if today and plan.decision_on < today:
            yield Failure(f"{spoken(plan.decision_on)} is over; give a decision that is still to come.")
            return
        if opens_on or closes_on:
            yield from self._short(plan, plan.step("open").last)
        if closes_on:
            yield from self._late_close(plan, closes_on)
        if today:
            yield from _overdue(plan, opens_on, closes_on, today)

    def cautions(self, plan: Timetable, polls: Sequence[date]) -> Iterator[str]:
        yield from filter(None, [odd_decision(plan.decision_on, self._calendar)])
        yield from filter(None, (odd_poll(poll, self._calendar) for poll in polls))
        yield from self._asked_by_law(plan)
        opened = plan.step("open")
        for poll in polls:
            before = self.rules.period(PRE_ELECTION, poll, nation=self.nation)
            window = Window(before.first, before.last)
            touched = [
                step.name.lower()
                for step in (opened, plan.step("decision"))
                if window.overlap(Window(step.first, step.last))
            ]
            if touched:
                yield (
                    f"Before the poll on {spoken(poll)} publicity is restricted, from {spoken(window.first)} "
                    f"at the latest; this touches: {' and '.join(touched)}. Ask the monitoring officer."
                )

    def _asked_by_law(self, plan: Timetable) -> Iterator[str]:
        """What the duty asks beside a length: a time of the year, or school days nobody could count."""
        if not self.needs.legal:
            return
        opened = plan.step("open")
        duty = self.rules.get(self.needs.legal, on=opened.first, nation=self.nation)
        if duty.length is None:
            held = f" It holds: {duty.holds}." if duty.holds else ""
            yield f"{duty.name} ({duty.source}) fixes no length; the usual time for the size was taken.{held}"
            return
        stage = (opened.first, opened.last)
        breaks = self.needs.school_holidays
        check = check_period(self.rules, duty.id, *stage, nation=self.nation, school_holidays=breaks)
        yield from (f"{duty.name}: {misfit}" for misfit in check.misfits)
        if check.uncounted:
            yield f"{duty.name}: it also asks for {check.uncounted} school days; give the school holidays."

    def earliest_keeping(
        self, today: date, meetings: Sequence[date], opens_on: date | None, closes_on: date | None
    ) -> date | None:
        """The first day on which it could be decided with an opening or closing that stays as it is."""
        start = max(day for day in (today, opens_on, closes_on) if day)
        days = sorted(day for day in meetings if day > start)
        if not meetings:
            far = start + timedelta(days=FARTHEST // 2)
            if not self._keeps(far, opens_on, closes_on, today):
                return None  # what fails does not come from the day of the decision
            days = [self._calendar.add(start, n) for n in range(1, FARTHEST // 3)]
        return next((day for day in days if self._keeps(day, opens_on, closes_on, today)), None)

    def _keeps(self, decision_on: date, opens_on: date | None, closes_on: date | None, today: date) -> bool:
        try:
            plan = self.plan(decision_on, opens_on, closes_on)
        except ValueError:  # no time between opening and analysis
            return False
        return not any(failure.blocks for failure in self.failures(plan, opens_on, closes_on, today))

    def earliest(self, today: date, meetings: Sequence[date]) -> date | None:
        """The first day on which a decision could still be reached if everything began today."""
        if meetings:
            return next((day for day in sorted(meetings) if day >= today and self._can(day, today)), None)
        day = self._calendar.on_or_after(self._guess(today))
        while day > today and self._can(before := self._calendar.add(day, -1), today):
            day = before
        for _ in range(FARTHEST):
            if self._can(day, today):
                return day
            day = self._calendar.add(day, 1)
        return None

    def _can(self, decision_on: date, today: date) -> bool:
        return all(step.first >= today for step in self.plan(decision_on, None, None).steps)

    def _guess(self, today: date) -> date:
        """A decision date near the earliest: the plan of a far one, moved to begin today."""
        far = today + timedelta(days=365)
        return today + (far - self.plan(far, None, None).steps[0].first)

    def _open_time(self, opens_on: date | None, closes: date) -> AdequateTime:
        if opens_on:
            return adequate_time(opens_on, self.rules, self.needs, nation=self.nation)
        found = latest_opening(closes, self.rules, self.needs, nation=self.nation)
        on = self._calendar.on_or_before(found.first)
        while (found := adequate_time(on, self.rules, self.needs, nation=self.nation)).last > closes:
            on = self._calendar.add(on, -1)
        return found

    def _short(self, plan: Timetable, closes_on: date) -> Iterator[Failure]:
        time = plan.open_time
        if time.legal_last and closes_on < time.legal_last:
            rule = self.rules.get(self.needs.legal, on=time.first, nation=self.nation)
            days = (time.legal_last - closes_on).days
            why = (
                f"Closing on {spoken(closes_on)} is {days} {'day' if days == 1 else 'days'} short of the law "
                f"({rule.name}, {rule.source}); the earliest closing date is {spoken(time.legal_last)}."
            )
            yield Failure(why, rule, rule.may_block)
        if closes_on < time.last:
            why = (
                f"Closing on {spoken(closes_on)} gives people less than adequate time; {spoken(time.last)} "
                "or later would, and an earlier date needs a senior officer's reason."
            )
            yield Failure(why, time.parts[0].rule, blocks=False)

    def _late_close(self, plan: Timetable, closes_on: date) -> Iterator[Failure]:
        report = plan.step("report")
        size = self.rules.get(f"open.{self.needs.size}", on=plan.decision_on, nation=self.nation)
        latest = self._latest_close(report.first, size)
        if closes_on > latest:
            late = "after the report is due" if closes_on > report.first else "too late for the analysis"
            why = (
                f"Closing on {spoken(closes_on)} is {late} ({spoken(report.first)}); close on "
                f"{spoken(latest)} or earlier, or move the decision."
            )
            yield Failure(why, size)

    def _latest_close(self, report: date, size: Rule) -> date:
        """The last working day from which the analysis fits before the report is due."""
        return self._calendar.on_or_before(first_day(report, _analysis_length(size)))

    def _notice(self, decision_on: date) -> list[Step]:
        if not self.key_decision:
            return []
        rule = self.rules.get(KEY_DECISION, on=decision_on, nation=self.nation)
        assert rule.length is not None
        on = self._calendar.on_or_before(first_day(decision_on, rule.length))
        return [Step("notice", rule.name, on, on, f"{rule.length.words()} before the decision", rule)]

    def _before(self, id: str, day: date, decision_on: date) -> tuple[date, Rule]:
        """The day that a rule counts back to from `day`. Versions are those of the decision's date."""
        rule = self.rules.get(id, on=decision_on, nation=self.nation)
        assert rule.length is not None
        return first_day(day, rule.length, self.rules.calendar(rule, self.nation)), rule

    def _analysis_step(self, closes: date, report: date, size: Rule) -> Step:
        begins = closes + ONE_DAY
        why = f"{_analysis_length(size).words()} at least for a {size.name.lower()} exercise"
        return Step("analysis", "Analysis and writing", begins, max(begins, report), why, size)

    @property
    def _calendar(self) -> Calendar:
        return calendar_of(self.nation, changed=self.rules.changed)

    def _open_step(self, time: AdequateTime, closes: date) -> Step:
        if closes <= time.first:
            raise ValueError(
                f"Opening on {spoken(time.first)} leaves people no time before the analysis must begin on "
                f"{spoken(closes + ONE_DAY)}; open earlier, or decide later."
            )
        why = "; ".join(part.why for part in time.parts)
        return Step("open", "Open for responses", time.first, closes, why, time.parts[0].rule)


def _analysis_length(size: Rule) -> Length:
    """How long the analysis takes before the report; a week for a round of a long conversation."""
    asked = size.facts.get("analysis") or {"n": 1, "unit": "weeks"}
    return Length(asked["n"], asked["unit"])


def _overdue(
    plan: Timetable, opens_on: date | None, closes_on: date | None, today: date
) -> Iterator[Failure]:
    """The first step that is over already, once; what follows from it is only counted."""
    under_way = bool(opens_on and opens_on <= today)
    begun = set(BEFORE_OPENING) if under_way else set()
    begun |= {"open", "analysis"} if closes_on and closes_on < today and under_way else set()
    over = [step for step in plan.steps if step.first < today and step.key not in begun]
    if not over:
        return
    first, more = over[0], len(over) - 1
    others = f", and so {'is 1 step' if more == 1 else f'are {more} steps'} after it" if more else ""
    remedy = "Open later" if opens_on and not under_way else "Decide later"
    why = f"“{first.name}” was due by {spoken(first.first)}, which is over ({first.by}){others}. {remedy}."
    yield Failure(why, first.rule)


def _ahead(rule: Rule) -> str:
    assert rule.length is not None
    return f"{rule.length.words()} before {_WHAT.get(rule.counts_from, rule.counts_from)}"
