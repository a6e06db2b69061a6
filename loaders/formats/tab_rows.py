"""Tab dumps: a row is a line of cells with tabs between them; a blank line does not end a table, text does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.formats.pieces import Line, Piece, RowPiece, TextPiece
from loaders.formats.tidy import repair_blanks, strip_residue


def read_tab_rows(lines: Sequence[Line]) -> Iterator[Piece]:
    """Table rows and lines of text."""
    table = 0
    inside = False
    for line in lines:
        if "\t" in line.text:
            cells = tuple(repair_blanks(strip_residue(cell)) for cell in line.text.split("\t"))
            if not any(cells):
                continue
            table += not inside
            inside = True
            yield RowPiece(cells, line.number, line.number, table)
        elif not line.blank:
            inside = False
            text = repair_blanks(strip_residue(line.text))
            if text:
                yield TextPiece(text, line.number, line.number)
