"""The files agree with one another: whatever is named exists, both languages are there, nothing is real."""

import re
from pathlib import Path

import pytest
import yaml

DEMO = Path(__file__).parents[1]
LAW = DEMO.parent / "folkmoot" / "plan" / "law" / "data"
OFFSET = re.compile(r"T[+-]\d+")
ROLES = {
    "officer",
    "service_manager",
    "councillor",
    "corporate",
    "decision_officer",
    "scrutiny",
    "administrator",
}


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


COUNCIL = read(DEMO / "council.yaml")
PEOPLE = read(DEMO / "people.yaml")["people"]
STRATEGY = read(DEMO / "strategy.yaml")
RULES = read(LAW / "rules.yaml")["rules"]
ENGAGEMENTS = {path.stem[:3]: read(path) for path in sorted((DEMO / "engagements").glob("E*.yaml"))}
FILES = [*DEMO.glob("*.yaml"), *(DEMO / "engagements").glob("*.yaml"), *LAW.glob("*.yaml")]

OWNERS = {person["key"] for person in PEOPLE}
SERVICES = {s["key"] for d in COUNCIL["directorates"] for s in d["services"]}
DIRECTORATES = {d["key"] for d in COUNCIL["directorates"]}
BODIES = {b["key"] for b in COUNCIL["bodies"]}
WARDS = {line.split(",")[0] for line in (DEMO / "wards.csv").read_text(encoding="utf-8").splitlines()[1:]}


def walk(value, path=""):
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from walk(inner, f"{path}/{i}")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_words_for_the_public_are_in_both_languages(path):
    for where, value in walk(read(path)):
        if isinstance(value, dict) and ("en" in value or "cy" in value):
            assert set(value) == {"en", "cy"}, where
            assert all(value.values()), where
            assert type(value["en"]) is type(value["cy"]), where


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_keys_are_words_and_dates_are_offsets(path):
    for where, value in walk(read(path)):
        if isinstance(value, dict):
            assert all(isinstance(key, str) and " " not in key for key in value), where
        name = where.rsplit("/", 1)[-1]
        if (name == "date" or name.endswith("_on")) and path.parent != LAW and name != "checked_on":
            assert value in (None, "rolling") or OFFSET.fullmatch(str(value)), where


def test_nothing_reaches_a_real_telephone_or_mailbox():
    text = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    assert all(re.fullmatch(r"01632 960\d{3}", n) for n in re.findall(r"\b0\d{4} \d{6}\b", text))
    assert all(host == "merrowvale.example" for host in re.findall(r"@([\w.-]+)", text) if "." in host)


def test_colours_can_be_read_on_white():
    for name in ("harbour", "deep", "tide", "ember"):
        assert contrast_on_white(COUNCIL["brand"][name]) >= 4.5, name


def contrast_on_white(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_there_are_five_directorates_eleven_services_and_nine_champions():
    assert len(DIRECTORATES) == 5
    assert len(SERVICES) == 11
    assert sum(s["champion"] for d in COUNCIL["directorates"] for s in d["services"]) == 9


def test_role_accounts_are_unique_and_scoped_to_something_that_exists():
    assert len(OWNERS) == len(PEOPLE)
    assert len({person["email"] for person in PEOPLE}) == len(PEOPLE)
    for person in PEOPLE:
        assert person["role"] in ROLES
        ((kind, value),) = person["scope"].items()
        assert (
            value
            in {"service": SERVICES, "directorate": DIRECTORATES, "ward": WARDS, "council": {True}}[kind]
        )
    assert {person["role"] for person in PEOPLE} == ROLES


def test_the_plan_has_six_aims_and_24_actions_with_owners():
    aims = {aim["key"] for aim in STRATEGY["aims"]}
    assert len(aims) == 6
    assert len({action["key"] for action in STRATEGY["actions"]}) == 24
    for action in STRATEGY["actions"]:
        assert action["aim"] in aims
        assert action["owner"] in OWNERS
        assert action["service"] in SERVICES


def test_slipped_actions_say_how_they_will_be_put_right():
    slipped = {a["key"]: a for a in STRATEGY["actions"] if a["status"] == "slipped"}
    assert set(slipped) == {"2.1", "2.4", "5.4", "6.3"}
    assert all(action["corrective_action"]["owner"] in OWNERS for action in slipped.values())


def test_there_are_twelve_engagements_each_naming_what_exists():
    assert list(ENGAGEMENTS) == [f"E{n:02d}" for n in range(1, 13)]
    rules = {rule["id"] for rule in RULES}
    actions = {action["key"] for action in STRATEGY["actions"]}
    for ref, e in ENGAGEMENTS.items():
        assert e["id"] == ref
        assert {e["owner"], e["accountable"], e["contact"]["role"]} <= OWNERS, ref
        assert e["service"] in SERVICES, ref
        assert e["decision_holder"]["body"] in BODIES | {None}, ref
        assert set(e["areas"]) <= WARDS, ref
        assert set(e["actions"]) <= actions, ref
        assert set(e["legal_basis"]["rules"]) <= rules, ref


@pytest.mark.parametrize("ref", list(ENGAGEMENTS))
def test_dates_follow_the_cycle(ref):
    dates = {k: int(v[1:]) for k, v in ENGAGEMENTS[ref]["dates"].items() if isinstance(v, str)}
    assert dates["opens_on"] < dates["closes_on"] < dates["decision_on"] < dates["feedback_on"]
    assert dates["feedback_on"] <= dates["closes_on"] + 84, "promised within 12 weeks of closing"


@pytest.mark.parametrize("ref", list(ENGAGEMENTS))
def test_a_level_below_the_target_gives_its_reason(ref):
    e = ENGAGEMENTS[ref]
    assert ("below_target_why" in e) == (e["level"] < e["target_level"])
    assert e["what_can_change"]
    assert all(fixed["why"] for fixed in e["what_cannot_change"])


@pytest.mark.parametrize("ref", [ref for ref, e in ENGAGEMENTS.items() if e["level"] >= 3])
def test_level_three_and_above_meets_people_before_and_after_options_form(ref):
    e = ENGAGEMENTS[ref]
    options = int(e["dates"]["options_on"][1:])
    met = [int(way["opens_on"][1:]) for way in e["ways"]] + [
        int(w["date"][1:]) for w in e.get("workshops", [])
    ]
    assert any(day < options for day in met)
    assert any(day >= options for day in met)


def test_words_fit_where_they_will_be_kept():
    longest = {"title": 150, "summary": 600, "asks": 500, "part": 300, "promise": 600, "audience": 600}
    for ref, e in ENGAGEMENTS.items():
        for where, value in walk(e):
            name = where.rsplit("/", 1)[-1]
            if isinstance(value, dict) and "en" in value and name in longest and "/assessment" not in where:
                assert max(len(value["en"]), len(value["cy"])) <= longest[name], (ref, where)
    for finding in ENGAGEMENTS["E10"]["findings"]:
        for name in ("statement", "method", "quality"):
            assert max(map(len, finding[name].values())) <= 600, name


def test_channels_of_ways_are_the_ones_the_product_knows():
    assert {way["channel"] for e in ENGAGEMENTS.values() for way in e["ways"]} == {
        "online",
        "paper",
        "phone",
        "room",
    }


def test_the_library_review_is_whole():
    e10 = ENGAGEMENTS["E10"]
    assert e10["petition"]["signatures"] == 1804
    assert len(e10["workshops"]) == 9
    assert sum(line["pounds"] for line in e10["costs"]["lines"]) == e10["costs"]["total_pounds"] == 18_600
    items = {item["finding"]: item for item in e10["feedback"]["items"]}
    assert set(items) == {finding["key"] for finding in e10["findings"]} == {"F1", "F2", "F3", "F4"}
    assert items["F1"]["outcome"] == "did_not"
    assert items["F1"]["because"]["en"]
    commitments = {c["key"]: c for c in e10["commitments"]}
    assert {key for item in items.values() for key in item["commitments"]} == set(commitments)
    for c in commitments.values():
        assert c["owner"] in OWNERS
        assert (c["state"] == "done") == bool(c.get("evidence"))


def test_one_library_commitment_is_overdue_and_one_is_not_yet_due():
    waiting = [c for c in ENGAGEMENTS["E10"]["commitments"] if c["state"] != "done"]
    assert sorted(int(c["due_on"][1:]) > 0 for c in waiting) == [False, True]


def test_a_route_only_jumps_forward():
    jumps = 0
    for ref in ("E01", "E10"):
        order = [q.get("key") for q in ENGAGEMENTS[ref]["survey"]["questions"]]
        for question in ENGAGEMENTS[ref]["survey"]["questions"]:
            for option in question.get("options", []):
                if "goto" in option:
                    jumps += 1
                    assert order.index(option["goto"]) > order.index(question["key"])
    assert jumps == 1


def test_rules_have_a_nation_a_start_a_source_and_a_confidence():
    versions = {(rule["id"], rule["nation"], rule["valid_from"]) for rule in RULES}
    assert len(versions) == len(RULES)
    for rule in RULES:
        assert rule["nation"] in {"E", "W", "S", "NI", "EW", "UK"}
        assert rule["valid_from"]
        assert rule["source"]
        assert rule["confidence"] in {"V", "K", "U"}
        assert rule["severity"] in {"block", "warn", "inform"}
        if rule["kind"] == "duty" and rule["confidence"] != "V":
            assert rule["severity"] != "block", "an unconfirmed duty may warn, not block"
