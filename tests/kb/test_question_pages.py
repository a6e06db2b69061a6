"""The pages of saved questions: every answer is shown once, named in the reader's language, and can be saved whole."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette
from markupsafe import escape
from published_sample import publish
from test_datasette import get

from kb.explore.answers import label_of
from kb.explore.pages import question
from kb.explore.pages.question import SIZE
from kb.explore.server import application
from kb.publishing.questions import questions


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = publish(tmp_path_factory.mktemp("asked") / "base")
    with sqlite3.connect(folder / "kb.db") as connection:
        connection.execute("update findings set message_zh = '发现：' || rule")
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Datasette:
    return application(folder)


def answers(folder: Path, name: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """What SQLite says itself to a question with its defaults."""
    asked = questions()[name]
    with sqlite3.connect(folder / "kb.db") as connection:
        found = connection.execute(asked.sql, {p.name: p.default for p in asked.parameters})
        return [column[0] for column in found.description], found.fetchall()


@pytest.mark.parametrize("name", questions())
def test_every_question_has_a_page_with_its_number_of_answers(site: Datasette, folder: Path, name: str) -> None:
    columns, rows = answers(folder, name)
    shown = get(site, f"/question/{name}")
    assert shown.status_code == 200
    assert questions()[name].title_zh in shown.text
    said = re.search(r'question-total" role="status"><b>([\d,]+) 个答案', shown.text)
    assert (said is None and not rows) or (said is not None and int(said[1].replace(",", "")) == len(rows))
    assert shown.text.count("<tr>") == (min(len(rows), SIZE) + 1 if rows else 0)
    assert [column for column in columns if not re.search("[一-鿿]", label_of(column))] == []


@pytest.mark.parametrize("name", questions())
def test_all_answers_can_be_saved(site: Datasette, folder: Path, name: str) -> None:
    columns, rows = answers(folder, name)
    saved = get(site, f"/question/{name}.csv")
    assert saved.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'filename="{name}.csv"' in saved.headers["content-disposition"]
    lines = list(csv.reader(io.StringIO(saved.content.decode("utf-8-sig"))))
    assert lines[0] == columns
    assert len(lines) == len(rows) + 1
    assert get(site, f"/question/{name}.json").json() == [dict(zip(columns, row, strict=True)) for row in rows]


def test_pages_of_answers_show_each_once(site: Datasette, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "SIZE", 2)
    columns, rows = answers(folder, "where-is")
    assert len(rows) > 4
    shown: list[str] = []
    for offset in range(0, len(rows), 2):
        shown += re.findall(r'<a href="/passage/(\w+)', get(site, "/question/where-is", offset=str(offset)).text)
    place = columns.index("passage_id")
    assert list(dict.fromkeys(shown)) == list(dict.fromkeys(row[place] for row in rows))


def test_a_field_that_is_emptied_stays_empty_on_the_next_page(site: Datasette) -> None:
    shown = get(site, "/question/where-is", words="").text
    assert "没有符合条件的答案" in shown
    assert 'name="words" value=""' in shown


def test_what_is_no_number_is_refused_with_a_sentence(site: Datasette) -> None:
    shown = get(site, "/question/shared-indicators", year="zwei")
    assert "The parameter year takes a whole number, not &#39;zwei&#39;." in shown.text
    saved = get(site, "/question/shared-indicators.csv", year="zwei")
    assert (saved.status_code, saved.text) == (400, "The parameter year takes a whole number, not 'zwei'.\n")


def test_an_unknown_question_is_not_found(site: Datasette) -> None:
    assert get(site, "/question/why").status_code == 404
    assert get(site, "/question/why.csv").status_code == 404


def test_the_reader_chooses_from_what_is_there(site: Datasette) -> None:
    shown = get(site, "/question/shared-indicators", _language="en").text
    assert "text in the name of the department" in shown
    assert re.search(r'<datalist id="choices-department"><option value="[^"]+"></option>', shown)


def test_findings_are_told_in_the_language_of_the_page(site: Datasette, folder: Path) -> None:
    columns, rows = answers(folder, "doubtful-indicators")
    own = rows[0][columns.index("finding_id")]
    with sqlite3.connect(folder / "kb.db") as connection:
        english, chinese = connection.execute("select message, message_zh from findings where id = ?", [own]).fetchone()
    shown = {language: get(site, "/question/doubtful-indicators", _language=language).text for language in ("zh", "en")}
    assert str(escape(chinese)) in shown["zh"]
    assert str(escape(english)) in shown["en"]
    assert str(escape(english)) not in shown["zh"]


def test_what_a_question_means_names_the_columns_as_the_page_does(site: Datasette) -> None:
    assert "“相距范围” 是相距最远的两处" in get(site, "/question/shared-indicators").text
