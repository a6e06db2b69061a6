"""Other printings of the same document: layouts, blank lines, names of columns, order of rows, another place.

Every function takes and gives the text of a file, or the `Block`s of one; what it changes says nothing new, so the
records must stay what they were.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from loaders import LoadedDocument, load
from loaders.formats import read_document
from loaders.lexicon import lexicon
from loaders.places import Passage, Table
from loaders.records import Record, YearMention
from loaders.values.wording import fold

SOURCES = Path(__file__).parent / "sources"
"""The texts from which the documents of data/ are made."""
SAMPLES = tuple(sorted(SOURCES.iterdir()))

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


def no_blank_lines(text: str) -> str:
    """No blank line at all."""
    return re.sub(r"(?m)^[ \xa0]*\n", "", text)


def misplaced_blank_lines(text: str, seed: int) -> str:
    """Blank lines missing between some rows and standing inside others."""
    chance = random.Random(seed)
    lines = text.split("\n")
    kept: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        beside_cells = bool(kept) and kept[-1].startswith("\t") and following.startswith("\t")
        if not line.strip(" ") and beside_cells and chance.random() < 0.3:
            continue
        kept.append(line)
        if line.startswith("\t") and following.startswith("\t") and chance.random() < 0.2:
            kept.append("")
    return "\n".join(kept)


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

CONTEXT_WORDS = frozenset({"项目", "收入", "支出", "数量", "合计", "总计", "小计", "单位", "名称", "单价"})
"""Words of several forms or of two rows of one header: another wording would say something else."""


def rename_columns(blocks: Iterable[Block], seed: int) -> list[Block]:
    """Every column name and label printed by another wording of the lexicon, the same one all over one table."""
    chance = random.Random(seed)
    return [Block(block.text, _renamed(block.rows, chance)) for block in blocks]


def _renamed(rows: tuple[tuple[str, ...], ...], chance: random.Random) -> tuple[tuple[str, ...], ...]:
    chosen: dict[str, str] = {}
    return tuple(tuple(_synonym(cell, _names(row), chosen, chance) for cell in row) for row in rows)


def _names(row: tuple[str, ...]) -> Mapping[str, str]:
    """The vocabulary that a row is printed with: of the header that all its cells belong to, else that of labels."""
    words = lexicon()
    texts = [cell for cell in row if cell]
    vocabularies = (
        words.indicator_columns, words.organisation_columns, words.procurement_columns, words.asset_columns,
    )
    for vocabulary in vocabularies:
        if len(texts) >= 3 and all(map(vocabulary.exact, texts)):
            return vocabulary.names
    budget = {**words.budget_items.names, **words.budget_columns.names}
    if len(texts) >= 2 and all(fold(text) in budget for text in texts):
        return budget
    return words.project_labels.names


def _synonym(cell: str, names: Mapping[str, str], chosen: dict[str, str], chance: random.Random) -> str:
    meaning = names.get(fold(cell))
    if meaning is None or fold(cell) in CONTEXT_WORDS or meaning in ("income_side", "expenditure_side"):
        return cell
    others = [word for word, same in names.items() if same == meaning and word not in CONTEXT_WORDS]
    return chosen.setdefault(f"{meaning} {fold(cell)}", chance.choice(others))


# --- Order of rows. ---------------------------------------------------------------------------------------------------


def shuffle_indicators(blocks: Iterable[Block], seed: int) -> list[Block]:
    """The rows of every indicator table in another order, the levels printed again where another one came before."""
    chance = random.Random(seed)
    return [Block(block.text, tuple(_shuffled(block.rows, chance))) for block in blocks]


def _shuffled(rows: tuple[tuple[str, ...], ...], chance: random.Random) -> list[tuple[str, ...]]:
    start = next((i for i, row in enumerate(rows) if "一级指标" in row), None)
    if start is None:
        return list(rows)
    stop = next((i for i in range(start + 1, len(rows)) if rows[i][0].startswith("项目")), len(rows))
    filled: list[list[str]] = []
    level1 = level2 = ""
    for row in rows[start + 1 : stop]:
        level2 = row[1] or ("" if row[0] else level2)
        level1 = row[0] or level1
        filled.append([level1, level2, *row[2:]])
    chance.shuffle(filled)
    return [*rows[: start + 1], *map(tuple, filled), *_shuffled(rows[stop:], chance)]


def shuffle_budget_rows(blocks: Iterable[Block], seed: int) -> list[Block]:
    """The rows below the column numbers of every budget table in another order."""
    chance = random.Random(seed)
    result: list[Block] = []
    for block in blocks:
        rows = list(block.rows)
        start = next((i + 1 for i, row in enumerate(rows) if row[0] == "栏次"), len(rows))
        body = rows[start:]
        chance.shuffle(body)
        result.append(Block(block.text, tuple(rows[:start] + body)))
    return result


def shuffle_projects(blocks: Iterable[Block], seed: int) -> list[Block]:
    """The goal tables of the projects, each with its title and captions, in another order."""
    chance = random.Random(seed)
    blocks = list(blocks)
    titles = [i for i, block in enumerate(blocks) if _is_title(block)]
    if not titles:
        return blocks
    last_table = max(i for i, block in enumerate(blocks) if any("一级指标" in row for row in block.rows))
    parts = [blocks[a:b] for a, b in zip(titles, [*titles[1:], last_table + 1], strict=True)]
    chance.shuffle(parts)
    return [*blocks[: titles[0]], *(block for part in parts for block in part), *blocks[last_table + 1 :]]


def _is_title(block: Block) -> bool:
    return not block.rows and re.search(r"绩效目标表\d*$", block.text) is not None and not block.text.startswith("附件")


# --- Pages. -----------------------------------------------------------------------------------------------------------


def page_breaks(blocks: Iterable[Block], seed: int) -> list[Block]:
    """Every longer table cut in two by the number of a page, its header on the first one."""
    chance = random.Random(seed)
    cut: list[Block] = []
    for block in blocks:
        if len(block.rows) < HEADER_ROWS + 2:
            cut.append(block)
            continue
        place = chance.randrange(HEADER_ROWS, len(block.rows))
        page = Block(text=f"- {chance.randrange(1, 99)} -")
        cut += [Block(rows=block.rows[:place]), page, Block(rows=block.rows[place:])]
    return cut


HEADER_ROWS = 5

# --- Another department, another county. ------------------------------------------------------------------------------

ELSEWHERE = {
    "pingluo": (("平罗", "贺兰"), ("审批服务管理局", "水务局"), ("067001", "112003")),
    "pingxiang": (("平乡", "清河"), ("行政审批局", "自然资源和规划局"), ("428", "512")),
    "shanhaiguan": (("山海关", "海港"), ("13030322P", "13030222P"), ("行政审批部门", "林业部门")),
    "weixian": (("魏县", "馆陶县"), ("130434", "130433"), ("行政审批局", "农业农村局"), ("218001", "305001")),
    "xushui": (("徐水", "清苑"), ("130625", "130622"), ("行政审批局", "退役军人事务局"), ("202保定", "419保定")),
}


def move(text: str, sample: str) -> str:
    """The names of the place and of the department, and the division in the project codes, of another county."""
    for old, new in ELSEWHERE[sample]:
        text = text.replace(old, new)
    return text


ARRIVED = {
    "pingluo": ("贺兰县水务局", "640122"),
    "pingxiang": ("清河县自然资源和规划局", "130534"),
    "shanhaiguan": ("林业部门", "130302"),
    "weixian": ("馆陶县农业农村局", "130433"),
    "xushui": ("保定市清苑区退役军人事务局", "130608"),
}
