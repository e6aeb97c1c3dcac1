"""The 690 answers about the town centre order received by the demo day: `pspo_responses(seed)`.

The same dictionaries as in demo/responses.py. 23 come from people experiencing homelessness, on paper, from
the hostel sessions; 3 people tick Gypsy or Irish Traveller, which no published table may show.
"""

from collections.abc import Iterator
from random import Random

from demo import crowd
from demo.answering import envelopes, finish, some, speak_as, step, themes_for, write
from demo.speaking import Voice

SEED = 8
DAYS = (-50, -1)
CHANNELS = {"online": 498, "room": 118, "phone": 33, "paper": 18, "hostel": 23}
STALL_DAYS = [-45, -38, -31, -24, -17, -10, -3]
HOSTEL_DAYS = [-40, -33, -26, -19, -12, -5]
TRAVELLERS = 3
KEYED_BY = {"paper": "communities-lead", "phone": "call-handler", "room": "communities-lead"}
AGES = [2, 12, 16, 15, 15, 16, 14, 8, 2]
HOSTEL_AGES = [0, 2, 6, 7, 5, 3, 0, 0, 0]
NEARNESS = {"X05000002": 9.0, "X05000001": 1.9, "X05000008": 1.8, "X05000005": 1.2}
CAPACITIES = {"visit": 46, "live": 24, "trade": 14, "study": 9, "body": 3, "other": 4}
TAGS = {"visit": "visits", "live": "lives", "trade": "trade", "body": "body"}
STANDS_FOR = {"trade": "business", "body": "organisation"}
CONDITIONS = {"alcohol": 8, "threats": 9, "drugs": 7, "fouling": 6, "doorways": 4}
STANCES = {
    "visit": {"renew": 44, "change": 27, "end": 13, "unsure": 16},
    "live": {"renew": 47, "change": 30, "end": 14, "unsure": 9},
    "trade": {"renew": 66, "change": 20, "end": 6, "unsure": 8},
    "study": {"renew": 27, "change": 28, "end": 27, "unsure": 18},
    "body": {"renew": 25, "change": 45, "end": 25, "unsure": 5},
    "other": {"renew": 35, "change": 25, "end": 20, "unsure": 20},
    "homeless": {"renew": 8, "change": 26, "end": 56, "unsure": 10},
}
MIND = {"renew": "for", "change": "change", "end": "against", "unsure": "unsure"}
EFFECT_THEMES = {
    "renew": {"drinking": 7, "threats": 6, "feel-safe": 5, "enforcement": 3},
    "change": {"feel-safe": 4, "quiet": 3, "threats": 2, "moved-on": 2},
    "end": {"moved-on": 7, "feel-safe": 1},
    "unsure": {"feel-safe": 5, "threats": 2},
}
INSTEAD_THEMES = {
    "renew": {"enforcement": 6, "help": 3},
    "change": {"area": 5, "help": 5, "enforcement": 3, "quiet": 2},
    "end": {"help": 8, "moved-on": 2},
    "unsure": {"help": 5, "enforcement": 3},
}
HOSTEL_THEMES = {"moved-on": 5, "help": 4, "threats": 2, "feel-safe": 2}


def pspo_responses(seed: int = SEED) -> Iterator[dict]:
    """The answers so far, in the order received."""
    rng = Random(seed)  # noqa: S311
    voices = {name: Voice(rng, name) for name in ("pspo.en", "pspo.cy", "hostel.en")}
    seen: set[str] = set()
    rows = [_row(rng, voices, draft, seen) for draft in _envelopes(rng)]
    _settle_travellers(rng, rows)
    yield from rows


def _envelopes(rng: Random) -> list[dict]:
    channels = crowd.exactly(rng, CHANNELS)
    near = {code: int(w["population"]) * NEARNESS.get(code, 0.8) for code, w in crowd.wards().items()}
    homes = [_home(rng, channel, near) for channel in channels]
    bands = [crowd.age_band(rng, HOSTEL_AGES if channel == "hostel" else AGES) for channel in channels]
    online = dict.fromkeys((i for i, channel in enumerate(channels) if channel == "online"), 1.0)
    welsh = crowd.pick_weighted(rng, online, 19)
    days = crowd.day_weights(*DAYS, start=4.0, end=0.5, bumps={-38: 0.8, -21: 1.3, -9: 0.7})
    held = {"room": STALL_DAYS, "hostel": HOSTEL_DAYS}
    return envelopes(rng, "P", channels, homes, bands, welsh, days, [None] * len(channels), held)


def _home(rng: Random, channel: str, near: dict[str, float]) -> str | None:
    if channel == "hostel":
        return "X05000002"
    return crowd.draw(rng, near) if rng.random() < 0.92 else None


def _row(rng: Random, voices: dict, draft: dict, seen: set[str]) -> dict:
    at_hostel = draft["channel"] == "hostel"
    if at_hostel:
        draft |= {"channel": "paper", "postcode": None}
    capacity = "homeless" if at_hostel else _capacity(rng, draft)
    draft["respondent_type"] = STANDS_FOR.get(capacity, "resident")
    answers = _ticks(rng, draft, capacity)
    if capacity == "body":
        draft["person"]["tags"].clear()
    speak_as(rng, draft, MIND[answers["renew"]], TAGS.get(capacity, capacity))
    voice = voices["hostel.en" if at_hostel else f"pspo.{draft['language']}"]
    mentions = _texts(rng, voice, draft, answers, at_hostel, seen)
    return finish(rng, draft, answers, mentions, KEYED_BY)


def _capacity(rng: Random, draft: dict) -> str:
    likely = dict(CAPACITIES)
    if draft["ward"] == "X05000002":
        likely |= {"live": 120}
    if draft["person"]["age"] > 30:
        likely |= {"study": 0.5}
    return crowd.draw(rng, likely)


def _ticks(rng: Random, draft: dict, capacity: str) -> dict:
    renew = crowd.draw(rng, STANCES[capacity])
    after_dark = [24, 31, 19, 20, 6] if renew == "renew" else [10, 22, 26, 31, 11]
    answers = {"capacity": capacity, "after_dark": step(rng, after_dark), "renew": renew}
    if renew == "renew" and rng.random() < 0.6:
        answers["conditions"] = list(CONDITIONS)
    elif renew == "end":
        answers["conditions"] = ["none"]
    else:
        answers["conditions"] = some(rng, CONDITIONS, 3)
    if draft["ward"]:
        answers["ward"] = draft["ward"]
    return answers


def _texts(rng: Random, voice: Voice, draft: dict, answers: dict, at_hostel: bool, seen: set) -> list[dict]:
    renew, mentions = answers["renew"], []
    if at_hostel:
        return write(rng, voice, draft, answers, "effect", themes_for(rng, HOSTEL_THEMES), seen)
    if rng.random() < 0.66:
        nothing = rng.random() < 0.08
        said = [] if nothing else themes_for(rng, EFFECT_THEMES[renew])
        mentions += write(rng, voice, draft, answers, "effect", said, seen)
    if rng.random() < 0.34:
        already = {mention["theme"] for mention in mentions}
        left = {theme: w for theme, w in INSTEAD_THEMES[renew].items() if theme not in already}
        mentions += write(rng, voice, draft, answers, "instead", themes_for(rng, left), seen, opening=False)
    return mentions


def _settle_travellers(rng: Random, rows: list[dict]) -> None:
    """Three people tick Gypsy or Irish Traveller, whatever chance said."""
    told = [row["equality"] for row in rows if row["equality"] and "ethnic-group" in row["equality"]]
    for answers in told:
        if answers["ethnic-group"] in {"white-traveller", "white-roma"}:
            answers["ethnic-group"] = "white-other"
    for answers in rng.sample(told, TRAVELLERS):
        answers["ethnic-group"] = "white-traveller"
