"""A residents' survey of Merrow Vale that people chose to answer, and who lives there: for `folkmoot weight`.

Older people, people in the suburbs and people who own their home answered more readily; and, whatever their
age and home, so did people against the bus lane. The first can be weighted away, the second cannot.
"""

from random import Random

from demo.crowd import wards

SEED, ANSWERS = 1105, 1180
AREAS = {
    "Harbour and centre": ["X05000001", "X05000002", "X05000008", "X05000014"],
    "Northern estates": ["X05000003", "X05000004"],
    "Suburbs": ["X05000005", "X05000007", "X05000009"],
    "Eastcliff and Ashcombe": ["X05000006", "X05000010"],
    "The Vale": ["X05000011", "X05000012", "X05000013"],
}
AREA_APPETITE = {
    "Harbour and centre": 0.7,
    "Northern estates": 0.55,
    "Suburbs": 1.5,
    "Eastcliff and Ashcombe": 1.2,
    "The Vale": 1.1,
}
AGES = {"16 to 34": 0.30, "35 to 49": 0.23, "50 to 64": 0.25, "65 and over": 0.22}
AGE_APPETITE = {"16 to 34": 0.4, "35 to 49": 0.9, "50 to 64": 1.3, "65 and over": 1.55}
SEXES = {"Female": 0.51, "Male": 0.49}
HOMES = {"Owned": 0.58, "Rented from a social landlord": 0.18, "Rented privately": 0.24}
HOME_APPETITE = {"Owned": 1.2, "Rented from a social landlord": 0.75, "Rented privately": 0.7}
AGAINST = 1.5  # how many times likelier to answer people against the bus lane are
ADULTS = 0.816


def margins() -> tuple[list[str], list[list[object]]]:
    """Who lives in Merrow Vale from 16 on, as a council would copy it from the census."""
    people = adults()
    whole = sum(people.values())
    rows: list[list[object]] = [["area", area, n] for area, n in people.items()]
    for variable, shares in (("age", AGES), ("sex", SEXES), ("home", HOMES)):
        rows += [[variable, category, round(whole * share)] for category, share in shares.items()]
    return ["variable", "category", "people"], rows


def adults() -> dict[str, int]:
    known = wards()
    return {
        area: round(ADULTS * sum(int(known[code]["population"]) for code in codes))
        for area, codes in AREAS.items()
    }


def survey() -> tuple[list[str], list[list[object]]]:
    """One row a person; a few left a question about themselves empty."""
    rng = Random(SEED)  # noqa: S311
    rows: list[list[object]] = []
    while len(rows) < ANSWERS:
        who = _resident(rng)
        lane = _lane(rng, who)
        if rng.random() < _appetite(who) * (AGAINST if lane == "Against" else 1) / 8:
            rows.append(_row(rng, len(rows) + 1, who, lane))
    return ["id", "area", "age", "sex", "home", "bus_lane", "safe_after_dark", "influence", "council"], rows


def _resident(rng: Random) -> dict[str, str]:
    people = adults()
    area = rng.choices(list(people), list(people.values()))[0]
    young = 1.5 if area == "Harbour and centre" else 0.9
    age = rng.choices(
        list(AGES), [share * (young if age == "16 to 34" else 1) for age, share in AGES.items()]
    )[0]
    owned = {"16 to 34": 0.5, "65 and over": 1.4}.get(age, 1.0)
    home = rng.choices(
        list(HOMES), [share * (owned if home == "Owned" else 1) for home, share in HOMES.items()]
    )
    return {
        "area": area,
        "age": age,
        "sex": rng.choices(list(SEXES), list(SEXES.values()))[0],
        "home": home[0],
    }


def _appetite(who: dict[str, str]) -> float:
    return AREA_APPETITE[who["area"]] * AGE_APPETITE[who["age"]] * HOME_APPETITE[who["home"]]


def _lane(rng: Random, who: dict[str, str]) -> str:
    """Whether they are for the bus lane on Harbour Road."""
    favour = {"16 to 34": 0.66, "35 to 49": 0.52, "50 to 64": 0.44, "65 and over": 0.40}[who["age"]]
    favour += {"Suburbs": -0.12, "The Vale": -0.08, "Harbour and centre": 0.06}.get(who["area"], 0)
    if rng.random() < 0.07:
        return "Not sure"
    return "For" if rng.random() < favour else "Against"


def _row(rng: Random, number: int, who: dict[str, str], lane: str) -> list[object]:
    told = {name: "" if rng.random() < 0.015 else value for name, value in who.items()}
    safe = (
        0.75 - (0.14 if who["sex"] == "Female" else 0) - (0.1 if who["area"] == "Harbour and centre" else 0)
    )
    feels = rng.choices(["Very safe", "Fairly safe", "A bit unsafe", "Very unsafe"],
                        [safe * 0.4, safe * 0.6, (1 - safe) * 0.7, (1 - safe) * 0.3])[0]  # fmt: skip
    can = 0.34 if who["home"] == "Owned" else 0.2
    influence = rng.choices(
        ["Definitely agree", "Tend to agree", "Tend to disagree", "Definitely disagree", ""],
        [can * 0.2, can * 0.8, (1 - can) * 0.6, (1 - can) * 0.4, 0.03],
    )[0]
    council = "Merrow Vale (fictional)"
    return [
        f"S{number:04}",
        told["area"],
        told["age"],
        told["sex"],
        told["home"],
        lane,
        feels,
        influence,
        council,
    ]
