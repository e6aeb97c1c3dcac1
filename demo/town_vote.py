"""A vote on money for the town centre of Merrow Vale: `pabulib()`, `projects()`, `ballots()`.

The crowds and what each likes stand in voices/town-projects.yaml. Nearly half of the voters think alike and
would spend it all on a car park, paving and lights: what the other half gets is where the rules differ.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import yaml

HERE = Path(__file__).parent
FICTIONAL = "Merrow Vale (fictional)"
SEED = 615
NEAR = ["Castle and Market", "Harbourside", "Millfields", "University and Park", "Northgate", "elsewhere"]
NEARNESS = [34, 19, 14, 12, 9, 12]
CHOSEN = {1: 8, 2: 12, 3: 24, 4: 22, 5: 34}  # how many projects a voter names
ON_PAPER = {False: 0.12, True: 0.45}  # whether 65 or older


@cache
def _vote() -> dict:
    text = (HERE / "voices" / "town-projects.yaml").read_text(encoding="utf-8")
    said: dict = yaml.safe_load(text)
    return said


def projects() -> tuple[list[str], list[list[object]]]:
    """The columns and rows of the projects, as a plain file has them."""
    head = ["project", "name", "cost", "category", "site", "council"]
    return head, [
        [*(project[name] for name in ("id", "name", "cost", "category", "site")), FICTIONAL]
        for project in _vote()["projects"]
    ]


def ballots() -> tuple[list[str], list[list[object]]]:
    """The columns and rows of the votes, as a plain file has them: a row a voter."""
    return ["voter", "projects"], [[each["voter"], ",".join(each["chosen"])] for each in _voters()]


def pabulib() -> str:
    """The whole vote as a Pabulib file."""
    return "\n".join([*_meta(), *_projects(), *_votes(), ""])


def _meta() -> list[str]:
    voters = _voters()
    pairs = {
        "description": f"{FICTIONAL}: money for the town centre. Made by a program. Nobody cast these votes.",
        "country": "United Kingdom",
        "unit": FICTIONAL,
        "subunit": "Town centre",
        "instance": "2026",
        "num_projects": len(_vote()["projects"]),
        "num_votes": len(voters),
        "budget": _vote()["budget"],
        "vote_type": "approval",
        "rule": "equalshares/add1",
        "date_begin": "02.11.2026",
        "date_end": "29.11.2026",
        "language": "en",
        "currency": "GBP",
        "min_length": 1,
        "max_length": _vote()["most"],
    }
    return ["META", "key;value", *(f"{key};{value}" for key, value in pairs.items())]


def _projects() -> list[str]:
    votes = Counter(chosen for each in _voters() for chosen in each["chosen"])
    rows = (
        f"{project['id']};{project['cost']};{votes[project['id']]};{project['name']};{project['category']};"
        f"{project['site']}"
        for project in _vote()["projects"]
    )
    return ["PROJECTS", "project_id;cost;votes;name;category;site", *rows]


def _votes() -> list[str]:
    rows = (
        f"{each['voter']};{each['age']};{each['ward']};{each['how']};{','.join(each['chosen'])}"
        for each in _voters()
    )
    return ["VOTES", "voter_id;age;neighborhood;voting_method;vote", *rows]


@cache
def _voters() -> list[dict]:
    """Everybody who voted, in the order in which votes came in, which is no order of crowds."""
    rng = Random(SEED)  # noqa: S311
    minds = [crowd_of for crowd_of in _vote()["crowds"] for _each in range(crowd_of["voters"])]
    rng.shuffle(minds)
    return [_voter(rng, number, mind) for number, mind in enumerate(minds, 1)]


def _voter(rng: Random, number: int, mind: dict) -> dict:
    age = rng.randint(*mind["ages"])
    likes = {project["id"]: mind["likes"].get(project["id"], 0.25) for project in _vote()["projects"]}
    keen = {name: rng.random() ** (1 / weight) for name, weight in likes.items()}
    most = rng.choices(list(CHOSEN), list(CHOSEN.values()))[0]
    return {
        "voter": f"V{number:04d}",
        "age": age,
        "ward": rng.choices(NEAR, NEARNESS)[0],
        "how": "paper" if rng.random() < ON_PAPER[age >= 65] else "internet",
        "chosen": sorted(sorted(keen, key=keen.__getitem__, reverse=True)[:most]),
    }


if __name__ == "__main__":
    print(pabulib())
