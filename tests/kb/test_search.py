"""Search finds every Chinese word that LIKE finds, and nothing else."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import database
from kb.publishing import search
from kb.publishing.words import match_expression, pairs

NAMES = ["便民中心工作经费", "12345热线运行经费", "费用", "线上办理APP维护", "热，线", "𬱟𫖳中心", "Ａpp 推广", None]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = database.create(tmp_path / "kb.db")
    database.insert(opened, "indicator_concepts", [
        {"id": f"c{number}", "name": name} for number, name in enumerate(filter(None, NAMES))
    ])
    database.insert(opened, "documents", [{"id": "d", "path": "a.txt", "sha256": "0"}])
    database.insert(opened, "goals", [
        {"id": "g1", "document_id": "d", "scope": "overall", "position": 1, "text": "压减经费", "expected": None},
        {"id": "g2", "document_id": "d", "scope": "item", "position": 2, "title": "热线", "label": "二"},
    ])
    database.finish(opened)
    search.index(opened)
    yield opened
    opened.close()


def found(connection: sqlite3.Connection, words: str) -> set[str]:
    return {hit.text for hit in search.search(connection, words) if hit.table == "indicator_concepts"}


@pytest.mark.parametrize(("words", "expected"), [
    ("经费", {"便民中心工作经费", "12345热线运行经费"}),
    ("热线", {"12345热线运行经费"}),
    ("费", {"便民中心工作经费", "12345热线运行经费", "费用"}),
    ("费用", {"费用"}),
    ("线运", {"12345热线运行经费"}),
    ("app", {"线上办理APP维护", "Ａpp 推广"}),
    ("ＡＰＰ维护", {"线上办理APP维护"}),
    ("办理app", {"线上办理APP维护"}),
    ("12345热线", {"12345热线运行经费"}),
    ("1234", set()),
    ("热线 经费", {"12345热线运行经费"}),
    ("经费 热线 便民", set()),
    ("𫖳中", {"𬱟𫖳中心"}),
    ("理a", set()),
    ("", set()),
    ("，。", set()),
])
def test_words_are_found_as_they_are_written(
    connection: sqlite3.Connection, words: str, expected: set[str]
) -> None:
    assert found(connection, words) == expected


@pytest.mark.parametrize(
    ("words", "plain"),
    [('"', ""), ('""', ""), ('经费"', "经费"), ("费*", "费"), ("(", ""), ("-经费", "经费"), ("^费", "费")],
)
def test_marks_of_the_query_language_are_punctuation(connection: sqlite3.Connection, words: str, plain: str) -> None:
    assert found(connection, words) == found(connection, plain)


@pytest.mark.parametrize("words", ["经费 OR 热线", "NOT", "name:费", "a\x00b"])
def test_operators_of_the_query_language_are_words_that_nothing_holds(
    connection: sqlite3.Connection, words: str
) -> None:
    assert search.search(connection, words) == []


def test_each_table_gives_its_own_hits_with_what_people_read(connection: sqlite3.Connection) -> None:
    hits = search.search(connection, "热线")
    assert [(hit.table, hit.id, hit.text) for hit in hits] == [
        ("goals", "g2", "二"), ("indicator_concepts", "c1", "12345热线运行经费"),
    ]
    assert [hit.text for hit in search.search(connection, "经费", limit=1) if hit.table == "goals"] == ["压减经费"]
    assert len(search.search(connection, "经费", limit=1)) == 2


HAN = st.text("经费热线中心工作、 A1", max_size=8)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(HAN, min_size=1, max_size=6), word=st.text("经费热线中心工作", min_size=1, max_size=4))
def test_search_agrees_with_like(texts: list[str], word: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute('create virtual table f using fts5(t, tokenize="ascii")')
    connection.executemany("insert into f values (?)", [(pairs(text),) for text in texts])
    rows = connection.execute("select rowid from f where f match ?", (match_expression(word),))
    assert {row for (row,) in rows} == {number for number, text in enumerate(texts, 1) if word in text}


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=12), data=st.data())
def test_any_two_characters_of_a_text_find_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    connection = sqlite3.connect(":memory:")
    connection.execute('create virtual table f using fts5(t, tokenize="ascii")')
    connection.execute("insert into f values (?)", (pairs(text),))
    expression = match_expression(text[start : start + 2])
    assert connection.execute("select count(*) from f where f match ?", (expression,)).fetchone() == (1,)
