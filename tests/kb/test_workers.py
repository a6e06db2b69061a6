"""Reading in several processes: the same as in one, and a file that ends its reader ends nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dying_source import dying

from kb.pipeline import build
from kb.sources import Source
from kb.workers import read_all
from loaders import LoadedDocument, LoadError

TEXT = "# 福州市水利局{year}年部门预算\n\n| 项目名称 | 防汛经费 |\n| 绩效目标 | 保障防汛 |\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for year in range(2010, 2022):
        (folder / f"{year}.md").write_text(TEXT.format(year=year), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "large.bin").write_bytes(b"\x00")
    return folder


def test_any_number_of_readers_gives_the_same(folder: Path, tmp_path: Path) -> None:
    built = [build([folder], tmp_path / f"kb{jobs}", jobs=jobs) for jobs in (1, 3)]
    digests = {json.loads((one.folder / "manifest.json").read_text())["digest"] for one in built}
    assert len(digests) == 1
    assert [str(error) for error in built[0].errors] == [str(error) for error in built[1].errors]
    assert len(built[0].errors) == 2


def test_a_file_that_ends_its_reader_is_one_error(folder: Path) -> None:
    good = [Source(path.name, path.name, path, str(path)) for path in sorted(folder.glob("*.md"))]
    sources = [*good[:3], dying("bad.pdf"), *good[3:], dying("worse.pdf")]
    outcomes = list(read_all(sources, 2))
    assert [source.name for source, _ in outcomes] == [source.name for source in sources]
    failed = [outcome for _, outcome in outcomes if isinstance(outcome, LoadError)]
    assert [str(error) for error in failed] == [
        f"{name}: the process that read it ended in the middle (code 7); "
        "open it in the program that made it and save it again; if it stays so, leave it out"
        for name in ("bad.pdf", "worse.pdf")
    ]
    assert all(isinstance(outcome, LoadedDocument) for source, outcome in outcomes if source.name.endswith(".md"))
