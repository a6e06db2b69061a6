"""`decisions.csv`: what it decides in a build, and what it says of lines that decide nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb import database
from kb.cli import main
from kb.decisions import DecisionFault, find_decisions, parse_decisions
from kb.pipeline import build

HEAD = "kind,a,b,verdict,reason\n"
TEXT = "# 福州市{name}2024年部门预算\n\n| 项目名称 | 防汛经费 |\n| 绩效目标 | 保障{name} |\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kind,a,b,verdict\n", "x.csv, line 1: there is no column reason; "
         "begin the file with the line kind,a,b,verdict,reason"),
        (HEAD + "department,甲,乙,same,\n", "x.csv, line 2: the column reason is empty; fill it, or remove the line"),
        (HEAD + "\nbody,甲,乙,same,r\n", "x.csv, line 3: “body” is no kind; write one of department, document, "
         "funded_by, pursued_by, served_by, procured_for, financed_under, near_copy, same_project"),
        (HEAD + "department,甲,乙,equal,r\n",
         "x.csv, line 2: “equal” is no verdict; write one of same, different, unsure, successor"),
        (HEAD + "funded_by,甲,乙,same,r\n",
         "x.csv, line 2: “same” is no verdict; write one of confirmed, refused, unsure"),
        (HEAD + "department,甲,甲,same,r\n", "x.csv, line 2: a and b are the same words; name two things"),
        (HEAD + "department,甲,乙,same,r\ndepartment,乙,甲,different,r\n",
         "x.csv, line 3: it says “different” where an earlier line says “same”; keep one of the two lines"),
    ],
)
def test_a_line_that_decides_nothing_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(DecisionFault) as refused:
        parse_decisions(text, "x.csv")
    assert str(refused.value) == sentence


def test_comments_blank_lines_and_further_columns_are_for_people() -> None:
    text = "# who decided what\nkind,a,b,verdict,reason,who\n\ndepartment,甲,乙,unsure,r,me\n"
    assert [(d.kind, d.a, d.b, d.verdict, d.reason) for d in parse_decisions(text, "x.csv")] == [
        ("department", "甲", "乙", "unsure", "r")
    ]
    assert parse_decisions("", "x.csv") == []


def test_decisions_are_found_below_the_folders_and_where_they_are_given(tmp_path: Path) -> None:
    (tmp_path / "in" / "below").mkdir(parents=True)
    (tmp_path / "in" / "below" / "decisions.csv").write_text(HEAD + "department,甲,乙,same,r\n", encoding="utf-8")
    (tmp_path / "mine.csv").write_text(HEAD + "department,丙,丁,same,r\n", encoding="utf-8-sig")
    found = find_decisions([tmp_path / "in"], [tmp_path / "mine.csv"])
    assert [decision.a for decision in found.all] == ["甲", "丙"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for stem, name in (("a", "水利局"), ("b", "水务局")):
        (folder / f"{stem}.md").write_text(TEXT.format(name=name), encoding="utf-8")
    return folder


def ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    connection: sqlite3.Connection = database.connect(folder / "kb.db", read_only=True)
    try:
        return [tuple(row) for row in connection.execute(sql)]
    finally:
        connection.close()


def test_a_decision_wins_in_a_build_and_everything_refers_to_the_one_body(folder: Path, tmp_path: Path) -> None:
    decision = "department,福州市水务局,福州市水利局,same,renamed\n"
    (folder / "decisions.csv").write_text(HEAD + decision, encoding="utf-8")
    out = build([folder], tmp_path / "kb").folder
    assert ask(out, "select name from departments") == [("福州市水务局",)]
    assert ask(out, "select name, rule, reason from department_names order by rule") == [
        ("福州市水利局", "decision", "renamed (decisions.csv, line 2)"), ("福州市水务局", "name", None),
    ]
    assert ask(out, "select count(distinct department_id), count(*) from projects") == [(1, 2)]
    assert ask(out, "select rule from findings where rule like 'decision%'") == []


def test_an_unused_line_is_a_finding(folder: Path, tmp_path: Path) -> None:
    (folder / "decisions.csv").write_text(HEAD + "department,福州市水利局,福州市林业局,same,x\n", encoding="utf-8")
    out = build([folder], tmp_path / "kb").folder
    assert ask(out, "select severity, message, actual from findings where rule = 'decision.unused'") == [
        ("warning", "decisions.csv, line 2 decides nothing: no department, or more than one, is called so",
         "福州市水利局, 福州市林业局"),
    ]


def test_documents_are_one_publication_when_people_say_so(folder: Path, tmp_path: Path) -> None:
    (folder / "decisions.csv").write_text(HEAD + "document,a.md,b.md,same,two files of one page\n", encoding="utf-8")
    out = build([folder], tmp_path / "kb").folder
    assert ask(out, "select relation, method, evidence from links where source_table = 'documents'") == [
        ("same_publication", "decision", "two files of one page (decisions.csv, line 2)"),
    ]


def test_a_malformed_file_is_wrong_use_and_leaves_everything(folder: Path, tmp_path: Path) -> None:
    (folder / "decisions.csv").write_text(HEAD + "department,甲,乙,maybe,r\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(folder), "--out", str(tmp_path / "kb")])
    assert result.exit_code == 2
    assert (
        f"{folder / 'decisions.csv'}, line 2: “maybe” is no verdict; write one of same, different, unsure, successor"
    ) in result.stderr
    assert not (tmp_path / "kb").exists()
