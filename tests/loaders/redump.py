"""Other printings of the same document: layouts, blank lines, names of columns, order of rows, another place.

Every function takes and gives the text of a file, or the `Block`s of one; what it changes says nothing new, so the
records must stay what they were.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from loaders import LoadedDocument, load
from loaders.formats import read_document
from loaders.lexicon import lexicon
from loaders.places import Passage, Table
from loaders.records import Indicator, Project, Record, YearMention

DATA = Path(__file__).parents[2] / "data"
SAMPLES = tuple(sorted(p for p in DATA.iterdir() if p.suffix in (".txt", ".md") and p.stem != "README"))

# --- What is compared. ------------------------------------------------------------------------------------------------


def said(document: LoadedDocument, *, ordered: bool = True) -> list[tuple[object, ...]]:
    """What a document states, without its places; without positions too when rows may stand in another order."""
    dropped = {"passages"} if ordered else {"passages", "position"}
    identity = ("identity", document.department, document.fiscal_year, document.kind, _code(document))
    stated = [
        (type(record).__name__, *((f.name, _value(record, f.name)) for f in fields(record) if f.name not in dropped))
        for record in document.records
        if not isinstance(record, YearMention)
    ]
    return [identity, *(stated if ordered else sorted(stated, key=repr))]


def _value(record: Record, name: str) -> object:
    value = getattr(record, name)
    if isinstance(value, Record):
        return getattr(value, "name", None) or getattr(value, "title", None) or getattr(value, "text", None)
    return value


def _code(document: LoadedDocument) -> str | None:
    return document.region.code if document.region else None


def load_text(text: str, folder: Path, suffix: str = ".txt", encoding: str = "utf-8") -> LoadedDocument:
    """Read a text as a file of its own."""
    path = folder / f"document{suffix}"
    path.write_bytes(text.encode(encoding))
    return load(path)


def read_sample(path: Path) -> str:
    """The text of a sample document."""
    return path.read_text(encoding="utf-8")


# --- Blank lines. -----------------------------------------------------------------------------------------------------


def double_blank_lines(text: str) -> str:
    """Every blank line twice."""
    return re.sub(r"\n(?=[ ]*\n)", "\n\n", text)


def collapse_blank_lines(text: str) -> str:
    """Never two blank lines in a row."""
    return re.sub(r"\n(?:[ ]*\n){2,}", "\n\n", text)


def blank_lines_in_rows(text: str, seed: int, share: float) -> str:
    """A blank line between some cells of a row, as where a cell ends in one."""
    chance = random.Random(seed)
    lines = text.split("\n")
    kept: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        kept.append(line)
        if line.startswith("\t") and following.startswith("\t") and chance.random() < share:
            kept.append("")
    return "\n".join(kept)


def no_blank_lines_between_rows(text: str) -> str:
    """No blank line between the rows of a table."""
    return re.sub(r"(?m)^(\t.*)\n(?: *\n)+(?=\t)", r"\1\n", text)


def other_blank_lines(text: str, blank: str) -> str:
    """Blank lines that hold a blank of another kind."""
    return re.sub(r"(?m)^ *$", blank, text)


def trailing_blanks(text: str) -> str:
    """Blanks at the end of every line that prints something."""
    return re.sub(r"(?m)(?<=\S)$", "  ", text)


# --- Layouts: the passages of a document, printed anew. ---------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A line of text, or the rows of a table."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks_of(path: Path) -> list[Block]:
    """A document as blocks."""
    document = read_document(path, lexicon().is_header_word)
    return [_block(block) for block in document.blocks()]


def _block(block: Passage | Table) -> Block:
    if isinstance(block, Passage):
        return Block(text=block.text)
    return Block(rows=tuple(row.cells for row in block.rows))


def as_cell_lines(blocks: Iterable[Block]) -> str:
    """A cell on a line that begins with a tab, a blank line behind each row."""
    printed: list[str] = []
    for block in blocks:
        printed.append(block.text + "\n" if not block.rows else "")
        printed.extend("".join(f"\t{cell}\n" for cell in row) for row in block.rows)
    return "\n".join(printed)


def as_pipe_rows(blocks: Iterable[Block]) -> str:
    """Markdown tables with a rule below the first row."""
    printed: list[str] = []
    for block in blocks:
        if not block.rows:
            printed.append(f"\n{block.text}\n")
            continue
        rows = ["| " + " | ".join(_on_one_line(cell) for cell in row) + " |" for row in block.rows]
        printed.append("\n".join(["", rows[0], "|---" * len(block.rows[0]) + "|", *rows[1:], ""]))
    return "\n".join(printed)


def as_tab_rows(blocks: Iterable[Block]) -> str:
    """Rows of cells with tabs between them."""
    printed: list[str] = []
    for block in blocks:
        rows = ["\t".join(_on_one_line(cell) for cell in row) for row in block.rows]
        printed.append("\n".join(["", *rows, ""]) if rows else f"\n{block.text}\n")
    return "\n".join(printed)


def _on_one_line(cell: str) -> str:
    return cell.replace("\n", "<br>")


LAYOUTS = {"cell lines": (as_cell_lines, ".txt"), "pipe rows": (as_pipe_rows, ".md"), "tab rows": (as_tab_rows, ".txt")}

# --- Names of columns and labels. -------------------------------------------------------------------------------------


def rename_columns(blocks: Iterable[Block], seed: int) -> list[Block]:
    """Every column name and label printed by another wording of the lexicon, the same one in the whole document."""
    chance = random.Random(seed)
    return [Block(block.text, tuple(_renamed_rows(block.rows, chance))) for block in blocks]


def _renamed_rows(rows: tuple[tuple[str, ...], ...], chance: random.Random) -> Iterator[tuple[str, ...]]:
    words = lexicon()
    for row in rows:
        texts = [cell for cell in row if cell]
        vocabulary = next(
            (
                names
                for names in (words.indicator_columns.names, words.organisation_columns.names)
                if len(texts) > 2 and all(text.replace(" ", "") in names for text in texts)
            ),
            None,
        )
        yield tuple(_synonym(cell, vocabulary, chance) for cell in row) if vocabulary else row


def _synonym(cell: str, names: Mapping[str, str], chance: random.Random) -> str:
    if cell not in names:
        return cell
    return chance.choice([wording for wording, canonical in names.items() if canonical == names[cell]])
