"""The council itself: profile, services, people, places, law and strategy."""

from __future__ import annotations

import csv
import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import Any

from shapely import unary_union
from shapely.geometry import mapping, shape

from folkmoot.design import frame
from folkmoot.doors.training.loading import files
from folkmoot.doors.training.loading.days import Days
from folkmoot.foundation.council.models import Service
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.use_cases import add_service, appoint, describe_council, register_person
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.places.use_cases import import_places
from folkmoot.plan.law.use_cases import load_rules
from folkmoot.plan.strategy.use_cases import adopt_strategy
from folkmoot.words.bilingual import Bilingual, bilingual

LOADER = "Demo loader"


def load_council(days: Days) -> dict[str, Service]:
    """The profile and the services; returns services and directorates by key."""
    facts, at = files.read_yaml("council.yaml"), days.at("T-600")
    contact = facts["contact"]
    describe_council(
        LOADER,
        at=at,
        name=bilingual(facts["name"]),
        nation=facts["profile"]["nation"],
        languages=facts["profile"]["languages"],
        fictional=facts["fictional"],
        phone=contact["phone"],
        email=contact["email"],
        address=_lines(contact["address"]),
        opening_hours=_lines(contact["opening_hours"], "; "),
        promise=bilingual(facts["promise"]),
        small_number=facts["profile"]["minimum_count"],
        percentage_base=facts["profile"]["percentage_base"],
    )
    frame.forget_council()
    found: dict[str, Service] = {}
    for directorate in facts["directorates"]:
        parent = _service(directorate, None, at)
        found[parent.key] = parent
        for service in directorate["services"]:
            found[service["key"]] = _service(service, parent, at)
    return found


def _service(facts: dict[str, Any], parent: Service | None, at: dt.datetime) -> Service:
    return add_service(LOADER, key=facts["key"], name=bilingual(facts["name"]), parent=parent, at=at)


def _lines(value: dict[str, list[str]], joint: str = "\n") -> Bilingual:
    return Bilingual(**{language: joint.join(lines) for language, lines in value.items()})


def load_places(days: Days) -> None:
    """Wards and postcodes, through the importer that reads the official files."""
    year = (days.today - dt.timedelta(days=600)).year % 100
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_boundaries(folder, year)
        _write_postcodes(folder / "postcodes.csv", year)
        authority = files.read_yaml("council.yaml")["code"]
        report = import_places(LOADER, folder, at=days.at("T-590"), authority=authority)
    if any(each.bad for each in report.files):
        raise ValueError(f"The demo council's places could not be loaded: {report}")


def _write_boundaries(folder: Path, year: int) -> None:
    collection = files.read_json("wards.geojson")
    for feature in collection["features"]:
        ward = feature["properties"]
        feature["properties"] = {
            f"WD{year}CD": ward["code"],
            f"WD{year}NM": ward["name"],
            f"WD{year}NMW": ward["name_cy"],
            **_authority(year),
        }
    _write_json(folder / "wards.geojson", collection)
    outline = unary_union([shape(feature["geometry"]) for feature in collection["features"]])
    whole = {"type": "Feature", "properties": _authority(year), "geometry": mapping(outline)}
    _write_json(folder / "authority.geojson", {"type": "FeatureCollection", "features": [whole]})


def _authority(year: int) -> dict[str, str]:
    council = files.read_yaml("council.yaml")
    name = council["short_name"]
    return {f"LAD{year}CD": council["code"], f"LAD{year}NM": name["en"], f"LAD{year}NMW": name["cy"]}


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _write_postcodes(path: Path, year: int) -> None:
    """The layout of the ONS postcode directory, with the columns an importer needs."""
    code = files.read_yaml("council.yaml")["code"]
    head = ["pcd7", "pcd8", "pcds", "dointr", "doterm", f"lad{year}cd", f"wd{year}cd", "lat", "long"]
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(head)
        for row in files.read_csv("postcodes.csv"):
            postcode = row["postcode"]
            outward, inward = postcode.split()
            rows.writerow(
                [
                    f"{outward:<4}{inward}",
                    f"{outward:<4} {inward}",
                    postcode,
                    "202001",
                    "",
                    code,
                    row["ward"],
                    row["latitude"],
                    row["longitude"],
                ]
            )


def load_people(days: Days, services: dict[str, Service]) -> dict[str, Person]:
    """Role accounts and their posts, by key. Those marked `featured` come first, for the sign-in page."""
    at = days.at("T-580")
    wards = {area.code: area for area in Area.objects.filter(kind=Area.Kind.WARD)}
    people = files.read_yaml("people.yaml")["people"]
    found = {}
    for facts in sorted(people, key=lambda each: not each.get("featured")):
        person = register_person(
            LOADER, name=facts["name"]["en"], email=facts["email"], phone=facts["phone"], at=at
        )
        scope = facts["scope"]
        appoint(
            LOADER,
            person,
            role=facts["role"],
            service=services.get(scope.get("service") or scope.get("directorate", "")),
            area=wards.get(scope.get("ward", "")),
            from_on=at.date(),
            at=at,
        )
        found[facts["key"]] = person
    return found


def load_law(days: Days) -> None:
    """The rules that ship with Folkmoot, then the council's own dated periods and standards."""
    load_rules(LOADER, at=days.at("T-570"))
    own = files.read_yaml("law.yaml")
    for group in ("periods", "standards"):
        for each in own.get(group, []):
            for name in ("poll_on", "latest_start_on", "from_on", "to_on", "valid_from"):
                if name in each:
                    each[name] = days.on(each[name])
    load_rules(LOADER, own, at=days.at("T-569"))


def load_strategy(days: Days, people: dict[str, Person]) -> None:
    """The engagement strategy: aims, and the actions promised under them."""
    facts = files.read_yaml("strategy.yaml")
    names = {each["key"]: each["name"]["en"] for each in files.read_yaml("people.yaml")["people"]}
    aims = [
        {
            "number": aim["key"],
            "title": days.words(aim["title"]),
            "actions": [_action(days, each, names) for each in facts["actions"] if each["aim"] == aim["key"]],
        }
        for aim in facts["aims"]
    ]
    adopted = {
        "title": days.words(facts["title"]),
        "from_on": days.on(facts["valid_from"]),
        "to_on": days.on(facts["valid_to"]),
        "aims": aims,
    }
    adopt_strategy(people["engagement-manager"], adopted, at=days.at("T-560"))


def _action(days: Days, facts: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """An action as it stands on the demo day. Statuses finer than ours are told apart by their measure."""
    measure, due = facts.get("measure") or {}, facts.get("due_on")
    so_far = f"{facts.get('value')} of {facts.get('target')}" if facts.get("target") else ""
    return {
        "number": facts["key"],
        "title": days.words(facts["title"]),
        "service": facts["service"],
        "lead_role": names.get(facts["owner"], facts["owner"].replace("-", " ").capitalize()),
        "due_on": None if due == "rolling" else days.on(due),
        "measure": ": ".join(filter(None, [measure.get("en", ""), so_far])),
        "outcome": days.words(facts.get("outcome")).en,
        "corrective_action": days.words(facts.get("corrective_action")).en,
        "status": {"pilot": "planning", "draft": "planning"}.get(facts["status"], facts["status"]),
    }
