"""`kb expect`: what a document says, pinned beside it; what a change of the document or of a rule changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main

TEXT = """# 福州市水利局2024年部门预算

| 项目名称 | 防汛经费 | | |
| 绩效目标 | 保障防汛 | | |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 培训人数 | ≥50人 |
| 产出指标 | 数量指标 | 巡查次数 | ≥12次 |
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "budget.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def expect(*words: object) -> Result:
    return CliRunner(env={"COLUMNS": "80"}).invoke(main, ["expect", *map(str, words)])


def change(document: Path, old: str, new: str) -> None:
    document.write_text(document.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_what_was_written_is_what_is_read(document: Path) -> None:
    written = expect(document)
    assert (written.exit_code, written.stdout) == (0, f"wrote {document}.expected.json\n")
    text = Path(f"{document}.expected.json").read_text(encoding="utf-8")
    assert json.loads(text)["records indicators"][0] == {
        "places": ["line 6"], "project": "防汛经费", "level1": "产出指标", "level2": "数量指标", "name": "培训人数",
        "target": "≥50人", "operator": "≥", "value": "50", "unit": "人", "measure": "quantity",
    }
    checked = expect("--check", document.parent)
    assert (checked.exit_code, checked.stdout) == (0, "0 differences in 0 of 1 documents\n")
    assert expect("--check", document).exit_code == 0
    assert expect(document).exit_code == 0
    assert Path(f"{document}.expected.json").read_text(encoding="utf-8") == text


def test_a_record_is_a_line(document: Path) -> None:
    expect(document)
    lines = Path(f"{document}.expected.json").read_text(encoding="utf-8").splitlines()
    assert sum("培训人数" in line for line in lines) == 1


def test_a_changed_field_is_shown_with_both_values_and_its_place(document: Path) -> None:
    expect(document)
    change(document, "≥50人", "≥60人")
    result = expect("--check", document.parent)
    assert result.exit_code == 1
    assert result.stdout == (
        f"{document}\n"
        '  ~ indicators 防汛经费 培训人数: target "≥50人" → "≥60人" (line 6)\n'
        '  ~ indicators 防汛经费 培训人数: value "50" → "60" (line 6)\n'
        "2 differences in 1 of 1 documents\n"
    )


def test_a_missing_record_and_a_new_one(document: Path) -> None:
    expect(document)
    change(document, "巡查次数 | ≥12次", "演练场次 | ≥3场")
    result = expect("--check", document.parent)
    assert result.exit_code == 1
    assert [line.split(" project=")[0] for line in result.stdout.splitlines()[1:3]] == [
        "  - indicators", "  + indicators",
    ]
    assert "name=巡查次数" in result.stdout.splitlines()[1]
    assert "name=演练场次" in result.stdout.splitlines()[2]


def test_only_documents_with_an_answer_file_are_taken_from_a_folder(document: Path) -> None:
    expect(document)
    (document.parent / "other.md").write_text(TEXT, encoding="utf-8")
    assert expect("--check", document.parent).stdout == "0 differences in 0 of 1 documents\n"


def test_a_folder_without_answer_files_is_wrong_use(document: Path) -> None:
    result = expect("--check", document.parent)
    assert result.exit_code == 2
    assert f"no *.expected.json in {document.parent}; write one with: kb expect FILE" in result.stderr


def test_a_document_without_its_answer_file_is_wrong_use(document: Path) -> None:
    result = expect("--check", document)
    assert result.exit_code == 2
    assert (
        f"{document} has no budget.md.expected.json beside it; write it with: kb expect {document}"
    ) in result.stderr


@pytest.mark.parametrize(("text", "problem"), [("{", "no JSON"), ("[]", "no answer file")])
def test_a_broken_answer_file_is_wrong_use(document: Path, text: str, problem: str) -> None:
    Path(f"{document}.expected.json").write_text(text, encoding="utf-8")
    result = expect("--check", document)
    assert result.exit_code == 2
    assert f"{document}.expected.json, line 1: {problem}; write it anew with kb expect" in result.stderr


def test_nothing_readable_exits_3(document: Path) -> None:
    expect(document)
    document.unlink()
    result = expect("--check", document.parent)
    assert result.exit_code == 3
    assert result.stderr == f"{document}: the file cannot be opened; check that it exists and that you may read it\n"


def test_answer_files_are_no_documents(document: Path, tmp_path: Path) -> None:
    expect(document)
    result = CliRunner().invoke(main, ["build", str(document.parent), "--out", str(tmp_path / "out" / "kb"), "--quiet"])
    assert (result.exit_code, result.stderr) == (0, "")
