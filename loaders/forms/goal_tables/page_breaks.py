"""Tables of indicators that a page break cuts: what stands between the pages, and what the cut makes doubtful."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.forms.goal_tables.indicator_rows import fit, is_template
from loaders.forms.goal_tables.indicator_tables import IndicatorTable
from loaders.forms.reading import Reading
from loaders.lexicon import Lexicon
from loaders.places import Passage, Table
from loaders.records import Fault, Indicator

LONGEST_LEFT_OVER = 20
"""Up to this length a line between two pages of a table can be the rest of a cell that the page cut."""


def _is_year(text: str) -> bool:
    return re.fullmatch(r"[（(]?20\d\d年度?[)）]?", text.strip()) is not None


class PageBreaks:
    """The lines since the last table, which tell whether the next table is its next page."""

    def __init__(self, lexicon: Lexicon, reading: Reading) -> None:
        self.lexicon = lexicon
        self.reading = reading
        self.between: list[Passage] = []
        self.joined = False

    def line(self, passage: Passage) -> None:
        """A line outside tables, or the heading of a section."""
        self.between.append(passage)

    def joins(self, table: Table, before: IndicatorTable | None) -> bool:
        """Whether a table without a header is the next page of the open table of indicators.

        Nothing stands between them but page numbers and what a cut cell left there, every row fits, one has a level.
        """
        words = self.lexicon
        if before is None or not self._only_left_over():
            return False
        levels = any(words.level1.exact(text) or words.level2.exact(text) for row in table.rows for text in row.cells)
        fits = all(fit(row, before, words) or is_template(row, before, words) for row in table.rows)
        self.joined = levels and fits
        return self.joined

    def parts(self) -> bool:
        """Whether words stand before the next table, so that it is not the next page of the last one."""
        return not self.joined and not all(map(self._is_of_page, self.between))

    def begin_table(self, before: IndicatorTable | None) -> None:
        """Pass to the next table; the cell of another level that straddles the break makes the last level doubtful."""
        cut = [level for passage in self.between if (level := self.lexicon.level2.exact(passage.text))]
        if before is not None and cut and self._only_left_over():
            self._doubt(cut[-1])
        self.between, self.joined = [], False

    def _is_of_page(self, passage: Passage) -> bool:
        """Whether a line belongs to the page or to a cut cell, not to what follows."""
        known = self.reading.structure.get(passage.number) in ("page_number", "caption")
        return known or self.lexicon.level2.exact(passage.text) is not None or _is_year(passage.text)

    def _only_left_over(self) -> bool:
        return all(map(self._is_left_over, self.between))

    def _is_left_over(self, passage: Passage) -> bool:
        structure = self.reading.structure.get(passage.number)
        return structure == "page_number" or (structure is None and len(passage.text) <= LONGEST_LEFT_OVER)

    def _doubt(self, level: str) -> None:
        """Take back the second level of the last indicator, whose cell may be the one that is cut."""
        records = self.reading.records
        places = [place for place, record in enumerate(records) if isinstance(record, Indicator)]
        last = records[places[-1]] if places else None
        if isinstance(last, Indicator) and last.level2 not in (None, level):
            records[places[-1]] = replace(last, level2=None)
            self.reading.fault(
                Fault(
                    rule="read.level", severity="warning", passage=last.passages[0], expected=level, actual=last.level2,
                    message="a page break cuts the cell of this indicator's second level, so it is left out",
                    message_zh="分页截断了该指标的二级指标单元格，二级指标没有采用",
                )
            )
