"""Indicator tables: their columns, and the levels that merged cells carry down from row to row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.forms.cells import Roles
from loaders.forms.grid import Column, is_header_row
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.values.wording import fold

_ROLES_READ = frozenset(
    {"level1", "level2", "title", "number", "name", "description", "operator", "target", "unit", "basis", "weight"}
)


@dataclass(slots=True)
class IndicatorTable:
    """An indicator table being read: its columns, and the levels that the rows above have set, as printed.

    `width` is the number of its columns, `strange` the names of those that no record has a place for, until
    one of them is reported.
    """

    roles: Roles
    width: int
    strange: dict[int, str]
    level1: str | None = None
    level2: str | None = None

    def carry(self, level1: str | None, level2: str | None, lexicon: Lexicon) -> None:
        """Set the levels from a row on: a new first level ends the second; the end of a broken cell changes nothing."""
        if level1 and not (self.level1 and completes(self.level1, level1, lexicon.level1.names)):
            self.level1, self.level2 = level1, None
        if level2 and not (self.level2 and completes(self.level2, level2, lexicon.level2.names)):
            self.level2 = level2

    def lose(self, row: Passage, lexicon: Lexicon) -> None:
        """Forget the levels of the rows above that a row which was not read may have ended; take those it prints."""
        level1 = next((text for text in row.cells if lexicon.level1.exact(text)), None)
        level2 = next((text for text in row.cells if text != level1 and lexicon.level2.exact(text)), None)
        if level1 or level2:
            self.carry(level1, level2, lexicon)
        elif row.cells[0]:
            self.level1 = self.level2 = None

    def after(self, other: IndicatorTable) -> IndicatorTable:
        """This table as the next page of another one: the levels that are printed there go on when the columns do."""
        if self.roles == other.roles:
            self.level1, self.level2 = other.level1, other.level2
        return self


def indicator_header(row: Passage, lexicon: Lexicon) -> IndicatorTable | None:
    """The columns of an indicator table, when a row is its header: at least a name and a target or two levels."""
    if not is_header_row(row, lambda text: lexicon.indicator_columns.exact(text) is not None):
        return None
    return indicator_columns(row.cells, lexicon)


def indicator_columns(words: Sequence[str], lexicon: Lexicon) -> IndicatorTable | None:
    """The table of indicators that the words of its columns tell; levels without a target must be called 指标.

    一级, 二级 and 三级 alone may be the steps of any classification.
    """
    columns = [Column((text,) if text else ()) for text in words]
    roles = _with_last_name(Roles.of(columns, lexicon.indicator_columns, exact=True), words, lexicon)
    levels = {"level1", "level2"} <= set(roles.indices) and any("指标" in text for text in words)
    if "name" not in roles or not ("target" in roles or levels):
        return None
    known = {index for role, index in roles.indices.items() if role in _ROLES_READ}
    strange = {index: text for index, text in enumerate(words) if text and index not in known}
    return IndicatorTable(roles, len(words), strange)


def _with_last_name(roles: Roles, words: Sequence[str], lexicon: Lexicon) -> Roles:
    """Of two columns for names, the one behind the levels holds them: 绩效指标 may also head the whole table."""
    names = [index for index, text in enumerate(words) if lexicon.indicator_columns.exact(text) == "name"]
    behind = [index for index in names if index > roles.indices.get("level2", -1)]
    if len(names) < 2 or not behind or names[0] == behind[0]:
        return roles
    return Roles({**roles.indices, "name": behind[0], "title": names[0]})


def completes(above: str, text: str, names: Mapping[str, str]) -> bool:
    """Whether a text is the broken-off end of the level above it."""
    return fold(above + text) in names and fold(text) not in names
