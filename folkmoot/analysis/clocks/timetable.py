"""From a decision backwards: what must happen by when, whether it can be done, and if not, from when on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .adequate import AdequateTime, Needs, adequate_time, latest_opening
from .calendars import ONE_DAY, Calendar, calendar_of, spoken
from .lengths import Length, first_day
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

    `earliest` is the earliest realistic decision where this one cannot be met, else None.
    """

    decision_on: date
    nation: str
    steps: tuple[Step, ...]
    open_time: AdequateTime
    failures: tuple[Failure, ...] = ()
    cautions: tuple[str, ...] = ()
    earliest: date | None = None

    @property
    def earliest_in_words(self) -> str:
        """The earliest realistic decision; it may come before the one asked for where dates were fixed."""
        if self.earliest is None:
            return ""
        if self.earliest < self.decision_on:
            return (
                f"With other dates for opening and closing it can be reached, at the earliest on "
                f"{spoken(self.earliest)}."
            )
        return f"The earliest realistic decision is on {spoken(self.earliest)}."

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
    done; if not, `earliest` is found among `meetings`, or among all working days when none are given. `polls`
    are days of election: what opens in the weeks before one is a caution.

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
    plan = planner.plan(decision_on, opens_on, closes_on)
    failures = list(planner.failures(plan, opens_on, closes_on, today))
    cautions = tuple(planner.cautions(plan, polls))
    plan = replace(plan, failures=tuple(failures), cautions=cautions)
    if plan.is_feasible or today is None:
        return plan
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
            Step("analysis", "Analysis and writing", closes + ONE_DAY, report, _analysis(size), size),
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
        opened = plan.step("open")
        if opens_on or closes_on:
            yield from self._short(plan, opened.last)
        if closes_on:
            yield from self._late_close(plan, closes_on)
        under_way = bool(today and opens_on and opens_on <= today)
        for step in plan.steps:
            is_done = under_way and step.key in BEFORE_OPENING
            if today and step.first < today and not is_done:
                why = f"“{step.name}” was due by {spoken(step.first)}, which is over ({step.by})."
                yield Failure(why, step.rule)

    def cautions(self, plan: Timetable, polls: Sequence[date]) -> Iterator[str]:
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


def _analysis(size: Rule) -> str:
    return f"{_analysis_length(size).words()} at least for a {size.name.lower()} exercise"


def _ahead(rule: Rule) -> str:
    assert rule.length is not None
    return f"{rule.length.words()} before {_WHAT.get(rule.counts_from, rule.counts_from)}"
