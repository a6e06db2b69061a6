"""Lists of projects: tables whose columns, not whose labels, hold name, money, goal and indicators of each project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.forms.goal_tables.indicator_tables import IndicatorTable, indicator_columns
from loaders.forms.tables.cells import cell
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.values.amounts import money_unit, parse_number
from loaders.values.wording import fold

MOST_HEADER_ROWS = 4
LONGEST_COLUMN = 30
"""A cell of a header prints at most this many signs."""
_AS_IN_HEADS = frozenset({"amount", "goal", "purpose"})
FEWEST_COLUMNS = 3
"""So many columns of known meaning make a list; fewer may be a label and its value."""


@dataclass(frozen=True, slots=True)
class ListColumns:
    """What the columns of a list hold, by their indices.

    `roles` are those of the lexicon's list columns, `funds` the sources of money, `units` the unit of money that each
    column prints. `indicators` is the table of indicators in its columns, `running` the column of all indicators.
    `strange` are the columns that no record has a place for, where no table of indicators tells of them.
    """

    roles: dict[str, int]
    funds: dict[int, str]
    units: dict[int, str]
    indicators: IndicatorTable | None
    running: int | None
    strange: dict[int, str]
    words: tuple[str, ...] = field(default=())

    @property
    def name(self) -> int:
        """The column of projects, or of bodies in a list of whole departments."""
        return self.roles["project"] if self.of_projects else self.roles["body"]

    @property
    def of_projects(self) -> bool:
        """Whether the rows are projects, not bodies."""
        return "project" in self.roles

    @property
    def money(self) -> list[int]:
        """The columns with figures."""
        return [*([self.roles["amount"]] if "amount" in self.roles else []), *self.funds]

    def prints_indicator(self, row: Passage) -> bool:
        """Whether a row prints anything in the columns of indicators."""
        return self.indicators is not None and any(cell(row, index) for index in self.indicators.roles.indices.values())

    def unit(self, index: int) -> str | None:
        """The money unit of a column: its own, or the only one that the header prints."""
        printed = set(self.units.values())
        return self.units.get(index) or (printed.pop() if len(printed) == 1 else None)


def list_header(rows: Sequence[Passage], start: int, lexicon: Lexicon) -> tuple[ListColumns, int] | None:
    """The columns of a list whose header begins at a row, and the index of the row past it.

    A header names projects or bodies in one column and their goal or indicators in others; lower rows of it leave the
    cell below the first name empty.
    """
    first = rows[start]
    names = [index for index, text in enumerate(first.cells) if _role(text, lexicon) in ("project", "body")]
    if not names or not _is_header(first, lexicon):
        return None
    end = start + 1
    while end < min(len(rows), start + MOST_HEADER_ROWS) and _is_lower(rows[end], names[0], lexicon):
        end += 1
    columns = _columns([row.cells for row in rows[start:end]], lexicon)
    return (columns, end) if columns else None


def _role(text: str, lexicon: Lexicon) -> str | None:
    """The role of a column by its name; the labels of a head name columns as well."""
    if not text:
        return None
    label = lexicon.project_labels.exact(text)
    role = lexicon.list_columns.names.get(fold(text)) or lexicon.list_columns.exact(text)
    return role or (label if label in _AS_IN_HEADS else None)


def _is_header(row: Passage, lexicon: Lexicon) -> bool:
    texts = [text for text in row.cells if text]
    return _known(row, lexicon) * 2 > len(texts) and _is_short(texts)


def _is_lower(row: Passage, name: int, lexicon: Lexicon) -> bool:
    below_name = row.cells[name] if name < len(row.cells) else ""
    return not below_name and _known(row, lexicon) > 0 and _is_short([text for text in row.cells if text])


def _known(row: Passage, lexicon: Lexicon) -> int:
    """How many cells are column names."""
    words = (text for text in row.cells if text)
    return sum(
        bool(_role(text, lexicon) or lexicon.is_header_word(text) or lexicon.fund_sources.exact(text)) for text in words
    )


def _is_short(texts: Sequence[str]) -> bool:
    return all(len(text) <= LONGEST_COLUMN and parse_number(text) is None for text in texts)


def _columns(header: Sequence[Sequence[str]], lexicon: Lexicon) -> ListColumns | None:
    paths = list(_paths(header))
    roles: dict[str, int] = {}
    funds: dict[int, str] = {}
    words = []
    for index, path in enumerate(paths):
        leaf = path[-1] if path else ""
        role, source = _role(leaf, lexicon), _source(path, lexicon)
        if source:
            funds[index] = source
        elif role and (role not in ("goal", "running") or len(path) == 1 or role not in roles):
            roles.setdefault(role, index)
        taken = source or roles.get(role or "") == index
        words.append("" if taken and role != "running" else leaf)
    running = roles.pop("running", None)
    indicators = indicator_columns(words, lexicon)
    running = None if indicators else running
    enough = len(roles) + len(funds) + (running is not None) + (len(indicators.roles.indices) if indicators else 0)
    says = "goal" in roles or indicators or running is not None
    if not ({"project", "body"} & set(roles)) or not says or enough < FEWEST_COLUMNS:
        return None
    units = {index: unit for index, path in enumerate(paths) for word in path if (unit := money_unit(word))}
    strange = {} if indicators else {index: word for index, word in enumerate(words) if word and index != running}
    return ListColumns(roles, funds, units, indicators, running, strange, tuple(" ".join(path) for path in paths))


def _source(path: Sequence[str], lexicon: Lexicon) -> str | None:
    """The source of money that a column prints: its own word, or that of the group whose sum it is."""
    source = lexicon.fund_sources.exact(path[-1]) if path else None
    if source is None and len(path) > 1 and _role(path[-1], lexicon) == "amount":
        source = lexicon.fund_sources.exact(path[-2])
    return source


def _paths(header: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The words of each column from top to bottom; a word stands above the empty cells to its right as well."""
    width = max(len(row) for row in header)
    paths: list[tuple[str, ...]] = [()] * width
    for depth, row in enumerate(header):
        above = ""
        for index in range(width):
            text = row[index] if index < len(row) else ""
            below = any(index < len(lower) and lower[index] for lower in header[depth + 1 :])
            above = text or (above if below and not _new_group(header[:depth], index) else "")
            if above:
                paths[index] = (*paths[index], above)
    return iter(paths)


def _new_group(upper: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a word further up begins at a column, which ends the span of the words below it."""
    return any(index < len(row) and row[index] for row in upper)
