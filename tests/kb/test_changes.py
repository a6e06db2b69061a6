"""Two years of made-up documents: departments and divisions renamed, codes renamed, projects that go on or are printed
twice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from built import built

HEAD = "kind,a,b,verdict,reason\n"
BUDGET = """# {name}{year}年部门预算

## 支出预算总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 210 | {health} | {total} | 0 | {total} |
| 21001 | 卫生健康管理事务 | {total} | 0 | {total} |
| 2100102 | 一般行政管理事务 | {total} | 0 | {total} |
|  | 合计 | {total} | 0 | {total} |

## 项目支出绩效目标表

单位：万元

| 项目名称 | {project} |
|---|---|
| 项目编码 | {code} |
| 预算数 | {total} |
| 绩效目标 | 做好{year}年防疫 |
"""
CODE = "13060923P000015103258"


class Folder:
    """Documents of several years, and what a build says of them."""

    def __init__(self, path: Path) -> None:
        self.path = path / "documents"
        self.path.mkdir()

    def budget(
        self, year: int, name: str, project: str = "防疫专项经费", total: str = "12.5", code: str = CODE
    ) -> None:
        health = "医疗卫生与计划生育支出" if year < 2019 else "卫生健康支出"
        text = BUDGET.format(name=name, year=year, health=health, total=total, project=project, code=code)
        (self.path / f"{name}{year}.md").write_text(text, encoding="utf-8")

    def decide(self, *lines: str) -> None:
        (self.path / "decisions.csv").write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")

    def build(self) -> sqlite3.Connection:
        return built([self.path], self.path.parent)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def changes(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    query = "select kind, before_name, last_year, after_name, first_year, method from department_changes order by 2, 4"
    return [tuple(row) for row in connection.execute(query)]


def test_a_department_is_renamed_with_its_division(folder: Folder) -> None:
    folder.budget(2014, "徐水县卫生健康局")
    folder.budget(2016, "徐水区卫生健康局")
    connection = folder.build()
    assert changes(connection) == [
        ("division_renamed", "徐水县卫生健康局", 2014, "徐水区卫生健康局", 2016, "division"),
    ]
    assert connection.execute("select count(*) from departments").fetchone()[0] == 1
    (project,) = connection.execute("select evidence from links where relation = 'same_project'").fetchall()
    assert project["evidence"] == f"防疫专项经费 (2014) and 防疫专项经费 (2016) share the code {CODE}"


def test_a_department_that_people_call_the_same_was_renamed_between_its_years(folder: Folder) -> None:
    folder.budget(2022, "福州市卫生计生局")
    folder.budget(2024, "福州市卫生健康局")
    folder.decide("department,福州市卫生健康局,福州市卫生计生局,same,renamed in 2023")
    connection = folder.build()
    assert changes(connection) == [("renamed", "福州市卫生计生局", 2022, "福州市卫生健康局", 2024, "decision")]
    (row,) = connection.execute("select reason from department_changes").fetchall()
    assert row["reason"] == (
        "福州市卫生计生局 until 2022, 福州市卫生健康局 from 2024: renamed in 2023 (decisions.csv, line 2)"
    )


def test_two_names_of_one_year_are_no_change(folder: Folder) -> None:
    folder.budget(2024, "福州市卫生计生局")
    folder.budget(2024, "福州市卫生健康局")
    folder.decide("department,福州市卫生健康局,福州市卫生计生局,same,one body")
    assert changes(folder.build()) == []


def test_two_ways_to_write_a_name_are_no_change(folder: Folder) -> None:
    folder.budget(2022, "福州市卫生健康局")
    folder.budget(2024, "福州市人民政府卫生健康局")
    assert changes(folder.build()) == []


def test_bodies_are_merged_by_decision_and_stay_two(folder: Folder) -> None:
    folder.budget(2022, "福州市卫生局", code="")
    folder.budget(2022, "福州市计生局", code="")
    folder.budget(2024, "福州市卫生健康局", code="")
    folder.decide(
        "department,福州市卫生局,福州市卫生健康局,successor,decree 3",
        "department,福州市计生局,福州市卫生健康局,successor,decree 3",
    )
    connection = folder.build()
    assert changes(connection) == [
        ("merged", "福州市卫生局", 2022, "福州市卫生健康局", 2024, "decision"),
        ("merged", "福州市计生局", 2022, "福州市卫生健康局", 2024, "decision"),
    ]
    assert connection.execute("select count(*) from departments").fetchone()[0] == 3
    links = connection.execute("select relation, evidence from links where relation = 'succeeded_by' order by evidence")
    assert [tuple(row) for row in links] == [
        ("succeeded_by", "decree 3 (decisions.csv, line 2)"), ("succeeded_by", "decree 3 (decisions.csv, line 3)"),
    ]


def test_a_code_that_was_renamed_keeps_both_names_with_their_years(folder: Folder) -> None:
    for year in (2018, 2023, 2024):
        folder.budget(year, "福州市卫生健康局", code="")
    query = (
        "select name, first_year, last_year, document_count from classification_names "
        "where classification_id = 'functional-210' order by first_year"
    )
    assert [tuple(row) for row in folder.build().execute(query)] == [
        ("医疗卫生与计划生育支出", 2018, 2018, 1), ("卫生健康支出", 2023, 2024, 2),
    ]


def test_a_project_goes_on_over_three_years_and_is_paid_under_its_code(folder: Folder) -> None:
    folder.budget(2022, "福州市卫生健康局", "2022年防疫专项经费", "10.5", code="")
    folder.budget(2023, "福州市卫生健康局", "2023年防疫专项经费", "11.5", code="")
    folder.budget(2024, "福州市卫生健康局", "防疫专项经费", "12.5", code="")
    connection = folder.build()
    query = """
        select a.fiscal_year, b.fiscal_year, l.method from links l join projects a on a.id = l.source_id
        join projects b on b.id = l.target_id where l.relation = 'same_project' order by 1
    """
    assert [tuple(row) for row in connection.execute(query)] == [
        (2023, 2022, "project_name"), (2024, 2023, "project_name"),
    ]
    financed = connection.execute("select distinct target_id, method from links where relation = 'financed_under'")
    assert [tuple(row) for row in financed] == [("functional-2100102", "single_code")]


def test_projects_that_go_on_elsewhere_hint_at_a_successor(folder: Folder) -> None:
    other = "13060923P00001510533F"
    folder.budget(2022, "福州市卫生局")
    folder.budget(2024, "福州市疾控局")
    for year, name in ((2022, "福州市卫生局"), (2024, "福州市疾控局")):
        text = BUDGET.format(name=name, year=year, health="卫生健康支出", total="3.5", project="疫苗采购", code=other)
        (folder.path / f"{name}{year}-2.md").write_text(text.replace("部门预算", "部门预算（补充）"), encoding="utf-8")
    connection = folder.build()
    (link,) = connection.execute("select * from links where relation = 'maybe_succeeded_by'").fetchall()
    assert (link["method"], link["score"]) == ("project_codes", 0.6667)
    assert link["evidence"].startswith("福州市卫生局 → 福州市疾控局: 2 (")
