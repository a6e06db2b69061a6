"""The documents of data/ are what the script makes of their sources, one in each format."""

from __future__ import annotations

from pathlib import Path

import pytest
import samples
from redump import SAMPLES, said

from loaders import load

MADE = sorted(path for path in samples.DATA.iterdir() if path.stem not in ("README", "decisions"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("data")
    samples.make(made)
    return made


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_a_document_is_what_the_script_makes(path: Path, folder: Path) -> None:
    assert samples.contents(path) == samples.contents(folder / path.name)
    assert path.stat().st_size < 300_000


def test_there_is_one_document_in_each_format() -> None:
    assert sorted(path.suffix for path in MADE) == [".docx", ".html", ".pdf", ".txt", ".xlsx"]
    assert [path.stem for path in MADE] == [source.stem for source in SAMPLES]


def test_made_twice_a_document_is_the_same_to_the_last_byte(folder: Path, tmp_path: Path) -> None:
    for made in samples.make(tmp_path):
        assert made.read_bytes() == (folder / made.name).read_bytes()


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.stem)
def test_a_document_states_as_much_as_its_source(source: Path) -> None:
    path = next(samples.DATA.glob(f"{source.stem}.*"))
    assert len(said(load(path))) == len(said(load(source)))
