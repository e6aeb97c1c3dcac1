"""Round numbers for axes and map classes."""

from math import ceil, floor, log10


def nice_step(highest: float, most: int) -> int:
    """The smallest of 1, 2, 5 times a power of ten that covers `highest` in at most `most` steps.

    >>> nice_step(1184, 4), nice_step(3, 4), nice_step(0, 4)
    (500, 1, 1)
    """
    if highest <= most:
        return 1
    rough = highest / most
    power = 10 ** floor(log10(rough))
    return int(next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= rough))


def ticks(highest: float, most: int = 4) -> tuple[int, ...]:
    """Round numbers from 0 to the first at or above `highest`.

    >>> ticks(1184)
    (0, 500, 1000, 1500)
    """
    step = nice_step(highest, most)
    return tuple(step * place for place in range(max(1, ceil(highest / step)) + 1))


def plain_number(value: float) -> str:
    """With commas between thousands, as both English and Welsh write it.

    >>> plain_number(2931), plain_number(0.5)
    ('2,931', '0.5')
    """
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
