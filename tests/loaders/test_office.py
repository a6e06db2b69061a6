"""The sample documents as Word files, spreadsheets and web pages say what the texts say, cell by cell."""

from __future__ import annotations

from pathlib import Path

import office
import pytest
import redump
from redump import SAMPLES, Block, said

from loaders import LoadedDocument, load
from loaders.formats import read_document
from loaders.lexicon import lexicon


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def base(sample: Path) -> LoadedDocument:
    return load(sample)


@pytest.fixture(scope="module")
def blocks(sample: Path) -> list[Block]:
    return redump.blocks_of(sample)


@pytest.fixture(scope="module", params=office.RENDERINGS)
def rendered(request: pytest.FixtureRequest, blocks: list[Block], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("rendered") / f"document{request.param}"
    office.RENDERINGS[request.param](blocks, path)
    return path


def test_every_cell_and_every_line_of_text_is_read(rendered: Path, blocks: list[Block]) -> None:
    document = read_document(rendered, lexicon().is_header_word)
    expected: list[tuple[str, ...] | str] = []
    for block in blocks:
        expected.extend(office.grid_of(block.rows).cells() if block.rows else block.text.split("\n"))
    found = [passage.cells or passage.text for passage in document.passages]
    if rendered.suffix == ".xlsx":
        found, expected = _texts(found), _texts(expected)
    assert found == expected


def _texts(passages: list[tuple[str, ...] | str]) -> list[tuple[str, ...] | str]:
    """Passages as a sheet tells them: nothing behind the last text of a row, and a row of one text may be a text."""
    told: list[tuple[str, ...] | str] = []
    for passage in passages:
        cells = passage if isinstance(passage, tuple) else (passage,)
        last = max(index for index, cell in enumerate(cells) if cell)
        told.extend([cells[: last + 1]] if any(cells[:last]) else [(line,) for line in cells[last].split("\n")])
    return told


def test_the_records_are_those_of_the_text(rendered: Path, base: LoadedDocument) -> None:
    found = load(rendered)
    assert said(found) == said(base)
    assert {fault.rule for fault in found.faults} <= {fault.rule for fault in base.faults}
