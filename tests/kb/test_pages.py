"""`kb read`: page by page what was understood, what is doubtful and what was not read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from kb.cli import main

TEXT = """# 福州市水利局2024年部门预算

写在最前面的一句话，没有任何表格和栏目说得明白它是什么，所以它读不懂，也要连同所在的行一起列出来。

| 项目名称 | 防汛经费 | | |
| 绩效目标 | 保障防汛 | | |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 培训人数 | ≥50人 |
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "budget.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def read(*words: object) -> str:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(main, ["read", *map(str, words)])
    assert result.exit_code == 0
    return result.stdout


def test_what_was_understood_stands_by_its_place(document: Path) -> None:
    assert read(document) == """\
title        福州市水利局2024年部门预算
kind         department_budget
department   福州市水利局
region       福州市
fiscal year  2024

lines 1-50 · 5 of 6 passages read
  heading 福州市水利局2024年部门预算 → 1 department, 2 document years, title
  ? line 3: 写在最前面的一句话，没有任何表格和栏目说得明白它是什么，所以它读不…
  table   4 rows → 1 project, 1 goal, 1 indicator, table header

1 of 6 passages unread
"""


def test_only_the_unread_stands_there_in_full(document: Path) -> None:
    assert read(document, "--unread") == """\
title        福州市水利局2024年部门预算
kind         department_budget
department   福州市水利局
region       福州市
fiscal year  2024

lines 1-50 · 5 of 6 passages read
  ? line 3: 写在最前面的一句话，没有任何表格和栏目说得明白它是什么，所以它读
    不懂，也要连同所在的行一起列出来。

1 of 6 passages unread
"""


def test_every_line_fits_the_terminal(data: Path) -> None:
    for path in (data / "weixian-approval-bureau-2025-performance.txt", *data.glob("*.pdf")):
        assert max(map(cell_len, read(path).splitlines())) <= 80


def test_json_says_of_every_passage_what_it_states_or_is(document: Path) -> None:
    found = json.loads(read(document, "--json"))
    assert (found["title"], found["region"], found["unread"]) == ("福州市水利局2024年部门预算", "350100", [2])
    told = [(passage["states"], passage["structure"]) for passage in found["passages"]]
    assert told == [
        ([["departments", 1], ["document_years", 1], ["document_years", 2]], "title"),
        ([], None),
        ([["projects", 1]], None),
        ([["projects", 1], ["goals", 1]], None),
        ([], "table_header"),
        ([["indicators", 1]], None),
    ]
    assert found["passages"][1]["place"] == {"first_line": 3, "last_line": 3, "page": None, "last_page": None}
    assert found["records"]["indicators"][0]["places"] == ["line 8"]
