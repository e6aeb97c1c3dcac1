"""A fictional residents' panel for Merrow Vale: who volunteered, by number only, and what the panel is to be.

People volunteer as they do anywhere: older, more of them women, home owners, from the comfortable wards, and
fond of libraries. Targets follow the population of the wards. Some volunteers share a home.
"""

from collections.abc import Iterator
from random import Random

from demo import crowd

VOLUNTEERS, SEATS, SEED = 224, 30, 623
FICTIONAL = "Merrow Vale (fictional)"
SHARE_A_HOME = 0.07
# value: (share of residents aged 16 and over, how readily they volunteer)
FEATURES: dict[str, dict[str, tuple[float, float]]] = {
    "gender": {"Female": (0.505, 1.25), "Male": (0.485, 0.8), "In another way": (0.01, 1.5)},
    "age": {
        "16 to 24": (0.14, 0.35),
        "25 to 39": (0.24, 0.6),
        "40 to 54": (0.23, 0.9),
        "55 to 69": (0.23, 1.5),
        "70 and over": (0.16, 1.5),
    },
    "home": {
        "Owned": (0.6, 1.25),
        "Rented from a social landlord": (0.18, 0.5),
        "Rented privately": (0.22, 0.7),
    },
    "disability": {"Yes": (0.19, 0.8), "No": (0.81, 1.05)},
    "library": {"Used one this year": (0.45, 1.7), "Has not": (0.55, 0.45)},
}


def targets() -> tuple[list[str], list[list[object]]]:
    """A row for each value: feature, value, min and max."""
    rows = []
    for feature, shares in {"ward": _wards(), **FEATURES}.items():
        for value, seats in zip(shares, _seats([share for share, _keen in shares.values()]), strict=True):
            least = 0 if feature == "gender" else 1
            low, high = max(least, seats - 1), seats + 1
            rows.append([feature, value, low, high])
    return ["feature", "value", "min", "max"], rows


def volunteers() -> tuple[list[str], list[list[object]]]:
    """A row for each volunteer: number, household, ward and the features."""
    head = ["volunteer", "household", "ward", *FEATURES, "council"]
    return head, [[*row, FICTIONAL] for row in _people(Random(SEED))]  # noqa: S311


def _people(rng: Random) -> Iterator[list[object]]:
    before: list[object] = []
    for number in range(1, VOLUNTEERS + 1):
        shares_a_home = before and rng.random() < SHARE_A_HOME
        home, ward = (before[1], before[2]) if shares_a_home else (f"H{number:03}", _drawn(rng, _wards()))
        row = [number, home, ward, *(_drawn(rng, shares) for shares in FEATURES.values())]
        if shares_a_home:
            row[5] = before[5]  # one home is owned or rented for both
        yield row
        before = row


def _drawn(rng: Random, shares: dict[str, tuple[float, float]]) -> str:
    return rng.choices(list(shares), [share * keen for share, keen in shares.values()])[0]


def _wards() -> dict[str, tuple[float, float]]:
    everybody = sum(int(ward["population"]) for ward in crowd.wards().values())
    return {
        ward["name_en"]: (int(ward["population"]) / everybody, crowd.WARD_APPETITE[code])
        for code, ward in crowd.wards().items()
    }


def _seats(shares: list[float]) -> list[int]:
    """Seats in proportion, by largest remainders."""
    exact = [share * SEATS for share in shares]
    seats = [int(each) for each in exact]
    rest = sorted(range(len(seats)), key=lambda place: seats[place] - exact[place])
    for place in rest[: SEATS - sum(seats)]:
        seats[place] += 1
    return seats
