"""What residents answered, made by seeded scripts: the library review (2,931) and the budget so far (1,184).

A loader finds every generator here: also the town centre order, the school streets and the Harbourside ideas.

    for response in library_responses(seed=10): ...

Each response is a plain dictionary:

    key              "L0001", in the order received
    day, time        offset in days from the demo day T, and local time
    channel          online, paper, phone, room or import; entered_by names the role that keyed it
    language         en or cy
    respondent_type  a value of contributions.RespondentType
    ward, postcode   None where not given
    answers          question key to an option key, a list of them (choices), text, or a ward code (postcode)
    mentions         theme, sub, field, start, end: answers[field][start:end] says the theme
    campaign         the key of the letter it copies, or None
    equality         answers to the question bank, to be stored apart and unlinked; None where skipped
"""

from collections.abc import Iterator
from random import Random

from demo import crowd
from demo.answering import envelopes, finish, some, step, write
from demo.ideas import harbourside_ideas
from demo.school_streets import school_streets_responses
from demo.speaking import Voice
from demo.town_centre import pspo_responses

__all__ = [
    "budget_responses",
    "harbourside_ideas",
    "library_responses",
    "pspo_responses",
    "school_streets_responses",
]
LIBRARY_SEED, BUDGET_SEED = 10, 1
LIBRARY_DAYS, BUDGET_DAYS = (-302, -219), (-22, -1)
LIBRARY_CHANNELS = {"online": 2011, "paper": 592, "phone": 74, "room": 168, "import": 86}
BUDGET_CHANNELS = {"online": 986, "paper": 121, "phone": 38, "room": 39}
LIBRARY_MENTIONS = {"priory-closure": 1940, "opening-hours": 1120, "community-run": 388, "digital-help": 271}
BUDGET_MENTIONS = {
    "council-tax": 322,
    "roads": 287,
    "social-care": 241,
    "waste": 236,
    "bins": 188,
    "young-people": 121,
    "parking": 96,
    "lights": 74,
}
ONLY_ENGLISH = {"waste", "parking", "lights"}  # themes the Welsh phrase list does not hold
WORKSHOP_DAYS = [-290, -286, -279, -274, -265, -258, -252, -230, -225]
SUGGESTION_THEMES = {"opening-hours": 0.4, "digital-help": 0.55, "community-run": 0.2, "priory-closure": 0.07}
LIBRARY_AGES = [1.5, 4.5, 8, 15, 15, 18, 21, 13, 4]
LETTER = (
    "I object to the closure of Priory library. It is used every day by children, by older people and by "
    "people who have nowhere else to go. A mobile van is not a library. The council should talk to the "
    "landlord about the rent before it takes away the last public building in Priory."
)
LETTER_TAILS = [
    "My children use it every week.",
    "I have lived here all my life.",
    "Please reply to me in writing.",
    "It is also our polling station.",
    "I learned to read there.",
    "My wife volunteers there.",
    "Think again.",
    "We have lost enough already.",
    "I am 81 and it keeps me going.",
    "I will be at the Cabinet meeting.",
]
KEYED_BY = {
    "paper": "library-officer",
    "phone": "call-handler",
    "room": "library-officer",
    "import": "library-officer",
}
BUDGET_KEYED_BY = {"paper": "resources-officer", "phone": "call-handler", "room": "resources-officer"}


def library_responses(seed: int = LIBRARY_SEED) -> Iterator[dict]:
    """The 2,931 responses to the library service review, in the order received."""
    rng = Random(seed)  # noqa: S311
    voices = {code: Voice(rng, f"library.{code}") for code in ("en", "cy")}
    drafts = _library_envelopes(rng)
    _share_out(rng, drafts, LIBRARY_MENTIONS, silent=118)
    seen: set[str] = set()
    for draft in drafts:
        answers = _library_answers(rng, draft)
        mentions = (
            _letter(rng, answers) if draft["campaign"] else _library_text(rng, voices, draft, answers, seen)
        )
        yield finish(rng, draft, answers, mentions, KEYED_BY)


def budget_responses(seed: int = BUDGET_SEED) -> Iterator[dict]:
    """The 1,184 responses to the budget survey received by the demo day, in the order received."""
    rng = Random(seed)  # noqa: S311
    voices = {code: Voice(rng, f"budget.{code}") for code in ("en", "cy")}
    drafts = _budget_envelopes(rng)
    _share_out(rng, drafts, BUDGET_MENTIONS, silent=210)
    seen: set[str] = set()
    for draft in drafts:
        answers = _budget_answers(rng, draft)
        mentions = _budget_text(rng, voices, draft, answers, seen)
        yield finish(rng, draft, answers, mentions, BUDGET_KEYED_BY)


# --- who, where and when ----------------------------------------


def _library_envelopes(rng: Random) -> list[dict]:
    bumps = {
        -288: 1.1,
        -270: 0.7,
        -252: 1.6,
        -231: 0.8,
    }  # workshops, the local paper, the march, the school letters
    days = crowd.day_weights(*LIBRARY_DAYS, start=4.5, end=5.5, bumps=bumps)
    campaign = ["priory-letter"] * 60 + [None] * (2931 - 60)
    letters = ["import"] * 46 + ["paper"] * 14
    rest = {channel: n - letters.count(channel) for channel, n in LIBRARY_CHANNELS.items()}
    channels = letters + crowd.exactly(rng, rest)
    appetite = {code: int(w["population"]) * crowd.WARD_APPETITE[code] for code, w in crowd.wards().items()}
    homes = [crowd.draw(rng, appetite) if rng.random() < 0.94 else None for _ in channels]
    bands = [crowd.age_band(rng, LIBRARY_AGES) for _ in channels]
    welsh = crowd.pick_weighted(rng, dict.fromkeys(range(60, 2931), 1.0), 117)
    held = {"room": WORKSHOP_DAYS}
    return envelopes(rng, "L", channels, homes, bands, welsh, days, campaign, held)


def _budget_envelopes(rng: Random) -> list[dict]:
    """Under-35s at 0.55 of their share of people aged 16 and over (29.0%); Westbrook at 1.9 of its share."""
    total = sum(BUDGET_CHANNELS.values())
    days = crowd.day_weights(*BUDGET_DAYS, start=5.0, end=0.0, bumps={-13: 1.2, -6: 0.8})
    wards = crowd.wards()
    westbrook = round(0.137 * total)
    others = {
        c: int(w["population"]) * min(crowd.WARD_APPETITE[c], 1.15)
        for c, w in wards.items()
        if c != "X05000009"
    }
    homes = ["X05000009"] * westbrook + [crowd.draw(rng, others) for _ in range(total - westbrook)]
    rng.shuffle(homes)
    young = round(0.1595 * total)
    bands = [crowd.age_band(rng, [1, 4, 9, 0, 0, 0, 0, 0, 0]) for _ in range(young)]
    bands += [crowd.age_band(rng, [0, 0, 0, 15, 17, 21, 23, 11, 2]) for _ in range(total - young)]
    rng.shuffle(bands)
    channels = crowd.exactly(rng, BUDGET_CHANNELS)
    welsh = crowd.pick_weighted(rng, dict.fromkeys(range(total), 1.0), 41)
    return envelopes(rng, "B", channels, homes, bands, welsh, days, [None] * total)


def _share_out(rng: Random, drafts: list[dict], counts: dict[str, int], silent: int) -> None:
    """Decide who speaks of which theme, so that the counts come out exactly."""
    for draft in drafts:
        draft["themes"] = ["priory-closure"] if draft["campaign"] else []
    free = [i for i, draft in enumerate(drafts) if not draft["campaign"]]
    quiet = set(rng.sample(free, silent))
    for theme, total in counts.items():
        already = sum(theme in draft["themes"] for draft in drafts)
        able = {i: _liking(drafts[i], theme) for i in free if i not in quiet and _can_say(drafts[i], theme)}
        for i in sorted(crowd.pick_weighted(rng, able, total - already)):
            drafts[i]["themes"].append(theme)
    for i in free:
        drafts[i]["silent"] = i in quiet


def _can_say(draft: dict, theme: str) -> bool:
    return draft["language"] == "en" or theme not in ONLY_ENGLISH


def _liking(draft: dict, theme: str) -> float:
    tags = draft["person"]["tags"]
    near = {"priory-closure": ("X05000005", 6.0), "community-run": ("X05000013", 5.0)}.get(theme, (None, 1.0))
    fits = {
        "opening-hours": {"work", "shift", "young"},
        "digital-help": {"old", "young"},
        "social-care": {"carer"},
    }
    return (near[1] if draft["ward"] == near[0] else 1.0) * (1.8 if fits.get(theme, set()) & tags else 1.0)


# --- what they ticked ----------------------------------------


def _library_answers(rng: Random, draft: dict) -> dict:
    tags, themes = draft["person"]["tags"], draft["themes"]
    near = draft["ward"] == "X05000005"
    answers: dict = {
        "use": crowd.draw(rng, {"weekly": 36, "monthly": 31, "few": 18, "lapsed": 9, "never": 6})
    }
    if answers["use"] != "never":
        branch = {
            "central": 24,
            "northgate": 9,
            "southmoor": 9,
            "ashcombe": 10,
            "eastcliff": 9,
            "lockside": 6,
            "blackdown": 6,
            "mobile": 3,
            "online": 4,
            "priory": 160 if near else 18,
        }
        purposes = {
            "borrow": 9,
            "children": 6 if "parent" in tags else 1,
            "computers": 3,
            "study": 3,
            "events": 3,
            "papers": 2,
            "warm": 3,
            "help": 2,
        }
        fit = [9, 24, 30, 25, 12] if "opening-hours" not in themes else [28, 41, 20, 9, 2]
        answers["branch"] = crowd.draw(rng, branch)
        answers["purpose"] = some(rng, purposes, 4)
        answers["hours_fit"] = step(rng, fit)
    matters = {
        "hours": 6 if "opening-hours" in themes else 2,
        "close_to_home": 7,
        "staff": 4,
        "books": 4,
        "digital": 5 if "digital-help" in themes else 1,
        "children": 3,
        "quiet": 2,
        "cost": 2,
    }
    answers["matters"] = some(rng, matters, 3)
    keen = 60 if "community-run" in themes else 18
    answers["small_branches"] = crowd.draw(
        rng, {"shorter": 34, "community": keen, "mobile": 8, "none": 25, "unsure": 7}
    )
    hit = [3, 7, 14, 28, 48] if "priory-closure" in themes else [44, 24, 16, 10, 6]
    answers["priory_effect"] = step(rng, hit)
    if draft["ward"]:
        answers["ward"] = draft["ward"]
    answers["volunteer"] = crowd.draw(rng, {"yes": 9 if keen > 20 else 3, "maybe": 16, "no": 78})
    return answers


def _budget_answers(rng: Random, draft: dict) -> dict:
    themes = draft["themes"]
    services = {
        "social_care": 9,
        "children": 8,
        "roads": 8,
        "waste": 6,
        "housing": 5,
        "libraries": 4,
        "parks": 4,
        "youth": 3,
        "safety": 4,
        "town_centres": 2,
    }
    protect = some(rng, services, 3)
    rest = {key: 10 - weight for key, weight in services.items() if key not in protect}
    rise = (
        {"none": 42, "three": 33, "five": 18, "unsure": 7}
        if "council-tax" not in themes
        else {"none": 58, "three": 22, "five": 16, "unsure": 4}
    )
    about = {"ward": draft["ward"]} if draft["ward"] else {}
    return about | {
        "informed": crowd.draw(rng, {"a_lot": 14, "some": 44, "a_little": 31, "nothing": 11}),
        "protect": protect,
        "reduce": some(rng, rest, 3),
        "council_tax": crowd.draw(rng, rise),
        "charges": step(rng, [14, 22, 21, 30, 13]),
        "bins": step(rng, [34, 24, 12, 20, 10]),
        "lights": step(rng, [18, 19, 14, 33, 16]),
        "online_first": step(rng, [15, 19, 23, 29, 14]),
    }


# --- what they wrote ----------------------------------------


def _library_text(rng: Random, voices: dict, draft: dict, answers: dict, seen: set[str]) -> list[dict]:
    if draft["silent"]:
        return []
    second = [t for t in draft["themes"] if rng.random() < SUGGESTION_THEMES[t]]
    first = [t for t in draft["themes"] if t not in second]
    mentions = []
    if first or not second:
        mentions += write(rng, voices[draft["language"]], draft, answers, "views", first, seen)
    if second or rng.random() < 0.12:
        mentions += write(rng, voices[draft["language"]], draft, answers, "suggestion", second, seen)
    return mentions


def _budget_text(rng: Random, voices: dict, draft: dict, answers: dict, seen: set[str]) -> list[dict]:
    if draft["silent"]:
        return []
    ideas = [t for t in draft["themes"] if t in {"waste", "lights"} or rng.random() < 0.25]
    effect = [t for t in draft["themes"] if t not in ideas]
    mentions = []
    if effect or not ideas:
        mentions += write(rng, voices[draft["language"]], draft, answers, "effect", effect, seen)
    if ideas:
        mentions += write(rng, voices[draft["language"]], draft, answers, "ideas", ideas, seen)
    return mentions


def _letter(rng: Random, answers: dict) -> list[dict]:
    """The campaign letter, sometimes with a line of one's own."""
    tail = "" if rng.random() < 0.6 else " " + rng.choice(LETTER_TAILS)
    answers["views"] = LETTER + tail
    return [{"field": "views", "theme": "priory-closure", "sub": "anger", "start": 0, "end": len(LETTER)}]
