"""The 503 comments on the Millfields school streets by the demo day: `school_streets_responses(seed)`.

The same dictionaries as in demo/responses.py. 61 are formal objections; 212 are near-identical emails in
favour, sent within a week (campaign "streets-letter"). What was said in Urdu or Bengali at a session was
written down in English by an officer: channel room.
"""

from collections.abc import Iterator
from random import Random

from demo import crowd
from demo.answering import envelopes, finish, speak_as, step, themes_for, write
from demo.speaking import Voice

SEED = 12
DAYS = (-85, -1)
EMAILS, OBJECTIONS = 212, 61
CHANNELS = {"online": 171, "gate": 58, "session": 26, "paper": 22, "phone": 14}
GATE_DAYS = [-70, -64, -57, -56, -50, -43, -42, -29, -22, -15, -8]
SESSION_DAYS = [-60, -46, -32, -18]
EMAIL_DAYS = [-33, -33, -32, -32, -32, -31, -31, -30, -29, -28, -27]
KEYED_BY = {
    "paper": "place-officer",
    "phone": "call-handler",
    "room": "place-officer",
    "import": "place-officer",
}
AGES = [1, 3, 20, 34, 17, 11, 9, 4, 1]
MILLFIELDS = "X05000004"
ROLES = {
    "online": {"guardian": 34, "resident": 30, "driver": 12, "nearby": 12, "trade": 6, "school": 6},
    "gate": {"guardian": 60, "pupil": 22, "school": 10, "resident": 8},
    "session": {"guardian": 52, "resident": 40, "trade": 8},
    "paper": {"resident": 70, "nearby": 20, "trade": 10},
    "phone": {"resident": 70, "driver": 15, "trade": 15},
}
CLOSENESS = {"resident": 1.5, "driver": 1.8, "trade": 1.7, "nearby": 1.6}  # how readily they object
OTHERS = {"keep": 45, "change": 39, "early": 16}
MIND = {"keep": "for", "change": "change", "end": "against", "early": "early"}
THEMES = {
    "keep": {"calm": 7, "air": 4, "walking": 4, "signs": 2},
    "change": {"displaced": 5, "permits": 4, "times": 4, "signs": 3},
    "end": {"displaced": 6, "asked": 5, "permits": 3, "trade": 1},
    "early": {"air": 4, "permits": 2, "times": 2, "signs": 2},
}
NOT_IN_YEAR_SIX = {"displaced", "permits", "times", "signs", "asked", "trade"}
LETTER = (
    "{hello} Before the trial, cars mounted the kerb outside the gate and children breathed exhaust while "
    "they waited. Now families walk in the road and stop to talk. {ask} Please keep all four streets at the "
    "same times, and put up cameras so that the few who ignore the signs stop.{tail}"
)
HELLOS = [
    "I support the Millfields school streets and ask you to make them permanent.",
    "I am writing to support the Millfields school streets and ask you to make them permanent.",
    "I support the school streets in Millfields. Make them permanent.",
]
ASKS = ["", "", "", "My street has changed for the better.", "I never want to go back to how it was."]
TAILS = [
    "", "", "", "", "",
    " I have two children at the school.",
    " I walk past every day on my way to work.",
    " Yours faithfully.",
    " Thank you for trying this.",
    " We live on Carding Row.",
    " The children have asked me to write this too.",
    " My mother uses a wheelchair and can get along Salter Street now.",
]  # fmt: skip


def school_streets_responses(seed: int = SEED) -> Iterator[dict]:
    """The comments so far, in the order received."""
    rng = Random(seed)  # noqa: S311
    voices = {code: Voice(rng, f"streets.{code}") for code in ("en", "cy")}
    drafts = _envelopes(rng)
    for draft in drafts:
        draft["role"] = _role(rng, draft)
    _choose_objectors(rng, drafts)
    seen: set[str] = set()
    for draft in drafts:
        yield _row(rng, voices, draft, seen)


def _envelopes(rng: Random) -> list[dict]:
    channels = ["import"] * EMAILS + crowd.exactly(rng, CHANNELS)
    letters = ["streets-letter"] * EMAILS + [None] * (len(channels) - EMAILS)
    homes = [_home(rng, channel) for channel in channels]
    bands = [crowd.age_band(rng, AGES) for _ in channels]
    online = dict.fromkeys((i for i, channel in enumerate(channels) if channel == "online"), 1.0)
    welsh = crowd.pick_weighted(rng, online, 9)
    days = crowd.day_weights(*DAYS, start=5.0, end=0.3, bumps={-74: 1.2, -35: 1.0, -12: 0.6})
    held = {"gate": GATE_DAYS, "session": SESSION_DAYS, "import": EMAIL_DAYS}
    return envelopes(rng, "S", channels, homes, bands, welsh, days, letters, held)


def _home(rng: Random, channel: str) -> str | None:
    share = {"online": 0.76, "import": 0.71}.get(channel, 0.93)
    if rng.random() < share:
        return MILLFIELDS
    around = {code: int(w["population"]) for code, w in crowd.wards().items() if code != MILLFIELDS}
    return crowd.draw(rng, around) if rng.random() < 0.7 else None


def _role(rng: Random, draft: dict) -> str:
    if draft["campaign"]:
        return crowd.draw(rng, {"guardian": 60, "resident": 25, "nearby": 15})
    likely = dict(ROLES[draft["channel"]])
    if draft["ward"] != MILLFIELDS:
        likely.pop("resident", None)
    return crowd.draw(rng, likely)


def _choose_objectors(rng: Random, drafts: list[dict]) -> None:
    able = {
        i: CLOSENESS.get(draft["role"], 0.5)
        for i, draft in enumerate(drafts)
        if not draft["campaign"] and draft["role"] not in {"pupil", "school"}
    }
    objecting = crowd.pick_weighted(rng, able, OBJECTIONS)
    for i, draft in enumerate(drafts):
        draft["objects"] = i in objecting


def _row(rng: Random, voices: dict, draft: dict, seen: set[str]) -> dict:
    role, objects = draft.pop("role"), draft.pop("objects")
    in_session = draft["channel"] == "session"
    draft["channel"] = {"gate": "room", "session": "room"}.get(draft["channel"], draft["channel"])
    draft["respondent_type"] = "business" if role == "trade" else "resident"
    outcome = "end" if objects else "keep" if draft["campaign"] else crowd.draw(rng, _others(role))
    answers = _ticks(rng, draft, role, outcome, objects)
    if role == "pupil":
        _grow_young(draft)
    speak_as(rng, draft, MIND[outcome], role, *(["told"] if in_session else []))
    if draft["campaign"]:
        mentions = _letter(rng, answers)
    else:
        themes = _themes(rng, role, outcome)
        mentions = write(rng, voices[draft["language"]], draft, answers, "comment", themes, seen)
    return finish(rng, draft, answers, mentions, KEYED_BY)


def _others(role: str) -> dict[str, float]:
    if role == "pupil":
        return {"keep": 1}
    return OTHERS | ({"keep": 110} if role in {"guardian", "school"} else {})


def _ticks(rng: Random, draft: dict, role: str, outcome: str, objects: bool) -> dict:
    answers = {"who": role, "outcome": outcome, "object": "yes" if objects else "no"}
    if not draft["campaign"]:
        felt = {"keep": [0, 2, 10, 36, 52], "end": [48, 34, 14, 4, 0]}.get(outcome, [8, 22, 34, 28, 8])
        answers |= {"gate": step(rng, felt)}
        answers |= {"notice": _noticed(rng, outcome)}
    if draft["ward"]:
        answers["ward"] = draft["ward"]
    return answers


def _noticed(rng: Random, outcome: str) -> list[str]:
    good = {"fewer_cars": 5, "walking": 5, "air": 3, "quiet": 4}
    bad = {"moved": 6, "permits": 3, "deliveries": 2, "parking": 4}
    weights = {"keep": good, "end": bad}.get(outcome, good | bad)
    picked = crowd.pick_weighted(rng, weights, rng.choice([1, 2, 2, 3]))
    return [key for key in (good | bad) if key in picked]


def _themes(rng: Random, role: str, outcome: str) -> list[str]:
    if role != "pupil" and rng.random() < 0.04 and outcome != "end":
        return []
    weights = dict(THEMES[outcome])
    if role == "trade" and outcome != "keep":
        weights |= {"trade": 9}
    if role != "trade" and outcome != "end":
        weights.pop("trade", None)
    if role == "pupil":
        weights = {theme: w for theme, w in weights.items() if theme not in NOT_IN_YEAR_SIX}
    return themes_for(rng, weights)


def _grow_young(draft: dict) -> None:
    """A pupil tells no age band, drives no car and has no pension."""
    draft["person"]["tags"] -= {"parent", "grand", "old", "work", "shift", "carer", "car"}
    draft["told"] = False


def _letter(rng: Random, answers: dict) -> list[dict]:
    """The email many sent, hardly changed."""
    text = LETTER.format(hello=rng.choice(HELLOS), ask=rng.choice(ASKS), tail=rng.choice(TAILS))
    answers["comment"] = text.replace("  ", " ")
    return [{"field": "comment", "theme": "calm", "sub": "main", "start": 0, "end": len(answers["comment"])}]
