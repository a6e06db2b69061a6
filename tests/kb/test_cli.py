"""The command line: what it prints, on which stream, and its exit codes."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from sarif_pydantic import Result, Sarif

from kb.cli import main

WEI = "weixian-approval-bureau-2025-performance.txt"


def kb(*words: object) -> Result:
    return CliRunner(env={"COLUMNS": "80"}).invoke(main, [str(word) for word in words])


def test_build_shows_coverage_and_what_to_do_next(data: Path, tmp_path: Path) -> None:
    result = kb("build", data / WEI, "--out", tmp_path / "kb")
    assert result.exit_code == 0
    assert WEI in result.stdout.replace("\n", "")
    assert "100.0%" in result.stdout
    assert "projects 4" in result.stdout.replace("\n", " ")
    assert f"Open it in the browser with: kb serve {tmp_path / 'kb'}" in result.stdout


def test_build_names_every_unreadable_file_and_still_builds(data: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"  \n")
    result = kb("build", data / WEI, tmp_path / "empty.txt", "--out", tmp_path / "kb", "--quiet")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == (
        f"{tmp_path / 'empty.txt'}: the file is empty; fetch the file again from where it was published\n"
    )


def test_build_of_nothing_readable_exits_3(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = kb("build", tmp_path / "empty.txt", "--out", tmp_path / "kb")
    assert result.exit_code == 3
    assert result.stderr.endswith(f"none of 1 files could be read; {tmp_path / 'kb'} stays as it was\n")
    assert not (tmp_path / "kb").exists()


def test_a_missing_source_is_wrong_use(tmp_path: Path) -> None:
    assert kb("build", tmp_path / "none", "--out", tmp_path / "kb").exit_code == 2


@pytest.mark.parametrize("command", ["serve", "info", "check"])
def test_a_folder_that_is_no_knowledge_base_is_wrong_use(command: str, tmp_path: Path) -> None:
    result = kb(command, tmp_path)
    assert result.exit_code == 2
    assert f"{tmp_path} is no knowledge base; make one with: kb build SOURCE... --out {tmp_path}" in result.stderr


def test_read_shows_the_document_and_its_doubts(data: Path) -> None:
    result = kb("read", data / WEI)
    assert result.exit_code == 0
    assert "department   魏县行政审批局" in result.stdout
    assert "fiscal year  2025" in result.stdout
    assert "warning: the text names 2023, the fiscal year taken is 2025" in result.stdout.replace("\n", " ")
    assert "0 of 101 passages unread" in result.stdout


def test_read_as_json_has_every_record_with_its_passages(data: Path) -> None:
    found = json.loads(kb("read", data / WEI, "--json").stdout)
    assert len(found["records"]["indicators"]) == 28
    first = found["records"]["projects"][0]
    assert (first["name"], first["amount"], first["code"]) == ("管理运行经费", "200.00", "13043425P00428710001B")
    assert all(record["passages"] for records in found["records"].values() for record in records)


def test_read_of_an_unreadable_file_exits_3(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    result = kb("read", tmp_path / "a.txt")
    assert result.exit_code == 3
    assert result.stderr == (
        f"{tmp_path / 'a.txt'}: the file holds binary data, not text; convert it to a text file, or leave it out\n"
    )


def test_info_prints_counts_coverage_and_digest(built: Path) -> None:
    result = kb("info", built)
    assert "indicators 381" in result.stdout.replace("\n", " ")
    as_json = json.loads(kb("info", built, "--json").stdout)
    assert as_json["counts"]["projects"] == 38
    assert as_json["digest"] in result.stdout
    assert [document["unread"] for document in as_json["documents"]] == [0, 1, 5, 0, 0]


def test_check_fails_on_the_severity_asked_for(built: Path) -> None:
    severities = {row["severity"] for row in csv.DictReader(io.StringIO(kb("check", built, "--format", "csv").stdout))}
    assert "warning" in severities
    assert kb("check", built).exit_code == 0
    assert kb("check", built, "--fail-on", "info").exit_code == 1
    assert kb("check", built, "--fail-on", "warning").exit_code == 1
    assert kb("check", built, "--fail-on", "error").exit_code == int("error" in severities)


def test_check_lists_only_what_is_asked_for(built: Path) -> None:
    every = json.loads(kb("check", built, "--format", "json").stdout)
    rules = {row["rule"] for row in every}
    one = sorted(rules)[0]
    assert {row["rule"] for row in json.loads(kb("check", built, "--rule", one, "--format", "json").stdout)} == {one}
    grave = json.loads(kb("check", built, "--severity", "warning", "--format", "json").stdout)
    assert grave == [row for row in every if row["severity"] != "info"]
    of_one = json.loads(kb("check", built, "--document", "xushui", "--format", "json").stdout)
    assert of_one == [row for row in every if "xushui" in (row["path"] or "")]


def test_check_tells_findings_by_check_within_80_columns(built: Path) -> None:
    for language, count in (("en", "found"), ("zh", "实为")):
        shown = kb("check", built, "--language", language).stdout
        assert count in shown
        assert max(cell_len(line) for line in shown.splitlines()) <= 80


def test_check_explains_a_check_in_both_languages(built: Path) -> None:
    assert kb("check", built, "--explain", "sum.row").stdout.startswith(
        "sum.row · A row equals the sum of its parts\n\nMethod\n"
    )
    assert "方法" in kb("check", built, "--explain", "sum.row", "--language", "zh").stdout
    unknown = kb("check", built, "--explain", "sum.rows")
    assert unknown.exit_code == 2
    assert "no check is called sum.rows; there are " in unknown.stderr


def test_sarif_is_read_back_with_every_finding(built: Path) -> None:
    run = Sarif.model_validate_json(kb("check", built, "--format", "sarif", "--language", "zh").stdout).runs[0]
    every = json.loads(kb("check", built, "--format", "json", "--language", "zh").stdout)
    assert run.results is not None
    assert [result.rule_id for result in run.results] == [row["rule"] for row in every]
    for result, row in zip(run.results, every, strict=True):
        assert result.message.text is not None
        assert result.message.text.startswith(row["message"])
        assert {"error": "error", "warning": "warning", "info": "note"}[row["severity"]] == result.level
        assert result.rule_index is None or run.tool.driver.rules[result.rule_index].id == row["rule"]


def test_shacl_finds_nothing_wrong_with_what_we_built(built: Path) -> None:
    rows = json.loads(kb("check", built, "--shacl", "--format", "json").stdout)
    assert [row for row in rows if row["rule"].startswith("shacl")] == []


def test_query_asks_by_name_in_sql_and_in_sparql(built: Path) -> None:
    by_name = kb("query", built, "shared-indicators", "-p", "minimum=10", "--format", "json")
    assert json.loads(by_name.stdout)[0]["indicator"] == "综合事务保障率"
    assert kb("query", built, "shared-indicators", "-p", "minimum=10", "--format", "json", "--sparql").stdout == (
        by_name.stdout
    )
    sql = kb("query", built, "select count(*) as n from projects", "--format", "csv")
    sparql = kb("query", built, "select (count(?p) as ?n) where { ?p a bk:Project }", "--format", "csv")
    assert sql.stdout == sparql.stdout
    assert "38" in sql.stdout


def test_an_unknown_question_is_wrong_use(built: Path) -> None:
    result = kb("query", built, "shared-indicator")
    assert result.exit_code == 2
    assert "shared-indicators" in result.stderr


@pytest.mark.parametrize("text", ["delete from projects", "drop table projects", "insert data { <a:a> <a:b> <a:c> }"])
def test_queries_change_nothing(built: Path, text: str) -> None:
    assert kb("query", built, text).exit_code == 2
    assert json.loads(kb("info", built, "--json").stdout)["counts"]["projects"] == 38


@pytest.mark.parametrize("form", ["turtle", "nquads", "jsonld", "graphml", "gexf", "cytoscape"])
def test_export_writes_a_file_and_the_terminal_alike(built: Path, tmp_path: Path, form: str) -> None:
    assert kb("export", built, "--format", form, "--output", tmp_path / "out").exit_code == 0
    assert kb("export", built, "--format", form, "--output", "-").stdout_bytes == (tmp_path / "out").read_bytes()


def test_export_around_an_unknown_id_is_wrong_use(built: Path, tmp_path: Path) -> None:
    result = kb("export", built, "--format", "gexf", "--output", tmp_path / "out", "--focus", "nothing")
    assert result.exit_code == 2
    assert "nothing" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_killed_replacement_is_mended_by_the_next_command(data: Path, tmp_path: Path) -> None:
    assert kb("build", data / WEI, "--out", tmp_path / "kb", "--quiet").exit_code == 0
    shutil.move(tmp_path / "kb", tmp_path / ".kb.previous")
    assert kb("info", tmp_path / "kb").exit_code == 0
