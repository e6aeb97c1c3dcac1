"""Make the files of demo/files: answers and votes of Merrow Vale for `folkmoot find-themes` and its like.

python demo/make_files.py
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from demo import crowd, panel_pool, resident_survey, town_vote, ward_views  # noqa: E402
from demo.responses import LETTER, library_responses  # noqa: E402

FILES = HERE / "files"
FICTIONAL = "Merrow Vale (fictional)"
ANSWERS_SEED, VOTES_SEED = 610, 604
ENGLISH = 560
PHRASE, HEARD = 5, 3  # words of a phrase, and how often it may be heard
NO_WORD = re.compile(r"[^\w' ]")
NOTHING_TO_SAY = [
    "No comment",
    "no comment",
    "None",
    "N/A",
    "n/a",
    "Nothing to add",
    "No",
    "-",
    "no comments",
]
DIM = ["Dim sylw", "Dim", "Dim byd i'w ychwanegu"]
GREETINGS = [
    "Dear Councillor,",
    "To whom it may concern,",
    "Dear Sir or Madam,",
    "Hello,",
    "Dear Cabinet,",
    "",
]
CHANGES = [
    ("I object to the closure of", "I strongly object to the closure of"),
    ("I object to", "We object to"),
    ("It is used every day by children,", "It is used every single day by our children,"),
    ("people who have nowhere else to go", "those with nowhere else to go"),
    ("A mobile van is not a library. ", ""),
    ("talk to the landlord about the rent", "sit down with the landlord"),
    ("the last public building in Priory", "the last public place we have"),
]
ENDINGS = ["Yours faithfully", "Thank you", "A Priory resident", "Kind regards", "", "", ""]
PEOPLE, SOONER = 312, 0.56
EARLY = 26  # people who came before a moderator had looked


def main() -> None:
    for name, (head, rows) in tables().items():
        with (FILES / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])
    (FILES / "town-centre.pb").write_text(town_vote.pabulib(), encoding="utf-8", newline="\n")


def tables() -> dict[str, tuple[list[str], list[list[object]]]]:
    """The name of each file, its columns and its rows."""
    said = statements()
    return {
        "library-answers.csv": (["id", "language", "ward", "comment", "council"], list(answers())),
        "climate-votes.csv": (["person", "statement", "vote"], list(votes(said))),
        "climate-statements.csv": (
            ["statement", "moderated", "text", "council"],
            [[n, -1 if "out" in each else 1, each["say"], FICTIONAL] for n, each in enumerate(said, 1)],
        ),
        "town-centre-projects.csv": town_vote.projects(),
        "town-centre-votes.csv": town_vote.ballots(),
        "panel-volunteers.csv": panel_pool.volunteers(),
        "panel-targets.csv": panel_pool.targets(),
        "residents-survey.csv": resident_survey.survey(),
        "residents-margins.csv": resident_survey.margins(),
        "ward-by-view.csv": ward_views.table(),
    }


# --- what people wrote about the libraries ----------------------------------------


def answers() -> Iterator[list[object]]:
    """Some of what `library_responses` makes, in the order received: every copy of the campaign
    letter (here as people send letters: greeted, changed, added to), and others in English and in Welsh."""
    rng = Random(ANSWERS_SEED)  # noqa: S311
    responses = [each for each in library_responses() if "views" in each["answers"] or rng.random() < 0.12]
    plain = [each for each in responses if not each["campaign"]]
    mixed = _unlike(rng.sample(plain, len(plain)))
    welsh = [each["key"] for each in mixed if each["language"] == "cy"]
    english = [each["key"] for each in mixed if each["language"] == "en"][:ENGLISH]
    chosen = {*welsh, *english}
    own = iter([each for each in plain if each["key"] not in chosen and _is_for_a_letter(each)])
    for each in responses:
        if each["campaign"] or each["key"] in chosen:
            ward = crowd.wards()[each["ward"]]["name_en"] if each["ward"] else ""
            comment = _letter(rng, own) if each["campaign"] else _comment(rng, each)
            yield [each["key"], each["language"], ward, comment, FICTIONAL]


def _unlike(responses: list[dict]) -> list[dict]:
    """Those without a phrase that several before them used: outside a letter people seldom write alike."""
    heard: Counter[str] = Counter()
    kept = []
    for response in responses:
        words = NO_WORD.sub(" ", _views(response).lower()).split()
        phrases = {" ".join(words[i : i + PHRASE]) for i in range(len(words) - PHRASE + 1)}
        if all(heard[phrase] < HEARD for phrase in phrases):
            kept.append(response)
            heard.update(phrases)
    return kept


def _views(response: dict) -> str:
    return response["answers"].get("views", "")


def _is_for_a_letter(response: dict) -> bool:
    return response["language"] == "en" and len(_views(response)) > 40


def _comment(rng: Random, response: dict) -> str:
    """What they wrote; one in twelve had nothing to say and said so."""
    if rng.random() < 1 / 12:
        return rng.choice(DIM if response["language"] == "cy" else NOTHING_TO_SAY)
    return _views(response)


def _letter(rng: Random, own: Iterator[dict]) -> str:
    letter = LETTER
    for old, new in rng.sample(CHANGES, rng.choice([0, 0, 1, 1, 2])):
        letter = letter.replace(old, new)
    added = _views(next(own)) if rng.random() < 0.4 else ""
    parts = [rng.choice(GREETINGS), *rng.choice([(letter, added), (added, letter)]), rng.choice(ENDINGS)]
    return "\n".join(part for part in parts if part)


# --- how people voted on the climate statements ----------------------------------------


def statements() -> list[dict]:
    """The statements in the order they came in, which is none of their own."""
    text = (HERE / "voices" / "climate.yaml").read_text(encoding="utf-8")
    said: list[dict] = yaml.safe_load(text)["statements"]
    Random(VOTES_SEED).shuffle(said)  # noqa: S311
    return said


def votes(said: list[dict]) -> Iterable[list[object]]:
    """Each person in turn: shown statements in any order, until they have had enough."""
    rng = Random(VOTES_SEED + 1)  # noqa: S311
    everything = range(1, len(said) + 1)
    kept = [n for n in everything if "out" not in said[n - 1]]
    for person in range(1, PEOPLE + 1):
        mind = _mind(rng)
        shown = rng.sample(everything, len(said)) if person <= EARLY else rng.sample(kept, len(kept))
        ballot = shown[: max(1, round(rng.betavariate(2.2, 0.9) * len(shown)))]
        again = [rng.choice(ballot)] if rng.random() < 0.03 else []  # a second thought; the later vote counts
        for n in ballot + again:
            yield [person, n, _vote(rng, said[n - 1], mind)]


def _mind(rng: Random) -> dict[str, float]:
    """How far this person thinks with each crowd; few think with one alone."""
    crowd_of, other = ("sooner", "careful") if rng.random() < SOONER else ("careful", "sooner")
    settled = rng.uniform(0.85, 1)
    return {crowd_of: settled, other: 1 - settled}


def _vote(rng: Random, statement: dict, mind: dict[str, float]) -> int:
    if rng.random() * 10 < statement["pass"]:
        return 0
    agrees = sum(share * statement[crowd_of] for crowd_of, share in mind.items())
    return 1 if rng.random() * 10 < agrees else -1


if __name__ == "__main__":
    main()
