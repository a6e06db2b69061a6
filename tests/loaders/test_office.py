"""Documents as Word files, spreadsheets, web pages and PDFs say what the texts say, cell by cell.

The sources of data/ are printed anew in every format, and the published originals in the folder that KB_CORPUS names.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import redump
from grids import grid_of
from redump import SAMPLES, Block, said
from renderings import RENDERINGS

from loaders import LoadedDocument, load
from loaders.formats import read_document
from loaders.lexicon import lexicon

LEADERS = re.compile(r"\.{2,}")
CORPUS = os.environ.get("KB_CORPUS")
ORIGINALS = sorted(Path(CORPUS).glob("00*.txt")) if CORPUS else []


@pytest.fixture(scope="module", params=[*SAMPLES, *ORIGINALS], ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def base(sample: Path) -> LoadedDocument:
    return load(sample)


@pytest.fixture(scope="module")
def blocks(sample: Path) -> list[Block]:
    return redump.blocks_of(sample)


@pytest.fixture(scope="module", params=RENDERINGS)
def rendered(request: pytest.FixtureRequest, blocks: list[Block], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("rendered") / f"document{request.param}"
    RENDERINGS[request.param](blocks, path)
    return path


def test_every_cell_and_every_line_of_text_is_read(rendered: Path, blocks: list[Block]) -> None:
    document = read_document(rendered, lexicon().is_header_word)
    expected: list[tuple[str, ...] | str] = []
    for block in blocks:
        expected.extend(grid_of(block.rows).cells() if block.rows else block.text.split("\n"))
    found = [passage.cells or passage.text for passage in document.passages]
    if rendered.suffix == ".xlsx":
        found, expected = _texts(found), _texts(expected)
    if rendered.suffix == ".pdf":
        found, expected = _printed(found), _printed(expected)
    assert found == expected


def _texts(passages: list[tuple[str, ...] | str]) -> list[tuple[str, ...] | str]:
    """Passages as a sheet tells them: nothing behind the last text of a row, and a row of one text may be a text."""
    told: list[tuple[str, ...] | str] = []
    for passage in passages:
        cells = passage if isinstance(passage, tuple) else (passage,)
        last = max(index for index, cell in enumerate(cells) if cell)
        told.extend([cells[: last + 1]] if any(cells[:last]) else [(line,) for line in cells[last].split("\n")])
    return told


def _printed(passages: list[tuple[str, ...] | str]) -> list[tuple[str, ...] | str]:
    """Passages as pages tell them: columns without any text are not seen, nor which line ends the writer meant."""
    rows = [passage if isinstance(passage, tuple) else (passage,) for passage in passages]
    return [tuple(LEADERS.sub("…", cell.replace("\n", "")) for cell in row if cell) for row in rows]


def test_the_records_are_those_of_the_text(rendered: Path, base: LoadedDocument) -> None:
    found = load(rendered)
    if rendered.suffix == ".pdf":
        assert _unbroken(found) == _unbroken(base)
    else:
        assert said(found) == said(base)
    assert {fault.rule for fault in found.faults} <= {fault.rule for fault in base.faults}


def _unbroken(document: LoadedDocument) -> list[str]:
    """What a document states, without line ends inside texts."""
    return [repr(stated).replace(r"\n", "") for stated in said(document)]
