"""What each finding says and what mends it, by the rules of the ladder (handbook of practice 1.3)."""

from __future__ import annotations

from dataclasses import dataclass

SOURCE = "handbook of practice 1.3"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the ladder: its number in the handbook, what is wrong when it is broken, and the remedy."""

    number: int
    says: str
    remedy: str

    @property
    def source(self) -> str:
        return f"{SOURCE}, rule {self.number}"


RULES: dict[str, Rule] = {
    "ladder.unknown-level": Rule(1, "this is no level of the scale.", "Choose a level of the scale."),
    "ladder.target-level": Rule(1, "no target level is recorded.", "Record the level it aims for."),
    "ladder.unknown-target": Rule(1, "the target is no level of the scale.", "Choose a level of the scale."),
    "ladder.decision-holder": Rule(
        1, "nobody is named who decides.", "Name the person or body that decides."
    ),
    "ladder.decision-date": Rule(1, "no day of decision is given.", "Give the day on which it is decided."),
    "ladder.what-can-change": Rule(
        1, "it is not said what can change.", "Write what people can still change, or claim level 1."
    ),
    "ladder.what-cannot-change": Rule(
        1, "it is not said what cannot change.", "Write what is settled, so that nobody answers in vain."
    ),
    "ladder.why-it-cannot-change": Rule(
        1, "it is not said why the rest cannot change.", "Write the law, decision or cost that settles it."
    ),
    "ladder.not-public": Rule(1, "people cannot read all they are owed.", "Publish what is recorded."),
    "ladder.feedback-date": Rule(2, "no day is promised for the answer to people.", "Promise a day for it."),
    "ladder.feedback-before-close": Rule(
        2, "the answer is promised for a day before it closes.", "Promise a day after people have finished."
    ),
    "ladder.feedback-date-past": Rule(
        2, "the day promised for the answer has gone by.", "Promise a day that is still to come."
    ),
    "ladder.feedback-given": Rule(
        2, "people have not had their answer.", "Publish what was said and what was decided, then close it."
    ),
    "ladder.two-touchpoints": Rule(
        3,
        "people are not met both before and after options are formed.",
        "Plan one meeting before and one after that day, or claim level 2.",
    ),
    "ladder.drafting-role": Rule(
        3,
        "nobody from outside has a named part in drafting.",
        "Name a person or group and their part, or claim level 3.",
    ),
    "ladder.written-scope": Rule(
        3,
        "no scope, budget or terms of reference is written.",
        "Write what people decide and within which limits, or claim level 4.",
    ),
    "ladder.community-lead": Rule(
        3, "the council leads it.", "Name who leads it outside the council, or claim level 5."
    ),
    "ladder.more-than-one-channel": Rule(
        4,
        "it is a survey in a single channel.",
        "Add another way to take part, publish why one is enough, or claim level 2.",
    ),
    "ladder.not-only-a-survey": Rule(
        4,
        "people only answer a survey.",
        "Add a method in which they shape the result, publish why a survey is enough, or claim level 3.",
    ),
    "ladder.below-target-without-reason": Rule(
        5, "it is below target and no reason is given.", "Write the reason, which is published, or raise it."
    ),
    "ladder.unknown-reason": Rule(
        5, "the reason for being below target is none of those allowed.", "Choose one of the reasons allowed."
    ),
    "ladder.no-discretion": Rule(
        5,
        "nothing is left to decide.",
        "Offer it as information at level 1, saying what was decided and why.",
    ),
}
