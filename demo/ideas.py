"""The 146 ideas for Harbourside and the 812 people who supported them: `harbourside_ideas(seed)`.

    for idea in harbourside_ideas(seed=2): ...

Each idea is a plain dictionary:

    key              "H001", in the order received
    title, text      what was proposed, in the language it was written in
    ward             where the person lives, or None
    day, time        offset in days from the demo day T, and local time
    language         en or cy
    channel          online or room (the walkabout); entered_by names the role that keyed it
    eligible         whether the deed allows it; if not, reason says why not in English and in Welsh
    judged_day       when an officer judged it
    supports         who supported it: dictionaries of visitor ("V0001"), day and time

A visitor supports one, two or three ideas, each once, and only ideas that are eligible.
"""

from collections.abc import Iterator
from random import Random

import yaml

from demo import crowd
from demo.speaking import LOADER, VOICES, Template

SEED = 2
ELIGIBLE, OUTSIDE, VOTERS = 97, 49, 812
IN_THE_ROOM, WALKABOUT = 25, -66
SENT, VOTED, JUDGED = (-78, -50), (-36, -25), -46
HARBOURSIDE = "X05000001"


def harbourside_ideas(seed: int = SEED) -> Iterator[dict]:
    """The ideas in the order received, each with its supports."""
    rng = Random(seed)  # noqa: S311
    known = yaml.load((VOICES / "harbourside.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
    ideas = _within(rng, known) + _outside(rng, known)
    _send(rng, ideas)
    ideas.sort(key=lambda idea: (idea["day"], idea["time"]))
    _support(rng, [idea for idea in ideas if idea["eligible"]])
    for number, idea in enumerate(ideas, 1):
        yield {"key": f"H{number:03d}"} | idea


# --- what is proposed ----------------------------------------


def _within(rng: Random, known: dict) -> list[dict]:
    ideas = [_idea("cy", title, text) for title, text in known["welsh_within"]]
    return ideas + _told(rng, known, [(pair, None) for pair in known["within"]], ELIGIBLE - len(ideas))


def _outside(rng: Random, known: dict) -> list[dict]:
    why_not = {kind: known["outside"][kind]["reason"] for kind in known["outside"]}
    ideas = [_idea("cy", title, text, why_not[kind]) for kind, title, text in known["welsh_outside"]]
    pairs = [(pair, kind["reason"]) for kind in known["outside"].values() for pair in kind["ideas"]]
    return ideas + _told(rng, known, pairs, OUTSIDE - len(ideas))


def _idea(language: str, title: str, text: str, reason: dict | None = None) -> dict:
    return {
        "title": title,
        "text": text,
        "language": language,
        "eligible": not reason,
        "reason": reason or {},
        "judged_day": JUDGED,
    }


def _told(rng: Random, known: dict, pairs: list[tuple], how_many: int) -> list[dict]:
    """Every idea once, then again in other words, until there are enough."""
    ideas: list[dict] = []
    used: set[str] = set()
    while len(ideas) < how_many:
        for (title, text), reason in rng.sample(pairs, min(len(pairs), how_many - len(ideas))):
            idea = _in_new_words(rng, known, title, text, used)
            ideas.append(_idea("en", *idea, reason))
    return ideas


def _in_new_words(rng: Random, known: dict, title: str, text: str, used: set[str]) -> tuple[str, str]:
    for _ in range(60):
        facts = _facts(rng, known)
        said = Template(title).say(rng, facts), Template(text).say(rng, facts)
        if used.isdisjoint(part.lower() for part in said):
            break
    used.update(part.lower() for part in said)
    return said[0][:1].upper() + said[0][1:], said[1]


def _facts(rng: Random, known: dict) -> dict:
    facts = {word: rng.choice(options) for word, options in known["words"].items()}
    who = facts["who"]
    return facts | {"who_cap": who[:1].upper() + who[1:], "years": rng.randint(3, 20)}


# --- who sent it, who supports it ----------------------------------------


def _send(rng: Random, ideas: list[dict]) -> None:
    days = crowd.day_weights(*SENT, start=3.0, end=2.0, bumps={-65: 0.8})
    spoken = [idea for idea in ideas if idea["language"] == "en"]
    in_room = {id(idea) for idea in rng.sample(spoken, IN_THE_ROOM)}
    for idea in ideas:
        channel = "room" if id(idea) in in_room else "online"
        day = WALKABOUT if channel == "room" else crowd.draw(rng, days)
        idea |= {
            "ward": _home(rng),
            "day": day,
            "time": crowd.clock_time(rng, channel, earliest=9 if day == SENT[0] else 0),
            "channel": channel,
            "entered_by": "regeneration-officer" if channel == "room" else None,
            "supports": [],
        }


def _home(rng: Random) -> str | None:
    if rng.random() < 0.82:
        return HARBOURSIDE
    near = {"X05000002": 5, "X05000014": 4, "X05000003": 3, "X05000006": 2, "X05000004": 2}
    return crowd.draw(rng, near) if rng.random() < 0.7 else None


def _support(rng: Random, ideas: list[dict]) -> None:
    """Some ideas are loved, most are liked by a few: supports fall off the way they do on real boards."""
    order = rng.sample(range(len(ideas)), len(ideas))
    liking = {place: 1 / (rank + 4) ** 0.8 for rank, place in enumerate(order)}
    days = crowd.day_weights(*VOTED, start=2.0, end=3.0, bumps={-31: 0.8})
    for number in range(1, VOTERS + 1):
        day = crowd.draw(rng, days)
        cast = {"visitor": f"V{number:04d}", "day": day, "time": crowd.clock_time(rng, "online")}
        for place in sorted(crowd.pick_weighted(rng, liking, rng.choice([1, 1, 2, 2, 3, 3, 3]))):
            ideas[place]["supports"].append(cast)
    for idea in ideas:
        idea["supports"].sort(key=lambda cast: (cast["day"], cast["time"]))
