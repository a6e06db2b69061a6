"""What `export` promises of every format: complete files, the same bytes each time, mistakes said in a sentence."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kb import database, graph
from kb.exports import FORMATS, export
from kb.schema import DEFAULT_BASE

GRAPH_FORMATS = [name for name, format in FORMATS.items() if format.kind == "graph"]
PACKAGES = [name for name, format in FORMATS.items() if format.ending == ".zip"]


def sample(name: str = "便民中心工作经费") -> dict[str, list[dict[str, Any]]]:
    """A dozen rows: two departments of one county, two projects, an indicator definition that both projects use."""
    at = {"document_id": "doc1", "department_id": "dep1"}
    return {
        "regions": [
            {"id": "130000", "code": "130000", "name": "河北省"},
            {"id": "130202", "code": "130202", "name": "路南区", "parent_code": "130000"},
        ],
        "departments": [
            {"id": "dep1", "name": name, "kind": "department", "region_code": "130202"},
            {"id": "unit1", "name": "路南区图书馆", "kind": "unit", "parent_id": "dep1", "region_code": "130202"},
        ],
        "documents": [{
            "id": "doc1", "path": "a/b.docx", "title": None, "sha256": "00", "fiscal_year": 2024,
            "region_code": "130202", "department_id": "dep1", "coverage": Decimal("0.5"),
        }],
        "passages": [{"id": "pas1", "document_id": "doc1", "number": 1, "kind": "paragraph", "text": name}],
        "responsibilities": [
            {"id": "res1", **at, "text": "负责" + name, "kind": "specific", "funding": "none"},
        ],
        "projects": [
            {"id": "pro1", **at, "unit_id": "unit1", "position": 1, "name": name, "code": "13000020000000000001",
             "amount_wan": Decimal("1250.5"), "amount_fen": 12505000_00, "purpose": name},
            {"id": "pro2", **at, "position": 2, "name": "=1+1", "amount_wan": Decimal("-3"), "amount_fen": -30000_00},
        ],
        "goals": [{"id": "goa1", **at, "project_id": "pro1", "scope": "project", "position": 1, "label": name}],
        "funds": [{"id": "fun1", "document_id": "doc1", "project_id": "pro1", "source": name}],
        "indicator_concepts": [{"id": "con1", "name": name, "level2": "数量指标"}],
        "indicators": [
            {"id": f"ind{number}", **at, "project_id": f"pro{number}", "concept_id": "con1", "position": number,
             "name": name, "target": "≥95%", "operator": ">=", "value": Decimal(95), "measure": "quantity"}
            for number in (1, 2)
        ],
        "evidence": [{"id": "evi1", "record_table": "projects", "record_id": "pro1", "passage_id": "pas1"}],
        "links": [{
            "id": "lin1", "source_table": "projects", "source_id": "pro1", "relation": "same_indicator",
            "target_table": "projects", "target_id": "pro2", "method": "concept", "score": Decimal("0.75"),
            "evidence": name,
        }],
        "findings": [{
            "id": "fin1", "rule": "sums", "severity": "warning", "document_id": "doc1", "subject_table": "projects",
            "subject_id": "pro2", "message": name,
        }],
    }


def fill(folder: Path, tables: dict[str, list[dict[str, Any]]]) -> sqlite3.Connection:
    """A `kb.db` of these rows in a folder."""
    connection = database.create(folder / "kb.db")
    for table, rows in tables.items():
        database.insert(connection, table, rows)
    database.finish(connection)
    return connection


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete small knowledge base."""
    folder = tmp_path_factory.mktemp("kb")
    connection = fill(folder, sample())
    graph.write(connection, folder / "graph", DEFAULT_BASE)
    connection.close()
    return folder


def exported(folder: Path, format: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    export(folder, format, stream, **options)
    return stream.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_knowledge_base_gives_the_same_bytes(folder: Path, format: str) -> None:
    first = exported(folder, format)
    assert first
    assert exported(folder, format) == first


@pytest.mark.parametrize("format", sorted(set(FORMATS) - set(PACKAGES)))
def test_a_file_holds_what_a_stream_gets(folder: Path, tmp_path: Path, format: str) -> None:
    output = tmp_path / "new" / f"kb{FORMATS[format].ending}"
    export(folder, format, output)
    assert output.read_bytes() == exported(folder, format)
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.parametrize("format", PACKAGES)
def test_a_folder_and_a_zip_hold_the_same_files(folder: Path, tmp_path: Path, format: str) -> None:
    export(folder, format, tmp_path / "folder")
    export(folder, format, tmp_path / "kb.zip")
    with zipfile.ZipFile(tmp_path / "kb.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()}
    assert (tmp_path / "kb.zip").read_bytes() == exported(folder, format)


def test_a_folder_can_be_exported_again_but_not_over_other_files(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    export(folder, "csv", output, kinds=["projects"])
    export(folder, "csv", output, kinds=["projects"])
    before = (output / "projects.csv").read_bytes()
    with pytest.raises(ValueError, match=r"holds files that are not part of this export \(projects\.csv\)"):
        export(folder, "csv", output, kinds=["funds"])
    assert [path.name for path in output.iterdir()] == ["projects.csv"]
    assert (output / "projects.csv").read_bytes() == before


def test_a_failed_export_leaves_the_old_file_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "kb.graphml"
    output.write_bytes(b"old")
    with pytest.raises(ValueError):
        export(folder, "graphml", output, focus="nowhere")
    assert output.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [output]


def test_a_file_and_a_folder_are_not_taken_for_one_another(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r"is a folder; name a file$"):
        export(folder, "gexf", Path())
    (tmp_path / "taken").write_bytes(b"old")
    with pytest.raises(ValueError, match=r"is a file; name a folder, or a \.zip$"):
        export(folder, "csv", Path("taken"))
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    (tmp_path / "taken").unlink()
    export(folder, "csv", Path(), kinds=["funds"])
    assert [path.name for path in tmp_path.iterdir()] == ["funds.csv"]


MISTAKES = {
    "an unknown format": (
        "excel", {}, "there is no format excel; the formats are turtle, nquads, jsonld, graphml, gexf, cytoscape, "
                     "neo4j, csv"),
    "a focus for tables": (
        "csv", {"focus": "pro1"},
        "csv is always exported whole; a focus works with graphml, gexf, cytoscape, neo4j"),
    "kinds for RDF": (
        "turtle", {"kinds": ["projects"]},
        "turtle is always exported whole; kinds work with graphml, gexf, cytoscape, neo4j and csv"),
    "an unknown row": (
        "gexf", {"focus": "nowhere"}, "there is no record 'nowhere' among the kinds that are exported"),
    "a negative depth": (
        "gexf", {"focus": "pro1", "depth": -1},
        "the depth of a neighbourhood cannot be -1; it counts steps from 0 on"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_said_in_one_sentence(folder: Path, case: str) -> None:
    format, options, sentence = MISTAKES[case]
    with pytest.raises(ValueError) as caught:
        exported(folder, format, **options)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("format", [*GRAPH_FORMATS, "csv"])
def test_an_unknown_kind_is_answered_with_the_known_ones(folder: Path, format: str) -> None:
    with pytest.raises(ValueError, match=r"^there is no (kind|table) projekts; .* projects, responsibilities, goals,"):
        exported(folder, format, kinds=["projects", "projekts"])


@pytest.mark.parametrize(("format", "missing"), [("csv", "kb.db"), ("gexf", "kb.db"), ("turtle", "graph")])
def test_a_folder_that_is_no_knowledge_base_is_named(tmp_path: Path, format: str, missing: str) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        export(tmp_path, format, tmp_path / "out")
    assert str(caught.value) == f"{tmp_path} is not a knowledge base: it holds no {missing}"
    assert list(tmp_path.iterdir()) == []


class Pipe(io.RawIOBase):
    """A stream that can only be written, like standard output in a pipe."""

    def __init__(self) -> None:
        self.received = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.received += bytes(data)
        return len(data)


@pytest.mark.parametrize("format", FORMATS)
def test_a_pipe_takes_every_format(folder: Path, format: str) -> None:
    pipe: Any = Pipe()
    export(folder, format, pipe)
    if format in PACKAGES:
        assert zipfile.ZipFile(io.BytesIO(pipe.received)).testzip() is None
    else:
        assert pipe.received == exported(folder, format)


HASHES = """
import hashlib, io, pathlib, sys
from kb.exports import FORMATS, export
for name in FORMATS:
    stream = io.BytesIO()
    export(pathlib.Path(sys.argv[1]), name, stream)
    print(name, hashlib.sha256(stream.getvalue()).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_process(folder: Path) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", HASHES, str(folder)], env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
            capture_output=True, text=True, cwd=Path(__file__).parents[2],
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
