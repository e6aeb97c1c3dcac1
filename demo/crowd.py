"""Who answers, from where, by which channel and when. Shares are invented; populations are the wards' own."""

import csv
import math
from functools import cache
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
LIBRARIES = ["Central", "Northgate", "Southmoor", "Ashcombe", "Eastcliff", "Priory", "Lockside", "Blackdown"]
HANDS = ["careful", "plain", "plain", "hasty", "slips", "loud"]
AGES = ["16-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+"]
KIDS = ["my son", "my daughter", "my two", "the kids", "the little ones", "my youngest"]
NIECES = ["my niece", "my nephew"]
GOOD = ["lovely", "brilliant", "so patient", "always cheerful", "marvellous", "first class"]
ONE_CHILD = ["my son", "my daughter", "my youngest", "my eldest"]
ONE_GRANDCHILD = ["my grandson", "my granddaughter"]
GRANDKIDS = ["my grandson", "my granddaughter", "the grandchildren"]
# how likely people of a ward are to answer, against its population
WARD_APPETITE = {
    "X05000001": 0.62, "X05000002": 0.74, "X05000003": 0.70, "X05000004": 0.66, "X05000005": 2.45,
    "X05000006": 1.10, "X05000007": 0.85, "X05000008": 0.34, "X05000009": 1.78, "X05000010": 0.92,
    "X05000011": 0.88, "X05000012": 0.80, "X05000013": 1.45, "X05000014": 0.95,
}  # fmt: skip
RESPONDENTS = {
    "resident": 93,
    "organisation": 1.3,
    "business": 0.8,
    "staff": 1.2,
    "parish": 0.3,
    "councillor": 0.3,
    "other": 3.1,
}
MINORITIES = {
    "white-other": 4.6,
    "white-irish": 0.5,
    "white-traveller": 0.3,
    "mixed-caribbean": 0.8,
    "mixed-asian": 0.8,
    "mixed-other": 0.7,
    "asian-indian": 1.2,
    "asian-pakistani": 2.7,
    "asian-bangladeshi": 1.6,
    "asian-chinese": 0.9,
    "black-african": 1.2,
    "black-caribbean": 0.8,
    "arab": 0.6,
    "other": 0.7,
}
HOURS = [1, 0, 0, 0, 0, 1, 2, 5, 8, 9, 9, 8, 10, 9, 7, 7, 7, 8, 9, 12, 14, 13, 9, 4]


def read_rows(name: str) -> list[dict]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def wards() -> dict[str, dict]:
    return {row["code"]: row for row in read_rows("wards.csv") if row["code"].startswith("X05")}


def postcodes_by_ward() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in read_rows("postcodes.csv"):
        found.setdefault(row["ward"], []).append(row["postcode"])
    return found


def draw(rng: Random, weights: dict):
    return rng.choices(list(weights), weights.values())[0]


def exactly(rng: Random, counts: dict) -> list:
    """Each key as often as it says, in random order."""
    listed = [key for key, n in counts.items() for _ in range(n)]
    rng.shuffle(listed)
    return listed


def pick_weighted(rng: Random, weights: dict, how_many: int) -> set:
    """Distinct keys, heavier ones more likely (Efraimidis and Spirakis, 2006)."""
    order = sorted(weights, key=lambda k: math.log(1 - rng.random()) / weights[k], reverse=True)
    return set(order[:how_many])


def age_band(rng: Random, shares: list[float]) -> str:
    return rng.choices(AGES, shares)[0]


def person(rng: Random, ward: dict | None, band: str) -> dict:
    """Facts a person may mention, and tags for what they may say."""
    low = int(band[:2])
    age = rng.randint(low, {16: 17, 18: 24, 85: 93}.get(low, low + 9))
    tags = _tags(rng, age, ward)
    return {
        "age": age,
        "band": band,
        "tags": tags,
        "hand": rng.choice(HANDS),
        "facts": _facts(rng, age, tags, ward),
    }


def _tags(rng: Random, age: int, ward: dict | None) -> set[str]:
    tags = {"car"} if rng.random() < 0.7 else {"nocar"}
    if ward and ward["name_en"] == "Priory":
        tags.add("priory")
    chances = [("young", age < 25, 1.0), ("parent", 24 < age < 52, 0.5), ("grand", age > 58, 0.4),
               ("old", age > 66, 1.0), ("work", 22 < age < 66, 0.6), ("shift", 20 < age < 64, 0.15),
               ("carer", age > 30, 0.12), ("ill", True, 0.12)]  # fmt: skip
    return tags | {tag for tag, may, chance in chances if may and rng.random() < chance}


def _facts(rng: Random, age: int, tags: set[str], ward: dict | None) -> dict:
    years = rng.randint(2, max(3, min(age - 16, 48)))
    return {
        "age": age,
        "years": years,
        "year": 2026 - years,
        "n": rng.choice(["three", "four", "six", "eight", "ten"]),
        "twice": rng.choice(["twice", "three times", "once too often"]),
        "bus": rng.choice(["7", "12", "14", "14A", "31"]),
        "venue": f"{rng.choice(LIBRARIES)} library",
        "kid": rng.choice(_children(tags)),
        "kids_n": rng.choice(["two", "three", "four", "two under five"]),
        "wardname": ward["name_en"] if ward else "the Vale",
        "good": rng.choice(GOOD),
    }


def _children(tags: set[str]) -> list[str]:
    return KIDS if "parent" in tags else GRANDKIDS if "grand" in tags else NIECES


def clock_time(rng: Random, channel: str, *, earliest: int = 0) -> str:
    """When the answer came in: evenings online, office hours otherwise; on the first day not before nine."""
    hour = rng.choices(range(24), HOURS)[0] if channel == "online" else rng.randint(9, 16)
    return f"{max(hour, earliest):02d}:{rng.randint(0, 59):02d}"


def day_weights(
    first: int, last: int, *, start: float, end: float, bumps: dict[int, float]
) -> dict[int, float]:
    """Busy at the start and at the end, a hump after each push, quieter at weekends."""
    weights = {}
    for day in range(first, last + 1):
        opening = start * math.exp(-(day - first) / 4)
        closing = end * math.exp(-(last - day) / 3.5)
        pushes = sum(size * math.exp(-(day - at) / 2) for at, size in bumps.items() if day >= at)
        weekend = 0.75 if day % 7 in (4, 5) else 1.0  # T is a Tuesday: T+4 and T+5 are Saturday and Sunday
        weights[day] = (1 + opening + closing + pushes) * weekend
    return weights


def equality(rng: Random, who: dict, ward: dict | None) -> dict:
    """Answers to the equality question bank. Anyone may skip any of them but the age."""
    minority = float(ward["ethnic_minority"]) if ward else 17.1
    answers = {
        "age": "85-over" if who["band"] == "85+" else who["band"],
        "sex": draw(rng, {"female": 59, "male": 41}),
        "ethnic-group": _ethnic_group(rng, minority * 0.75),
        **_disability(rng, who, float(ward["disabled"]) if ward else 18.3),
        "unpaid-care": _unpaid_care(rng, who),
    }
    return {key: value for key, value in answers.items() if key == "age" or rng.random() < 0.94}


def _disability(rng: Random, who: dict, percent: float) -> dict:
    if "ill" not in who["tags"] and rng.random() * 100 >= percent * 0.6:
        return {"disability-condition": "no"}
    effect = draw(rng, {"a-lot": 38, "a-little": 48, "not-at-all": 14})
    return {"disability-condition": "yes", "disability-effect": effect}


def _unpaid_care(rng: Random, who: dict) -> str:
    if "carer" not in who["tags"]:
        return "no"
    return draw(rng, {"to-9": 40, "10-19": 15, "20-34": 12, "35-49": 8, "50-over": 25})


def _ethnic_group(rng: Random, minority: float) -> str:
    return draw(rng, MINORITIES) if rng.random() * 100 < minority else "white-british"
