"""Search finds every Chinese word that LIKE finds, and nothing else."""

import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published_sample import publish

from kb import database
from kb.publishing import facets, hits, search
from kb.publishing.asking import Total, Wanted
from kb.publishing.hits import find, suggest
from kb.publishing.marking import marked, snippet
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
    return {row["name"] for row in find(connection, Wanted(words, "indicator_concepts")).names} if words else set()


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
    ("1234", {"12345热线运行经费"}),
    ("2345", set()),
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
    result = find(connection, Wanted(words))
    assert (result.names, result.texts, result.kinds) == ([], [], {})


def test_every_kind_gives_its_hits_and_a_second_name_counts_as_well(connection: sqlite3.Connection) -> None:
    rows = find(connection, Wanted("热线")).names
    assert {(row["kind"], row["id"], row["name"]) for row in rows} == {
        ("goals", "g2", "二"), ("indicator_concepts", "c1", "12345热线运行经费"),
    }


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


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = publish(tmp_path_factory.mktemp("searched") / "base")
    opened = database.connect(folder / "kb.db")
    yield opened
    opened.close()


def names(connection: sqlite3.Connection, words: str, **chosen: Any) -> list[tuple[str, str]]:
    return [(row["kind"], row["id"]) for row in find(connection, Wanted(words, **chosen)).names]


def test_what_is_called_exactly_so_comes_first_then_what_begins_so(sample: sqlite3.Connection) -> None:
    assert names(sample, "魏县") == [("regions", "130434"), ("departments", "wx"), ("documents", "w24")]
    assert names(sample, "审批中心")[0] == ("departments", "nowhere")


@pytest.mark.parametrize(("words", "expected"), [
    ("2080501", []), ("210", [("classifications", "functional-210")]), ("21", [("classifications", "functional-210")]),
    ("２１０", [("classifications", "functional-210")]), ("医疗卫生支出", [("classifications", "functional-210")]),
    ("清政办〔2020〕5号", [("policies", "y1")]),
])
def test_codes_numbers_and_former_names_lead_to_the_thing(
    sample: sqlite3.Connection, words: str, expected: list[tuple[str, str]]
) -> None:
    assert names(sample, words) == expected


def test_codes_that_begin_alike_stand_in_their_order(sample: sqlite3.Connection) -> None:
    assert [one for _, one in names(sample, "2", kind="classifications")] == ["functional-208", "functional-210"]


@pytest.mark.parametrize(("chosen", "expected"), [
    ({}, {"p1", "p2"}), ({"year": 2024}, {"p2"}), ({"region": "130609"}, {"p1", "p2"}),
    ({"region": "130609", "year": 2023}, {"p1"}), ({"region": "130434"}, set()), ({"region": '"'}, set()),
])
def test_names_are_limited_to_a_region_and_a_year(
    sample: sqlite3.Connection, chosen: dict[str, Any], expected: set[str]
) -> None:
    assert {one for _, one in names(sample, "热线经费", kind="projects", **chosen)} == expected


def test_a_thing_of_many_places_is_found_only_where_both_region_and_year_meet(sample: sqlite3.Connection) -> None:
    chosen = {"kind": "indicator_concepts"}
    assert names(sample, "办结率", region="130609", year=2023, **chosen)
    assert names(sample, "办结率", region="130434", year=2024, **chosen)
    assert not names(sample, "办结率", region="130434", year=2023, **chosen)


def test_texts_are_found_with_their_place_and_limited_like_names(sample: sqlite3.Connection) -> None:
    result = find(sample, Wanted("经费"))
    assert {row["id"] for row in result.texts} == {"s1", "s2", "s4"}
    [row] = find(sample, Wanted("经费", "passages", "130609", 2024)).texts
    assert (row["id"], row["document"], row["page"], row["first_line"]) == ("s1", "徐水2024预算", 2, 7)
    assert not find(sample, Wanted("经费", "passages", "130609", 2023)).texts


def test_the_numbers_of_a_filter_are_those_that_its_choice_gives(sample: sqlite3.Connection) -> None:
    for words in ("经费", "热线", "办结率", "局"):
        for chosen in (Wanted(words), Wanted(words, "projects"), Wanted(words, year=2024), Wanted(words, "", "130609")):
            result = find(sample, chosen)
            for field, counts in (("kind", result.kinds), ("region", result.regions), ("year", result.years)):
                for value, total in counts.items():
                    narrowed = find(sample, replace(chosen, **{field: int(value) if field == "year" else value}))
                    assert (narrowed.named.number + narrowed.told.number, total.more) == (total.number, False)


def test_counts_that_are_cut_say_so(sample: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (hits, facets):
        monkeypatch.setattr(module, "MOST", 1)
        monkeypatch.setattr(module, "MOST_TEXTS", 2)
    result = find(sample, Wanted("经费"))
    assert (result.named, result.told) == (Total(1, True), Total(2, True))
    assert (result.kinds["projects"], result.kinds["passages"]) == (Total(1, True), Total(2, True))
    assert len(result.texts) == 2


def test_pages_give_every_hit_once(sample: sqlite3.Connection) -> None:
    everything = [(row["kind"], row["id"]) for row in find(sample, Wanted("经费"), 0, 100).names]
    paged = [names_of for start in range(len(everything)) for names_of in
             [(row["kind"], row["id"]) for row in find(sample, Wanted("经费"), start, 1).names]]
    assert paged == everything
    assert len(everything) > 2


def test_suggestions_are_few_and_of_several_kinds(connection: sqlite3.Connection, sample: sqlite3.Connection) -> None:
    assert [row["name"] for row in suggest(connection, "线")][:2] == ["线上办理APP维护", "热，线"]
    assert len(suggest(sample, "预")) <= 10
    [one] = suggest(sample, "热线经费")
    assert (one["kind"], one["department"]) == ("projects", "徐水区行政审批局")


@pytest.mark.parametrize("words", ["热线", "费", "线运", "运行 热线", "ＡＰＰ", "12345"])
def test_pieces_are_the_text_and_the_marked_ones_are_the_words(words: str) -> None:
    for text in filter(None, NAMES):
        pieces = marked(text, words)
        assert "".join(piece for piece, _ in pieces) == text
        for piece, mark in pieces:
            assert not mark or unicodedata.normalize("NFKC", piece).lower() in \
                unicodedata.normalize("NFKC", words).lower().split()
    assert any(mark for text in filter(None, NAMES) for _, mark in marked(text, words))


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=400), words=st.text(max_size=8))
def test_nothing_is_lost_or_added_in_marked_text(text: str, words: str) -> None:
    assert "".join(piece for piece, _ in marked(text, words)) == text
    shown = "".join(piece for piece, _ in snippet(text, words))
    assert all(part in text for part in shown.split("…")) or "…" in text


def test_a_long_text_is_cut_to_what_stands_around_the_words() -> None:
    text = "一" * 500 + "热线" + "二" * 500 + "经费" + "三" * 500
    pieces = snippet(text, "经费 热线")
    assert [piece for piece, mark in pieces if mark] == ["热线", "经费"]
    assert len("".join(piece for piece, _ in pieces)) < 300
