"""Plans made by hypothesis, and the plain way to count what they ask."""

from datetime import date, timedelta

from hypothesis import strategies as st

from folkmoot.analysis.clashes import PlanShape

START = date(2026, 1, 1)
AREAS, AUDIENCES, TOPICS = "NPQR", "yo", "st"


@st.composite
def shapes(draw, key="x", days=80):
    opens = START + timedelta(days=draw(st.integers(0, days)))
    return PlanShape(
        key,
        opens,
        opens + timedelta(days=draw(st.integers(0, days))),
        draw(st.none() | st.frozensets(st.sampled_from(AREAS))),
        draw(st.none() | st.frozensets(st.sampled_from(AUDIENCES))),
        draw(st.frozensets(st.sampled_from(TOPICS))),
        draw(st.integers(0, 90)),
        draw(st.none() | st.integers(0, 500)),
    )


@st.composite
def timetables(draw, most=6, days=80):
    return [draw(shapes(f"E{n}", days)) for n in range(draw(st.integers(0, most)))]


def plan(key, first, last, areas=None, audiences=None, topics="", **more):
    """A plan in April 2026, by the days of the month; sets as strings of one-letter names."""
    names = {"areas": areas, "audiences": audiences, "topics": topics}
    sets = {field: None if letters is None else frozenset(letters) for field, letters in names.items()}
    return PlanShape(key, date(2026, 4, first), date(2026, 4, last), **sets, **more)


def asks(plan, area, audience):
    """Whether the plan counts in a row, said as plainly as can be."""
    if plan.areas is not None and area not in plan.areas:
        return False
    return audience is None or plan.audiences is None or audience in plan.audiences


def each_day(span):
    return [span.first + timedelta(days=n) for n in range(span.days)]


def is_open(plan, day):
    return plan.opens_on <= day <= plan.closes_on


def seconds_until(plan, days):
    """Whole seconds asked in the first so many days of a plan."""
    return plan.minutes * 60 * max(0, min(days, plan.days)) // plan.days
