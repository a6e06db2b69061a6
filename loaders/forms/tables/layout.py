"""The layout of a budget table: which columns name the rows and which hold figures, side by side where it has sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from loaders.forms.tables.cells import cell
from loaders.forms.tables.column_items import Path, Times, items_of
from loaders.forms.tables.grid import CODE_PARTS, Column, Grid
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.values.amounts import parse_number
from loaders.values.codes import economic_code, functional_code
from loaders.values.wording import fold

_NO_MONEY = re.compile(
    r"(?:率|比例|比重|占比|[%％][)）]?|人数|人次|批次|数量|编制数?|面积|个数|户数"
    r"|[（(](?:人|个|台|套|辆|户|平方米|批次|人次)[)）])$"
)
"""How the names of columns end whose figures are no money."""
ENOUGH_TO_TELL = 4
"""Cells of a column from which most of them tell what it holds, whatever its name."""
_DASHES = "—-–－/ \u3000*"
LABELS = frozenset({"code", "name", "unit_code", "unit_name", "unit_or_name"})
Side = Literal["income", "expenditure", "economic", "government_economic", "purpose"]
Kind = Literal["plain", "function", "economic", "government_economic", "unit"]
CODED: tuple[Kind, ...] = ("function", "plain", "economic", "government_economic")
"""Classifications in the order in which they name a row."""


@dataclass(frozen=True, slots=True)
class Label:
    """A column that names rows: what it classifies by, whether it prints the code or the name, and whether its header
    says so."""

    index: int
    kind: Kind
    role: str
    named: bool = True


@dataclass(slots=True)
class Half:
    """One side of a table (or all of it): the columns that name its rows, and the items of its columns of figures."""

    side: Side | None = None
    labels: list[Label] = field(default_factory=list)
    figures: dict[int, str] = field(default_factory=dict)

    def of(self, kind: Kind, role: str) -> list[int]:
        """The columns of one kind and role, from left to right."""
        return [label.index for label in self.labels if label.kind == kind and label.role == role]

    @property
    def kinds(self) -> set[Kind]:
        """What the rows of this side are classified by."""
        return {label.kind for label in self.labels}


@dataclass(frozen=True, slots=True)
class Layout:
    """The sides of a table, and the columns with words that no side has a place for."""

    halves: tuple[Half, ...]
    words: tuple[int, ...]


def layout_of(grid: Grid, lexicon: Lexicon) -> Layout:
    """The layout of a table, from the words of its header and what its columns hold.

    A new side begins where names come again behind figures, or where 收入 above the names turns to 支出.
    """
    halves = [Half()]
    words: list[int] = []
    roles = [_role(column, grid.body, index, lexicon) for index, column in enumerate(grid.columns)]
    for index, column in enumerate(grid.columns):
        role = roles[index]
        if role == "words" and _names(column, halves[-1], lexicon):
            role = "name"
        if role in LABELS:
            side = _side(column)
            behind = bool(halves[-1].figures) and "figure" in roles[index + 1 :]
            turned = side is not None and halves[-1].side is not None and side != halves[-1].side
            if behind or turned:
                halves.append(Half())
            halves[-1].side = halves[-1].side or side
            label = _label(index, role, grid, halves[-1].labels, lexicon)
            halves[-1].labels.append(replace(label, named=roles[index] in LABELS))
        elif role == "figure":
            halves[-1].figures[index] = ""
        elif role == "words":
            words.append(index)
    return Layout(tuple(_named([half for half in halves if half.figures], grid.columns, lexicon)), tuple(words))


def _names(column: Column, half: Half, lexicon: Lexicon) -> bool:
    """Whether a column of words with an unknown name names rows: before all figures, and where no other column does."""
    known = any(label.role != "code" and label.named for label in half.labels)
    return not half.figures and not known and not (column.path and lexicon.budget_item(column.leaf))


def _side(column: Column) -> Side | None:
    """The side of a table that names stand on, by the highest word above them."""
    word = fold(column.path[0]) if column.path else ""
    if "支出" in word:
        return "expenditure"
    return "income" if "收入" in word else None


def _named(halves: Sequence[Half], columns: Sequence[Column], lexicon: Lexicon) -> Iterator[Half]:
    """The sides with the items of their figures; a table with one side only has no sides."""
    times = Times.of([column.path for column in columns])
    coded = any(label.role == "code" for half in halves for label in half.labels)
    if len(halves) > 1 and not coded and all(half.side is None for half in halves):
        halves[0].side = "income"
    income = halves[0].side == "income" if halves else False
    for number, half in enumerate(halves):
        paths = {index: columns[index].path for index in half.figures}
        if len(halves) > 1:
            labels = [columns[label.index].path for label in half.labels]
            paths = {index: _below_side(path, labels) for index, path in paths.items()}
        half.figures = items_of(paths, times, lexicon)
        half.labels = _paired(half.labels)
        if len(halves) == 1:
            half.side = None
        elif income and number:
            half.side = "expenditure" if number == 1 else _kind_of_side(half)
        yield half


def _below_side(path: Path, labels: Sequence[Path]) -> Path:
    """The words of a header below those that stand above the names of the same side too (收入, 支出, 支出用途)."""
    shared = 0
    while path[: shared + 1] in {label[: shared + 1] for label in labels} and shared < len(path):
        shared += 1
    return path[shared:] or path[-1:]


def _paired(labels: Sequence[Label]) -> list[Label]:
    """Codes and names that belong together though their headers do not say so: codes of one kind without a name, and
    names of another kind without a code."""
    roles = {kind: {label.role for label in labels if label.kind == kind} for kind in CODED}
    uncoded = [kind for kind in CODED if roles[kind] == {"name"}]
    unnamed = [kind for kind in CODED if roles[kind] == {"code"}]
    kinds = dict(zip(uncoded, unnamed, strict=False))
    return [replace(label, kind=kinds.get(label.kind, label.kind)) for label in labels]


def _kind_of_side(half: Half) -> Side:
    """A further side of expenditure says again what was spent, by economic class or by purpose."""
    if "government_economic" in half.kinds:
        return "government_economic"
    return "economic" if "economic" in half.kinds else "purpose"


def _role(column: Column, body: Sequence[Passage], index: int, lexicon: Lexicon) -> str | None:
    """What a column is: a label, figures, words, or nothing to read (numbers of rows, remarks, rates, empty)."""
    role = _named_role(column, lexicon)
    if role in ("number", "remark"):
        return None
    texts = [text for row in body if (text := cell(row, index)) is not None and text.strip(_DASHES)]
    numbers = [text for text in texts if parse_number(text) is not None]
    figures = len(numbers) * 2 > len(texts)
    if role == "name" and figures:
        return "code" if _all_codes(texts) else "figure"
    if role in LABELS:
        return role
    if not texts or (figures and any(map(_NO_MONEY.search, column.path))):
        return None
    known = bool(column.path) and lexicon.budget_item(column.leaf) is not None
    enough = len(numbers) >= ENOUGH_TO_TELL or not column.path
    if figures and not known and enough and (_all_codes(texts) or _counts(numbers)):
        return "code" if _all_codes(texts) else None
    doubtful = known and len(texts) < ENOUGH_TO_TELL
    return "figure" if figures or doubtful else "words"


def _named_role(column: Column, lexicon: Lexicon) -> str | None:
    """The role that the header names: by its lowest word, by how that ends, or by the words above a part of a code."""
    words = [word for word in reversed(column.path) if word not in CODE_PARTS]
    if not words:
        return "code" if column.path else None
    role = lexicon.budget_columns.exact(words[0])
    if role is None and lexicon.project_labels.exact(words[0]) == "code":
        return "remark"
    if role is None and not lexicon.budget_item(words[0]):
        role = lexicon.budget_columns.ending(words[0])
    return role


def _counts(texts: Sequence[str]) -> bool:
    """Whether figures only number the rows."""
    return len(texts) > 1 and texts == [str(n + 1) for n in range(len(texts))]


def _all_codes(texts: Sequence[str]) -> bool:
    """Whether all figures of a column are whole and have the shape of codes."""
    numbers = [text for text in texts if parse_number(text) is not None]
    return bool(numbers) and all(text.isdigit() and (functional_code(text) or economic_code(text)) for text in numbers)


def _label(index: int, role: str, grid: Grid, before: Sequence[Label], lexicon: Lexicon) -> Label:
    """A column that names rows. Codes tell by their shape what they classify; a name belongs to the code before it."""
    column = grid.columns[index]
    if role.startswith("unit_"):
        return Label(index, "unit", role.removeprefix("unit_"))
    last = before[-1] if before and before[-1].index == index - 1 and before[-1].kind != "unit" else None
    part = last is not None and (column.leaf in CODE_PARTS or column.path == grid.columns[last.index].path)
    if last and last.role == "code" and (role == "name" or part):
        return Label(index, last.kind, role)
    codes = [cell(row, index) or "" for row in grid.body]
    return Label(index, _kind_of_codes(codes) or _kind_of_words(column, lexicon), role)


def _kind_of_codes(texts: Sequence[str]) -> Kind | None:
    """What most of the codes of a column classify by."""
    function = sum(functional_code(text) is not None for text in texts)
    codes = [code for text in texts if (code := economic_code(text))]
    government = sum(code.startswith("5") for code in codes)
    kinds: dict[Kind, int] = {
        "function": function, "economic": len(codes) - government, "government_economic": government,
    }
    kind = max(kinds, key=lambda kind: kinds[kind])
    return kind if kinds[kind] else None


def _kind_of_words(column: Column, lexicon: Lexicon) -> Kind:
    words = fold("".join(column.path))
    kinds: Mapping[str, Kind] = {
        "function": "function", "economic": "economic", "government_economic": "government_economic",
    }
    named = (kind for kind, wanted in lexicon.classifications if all(word in words for word in wanted))
    return kinds.get(next(named, ""), "plain")
