"""Delimited texts: one table, its rows where they stand, titles and notes apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.errors import BrokenFile
from loaders.formats import read_document


def read(path: Path, text: str, encoding: str = "utf-8-sig") -> list[object]:
    path.write_bytes(text.encode(encoding))
    passages = read_document(path, lambda word: False).passages
    return [(passage.cells or passage.text, str(passage.place)) for passage in passages]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_rows_of_any_delimiter_and_encoding(delimiter: str, encoding: str, tmp_path: Path) -> None:
    text = "支出预算表\n项目,金额,备注\n办公费,5.00,\n差旅费,3.00,含\n".replace(",", delimiter)
    assert read(tmp_path / "a.csv", text, encoding) == [
        ("支出预算表", "line 1"), (("项目", "金额", "备注"), "line 2"), (("办公费", "5.00", ""), "line 3"),
        (("差旅费", "3.00", "含"), "line 4"),
    ]


def test_cells_in_quotes_may_hold_delimiters_and_lines(tmp_path: Path) -> None:
    text = '目标,"1、保障\n2、""及时"", 足额"\n金额,"1,234.50"\n'
    assert read(tmp_path / "a.csv", text) == [
        (("目标", "1、保障\n2、\"及时\",足额"), "line 1"), (("金额", "1,234.50"), "line 3"),
    ]


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile):
        read(tmp_path / "a.csv", '项目,"' + "x" * 200_000)
