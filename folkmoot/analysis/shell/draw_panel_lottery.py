"""From files to a lottery, and from a lottery and a seed to a panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..lottery.diagnosing import Diagnosis, TargetFinding, diagnose, opened
from ..lottery.drawn import Draw, Listed, draw_listed, listed, listed_tickets
from ..lottery.evenness import evenness
from ..lottery.reading import Quotas, TargetsFile, VolunteersFile
from ..lottery.reasons import Reason, reasons_of
from ..lottery.repairs import Change, Repair
from ..lottery.replacing import Vacancies, check_fillable, vacancies_of
from ..lottery.tickets import Tickets, equal_tickets
from .draw_panel_selection import CERTAIN, NONE, Compared, Floats, Selection, in_order, of_panel
from .telling import Telling

if TYPE_CHECKING:
    from ..lottery.pools import Pool
    from ..lottery.result import Lottery

MOST_ASKED = 20  # kinds of people of whom it is asked why they are certain, and as many why they cannot be
WEIGHED, EACH_CHANGE = 3, 20.0  # changes whose lotteries are found, and seconds for each


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command line asks for. `panel` and `left` are places among the volunteers, for replacements."""

    size: int
    method: str = "leximin"
    methods: tuple[str, ...] = ()  # to set beside it
    seed: str = ""
    tickets: int = 0
    ticket: int = 0
    fingerprint: str = ""
    time_budget: float | None = None
    panel: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lots:
    """Who takes part in the lottery, by places, and under which targets."""

    among: tuple[int, ...]
    volunteers: dict[str, tuple[str, ...]]
    quotas: Quotas
    households: tuple[str, ...] | None
    seats: int
    vacancies: Vacancies | None

    @property
    def pool(self) -> Pool:
        return opened(self.volunteers, self.quotas, size=self.seats, households=self.households)


def diagnosed(people: VolunteersFile, targets: TargetsFile, size: int) -> Diagnosis:
    """Whether a panel can be found, target by target in the order of the file."""
    return diagnose(people.values, targets.quotas, size=size, households=people.households)


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What a change of targets would mean: the lowest chance of anybody who can then be drawn, and the seats
    that each group would have on average."""

    repair: Repair
    lowest: float
    seats: dict[tuple[str, str], float]


def afterwards(
    people: VolunteersFile, targets: TargetsFile, found: Diagnosis, telling: Telling
) -> tuple[Afterwards, ...]:
    """The LEXIMIN lottery that each of the first changes would allow."""
    from ..lottery.selecting import select_panel

    after = []
    for number, repair in enumerate(found.repairs[:WEIGHED], 1):
        with telling.step(f"Weighing change {number}") as progress:
            lottery = select_panel(
                people.values,
                in_order(repair.quotas(targets.quotas)),
                size=found.size,
                households=people.households,
                seed=0,
                progress=progress,
                time_budget=EACH_CHANGE,
            )
        seats = {
            (name, str(value)): group.seats
            for name, row in lottery.chances_by_group().items()
            for value, group in row.items()
        }
        able = np.asarray(lottery.chances)[np.asarray(lottery.chances) > NONE]
        after.append(Afterwards(repair, float(able.min()), seats))
    return tuple(after)


def refused(found: Diagnosis, targets: TargetsFile) -> ValueError:
    """The refusal of targets that no panel meets: one sentence, with the row to look at."""
    touched = [change for repair in found.repairs[:1] for change in repair.changes]
    wrong = [target for target in found.targets if target.problem] or list(found.conflict)
    keys = dict.fromkeys([*map(_key, wrong), *map(_key, touched)])
    rows = ", ".join(str(targets.row_of[key]) for key in list(keys)[:8])
    where = f" ({'row' if len(keys) == 1 else 'rows'} {rows} of {targets.path.name})" if rows else ""
    return ValueError(f"{found.explain().rstrip('.')}{where}.")


def _key(target: TargetFinding | Change) -> tuple[str, str]:
    return target.feature, str(target.value)


def selected(people: VolunteersFile, targets: TargetsFile, asked: Asked, telling: Telling) -> Selection:
    """Find the lottery, publish it, and draw if there is a seed or a ticket. Raises ValueError, in a sentence
    that names row and remedy, when no panel meets the targets, when the lottery is not the one that was
    announced, and as `select_panel` does."""
    lots = _lots(people, targets, asked)
    if lots.vacancies:
        check_fillable(lots.vacancies)
    else:
        found = diagnosed(people, targets, asked.size)
        if not found.possible:
            sentence = str(refused(found, targets)).rstrip(".")
            raise ValueError(f"{sentence}; --test-panel writes what stands against each target.")
    lottery = _solved(lots, asked.method, asked, telling)
    names = [people.ids[place] for place in lots.among]
    whole = listed(lottery.panels, lottery.weights, names=names)
    tickets = _tickets(lots, lottery, asked, telling)
    published = listed_tickets(tickets.panels, names=names) if tickets else whole
    _check_fingerprint(published, asked.fingerprint)
    drawn = _draw(published, asked)
    chances = np.asarray(lottery.chances, dtype=np.float64)
    panels = tickets.panels if tickets else lottery.panels.tolist()
    return Selection(
        people=people,
        targets=targets,
        size=asked.size,
        method=asked.method,
        among=lots.among,
        chances=_spread(tickets.chances if tickets else chances, lots.among, len(people)),
        bound=float(lottery.bound_of_possible),
        shortfall=float(lottery.shortfall),
        exact=bool(lottery.exact),
        lottery=whole,
        published=published,
        changed=tickets.loss if tickets else None,
        reasons=_reasons(lots, chances, telling),
        compared=_compared(lots, lottery, asked, telling),
        draw=drawn,
        panel=_joined(lots, of_panel(published, drawn.number - 1, panels)) if drawn else (),
        vacancies=lots.vacancies,
    )


def _lots(people: VolunteersFile, targets: TargetsFile, asked: Asked) -> _Lots:
    quotas = in_order(targets.quotas)
    if not asked.panel:
        everybody = tuple(range(len(people)))
        return _Lots(everybody, people.values, quotas, people.households, asked.size, None)
    left = vacancies_of(
        people.values,
        quotas,
        size=asked.size,
        panel=asked.panel,
        left=asked.left,
        households=people.households,
    )
    homes = None if left.households is None else tuple(str(home) for home in left.households)
    values = {name: tuple(map(str, column)) for name, column in left.volunteers.items()}
    return _Lots(left.candidates, values, left.quotas, homes, left.seats, left)


def _solved(lots: _Lots, method: str, asked: Asked, telling: Telling) -> Lottery:
    from ..lottery.selecting import select_panel

    with telling.step(f"Finding the {method} lottery") as progress:
        return select_panel(
            lots.volunteers,
            lots.quotas,
            size=lots.seats,
            method=method,
            households=lots.households,
            seed=0,  # the panel is drawn from the published list, so that anybody can draw it again
            progress=progress,
            time_budget=asked.time_budget,
        )


def _tickets(lots: _Lots, lottery: Lottery, asked: Asked, telling: Telling) -> Tickets | None:
    if not asked.tickets:
        return None
    telling.say(f"Making {asked.tickets:,} equal tickets ...")
    return equal_tickets(lottery.panels, lottery.weights, asked.tickets, pool=lots.pool)


def _check_fingerprint(published: Listed, announced: str) -> None:
    if announced and announced.strip().lower() != published.fingerprint:
        raise ValueError(
            f"The list has the fingerprint {published.fingerprint} and not the one that was "
            f"announced; give the "
            "same files, options and version of Folkmoot as then."
        )


def _draw(published: Listed, asked: Asked) -> Draw | None:
    if asked.ticket:
        where = published.order[asked.ticket - 1]
        return Draw("", published.fingerprint, asked.ticket, published.total, asked.ticket, where)
    return draw_listed(published, asked.seed) if asked.seed else None


def _joined(lots: _Lots, newcomers: Sequence[int]) -> tuple[int, ...]:
    stays = lots.vacancies.stays if lots.vacancies else ()
    return tuple(sorted((*stays, *(lots.among[person] for person in newcomers))))


def _spread(chances: Floats, among: Sequence[int], n: int) -> Floats:
    """Chances of those who took part, at their places among all volunteers."""
    everybody = np.zeros(n)
    everybody[list(among)] = chances
    return everybody


def _reasons(lots: _Lots, chances: Floats, telling: Telling) -> dict[int, Reason | None]:
    """Why people are certain to be drawn or cannot be, by their places among all volunteers; None where no
    target forces it. Of very many kinds of people only the first are asked about."""
    sure, never = np.flatnonzero(chances > CERTAIN), np.flatnonzero(chances <= NONE)
    if not len(sure) and not len(never):
        return {}
    reasons: dict[int, Reason | None] = {}
    pool = lots.pool
    with telling.step("Asking why some are sure") as progress:
        for place, (people, certain) in enumerate(((sure, True), (never, False))):
            kinds = sorted({int(pool.type_of[person]) for person in people})[:MOST_ASKED]
            found: dict[int, Reason] = {}
            for number, kind in enumerate(kinds):
                found |= reasons_of(pool, [kind], certain=certain)
                progress(place * MOST_ASKED + number, 2 * MOST_ASKED)
            for person in people.tolist():
                if int(pool.type_of[person]) in kinds:
                    reasons[lots.among[person]] = found.get(int(pool.type_of[person]))
    return reasons


def _compared(lots: _Lots, lottery: Lottery, asked: Asked, telling: Telling) -> tuple[Compared, ...]:
    found = []
    for method in asked.methods:
        other = lottery if method == asked.method else _solved(lots, method, asked, telling)
        found.append(Compared(method, evenness(np.asarray(other.chances, dtype=np.float64))))
    return tuple(found)
