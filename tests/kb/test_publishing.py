"""What Datasette is told about a knowledge base, and answers as people and programs read them."""

import csv
import io
import json
import sqlite3
from html import unescape
from pathlib import Path

import pytest
from published_sample import publish

from kb.graph import Answer
from kb.publishing import answer, answers, describe, metadata, questions, render
from kb.publishing.counting import counts
from kb.publishing.definitions import DefinitionMissing, Definitions
from kb.schema import TABLES


def test_every_table_and_column_is_described_in_both_languages() -> None:
    tables = metadata()["databases"]["kb"]["tables"]
    for table in TABLES:
        described = tables[table.name]
        assert set(described["columns"]) == set(table.stored)
        for text in (described["title"], described["description"], *described["columns"].values()):
            assert any("\u4e00" <= character <= "\u9fff" for character in text), text
            assert any(character.isascii() and character.isalpha() for character in text), text


def test_facets_sort_orders_and_labels_are_columns() -> None:
    tables = metadata()["databases"]["kb"]["tables"]
    for table in TABLES:
        described = tables[table.name]
        named = [*described.get("facets", []), described.get("sort"), described.get("sort_desc")]
        assert {name for name in named if name} <= set(table.stored), table.name
        assert described["label_column"] in table.stored


def test_money_has_its_unit() -> None:
    projects = metadata()["databases"]["kb"]["tables"]["projects"]["columns"]
    assert projects["amount_wan"].endswith("[万元 (10,000 CNY)]")
    assert projects["amount_fen"].endswith("[分 (0.01 CNY)]")


def test_every_question_is_a_query_with_its_words() -> None:
    queries = metadata()["databases"]["kb"]["queries"]
    assert list(queries) == list(questions())
    for name, question in questions().items():
        assert queries[name]["title"] == f"{question.title_zh} {question.title_en}"
        assert question.about_en in unescape(queries[name]["description_html"])
        assert queries[name]["params"] == [parameter.name for parameter in question.parameters]


@pytest.mark.parametrize(("turtle", "sentence"), [
    ('bk:Region rdfs:label "地区"@zh', "ontology/budget.ttl gives bk:Region no label in the language en"),
    ('bk:Region rdfs:label "地区"@zh, "region"@en ; rdfs:comment "区划"@zh-hans',
     "ontology/budget.ttl gives bk:Region no definition in the language en"),
])
def test_a_term_without_definition_is_named(turtle: str, sentence: str) -> None:
    prefixes = "prefix bk: <https://budget-kb.example/ontology#> prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    with pytest.raises(DefinitionMissing) as missing:
        metadata(Definitions((prefixes + turtle + " .").encode()))
    assert str(missing.value) == sentence


def test_the_metadata_file_is_the_same_each_time(tmp_path: Path) -> None:
    folder = publish(tmp_path / "base")
    first = (folder / "metadata.json").read_bytes()
    describe(folder)
    assert (folder / "metadata.json").read_bytes() == first
    assert json.loads(first) == metadata(answers=counts(folder))


def test_the_answers_of_every_question_that_needs_no_word_are_counted(tmp_path: Path) -> None:
    folder = publish(tmp_path / "base")
    counted = counts(folder)
    assert {name for name, question in questions().items() if not question.needed} == set(counted)
    assert counted == {name: len(answer(folder, name).rows) for name in counted}
    assert sum(counted.values()) > 40


def test_a_question_that_takes_too_long_has_no_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "STEPS_BETWEEN_LOOKS_AT_THE_CLOCK", 1)
    assert counts(publish(tmp_path / "base"), seconds=-1) == {}


def test_publishing_twice_gives_the_same_database(tmp_path: Path) -> None:
    first, second = (publish(tmp_path / name) / "kb.db" for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def test_every_question_runs_in_sqlite_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(publish(tmp_path / "base") / "kb.db")
    for question in questions().values():
        asked = connection.execute(question.sql, {parameter.name: "" for parameter in question.parameters})
        columns = [column[0] for column in asked.description]
        assert len(columns) == len(set(columns)) > 1, question.name
    connection.close()


ANSWER = Answer(
    ("name", "amount_wan"),
    (("=cmd|'/c calc'!A1", -2.5), ("热线\x1b[2J\u202e经费", None), ('a,"b\n', 1200.0)),
)


def test_a_table_fits_a_terminal_and_cannot_steer_it() -> None:
    text = render(ANSWER)
    assert text.endswith("3 rows\n")
    assert "热线 [2J 经费" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_wide_answer_is_a_list_of_names_and_values() -> None:
    wide = Answer(tuple(f"column_{n}" for n in range(9)), (tuple("经费" * 30 for _ in range(9)),))
    text = render(wide)
    assert all(sum(2 if c > "\u2e80" else 1 for c in line) <= 80 for line in text.splitlines())
    assert text.replace("\n", "").replace(" ", "").count("经费") == 270
    assert text.endswith("1 row\n")


def test_csv_holds_every_value_and_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(render(ANSWER, "csv"), newline="")))
    assert rows == [
        ["name", "amount_wan"], ["'=cmd|'/c calc'!A1", "-2.5"], ["热线\x1b[2J\u202e经费", ""], ['a,"b\n', "1200.0"],
    ]


def test_json_is_a_list_of_objects() -> None:
    assert json.loads(render(ANSWER, "json"))[1] == {"name": "热线\x1b[2J\u202e经费", "amount_wan": None}
    assert "热线" in render(ANSWER, "json")


def test_an_empty_answer_says_so() -> None:
    empty = Answer(("a",), ())
    assert render(empty).endswith("0 rows\n")
    assert render(empty, "csv") == "a\r\n"
    assert json.loads(render(empty, "json")) == []
