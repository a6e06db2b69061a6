"""What a page is made of, in reading order: lines of text and tables, before paragraphs are joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.formats.pdf.lines import Line


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a page."""

    page: int
    line: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text outside tables; `paper` is the width of its page."""

    line: Line
    spot: Spot
    paper: float

    @property
    def wide(self) -> bool:
        """Whether it takes half the width of its page, as lines of prose do; captions and headings are shorter."""
        return self.line.right - self.line.left >= self.paper / 2


@dataclass(frozen=True, slots=True)
class Row:
    """A table row and the lines it takes.

    `deep` are the columns whose cells go on in the rows below; `full` those whose text fills the last line of its cell;
    `parts` those in which a cell of the row begins, be it empty or come from above.
    """

    cells: tuple[str, ...]
    first: Spot
    last: Spot
    deep: frozenset[int] = frozenset()
    full: frozenset[int] = frozenset()
    parts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table or the part of it that stands on one page, and where its columns begin and end.

    `reach` is the share of the height of the page at which it ends. `hanging` are the texts of the cells that end
    with it, by column, and whether they take several rows.
    """

    rows: tuple[Row, ...]
    xs: tuple[float, ...]
    reach: float
    hanging: Mapping[int, tuple[str, bool]] = field(default_factory=dict)


Block = TextLine | TableBlock
