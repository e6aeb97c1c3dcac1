"""What every set of responses shares: an envelope for each person, ticks, texts, and the finished row."""

from random import Random

from demo import crowd
from demo.speaking import Voice


def envelopes(
    rng: Random, letter: str, channels, homes, bands, welsh, days, campaign, held: dict | None = None
) -> list[dict]:
    """Who answers when and how, in the order received. `campaign` names the letter each one copies, or None;
    `held` gives the days on which a channel was offered, where it was not every day."""
    wards, postcodes = crowd.wards(), crowd.postcodes_by_ward()
    drafts = []
    for i, channel in enumerate(channels):
        ward = homes[i]
        day = day_of(rng, channel, days, held or {})
        drafts.append(
            {
                "day": day,
                "time": crowd.clock_time(rng, channel, earliest=9 if day == min(days) else 0),
                "channel": channel,
                "language": "cy" if i in welsh else "en",
                "respondent_type": "resident" if campaign[i] else crowd.draw(rng, crowd.RESPONDENTS),
                "ward": ward,
                "postcode": rng.choice(postcodes[ward]) if ward and rng.random() < 0.88 else None,
                "person": crowd.person(rng, wards.get(ward), bands[i]),
                "campaign": campaign[i],
            }
        )
    choose_who_tells(rng, drafts)
    drafts.sort(key=lambda d: (d["day"], d["time"]))
    return [draft | {"key": f"{letter}{n:04d}"} for n, draft in enumerate(drafts, 1)]


def choose_who_tells(rng: Random, drafts: list[dict]) -> None:
    """The same share of every age band answers the equality questions, so luck cannot blur ages."""
    for band in crowd.AGES:
        same = [d for d in drafts if d["person"]["band"] == band]
        tell = {id(d) for d in rng.sample(same, round(0.62 * len(same)))}
        for draft in same:
            draft["told"] = id(draft) in tell and draft["channel"] != "import"


def day_of(rng: Random, channel: str, days: dict[int, float], held: dict[str, list[int]]) -> int:
    if channel in held:
        return rng.choice(held[channel])
    if channel == "online":
        return crowd.draw(rng, days)
    return crowd.draw(rng, {day: weight for day, weight in days.items() if day % 7 not in (4, 5)})


def step(rng: Random, weights: list[int]) -> str:
    """A step of a five-step scale, lowest first."""
    return rng.choices("12345", weights)[0]


def some(rng: Random, weights: dict, most: int) -> list[str]:
    how_many = rng.choice([1, 2, 2, 3, 3][: most + 2])
    picked = crowd.pick_weighted(rng, weights, min(how_many, most))
    return [key for key in weights if key in picked]


def write(
    rng: Random,
    voice: Voice,
    draft: dict,
    answers: dict,
    field: str,
    themes: list,
    seen: set,
    *,
    opening: bool = True,
) -> list[dict]:
    """Write one answer, unlike those already seen; returns where each theme is said in it."""
    themes = rng.sample(themes, len(themes))
    for attempt in range(8):
        lengths = {"short": 24, "middle": 50, "long": 26} if attempt < 4 else {"middle": 1}
        length = crowd.draw(rng, lengths)
        text, mentions = voice.write(draft["person"], themes, length, opening=opening)
        if text.lower() not in seen:
            break
    seen.add(text.lower())
    answers[field] = text
    return [{"field": field} | mention for mention in mentions]


def finish(rng: Random, draft: dict, answers: dict, mentions: list[dict], keyed_by: dict) -> dict:
    kept = {k: v for k, v in draft.items() if k not in {"person", "themes", "silent", "told"}}
    ward = crowd.wards().get(draft["ward"])
    return kept | {
        "entered_by": keyed_by.get(draft["channel"]),
        "answers": answers,
        "mentions": mentions,
        "may_quote": rng.random() < 0.81,
        "wants_reply": rng.random() < 0.57,
        "equality": crowd.equality(rng, draft["person"], ward) if draft["told"] else None,
    }


def speak_as(rng: Random, draft: dict, *tags: str) -> None:
    """Let the person say what only such people say, and speak of one child rather than several."""
    person = draft["person"]
    person["tags"] |= set(tags)
    person["facts"]["kid"] = rng.choice(crowd.ONE_GRANDCHILD if person["age"] > 58 else crowd.ONE_CHILD)


def themes_for(rng: Random, weights: dict[str, float]) -> list[str]:
    """One theme, often two, of those that people of this mind speak about."""
    return sorted(crowd.pick_weighted(rng, weights, rng.choice([1, 1, 1, 2, 2])))
