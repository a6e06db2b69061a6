"""The pages of departments: money by source and function, duties, what is missing, another year beside it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from published_sample import HOSTILE, publish

from kb import database
from kb.explore.server import application


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    folder: Path = publish(tmp_path_factory.mktemp("departments") / "base")
    connection = database.connect(folder / "kb.db")
    connection.execute("update departments set name = ? where id = 'nowhere'", (HOSTILE,))
    connection.commit()
    connection.close()
    return application(folder)


def get(site: Datasette, path: str) -> Any:
    return asyncio.run(site.client.get(path))


def test_departments_stand_by_region_with_their_years(site: Datasette) -> None:
    page = get(site, "/departments").text
    assert page.index("徐水区") < page.index("地区未列示")
    assert 'href="/department/xs"' in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_department_is_shown_in_its_latest_year_or_the_one_asked_for(site: Datasette) -> None:
    latest, earlier = get(site, "/department/xs").text, get(site, "/department/xs?year=2023").text
    assert 'href="/project/p2"' in latest
    assert 'href="/project/p1"' not in latest
    assert 'href="/project/p1"' in earlier
    assert get(site, "/department/xs?year=1999").text.count("<b>2024</b>") == 1


def test_another_department_stands_beside_it(site: Datasette) -> None:
    page = get(site, "/department/xs?with=wx&with_year=2024").text
    assert page.count('class="kb-profile"') == 2
    assert 'href="/project/p3"' in page


def test_what_the_documents_do_not_print_is_told_and_is_not_nought(site: Datasette) -> None:
    page = get(site, "/department/nowhere?_language=en").text
    assert "The documents print no income by source." in page
    assert "not printed" in page
    assert "<script>alert" not in page


def test_there_is_no_page_of_an_unknown_department(site: Datasette) -> None:
    answer = get(site, "/department/nobody")
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


@pytest.mark.parametrize("number", ["²", "-1", "1" * 5000, "x"])
@pytest.mark.parametrize("path", [
    "/department/xs?year=", "/documents?start=", "/document/x24?page=", "/indicator/c1?start=",
])
def test_what_is_no_number_in_an_address_counts_as_none(site: Datasette, path: str, number: str) -> None:
    assert get(site, path + number).status_code == 200
