"""The CSV files of `draw-panel`: for officers, with the ids of volunteers in them."""

from __future__ import annotations

from collections.abc import Iterator

from ..files.writing import Cell
from ..lottery.diagnosing import Diagnosis
from ..lottery.odds import odds
from ..lottery.reading import TargetsFile
from .draw_panel_selection import CERTAIN, NONE, Selection

Table = tuple[list[str], Iterator[list[Cell]]]


def panel_table(selection: Selection) -> Table:
    """Who was drawn, with the values that targets are for; after drop-outs, who stays and who is new."""
    people, stays = selection.people, selection.stays
    features = list(selection.targets.quotas)
    head = [people.id_column or "id", "row", *(["place"] if stays else []), *features]

    def rows() -> Iterator[list[Cell]]:
        for person in selection.panel:
            place = ["stays" if person in stays else "new"] if stays else []
            values = (people.values[name][person] for name in features)
            yield [people.ids[person], people.rows[person], *place, *values]

    return head, rows()


def chances_table(selection: Selection) -> Table:
    """Each volunteer's chance, and why where it is certain or none."""
    people, among = selection.people, set(selection.among)
    head = [people.id_column or "id", "row", "chance", "in_words", "on_panel", "why"]

    def rows() -> Iterator[list[Cell]]:
        for person in range(len(people)):
            chance = float(selection.chances[person])
            drawn = "" if not selection.is_drawn else "yes" if person in selection.panel else "no"
            said = odds(chance) if person in among else "took no part"
            yield [
                people.ids[person],
                people.rows[person],
                round(chance, 9) if person in among else "",
                said,
                drawn,
                _why(selection, person, chance) if person in among else _absent(selection, person),
            ]

    return head, rows()


def _why(selection: Selection, person: int, chance: float) -> str:
    reason = selection.reasons.get(person)
    if reason is not None:
        return reason.explain()
    if NONE < chance <= CERTAIN:
        return ""
    if person in selection.reasons:
        return "No target forces this; others have their chance by it."
    return "Not asked why: too many are alike in this." if not selection.changed else ""


def _absent(selection: Selection, person: int) -> str:
    return (
        "Stays on the panel." if person in selection.stays else ("Left, or shares a household with a member.")
    )


def groups_table(selection: Selection) -> Table:
    """Targets, volunteers, chances and seats of each group."""
    head = ["feature", "value", "min", "max", "volunteers", "share_of_volunteers", "expected_seats"]
    head += ["lowest_chance", "mean_chance", "highest_chance", "on_panel"]
    n = len(selection.among)

    def rows() -> Iterator[list[Cell]]:
        for group in selection.groups():
            chances = (group.lowest, group.mean, group.highest) if group.volunteers else ("", "", "")
            yield [
                group.feature,
                group.value,
                group.low,
                group.high,
                group.volunteers,
                round(group.volunteers / n, 4),
                round(group.expected, 4),
                *(round(each, 6) if isinstance(each, float) else each for each in chances),
                "" if group.on_panel is None else group.on_panel,
            ]

    return head, rows()


def targets_table(found: Diagnosis, targets: TargetsFile) -> Table:
    """What stands against each target, beside it, and what the smallest change would make of it."""
    head = ["feature", "value", "min", "max", "volunteers", "most_on_one_panel", "row", "problem"]
    head += ["min_after_smallest_change", "max_after_smallest_change"]
    after = {
        (change.feature, str(change.value)): (change.minimum, change.maximum)
        for change in (found.repairs[0].changes if found.repairs else ())
    }

    def rows() -> Iterator[list[Cell]]:
        for target in found.targets:
            key = (target.feature, str(target.value))
            problem = target.problem or target.shared
            if target.in_conflict:
                problem = "Cannot be met together with the other targets marked so."
            bounds = after.get(key, ("", ""))
            yield [*key, target.minimum, target.maximum, target.volunteers, target.most, targets.row_of[key],
                   problem, *bounds]  # fmt: skip

    return head, rows()
