"""`kb diff` on the command line: what a person and a program read, its exit codes, and how it refuses."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len
from test_comparing import DIFFERENCES, NEW, OLD
from two_years import Project

from kb.cli import main
from kb.comparing import COLUMNS
from kb.pipeline import build
from kb.publishing import answer

HARMFUL = "=HYPERLINK(A1)"


def kb(*words: object) -> Result:
    return CliRunner(env={"COLUMNS": "80"}).invoke(main, ["diff", *map(str, words)])


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Last year, this year, and both."""
    folder = tmp_path_factory.mktemp("diff")
    harmful = replace(NEW, projects=(*NEW.projects, Project(HARMFUL, "1.00")))
    for name, disclosures in (("old", (OLD,)), ("new", (harmful,)), ("both", (OLD, harmful))):
        for disclosure in disclosures:
            disclosure.write(folder / name)
        build([folder / name], folder / f"kb-{name}")
    return folder / "kb-old", folder / "kb-new", folder / "kb-both"


def test_a_person_reads_a_head_and_then_each_thing(folders: tuple[Path, Path, Path]) -> None:
    result = kb(*folders[:2])
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "甲县水利局 · 2024 → 2025",
        "  whole budget 400.00 → 420.00 (+20.00, +5.0%) 万元",
        "  responsibilities: appeared 1 · vanished 1 · renamed 1",
    ]
    place = lines.index("    changed    2025年防汛经费 · l.26")
    assert lines[place + 1] == "          amount 12.00 → 15.00 (+3.00, +25.0%)"
    assert "    ambiguous  渠道维护 · l.53 → l.54" in lines
    assert lines[-1] == "budgets compared 1 · with differences 1"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_everything_fits_80_columns(folders: tuple[Path, Path, Path], language: str) -> None:
    result = kb(*folders[:2], "--language", language)
    assert max(map(cell_len, result.stdout.splitlines())) <= 80


def test_in_chinese(folders: tuple[Path, Path, Path]) -> None:
    lines = kb(*folders[:2], "--language", "zh", "--summary").stdout.splitlines()
    assert lines == [
        "甲县水利局 · 2024 → 2025",
        "  预算总额 400.00 → 420.00 (+20.00, +5.0%) 万元",
        "  职责: 新增 1 · 取消 1 · 更名 1",
        "  项目: 新增 2 · 取消 1 · 变动 1 · 更名 1 · 不明 1",
        "  指标: 新增 1 · 变动 1",
        "  预算表: 新增 1 · 取消 1 · 变动 2 · 更名 1",
        "  文字所述数字: 变动 1",
        "",
        "比较预算 1 · 其中有差异 1",
    ]


def test_two_years_of_one_knowledge_base(folders: tuple[Path, Path, Path]) -> None:
    assert kb(folders[2], "--from", 2024, "--to", 2025).stdout == kb(*folders[:2]).stdout


def test_the_same_exits_with_0(folders: tuple[Path, Path, Path]) -> None:
    result = kb(folders[0], folders[0])
    assert (result.exit_code, result.stdout) == (0, "budgets compared 1 · with differences 0\n")
    assert kb(folders[0], folders[0], "--format", "csv").exit_code == 0
    assert kb(folders[0], folders[0], "--format", "json").stdout == "[]\n"


def test_filters_keep_kinds_and_results(folders: tuple[Path, Path, Path]) -> None:
    found = json.loads(kb(*folders[:2], "--format", "json", "--kind", "project", "--result", "vanished").stdout)
    assert [(one["name"], one["old"], one["new"]) for one in found] == [("移民安置经费", 30.0, None)]
    assert kb(*folders[:2], "--kind", "asset").exit_code == 0


def test_programs_read_every_difference_with_ids_and_places(folders: tuple[Path, Path, Path]) -> None:
    found = json.loads(kb(*folders[:2], "--format", "json").stdout)
    assert len(found) == len(DIFFERENCES) + 2
    (change,) = (one for one in found if one["kind"] == "project" and one["result"] == "changed")
    assert tuple(change) == COLUMNS
    assert {name: change[name] for name in ("department", "old", "new", "difference", "percent", "old_fen", "old_year",
                                            "old_path", "old_lines")} == {
        "department": "甲县水利局", "old": 12.0, "new": 15.0, "difference": 3.0, "percent": 25.0,
        "old_fen": 12_000_000, "old_year": 2024, "old_path": "甲县水利局2024部门预算.md", "old_lines": "26",
    }


def test_no_spreadsheet_takes_a_name_for_a_formula(folders: tuple[Path, Path, Path]) -> None:
    rows = list(csv.DictReader(io.StringIO(kb(*folders[:2], "--format", "csv").stdout)))
    assert f"'{HARMFUL}" in {row["name"] for row in rows}
    assert not any(value.startswith("=") for row in rows for value in row.values())


@pytest.mark.parametrize(("wishes", "sentence"), [
    ((), "give a second knowledge base, or two years of this one with --from and --to"),
    (("--from", "2024"), "give a second knowledge base, or two years of this one with --from and --to"),
    (("--from", "2023", "--to", "2025"), "there is no document of 2023 in {}; it has 2024, 2025"),
    (("--from", "2024", "--to", "2025", "--department", "林业"),
     "no department or unit on either side has the name or id 林业"),
])
def test_wrong_use_is_one_sentence(folders: tuple[Path, Path, Path], wishes: tuple[str, ...], sentence: str) -> None:
    result = kb(folders[2], *wishes)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"Error: {sentence.format(folders[2])}"


def test_the_saved_question_of_two_years_says_what_appeared_and_vanished(folders: tuple[Path, Path, Path]) -> None:
    found = answer(folders[2], "appeared-vanished")
    assert answer(folders[2], "appeared-vanished", language="sparql") == found
    told = {(one[1], one[2], one[3]) for one in found.rows}
    assert ("vanished", "project", "移民安置经费") in told
    assert ("appeared", "project", "节水宣传经费") in told
    assert ("vanished", "responsibility", "承担水库移民安置工作。") in told
    assert ("renamed", "expenditure", "行政运行支出") in told
    stayed = {"2025年防汛经费", "2024年防汛经费", "渠道维护", "负责全县防汛抗旱工作。"}
    assert not {name for _, _, name in told} & stayed
