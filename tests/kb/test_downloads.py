"""CSV of Datasette's pages holds no formula; JSON keeps what is printed."""

import asyncio
import csv
import io
import re
from typing import Any

import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from published_sample import HOSTILE, publish

from kb.explore.downloads import Defusing
from kb.explore.server import application
from kb.publishing.rendering import defused

FORMULAS = "select '=1+1' as a, '＝1+1' as b, char(9) || '@x' as c, char(13) || '+y' as d, -12.5 as e, '-1+1' as f"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    return application(publish(tmp_path_factory.mktemp("downloads") / "base"))


def get(site: Datasette, path: str, **params: str) -> Any:
    response = asyncio.run(site.client.get(path, params=params))
    assert response.status_code == 200, response.text[:500]
    return response


@pytest.mark.parametrize(("more", "encoding"), [({}, "utf-8"), ({"_dl": "1"}, "utf-8-sig")])
def test_formulas_are_text_and_numbers_stay_numbers(site: Datasette, more: dict[str, str], encoding: str) -> None:
    text = get(site, "/kb.csv", sql=FORMULAS, **more).content.decode(encoding)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["a", "b", "c", "d", "e", "f"],
        ["'=1+1", "'＝1+1", "'\t@x", "'\r+y", "-12.5", "'-1+1"],
    ]


def test_a_name_of_a_column_is_no_formula_either(site: Datasette) -> None:
    assert get(site, "/kb.csv", sql='select 1 as "=a"').text == "'=a\r\n1\r\n"


def test_json_keeps_the_text(site: Datasette) -> None:
    rows = get(site, "/kb.json", sql=FORMULAS, _shape="array").json()
    assert list(rows[0].values()) == ["=1+1", "＝1+1", "\t@x", "\r+y", -12.5, "-1+1"]


def test_a_saved_file_begins_with_a_byte_order_mark_and_an_answer_to_a_program_does_not(site: Datasette) -> None:
    assert get(site, "/kb/projects.csv", _dl="1").content.startswith(b"\xef\xbb\xbfid,")
    assert get(site, "/kb/projects.csv").content.startswith(b"id,")
    assert get(site, "/kb/projects.csv").headers["content-type"] == "text/plain; charset=utf-8"


def test_the_answer_to_a_question_comes_whole_and_head_is_answered(site: Datasette) -> None:
    listed = get(site, "/kb/project-money.json", _shape="arrays").json()
    text = get(site, "/kb/project-money.csv", _dl="1").content.decode("utf-8-sig")
    shown = [["" if cell is None else str(cell) for cell in row] for row in [listed["columns"], *listed["rows"]]]
    assert HOSTILE in text
    assert list(csv.reader(io.StringIO(text, newline=""))) == shown
    assert asyncio.run(site.client.head("/kb/project-money.csv")).status_code == 200


def test_a_whole_table_streams_all_its_rows(site: Datasette) -> None:
    rows = list(csv.DictReader(io.StringIO(get(site, "/kb/projects.csv", _stream="1").text, newline="")))
    listed = get(site, "/kb/projects.json", _shape="array", _size="max").json()
    assert rows
    assert [row["id"] for row in rows] == [row["id"] for row in listed]


LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from('=-1",\r\n')
CELLS = st.text(LETTERS, max_size=8)
NUMBER = re.compile(r"[-+]?[0-9.]+([eE][-+]?[0-9]+)?")


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=4), st.integers(1, 9))
def test_cells_arrive_whole_however_the_bytes_are_cut(rows: list[list[str]], size: int) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    body, defusing = written.getvalue().encode("utf-8"), Defusing()
    parts = [defusing.part(body[at : at + size]) for at in range(0, len(body), size)]
    text = b"".join([*parts, defusing.part(b"", last=True)]).decode("utf-8")
    found = list(csv.reader(io.StringIO(text, newline="")))
    for row, kept in zip(rows, found, strict=True):
        for cell, shown in zip(row, kept, strict=True):
            assert shown == defused(cell) or (shown == cell and NUMBER.fullmatch(cell))
