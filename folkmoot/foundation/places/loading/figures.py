"""Writing figures: added, changed where the published number changed, left alone otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from folkmoot.foundation.places.loading.areas import Changes
from folkmoot.foundation.places.models import Area, Figure, Measure
from folkmoot.foundation.places.readers.facts import FigureFact, MeasureFact

_BATCH = 2_000
Key = tuple[int, str, str, str]


def save_figures(facts: Iterable[FigureFact]) -> Changes:
    areas = dict(Area.objects.order_by("valid_from").values_list("code", "pk"))
    changes: Changes = defaultdict(int)
    measures: set[MeasureFact] = set()
    rows = iter(facts)
    while batch := list(islice(rows, _BATCH)):
        new = {fact.measure for fact in batch} - measures
        _save_measures({measure.code: measure for measure in new}.values())
        measures |= new
        _save_batch(batch, areas, changes)
    return dict(changes)


def _save_measures(measures: Iterable[MeasureFact]) -> None:
    Measure.objects.bulk_create(
        [Measure(**{**vars(fact), "label": fact.label[:300], "unit": fact.unit[:40]}) for fact in measures],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["table", "label", "role", "unit", "nation"],
    )


def _save_batch(batch: list[FigureFact], areas: dict[str, int], changes: Changes) -> None:
    wanted = dict(_figures(batch, areas))
    held = _held(wanted)
    new = [figure for key, figure in wanted.items() if key not in held]
    changed = []
    for key, old in held.items():
        figure = wanted[key]
        if (old.value, old.mark) != (figure.value, figure.mark):
            old.value, old.mark = figure.value, figure.mark
            changed.append(old)
    Figure.objects.bulk_create(new, batch_size=500)
    Figure.objects.bulk_update(changed, ["value", "mark"], batch_size=500)
    changes["figures added"] += len(new)
    changes["figures changed"] += len(changed)


def _figures(batch: list[FigureFact], areas: dict[str, int]) -> Iterator[tuple[Key, Figure]]:
    for fact in batch:
        area = areas[fact.code]
        figure = Figure(
            area_id=area,
            measure=fact.measure.code,
            period=fact.period[:20],
            value=fact.value,
            mark=fact.mark[:10],
            source=fact.source[:200],
        )
        yield (area, figure.measure, figure.period, figure.source), figure


def _held(wanted: dict[Key, Figure]) -> dict[Key, Figure]:
    """The figures already there under the same keys."""
    areas, measures = {key[0] for key in wanted}, {key[1] for key in wanted}
    found = {}
    for chunk in _chunks(sorted(areas)):
        for figure in Figure.objects.filter(area_id__in=chunk, measure__in=measures):
            key = (figure.area_id, figure.measure, figure.period, figure.source)
            if key in wanted:
                found[key] = figure
    return found


def _chunks(numbers: list[int], size: int = 400) -> Iterator[list[int]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))
