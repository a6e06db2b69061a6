"""Indicator tables: their columns, and the levels that merged cells carry down from row to row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.forms.tables.cells import Roles
from loaders.forms.tables.grid import Column, is_header_row
from loaders.lexicon import Lexicon, Vocabulary
from loaders.places import Passage
from loaders.values.amounts import parse_number
from loaders.values.wording import fold

FEWEST_POINTS, MOST_POINTS = 80, 100
"""What the weights of all indicators of a project add up to, with or without the ten for spending the money."""
_ROLES_READ = frozenset(
    {
        "level1", "level2", "title", "number", "name", "description", "operator", "target", "unit", "basis", "weight",
        "actual", "score", "deviation",
    }
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
        if level1 and self.level1 and completes(self.level1, level1, lexicon.level1.names):
            self.level1 += level1
        elif level1:
            self.level1, self.level2 = level1, None
        if level2 and self.level2 and completes(self.level2, level2, lexicon.level2.names):
            self.level2 += level2
        elif level2:
            self.level2 = _without_rest(self.level2 or "", level2, lexicon.level2)

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


def with_weights(table: IndicatorTable, rows: Sequence[Passage]) -> IndicatorTable:
    """The table with its remarks as weights, where a column says how points are given and the remarks are the points.

    They are when every remark is a figure and together they are the points of indicators: about 90 or 100.
    """
    roles = table.roles
    remarks = [text for row in rows if (text := roles.text(row, "remark"))]
    figures = [figure for text in remarks if (figure := parse_number(text)) is not None]
    if "standard" not in roles or "weight" in roles or not figures or len(figures) < len(remarks):
        return table
    if not FEWEST_POINTS <= sum(figures) <= MOST_POINTS:
        return table
    indices = {role: index for role, index in roles.indices.items() if role != "remark"}
    strange = {index: text for index, text in table.strange.items() if index != roles.indices["remark"]}
    return replace(table, roles=Roles({**indices, "weight": roles.indices["remark"]}), strange=strange)


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
    group = bool(names) and lexicon.list_columns.exact(words[names[0]]) == "running"
    behind = [index for index in names if index > roles.indices.get("level2", names[0] if group else -1)]
    if len(names) < 2 or not behind or names[0] == behind[0]:
        return roles
    return Roles({**roles.indices, "name": behind[0], "title": names[0]})


def completes(above: str, text: str, names: Mapping[str, str]) -> bool:
    """Whether a text goes on with the level above it, which a page break or a narrow column has cut.

    >>> completes("产", "出", {"产出指标": "产出指标"}), completes("产出", "指标", {"产出指标": "产出指标"})
    (True, True)
    """
    whole = fold(above + text)
    return fold(text) not in names and fold(above) != whole and any(name.startswith(whole) for name in names)


def _without_rest(above: str, text: str, levels: Vocabulary) -> str:
    """A level without the broken-off end of the one above it that has slipped into its cell.

    >>> from loaders.lexicon import lexicon
    >>> _without_rest("经济效益", "指标社会效益指标", lexicon().level2)
    '社会效益指标'
    """
    for name in levels.names:
        rest = text.removesuffix(name)
        if above and rest and rest != text and completes(above, rest, levels.names):
            return name
    return text


def level_name(printed: str | None, vocabulary: Vocabulary) -> str | None:
    """The canonical name of a level as printed, also when its end is cut off; `None` when it may be one of several.

    A level that nobody listed keeps its name, but one that is glued to another is none.

    >>> from loaders.lexicon import lexicon
    >>> words = lexicon()
    >>> level_name("产出", words.level1), level_name("服务对象", words.level2), level_name("产", words.level1)
    ('产出指标', '服务对象满意度指标', '产出指标')
    >>> level_name("生态效益指标可持续影响指标", words.level2), level_name("管理指标", words.level2)
    (None, '管理指标')
    """
    if not printed:
        return None
    if exact := vocabulary.exact(printed):
        return exact
    whole = fold(printed)
    begun = {canonical for name, canonical in vocabulary.names.items() if name.startswith(whole)}
    if begun:
        return begun.pop() if len(begun) == 1 else None
    glued = any(name.endswith("指标") and name in whole for name in vocabulary.names)
    return None if glued else printed
