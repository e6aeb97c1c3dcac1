"""The neutral scale: what each level asks of a plan, who decides there and what people are promised.

A council that works by another model shows its own names; which needs come in at which level is its own too.
"""

from __future__ import annotations

from .honesty import Level, Need, Power

SOURCE = "handbook of practice 1.2 (levels, promises) and 1.3 (needs); decision-holder at every level: L-32"

SCALE: tuple[Level, ...] = (
    Level(0, name="Not participation", power=Power.TOLD),
    Level(
        1,
        frozenset({Need.DECISION_HOLDER, Need.TARGET_LEVEL}),
        name="Inform",
        power=Power.TOLD,
        promise="We will tell you early, clearly and why",
    ),
    Level(
        2,
        frozenset(
            {
                Need.CHANGEABLE,
                Need.UNCHANGEABLE,
                Need.UNCHANGEABLE_WHY,
                Need.DECISION_DATE,
                Need.FEEDBACK_DATE,
            }
        ),
        frozenset({Need.FEEDBACK_GIVEN}),
        name="Consult",
        power=Power.HEARD,
        promise="We will listen, consider and tell you what difference it made",
    ),
    Level(
        3,
        frozenset({Need.TWO_TOUCHPOINTS, Need.MORE_THAN_A_SURVEY}),
        name="Engage",
        power=Power.HEARD,
        promise="We will work with you through the stages and show how your concerns shaped options",
    ),
    Level(
        4,
        frozenset({Need.DRAFTING_ROLE, Need.NOT_ONLY_A_SURVEY}),
        name="Co-design",
        power=Power.SHARED,
        promise="We will design it together and adopt your recommendations as far as we can, "
        "with reasons where not",
    ),
    Level(
        5,
        frozenset({Need.WRITTEN_SCOPE}),
        name="Co-produce or delegate",
        power=Power.SHARED,
        promise="You decide with us, or within the limits we have published",
    ),
    Level(
        6,
        frozenset({Need.COMMUNITY_LEAD}),
        name="Community-led",
        power=Power.HANDED_OVER,
        promise="You lead; we support and do what you decide where it is ours to do",
    ),
)
"""Levels 0 to 6."""
