"""Which figures are made up of which amounts, when there is one way only. Whole numbers; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MOST_STATES = 10_000
"""Ways to fill the figures half-way that are followed; where there are more, the amounts tell nothing."""
MOST_AMOUNTS = 12
"""Amounts of which all sums are compared: among more, sums agree by chance."""
MOST_PARTS = 4
"""Amounts that a sum may have where the other figures do not confirm it."""

State = tuple[int, ...]


def shares(amounts: Sequence[int], figures: Sequence[int]) -> list[set[int]]:
    """For each amount the figures that it can belong to, when all amounts make up all figures; empty when they do not.

    >>> shares([150, 300, 75], [450, 75])
    [{0}, {0}, {1}]
    >>> shares([20, 20, 5], [20, 25]), shares([20, 5], [25, 3]), shares([30, 1], [16, 15])
    ([{0, 1}, {0, 1}, {1}], [], [])
    """
    if sum(amounts) != sum(figures):
        return []
    order = sorted(range(len(amounts)), key=lambda place: -amounts[place])
    layers = _layers([amounts[place] for place in order], tuple(figures))
    if not layers or not layers[-1]:
        return []
    found: list[set[int]] = [set() for _ in amounts]
    ends = layers[-1]
    for place, layer in zip(reversed(order), reversed(layers[:-1]), strict=True):
        begins: set[State] = set()
        for state in layer:
            for figure, rest in _steps(state, amounts[place]):
                if rest in ends:
                    found[place].add(figure)
                    begins.add(state)
        ends = begins
    return found


def _layers(amounts: Sequence[int], figures: State) -> list[set[State]]:
    """What can be left of the figures before each amount and after the last one; empty when there is too much of it."""
    layers = [{figures}]
    states = 1
    for amount in amounts:
        layer: set[State] = set()
        for state in layers[-1]:
            layer.update(rest for _, rest in _steps(state, amount))
            if states + len(layer) > MOST_STATES:
                return []
        states += len(layer)
        layers.append(layer)
    return layers


def _steps(state: State, amount: int) -> Iterator[tuple[int, State]]:
    for figure, left in enumerate(state):
        if left >= amount:
            yield figure, (*state[:figure], left - amount, *state[figure + 1 :])


def unique_sums(amounts: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Every sum that few of the amounts make up and no others do, with their places; empty when there are too many.

    >>> sums = unique_sums([6650, 3800, 26000, 115])
    >>> sums[10450], sums[115], 30000 in sums
    ((0, 1), (3,), False)
    >>> unique_sums([10, 20, 30]).get(30)
    """
    if len(amounts) > MOST_AMOUNTS:
        return {}
    ways: dict[int, tuple[int, ...] | None] = {0: ()}
    for place, amount in enumerate(amounts):
        longer: dict[int, tuple[int, ...] | None] = {}
        for total, places in ways.items():
            again = places is None or total + amount in ways
            longer[total + amount] = None if again or places is None else (*places, place)
        ways |= longer
    return {total: places for total, places in ways.items() if places and len(places) <= MOST_PARTS}
