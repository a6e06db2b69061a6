"""CSV for spreadsheets and CSV for Neo4j: the same rows come back, and no text runs as a formula or as Cypher."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_exports import fill, sample
from test_exports_graphs import names, small_network

from kb.exports import cypher, neo4j
from kb.exports.cleaning import assembled
from kb.exports.tables import csv_parts
from kb.publishing.rendering import defused
from kb.schema import TABLES

QUOTED = re.compile(r"'[\x00-\x20']*[=+\-@＝＋－＠]|'+[\t\r\n]")


def joined(parts: Any) -> dict[str, bytes]:
    return {name: b"".join(pieces) for name, pieces in parts}


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def tables(rows: dict[str, list[dict[str, Any]]], kinds: tuple[str, ...] = ()) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder, closing(fill(Path(folder), rows)) as connection:
        return joined(csv_parts(connection, kinds))


def undone(cell: str) -> str:
    return cell[1:] if QUOTED.match(cell) else cell


@settings(max_examples=20, deadline=None)
@example("=1+1")
@example("'=1")
@example("a\r\nb,\"c\"\x00")
@given(names)
def test_every_row_comes_back(name: str) -> None:
    rows = sample(name)
    files = tables(rows)
    for table in TABLES:
        header, *lines = cells(files[f"{table.name}.csv"])
        assert header == list(table.stored)
        wanted = [["" if row.get(c) is None else row[c] for c in header] for row in rows.get(table.name, ())]
        back = [[undone(cell) if isinstance(value, str) else float(cell) for cell, value in zip(line, row, strict=True)]
                for line, row in zip(lines, wanted, strict=True)]
        assert back == [[value if isinstance(value, str) else float(value) for value in row] for row in wanted]


def test_there_is_a_file_for_each_table_or_for_each_table_named() -> None:
    assert list(tables(sample())) == [f"{table.name}.csv" for table in TABLES]
    assert list(tables(sample(), ("projects", "funds"))) == ["projects.csv", "funds.csv"]


def test_files_begin_with_a_byte_order_mark_and_lines_end_as_excel_ends_them() -> None:
    content = tables(sample(), ("funds",))["funds.csv"]
    assert content.startswith(b"\xef\xbb\xbfid,source,amount_wan,amount_fen,")
    assert content.count(b"\r\n") == 2


@pytest.mark.parametrize("text", [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\nx", " =1", "＝1", "－cmd", "'=1", "''-1", "\x00=1",
    "\u3000=1", "\xa0＋1", "﹢1",
])
def test_what_a_spreadsheet_could_run_is_text(text: str) -> None:
    assert defused(text) == "'" + text


@pytest.mark.parametrize("value", [-1, -12.5, 0, None, "", "a=b", "≥95%", "'quoted'", "1-2", "《关于…》"])
def test_numbers_and_plain_texts_stay_as_they_are(value: Any) -> None:
    assert defused(value) == value


@given(st.text(alphabet="'=-\t\n a"), st.text(alphabet="'=-\t\n a"))
def test_two_texts_never_become_one(one: str, other: str) -> None:
    assert (defused(one) == defused(other)) == (one == other)
    assert undone(str(defused(one))) == one


def files(graph: Any) -> tuple[list[neo4j.File], list[neo4j.File]]:
    return neo4j.node_files(graph), neo4j.relationship_files(graph)


@settings(max_examples=20, deadline=None)
@given(names)
def test_neo4j_files_hold_every_node_and_edge_with_its_properties(name: str) -> None:
    graph = small_network(name)
    nodes, relationships = files(graph)
    read = [(file, cells(b"".join(file.lines()))) for file in (*nodes, *relationships)]
    back: dict[tuple[str, ...], dict[str, str]] = {}
    for file, (header, *lines) in read:
        fixed = len(file.columns)
        for line in lines:
            values = zip(header[fixed:], line[fixed:], strict=True)
            back[tuple(line[:fixed])] = {key.partition(":")[0]: value for key, value in values if value}
    wanted: dict[tuple[str, ...], Any] = {
        (node, neo4j.node_title(graph, node)): data for node, data in graph.nodes(data=True)
    }
    for source, target, key, data in graph.edges(keys=True, data=True):
        wanted[source, target, neo4j.relationship_type(data["relation"]), key] = data
    assert back == {row: {key: str(value) for key, value in data.items()} for row, data in wanted.items()}


def test_neo4j_headers_tell_the_types() -> None:
    nodes, relationships = files(small_network())
    header = {file.name: cells(b"".join(file.lines()))[0] for file in (*nodes, *relationships)}
    assert header["nodes-Project.csv"] == [
        "id:ID", ":LABEL", "amount:double", "amount_fen:long", "code", "kind", "label", "name", "position:long",
        "purpose",
    ]
    link = next(name for name in header if "SAME_INDICATOR" in name)
    assert header[link] == [
        ":START_ID", ":END_ID", ":TYPE", "id", "evidence", "label", "method", "relation", "score:double",
    ]


def test_the_script_loads_every_file_and_makes_ids_unique() -> None:
    nodes, relationships = files(small_network())
    script = cypher.script(nodes, relationships)
    for file in (*nodes, *relationships):
        assert f"LOAD CSV WITH HEADERS FROM 'file:///{file.name}' AS row\n" in script
        assert f"={file.name} " in script.splitlines()[1]
        assert re.fullmatch(r"[A-Za-z0-9_.-]+", file.name)
    for file in nodes:
        assert f"FOR (n:`{file.title}`) REQUIRE n.id IS UNIQUE;\n" in script
    assert "n.`amount` = toFloat(row.`amount:double`)" in script
    assert script.count("{") == script.count("}")


@pytest.mark.parametrize("relation", ["x`}) DETACH DELETE n //", "'; DROP", "a\nb", "", "同一指标", "\\u0060"])
def test_a_hostile_relation_stays_inside_its_quotes(relation: str) -> None:
    graph = assembled(
        [("projects/a", {"kind": "projects", "label": "a"}), ("projects/b", {"kind": "projects", "label": "b"})],
        [("projects/a", "projects/b", "k", {"relation": relation, "label": "x"})],
    )
    nodes, relationships = files(graph)
    script = cypher.script(nodes, relationships)
    assert re.fullmatch(r"\w+", relationships[0].title)
    assert f"[r:`{relationships[0].title}` {{id: row.id}}]" in script
    assert "DETACH DELETE" not in script
    assert cells(b"".join(relationships[0].lines()))[1][2] == relationships[0].title


def test_running_the_script_twice_creates_nothing_twice() -> None:
    script = cypher.script(*files(small_network()))
    assert "CREATE (" not in script
    assert script.count("MERGE") == script.count("LOAD CSV WITH HEADERS")


def test_booleans_are_written_as_the_importer_reads_them() -> None:
    graph = assembled([("projects/a", {"kind": "projects", "open": True}), ("projects/b", {"kind": "projects"})], [])
    (file,), _ = files(graph)
    assert cells(b"".join(file.lines())) == [
        ["id:ID", ":LABEL", "kind", "open:boolean"],
        ["projects/a", "Project", "projects", "true"], ["projects/b", "Project", "projects", ""],
    ]


def test_a_text_with_a_backslash_is_not_quoted_so_that_both_neo4j_readers_agree() -> None:
    assert neo4j.line(["C:\\", "x"]) == b"C:\\,x\r\n"
