"""Changes between two printed figures, with what rounding leaves open."""

from __future__ import annotations

from decimal import Decimal

from kb.checks.figures.rounding import half_place


def percent_range(now: int, before: int) -> tuple[float, float] | None:
    """The change in percent from one printed figure to another, from the least to the greatest that rounding allows.

    None where there was nothing before.

    >>> [round(end, 2) for end in percent_range(1_434_890_000, 1_690_690_000)]
    [-15.13, -15.13]
    """
    around = half_place(before)
    if before - around <= 0 or now < 0:
        return None
    own = half_place(now)
    ends = [(a / b - 1) * 100 for a in (now - own, now + own) for b in (before - around, before + around)]
    return min(ends), max(ends)


def places_of(percent: float) -> int:
    """How many decimals a printed percent has.

    >>> places_of(15.13), places_of(17.2), places_of(20.0)
    (2, 1, 0)
    """
    exponent = Decimal(repr(percent)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def follows(percent: float, now: int, before: int) -> bool:
    """Whether a printed percent follows from two figures, rounded or cut to its places; None-ranges follow always.

    >>> follows(-1.1, 1_434_890_000, 1_690_690_000), follows(17.48, 157_230_000, 133_840_000)
    (False, True)
    """
    reach = percent_range(now, before)
    if reach is None:
        return True
    unit = 10.0 ** -min(places_of(percent), 2)
    return reach[0] - unit <= percent <= reach[1] + unit
