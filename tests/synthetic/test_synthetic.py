"""Made-up disclosures: always the same, read whole, clean where nothing was planted, and caught where something was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.database import connect
from kb.pipeline import build
from loaders.values.codes import project_code
from synthetic.corpus import SEED, documents, write_corpus
from synthetic.disclosure import disclosure
from synthetic.faults import RULES, Planted, plant
from synthetic.printing import PRINTERS, as_markdown

MANY = 60
Found = set[tuple[str, str]]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[sqlite3.Connection, set[Planted]]]:
    """A corpus and, beside it, one document with each fault; all of it built, with what was planted."""
    folder = tmp_path_factory.mktemp("synthetic")
    truth = set(write_corpus(folder / "corpus", MANY))
    for place, rule in enumerate(RULES):
        name = f"{rule}.md"
        (folder / "corpus" / name).write_bytes(as_markdown(plant(disclosure(SEED, MANY + 3 * place), rule)))
        truth.add(Planted(rule, name))
    build([folder / "corpus"], folder / "kb")
    connection = connect(folder / "kb" / "kb.db", read_only=True)
    yield connection, truth
    connection.close()


def found(connection: sqlite3.Connection, severities: str) -> Found:
    """Rule and document of the findings of some severities."""
    rows = connection.execute(
        "select f.rule, d.path from findings f join documents d on d.id = f.document_id "
        "where instr(?, f.severity) > 0", (severities,),
    )
    return {(rule, path) for rule, path in rows}


def test_the_same_seed_gives_the_same_bytes_whatever_the_number() -> None:
    assert list(documents(12)) == list(documents(12)) == list(documents(20))[:12]
    assert next(documents(1, seed=1))[1] != next(documents(1, seed=2))[1]


def test_all_formats_are_there() -> None:
    assert {Path(name).suffix for name, *_ in documents(MANY)} == {ending for ending, *_ in PRINTERS}


def test_the_codes_of_projects_have_the_right_check_character() -> None:
    codes = [project_code(project.code) for project in disclosure(SEED, 0).projects]
    assert all(code is not None and code.check_holds for code in codes)


def test_every_document_is_read_whole(planted: tuple[sqlite3.Connection, set[Planted]]) -> None:
    connection, _ = planted
    read = connection.execute("select kind, count(*), max(figures_unread) from documents group by kind").fetchall()
    assert [tuple(row) for row in read] == [("department_budget", MANY + len(RULES), 0)]
    assert [tuple(row) for row in connection.execute("select path, text from unread")] == []
    assert [tuple(row) for row in connection.execute("select path, error from load_errors")] == []


def test_what_is_clean_has_no_finding_but_hints(planted: tuple[sqlite3.Connection, set[Planted]]) -> None:
    connection, truth = planted
    faulty = {fault.document for fault in truth}
    assert {(rule, path) for rule, path in found(connection, "error warning") if path not in faulty} == set()


def test_what_was_planted_is_found(planted: tuple[sqlite3.Connection, set[Planted]]) -> None:
    connection, truth = planted
    assert truth - found(connection, "error warning info") == set()
